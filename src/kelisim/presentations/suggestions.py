"""Links as a table for people or as JSON: the two statements, what speaks for and against; who made them and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kelisim.account import Link, Reason
from kelisim.account.printed_words import printed_words
from kelisim.errors import LedgerError
from kelisim.intake import bring_together
from kelisim.ledger.links import LinkKind
from kelisim.ledger.query import AnyEntry, Query
from kelisim.presentations.amounts import in_language
from kelisim.presentations.headings import name_of, phrase, reason_of
from kelisim.presentations.rows import to_json, to_record
from kelisim.presentations.tables import clean, console, folded, print_utf8

if TYPE_CHECKING:
    from kelisim.ledger import Ledger

MOST = 100  # on a terminal; the other formats have all
# Features whose words are codes of ours; the titles of what is compared stand in the others.
_OF_CODES = ("sectors", "form", "kinds", "instruments")
ASKED: tuple[LinkKind, ...] = ("same_undertaking", "same_meeting", "part_of")


class Waiting(Struct, frozen=True):
    """What waits for a decision, the likeliest first, with the statements; and how much there is beside it."""

    links: Sequence[Link]
    entries: dict[str, AnyEntry]
    more: int = 0


def waiting(ledger: Ledger, parties: tuple[str, ...], most: int | None) -> Waiting:
    """What waits for a decision among what is said of ``parties``, no more than ``most``."""
    with suppress(LedgerError):  # of a file that cannot be written, the links that it has
        bring_together(ledger)
    among = None
    if parties:
        query = Query(parties=parties)
        among = {*ledger.ids("undertaking", query), *ledger.ids("meeting", query)}
    links, every = ledger.suggested(ASKED, among, most)
    told = ledger.entries_of(sorted({id for link in links for id in (link.left, link.right)}))
    return Waiting(links, {entry.statement.id: entry for entry in told}, every - len(links))


def print_suggestions(found: Waiting, form: str, lang: str) -> None:
    """Print what waits for a decision."""
    waiting, entries = found.links, found.entries
    if form == "json":
        print_utf8(to_json([_record(link, entries) for link in waiting]) + "\n")
    elif form == "csv":
        print_utf8("".join(_csv(waiting, entries)))
    elif waiting:
        lines = (line for link in waiting for line in _lines(link, entries, lang))
        _print((*lines, *_rest(found.more, lang), phrase("answer", lang)))
    else:
        print_utf8(phrase("nothing_waits", lang) + "\n")


def _rest(more: int, lang: str) -> Iterator[str]:
    if more:
        yield f"… {more} {phrase('rest', lang)} (--format csv)"


def print_links(links: list[Link], entries: dict[str, AnyEntry], form: str, lang: str) -> None:
    """Print links with who made them, when, and why; links to statements that are no longer current are left out."""
    held = [link for link in links if link.left in entries and link.right in entries]
    if form == "json":
        print_utf8(to_json([_record(link, entries) for link in held]) + "\n")
    elif form == "csv":
        print_utf8("".join(_csv(held, entries)))
    else:
        lines = [line for link in held for line in (_verdict(link, lang), *list(_lines(link, entries, lang))[1:])]
        _print(lines or [phrase("nothing", lang)])


def _print(lines: Iterable[str]) -> None:
    """Print lines folded to the width, each as deep as it stands."""
    width = console().width
    for line in lines:
        indent = line[: len(line) - len(line.lstrip())]
        print_utf8("".join(f"{part}\n" for part in folded(line.lstrip(), width, indent)))


def _verdict(link: Link, lang: str) -> str:
    """*linked · the same undertaking · linking 2*, with its time and the words that say why."""
    told = (
        name_of(link.verdict, lang),
        name_of(link.kind, lang).rstrip("?"),
        link.by,
        link.decided_at,
        clean(link.why),
    )
    return " · ".join(part for part in told if part)


def _lines(link: Link, entries: dict[str, AnyEntry], lang: str) -> Iterator[str]:
    yield f"{in_language(f'{link.score:.1f}', lang)}  {name_of(link.kind, lang)}"
    for id in (link.left, link.right):
        entry = entries[id]
        yield f"     {id[:8]}  «{clean(entry.head)}»"
        yield f"               {clean(entry.sources[0].source)}"
    for reason in link.reasons:
        weight = in_language(f"{reason.weight:+.1f}", lang)
        yield f"       {weight} {reason_of(reason.feature, lang)}: {_words(reason, link, entries, lang)}"
    yield ""


def _words(reason: Reason, link: Link, entries: dict[str, AnyEntry], lang: str) -> str:
    """The words of a reason as they were printed, codes by their names."""
    told = [entries[link.left], entries[link.right]]
    texts = [text for entry in told for text in (entry.head, entry.sentence, entry.sources[0].title or "")]
    words = clean(printed_words(reason, texts))
    return ", ".join(name_of(word, lang) for word in words.split(", ")) if reason.feature in _OF_CODES else words


def _record(link: Link, entries: dict[str, AnyEntry]) -> dict[str, Any]:
    sides = {
        side: {"id": id, "head": entries[id].head, "sentence": entries[id].sentence}
        | {"source": entries[id].sources[0].source}
        for side, id in (("left", link.left), ("right", link.right))
    }
    return to_record(link) | sides


def _csv(links: Sequence[Link], entries: dict[str, AnyEntry]) -> Iterator[str]:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("kind", "score", "left", "left_head", "right", "right_head", "reasons"))
    for link in links:
        heads = (link.left, entries[link.left].head, link.right, entries[link.right].head)
        reasons = "; ".join(f"{reason.feature} {reason.weight:+.2f}" for reason in link.reasons)
        writer.writerow((link.kind, link.score, *heads, reasons))
    yield out.getvalue()
