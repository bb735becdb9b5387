"""`kelisim explain`: why a report was read so: the rule of every statement, and the words behind every field."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from kelisim.presentations.extract import Readings, given
from kelisim.presentations.options import (
    ColumnOption,
    LangOption,
    OutletOption,
    PublishedOption,
    Sources,
    UrlOption,
    example,
    language,
)

if TYPE_CHECKING:
    from kelisim.reading import Explanation


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    examples = example("kelisim explain meldung.txt", "kelisim explain meldung.txt --published 2024-10-22 | less")
    app.command(name="explain", epilog=examples)(_explain)


def _explain(
    sources: Sources,
    published: PublishedOption = None,
    url: UrlOption = None,
    outlet: OutletOption = None,
    column: ColumnOption = None,
    lang: LangOption = None,
) -> None:
    """Show why reports are read as they are.

    For every statement its rule, its confidence with the reason, its sentence, and each field with the words it
    rests on; then the amounts, times and actors of that sentence. What was proposed and refused comes last.
    """
    speak = language(lang)
    from kelisim.reading import explain

    readings = Readings(sources, given(published, url, outlet, column))
    for explanation in readings.each(explain):
        _print(explanation, speak)
    if readings.failed:
        raise typer.Exit(1)


def _print(explanation: Explanation, lang: str) -> None:
    from kelisim.presentations.explained import tree
    from kelisim.presentations.tables import console

    console().print(tree(explanation, lang))
