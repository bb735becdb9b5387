"""The commands about the account over time: `kelisim pair`, `undertakings`, `targets`, `follow-up`, `diff` …"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from msgspec.structs import replace

from kelisim.presentations.account.options import AccountFormat, Options, with_options
from kelisim.presentations.options import example, language
from kelisim.presentations.report_commands import LedgerOption, open_ledger

if TYPE_CHECKING:
    from kelisim.presentations.account.pages import Page
    from kelisim.presentations.account.standing import AsOf, Standing


class Brief(StrEnum):
    """What a page is written as."""

    markdown = "markdown"
    docx = "docx"


class By(StrEnum):
    """What counts in a look back."""

    published = "published"
    recorded = "recorded"
    happened = "happened"


PartyArgument = Annotated[str, typer.Argument(help="A country or bloc.", metavar="CODE|NAME")]
DayArgument = Annotated[str, typer.Argument(help="A day; of a month or year the last one.", metavar="DAY")]
ByOption = Annotated[
    By,
    typer.Option(
        help="What counts: reports that had appeared by then, or had been read into the ledger; or what had happened, "
        "whenever it was told."
    ),
]
ToOption = Annotated[Brief | None, typer.Option(help="A brief with numbered quotes as footnotes.")]
ReportOption = Annotated[str | None, typer.Option(help="Only this report; six digits will do.", metavar="ID")]
OutputOption = Annotated[Path | None, typer.Option(help="The file to write the brief into.", metavar="FILE")]

# The commands that show one sort of row: name, help, example. Their sections are in `views.SECTIONS`.
_VIEWS = (
    (
        "undertakings",
        "Undertakings by stage with what became of them; sums by currency, with what is left out and why.",
        "kelisim undertakings --party KZ --party UZ --min-amount 1e8",
    ),
    (
        "series",
        "Figures of many reports as series by period, with revised and contradicting numbers beside them.",
        "kelisim series --party C5 --party EU --since 2020 --format csv",
    ),
    (
        "targets",
        "What figures shall become: latest level, growth needed and made a year, verdict, with the sums.",
        "kelisim targets --party KZ --party UZ --today 2026-06-01",
    ),
    (
        "follow-up",
        "What to ask about: overdue, due soon, contradicted, silent, never mentioned again, undated.",
        "kelisim follow-up --party C5 --sector transport --lang de",
    ),
    (
        "conflicts",
        "Where reports contradict each other or themselves, with the quotes; every check of printed numbers.",
        "kelisim conflicts --party DE --format markdown",
    ),
    (
        "meetings",
        "Meetings with what was agreed there, and what became of it.",
        "kelisim meetings --party UZ --since 2022",
    ),
)


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    _add(app, "pair", _pair, "kelisim pair KZ UZ", "kelisim pair KZ UZ --to docx --output kz-uz.docx")
    for name, help, shown in _VIEWS:
        _add(app, name, _view(name, help), shown)
    _add(app, "as-of", _as_of, "kelisim as-of 2024-12-31 --party KZ --party UZ", "kelisim as-of 2026-01 --by recorded")
    _add(app, "diff", _diff, "kelisim diff 2024-01-01 2025-01-01 --party C5")
    _add(app, "verify", _verify, "kelisim verify --ledger kelisim.db", shared=False)


def _add(app: typer.Typer, name: str, command: Callable[..., None], *shown: str, shared: bool = True) -> None:
    app.command(name=name, epilog=example(*shown))(with_options(command) if shared else command)


def _pair(
    first: PartyArgument,
    second: PartyArgument,
    options: Options,
    to: ToOption = None,
    output: OutputOption = None,
) -> None:
    """Everything between two states or blocs on one page.

    Series with their targets, undertakings by stage, meetings with what came of them, what is to be asked about, and
    contradictions.
    """
    from kelisim.presentations.account.pair import MOST, overview, pair_title
    from kelisim.presentations.account.standing import two_sides

    two_sides(first, second)
    asked = replace(options, party=[first, second, *(options.party or ())])
    lang = language(options.lang)
    found = _standing(asked, "pair", None if to else MOST)
    made = overview(found, pair_title(found, lang), lang)
    if to is None:
        _print(made, options, found)
        return
    from kelisim.presentations.account.brief import write_docx, write_markdown

    write = write_docx if to is Brief.docx else write_markdown
    write(_in_currency(made, options, found), output, lang)


def _view(name: str, help: str) -> Callable[..., None]:
    def show(options: Options) -> None:
        from kelisim.presentations.account.views import MOST, page

        found = _standing(options, name, MOST)
        _print(page(name, found, language(options.lang)), options, found)

    show.__doc__ = help
    show.__name__ = name.replace("-", "_")
    return show


def _as_of(day: DayArgument, options: Options, by: ByOption = By.published) -> None:
    """The account as it stood on a day, by what had been published, had been recorded, or had happened.

    Undated reports cannot be placed by publication: they are left out and counted. By what had happened a later report
    counts with what it tells of before, and a plan from the day on which it was told.
    """
    from kelisim.presentations.account.pair import MOST, overview, pair_title

    lang = language(options.lang)
    found = _standing(options, "pair", MOST, _at(day, by))
    _print(overview(found, pair_title(found, lang), lang), options, found)


def _diff(before: DayArgument, after: DayArgument, options: Options, by: ByOption = By.published) -> None:
    """What changed between two days: undertakings, stages, deadlines, verdicts, figures, meetings, contradictions."""
    from kelisim.presentations.account.pair import MOST_CHANGES, difference
    from kelisim.presentations.account.standing import changed, question

    asked, days = question(options), (_at(before, by), _at(after, by))
    with open_ledger(options.ledger) as opened:
        found = changed(opened, options, days, MOST_CHANGES if options.format is AccountFormat.table else None)
    _print_page(difference(found, asked.parties, language(options.lang)), options)


def _verify(report: ReportOption = None, ledger: LedgerOption = None) -> None:
    """Build the account again from the statements alone, and compare it with what the ledger says.

    Every row must be what its statement says, every statement must lie in its text, and the account must come out the
    same whatever the order of the statements. The exit code is 1 where something differs. With --report only the rows
    of that report are looked at.
    """
    from kelisim.presentations.account.verifying import verify, verify_report

    with open_ledger(ledger) as opened:
        if report is None:
            typer.echo("kelisim: everything is read and brought together three times", err=True)
        faults = verify(opened) if report is None else verify_report(opened, report)
    for line in faults.lines():
        typer.echo(line)
    if faults.found:
        raise typer.Exit(1)


def _at(day: str, by: By) -> AsOf:
    from kelisim.presentations.account.standing import AsOf
    from kelisim.presentations.views import day_of

    return AsOf(**{by.value: day_of("DAY", day, 1)})


def _standing(options: Options, view: str, most: int | None, as_of: AsOf | None = None) -> Standing:
    """Check the question before the file is opened, then ask; ``most`` rows of a section stand on a terminal."""
    from kelisim.presentations.account.standing import AsOf, Wanted, question, standing

    question(options)
    wanted = Wanted(view, most if options.format is AccountFormat.table else None)
    with open_ledger(options.ledger) as opened:
        return standing(opened, options, wanted, as_of or AsOf())


def _print(made: Page, options: Options, found: Standing) -> None:
    _print_page(_in_currency(made, options, found), options)


def _print_page(made: Page, options: Options) -> None:
    from kelisim.presentations.account.printing import print_page

    print_page(made, options.format.value, language(options.lang))


def _in_currency(made: Page, options: Options, found: Standing) -> Page:
    if not options.convert:
        return made
    from kelisim.presentations.account.conversion import converted_page, exchange

    return converted_page(made, exchange(found.rates, options.convert, options.rates), language(options.lang))
