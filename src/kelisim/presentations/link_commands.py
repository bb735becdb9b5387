"""What a person decides about links: `kelisim link`, `kelisim apart`, `kelisim unlink`, `kelisim suggestions`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from msgspec import Struct
from msgspec.structs import replace

from kelisim.presentations.ledger_commands import Format, FormatOption, PartyOption
from kelisim.presentations.options import LangOption, example, language
from kelisim.presentations.report_commands import LedgerOption, open_ledger

if TYPE_CHECKING:
    from kelisim.ledger import Ledger
    from kelisim.ledger.link_book import Judged
    from kelisim.ledger.links import Decided
    from kelisim.ledger.query import Entry

First = Annotated[str, typer.Argument(metavar="ID", help="A statement or a thing: its id, or its first digits.")]
Second = Annotated[str, typer.Argument(metavar="ID", help="The other one, of the same sort.")]
PartOption = Annotated[
    bool, typer.Option("--part-of", help="It is about the first as a part of the second, a package or programme.")
]
WhyOption = Annotated[str, typer.Option("--why", help="The reason; it is kept with the decision.", show_default=False)]


def register(app: typer.Typer) -> None:
    """Add the commands to the app."""
    app.command(
        name="link",
        short_help="Decide that two statements tell of one thing.",
        epilog=example('kelisim link 3f9a1c 77be02 --why "same site, same partners"'),
    )(_link)
    app.command(
        name="apart",
        short_help="Decide that two statements tell of two things.",
        epilog=example('kelisim apart 3f9a1c 77be02 --why "two memoranda"'),
    )(_apart)
    app.command(
        name="unlink",
        short_help="Take back what was decided of two statements.",
        epilog=example('kelisim unlink 3f9a1c 77be02 --why "decided too early"'),
    )(_unlink)
    app.command(
        name="suggestions",
        short_help="What is perhaps the same and waits for a decision.",
        epilog=example("kelisim suggestions --party KZ --party UZ"),
    )(_suggestions)
    app.command(
        name="links",
        short_help="Why statements are brought together: who, when, why.",
        epilog=example("kelisim links 3f9a1c --lang de"),
    )(_links)


def _link(
    first: First, second: Second, why: WhyOption, part_of: PartOption = False, ledger: LedgerOption = None
) -> None:
    """Decide that two statements tell of one thing, or of a part and its package, whatever the rules say.

    The decision is kept with who, when and why, and holds for later readings of the same words. No statement is
    changed; `kelisim unlink` takes the decision back.
    """
    with open_ledger(ledger) as opened:
        _decide(opened, (first, second), _Answer("linked", why, part_of))


def _apart(
    first: First, second: Second, why: WhyOption, part_of: PartOption = False, ledger: LedgerOption = None
) -> None:
    """Decide that two statements tell of two things; links over others never bring them together again.

    The decision is kept with who, when and why, and holds for later readings of the same words. No statement is
    changed; `kelisim unlink` takes the decision back.
    """
    with open_ledger(ledger) as opened:
        _decide(opened, (first, second), _Answer("apart", why, part_of))


def _unlink(
    first: First, second: Second, why: WhyOption, part_of: PartOption = False, ledger: LedgerOption = None
) -> None:
    """Take back what was decided of two statements, so that the rules count again.

    Also this is kept with who, when and why. What the rules linked is kept apart by `kelisim apart`.
    """
    with open_ledger(ledger) as opened:
        _decide(opened, (first, second), _Answer("withdrawn", why, part_of))


def _suggestions(
    party: PartyOption = None,
    format: FormatOption = Format.table,
    lang: LangOption = None,
    ledger: LedgerOption = None,
) -> None:
    """What is perhaps one thing, the likeliest first, with the words that speak for and against it.

    Answer with `kelisim link` or `kelisim apart`.
    """
    from kelisim.presentations.suggestions import MOST, print_suggestions, waiting
    from kelisim.presentations.views import party_code

    parties = tuple(party_code(name) for name in party or ())
    with open_ledger(ledger) as opened:
        found = waiting(opened, parties, MOST if format is Format.table else None)
    print_suggestions(found, format.value, language(lang))


class _Answer(Struct, frozen=True):
    """What a person says of two statements, and whether of the first as a part of the second."""

    verdict: Decided
    why: str
    part_of: bool


# What became of the pair, by verdict: of one thing, and of a part.
_BECAME = {
    ("linked", False): "are one thing",
    ("apart", False): "are two things",
    ("linked", True): "are a part and its package",
    ("apart", True): "are no part and package",
    ("withdrawn", False): "are left to the rules again",
    ("withdrawn", True): "are left to the rules again",
}


def _links(
    id: First, format: FormatOption = Format.table, lang: LangOption = None, ledger: LedgerOption = None
) -> None:
    """Why statements are brought together or kept apart: every link of a statement or of a thing.

    Each with who made it (a rule with its version, or a person), when it was recorded, why, and the features that spoke
    for and against.
    """
    from kelisim.intake import bring_together
    from kelisim.presentations.suggestions import print_links

    with open_ledger(ledger) as opened:
        bring_together(opened)
        ids = {entry.statement.id for entry in _told(opened, id)}
        found = opened.dated_links(sorted(ids))
        asked = sorted({end for link in found for end in (link.left, link.right)})
        entries = {entry.statement.id: entry for entry in opened.entries_of(asked)}
    print_links(found, entries, format.value, language(lang))


def _told(ledger: Ledger, name: str) -> tuple[Entry[Any], ...]:
    """The statement that an id means, or all of a thing."""
    from kelisim.errors import UsageError
    from kelisim.intake import entries_of_thing

    try:
        return (ledger.statement(name),)
    except UsageError:
        found = entries_of_thing(ledger, name)
        if not found:
            raise
        return found


def _decide(ledger: Ledger, named: tuple[str, str], answer: _Answer) -> None:
    """Keep the decision, link anew, and say in a line what became of it. Raises `UsageError`."""
    from kelisim.errors import UsageError
    from kelisim.intake import judged, shelf_of

    if not answer.why.strip():
        raise UsageError("--why: say in a few words why")
    left, right = (_entry(ledger, name) for name in named)
    asked = judged(left, right, answer.verdict)
    if answer.part_of:
        if left.statement.statement != "undertaking":
            raise UsageError("--part-of: only undertakings are parts of others")
        asked = replace(asked, kind="part_of")
    if answer.verdict == "withdrawn" and not _is_decided(ledger, asked):
        raise UsageError(
            f"nothing is decided of {left.statement.id} and {right.statement.id}; what the rules linked is kept apart "
            "by `kelisim apart`"
        )
    decision = ledger.decide(asked, answer.why.strip())
    things = shelf_of(ledger).things_of([entry.statement.id for entry in (left, right)])
    names = " and ".join(f"{entry.statement.id} «{' '.join(entry.head.split())}»" for entry in (left, right))
    became = _BECAME[answer.verdict, answer.part_of]
    typer.echo(f"{names} {became} (decision {decision.number} about them, by {decision.by})")
    if things:
        typer.echo(f"things: {', '.join(dict.fromkeys(things.values()))}")


def _is_decided(ledger: Ledger, asked: Judged) -> bool:
    """Whether a decision about the pair stands that was not taken back."""
    pair = {asked.left, asked.right}
    said = [one for one in ledger.decisions() if one.kind == asked.kind and {one.left, one.right} == pair]
    return bool(said) and said[-1].verdict != "withdrawn"


def _entry(ledger: Ledger, name: str) -> Entry[Any]:
    """The statement that an id means: its own, or that of a thing, which stands for the words that found it."""
    return _told(ledger, name)[0]
