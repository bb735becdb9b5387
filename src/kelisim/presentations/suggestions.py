"""Suggested links as a table for people or as JSON: the two statements, how likely, and what speaks for and against."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kelisim.account import Account, Link, Reason
from kelisim.account.printed_words import printed_words
from kelisim.ledger.query import AnyEntry
from kelisim.presentations.amounts import in_language
from kelisim.presentations.headings import name_of, phrase, reason_of
from kelisim.presentations.rows import to_json, to_record
from kelisim.presentations.tables import clean, print_utf8

# Features whose words are codes of ours; the titles of what is compared stand in the others.
_OF_CODES = ("sectors", "form", "kinds", "instruments")
_ASKED = ("same_undertaking", "same_meeting", "part_of")


def print_suggestions(account: Account, form: str, lang: str) -> None:
    """Print what waits for a decision, the likeliest first."""
    entries = _entries(account)
    waiting = sorted(
        (link for link in account.links if link.verdict == "suggested" and link.kind in _ASKED),
        key=lambda link: (-link.score, link.left, link.right),
    )
    if form == "json":
        print_utf8(to_json([_record(link, entries) for link in waiting]) + "\n")
    elif form == "csv":
        print_utf8("".join(_csv(waiting, entries)))
    elif waiting:
        lines = (line for link in waiting for line in _lines(link, entries, lang))
        print_utf8("".join(f"{line}\n" for line in (*lines, phrase("answer", lang))))
    else:
        print_utf8(phrase("nothing_waits", lang) + "\n")


def _entries(account: Account) -> dict[str, AnyEntry]:
    told: list[AnyEntry] = [entry for thing in account.undertakings for entry in thing.entries]
    told += [entry for encounter in account.meetings for entry in encounter.entries]
    return {entry.statement.id: entry for entry in told}


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


def _csv(links: list[Link], entries: dict[str, AnyEntry]) -> Iterator[str]:
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
