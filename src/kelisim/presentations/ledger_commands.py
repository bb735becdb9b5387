"""The questions: `kelisim ledger figures|undertakings|meetings|reports`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kelisim.presentations import report_commands
from kelisim.presentations.options import Lang, LangOption, example, language
from kelisim.presentations.report_commands import LedgerOption, open_ledger

if TYPE_CHECKING:
    from kelisim.presentations.views import FiguresView, MeetingsView, ReportsView, UndertakingsView


class Format(StrEnum):
    """What the questions print."""

    table = "table"
    json = "json"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option(help="A table for people; JSON or CSV for programs, numbers exact.")]
PartyOption = Annotated[
    list[str] | None,
    typer.Option("--party", help="A country or bloc; several: all of them take part.", metavar="CODE|NAME"),
]
IndicatorOption = Annotated[str | None, typer.Option(help="What is measured: trade_turnover, exports …")]
StageOption = Annotated[str | None, typer.Option(help="pledged, committed, implementing, completed …")]
KindOption = Annotated[str | None, typer.Option(help="Of an undertaking: agreement, project, supply …")]
MeetingKindOption = Annotated[str | None, typer.Option("--kind", help="state_visit, talks, session, forum, summit …")]
AnyKindOption = Annotated[str | None, typer.Option("--kind", help="Kind of an undertaking, or form of a meeting.")]
SinceOption = Annotated[str | None, typer.Option(help="Not before this day, month or year.", metavar="DATE")]
UntilOption = Annotated[str | None, typer.Option(help="Not after this day, month or year.", metavar="DATE")]
SureOption = Annotated[bool, typer.Option("--sure", help="Leave out statements whose confidence is below 0.5.")]

_MOST = 200  # rows on a terminal; the other formats have all

_ledger_app = typer.Typer(help="Ask the account: figures, undertakings, meetings, reports.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the questions and the commands about reports to the app."""
    report_commands.register(app)
    app.add_typer(_ledger_app, name="ledger")


@_ledger_app.command(
    epilog=example(
        "kelisim ledger figures --party KZ --party UZ --indicator trade_turnover",
        "kelisim ledger figures --party C5 --since 2024 --format csv",
    )
)
def figures(
    party: PartyOption = None,
    indicator: IndicatorOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    sure: SureOption = False,
    format: FormatOption = Format.table,
    lang: LangOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Figures between states."""
    from kelisim.presentations.views import FiguresView

    _answer(
        FiguresView(parties=tuple(party or ()), indicator=indicator, since=since, until=until, sure=sure),
        format,
        lang,
        ledger,
    )


@_ledger_app.command(
    short_help="What states said they will do, or do.",
    epilog=example("kelisim ledger undertakings --party KZ --stage committed --lang de"),
)
def undertakings(
    party: PartyOption = None,
    stage: StageOption = None,
    kind: KindOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    sure: SureOption = False,
    format: FormatOption = Format.table,
    lang: LangOption = None,
    ledger: LedgerOption = None,
) -> None:
    """What states said they will do, agreed, are doing or have done."""
    from kelisim.presentations.views import UndertakingsView

    view = UndertakingsView(parties=tuple(party or ()), stage=stage, kind=kind, since=since, until=until, sure=sure)
    _answer(view, format, lang, ledger)


@_ledger_app.command(epilog=example("kelisim ledger meetings --party UZ --kind state_visit --since 2023"))
def meetings(
    party: PartyOption = None,
    kind: MeetingKindOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    sure: SureOption = False,
    format: FormatOption = Format.table,
    lang: LangOption = None,
    ledger: LedgerOption = None,
) -> None:
    """Where representatives of states met."""
    from kelisim.presentations.views import MeetingsView

    _answer(
        MeetingsView(parties=tuple(party or ()), kind=kind, since=since, until=until, sure=sure), format, lang, ledger
    )


@_ledger_app.command(short_help="The reports that were read.", epilog=example("kelisim ledger reports --since 2024-10"))
def reports(
    party: PartyOption = None,
    indicator: IndicatorOption = None,
    stage: StageOption = None,
    kind: AnyKindOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
    ledger: LedgerOption = None,
) -> None:
    """The reports that were read; with a party, indicator, stage or kind those that say something of that sort."""
    from kelisim.presentations.views import ReportsView

    about = {"indicator": indicator, "stage": stage, "kind": kind, "since": since, "until": until}
    _answer(ReportsView(parties=tuple(party or ()), **about), format, lang, ledger)


def _answer(
    view: FiguresView | UndertakingsView | MeetingsView | ReportsView,
    format: Format,
    lang: Lang | None,
    ledger: Path | None,
) -> None:
    """Check the question before the file is opened, ask, print."""
    from kelisim.presentations.tables import print_answer

    view.query()
    with open_ledger(ledger) as opened:
        answer = view.answer(opened, _MOST if format is Format.table else None)
    print_answer(answer, format.value, language(lang))
