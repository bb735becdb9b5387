"""The options that every command about the account takes, in one table; and how a command gets them."""

from __future__ import annotations

import gc
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, get_type_hints

import msgspec
import typer
from msgspec import Struct

from kelisim.account.histories import DORMANT_AFTER
from kelisim.presentations.ledger_commands import PartyOption, SinceOption, UntilOption
from kelisim.presentations.options import LangOption
from kelisim.presentations.report_commands import LedgerOption


class AccountFormat(StrEnum):
    """What the commands print."""

    table = "table"
    json = "json"
    csv = "csv"
    markdown = "markdown"


class Options(Struct, frozen=True, kw_only=True):
    """Every shared option with its wording and default; a field more is an option more, for all commands."""

    party: PartyOption = None
    sector: Annotated[list[str] | None, typer.Option(help="A sector: 210, or transport.", metavar="CODE|NAME")] = None
    organisation: Annotated[str | None, typer.Option(help="A part of the name of a body or firm.")] = None
    min_amount: Annotated[str | None, typer.Option(help="Worth at least so much, in any currency.")] = None
    since: SinceOption = None
    until: UntilOption = None
    today: Annotated[
        str | None, typer.Option(help="The day to judge by [default: the machine's date].", metavar="DATE")
    ] = None
    later: Annotated[bool, typer.Option("--later", help="Count also what appeared after --today.")] = False
    dormant_after: Annotated[int, typer.Option(help="Days without a report that count as silence.", min=1)] = (
        DORMANT_AFTER
    )
    convert: Annotated[
        str | None, typer.Option(help="Add values in this currency, where a rate is named.", metavar="CURRENCY")
    ] = None
    rates: Annotated[
        Path | None, typer.Option(help="CSV of rates to convert by: date,from,to,rate,source.", metavar="FILE")
    ] = None
    format: Annotated[AccountFormat, typer.Option(help="For people: table, markdown; for programs: json, csv.")] = (
        AccountFormat.table
    )
    lang: LangOption = None
    ledger: LedgerOption = None


@contextmanager
def for_one_answer() -> Iterator[None]:
    """What is loaded lives to the end, which is near; to look through it for cycles takes a fifth of the time.

    Frozen, it is not looked through when the program ends, either.
    """
    looked_through = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if looked_through:
            gc.enable()


def with_options(command: Callable[..., None]) -> Callable[..., None]:
    """``command`` with each field of `Options` as an option of its own; it gets them as its argument ``options``."""
    own = [part for name, part in inspect.signature(command, eval_str=True).parameters.items() if name != "options"]
    shared = _shared()

    def run(**given: Any) -> None:  # noqa: ANN401 - the values of any option
        asked = {part.name: given.pop(part.name) for part in shared}
        with for_one_answer():
            command(**given, options=Options(**asked))

    run.__doc__ = command.__doc__
    run.__name__ = command.__name__
    parameters = [part.replace(kind=inspect.Parameter.KEYWORD_ONLY) for part in own] + list(shared)
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined] # what typer reads
    run.__annotations__ = {part.name: part.annotation for part in parameters}
    return run


@cache
def _shared() -> tuple[inspect.Parameter, ...]:
    """The fields of `Options` as parameters."""
    hints = get_type_hints(Options, include_extras=True)
    return tuple(
        inspect.Parameter(
            field.name, inspect.Parameter.KEYWORD_ONLY, default=field.default, annotation=hints[field.name]
        )
        for field in msgspec.structs.fields(Options)
    )
