"""References inside one text: *die Trasse*, *das Vorhaben* take up what the text named before.

A title that says only of what sort a thing is, behind a definite word, means the one thing of that sort that stands
before it. Where two could be meant, nothing is decided.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kelisim.account.mentions import Mention
from kelisim.account.things import Reason
from kelisim.account.title_words import concepts
from kelisim.statements.stage_words import stage_words

SURE, LIKELY = 5.0, 2.0
_ABOUT = re.compile(r"\büber\s+(\w+)\s+\w+\Z")


def references(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, float, Reason]]:
    """Each reference with what it takes up, how sure that is, and why."""
    by_text: dict[str, list[Mention]] = defaultdict(list)
    for item in mentions:
        by_text[item.text].append(item)
    for _, inside in sorted(by_text.items()):
        ordered = sorted(inside, key=lambda item: (item.entry.statement.evidence.head, item.id))
        for number, item in enumerate(ordered):
            if _refers(item):
                yield from _taken_up(item, [other for other in ordered[:number] if _may_mean(item, other)])


def _refers(item: Mention) -> bool:
    words = stage_words().words
    first = item.entry.statement.title.split(maxsplit=1)[0].lower()
    before = first if first in words.definite else item.word_before
    before = _about(item) if item.is_paper else before
    definite = before in words.definite or before in words.demonstratives
    return definite and item.is_bare and not item.title.numbers


def _about(item: Mention) -> str:
    """The word before what a paper is about: *das* of *Vertrag über das Kraftwerk*."""
    match = _ABOUT.search(item.entry.statement.title)
    return match[1].lower() if match else ""


def _may_mean(item: Mention, other: Mention) -> bool:
    if (item.parties and not item.parties & other.parties) or (other.is_paper and not other.about):
        return False
    if item.is_paper and other.is_paper and item.title.paper != other.title.paper:
        return False
    mine, yours = item.title.head, other.title.head
    if mine is None:
        return True
    if yours is None:
        return False
    broader = concepts()[yours].broader if yours in concepts() else ""
    return mine in (yours, broader)


def _taken_up(item: Mention, meant: Sequence[Mention]) -> Iterator[tuple[Mention, Mention, float, Reason]]:
    if not meant:
        return
    sorts = {other.title.head for other in meant if not other.is_paper} or {meant[-1].title.head}
    things = [other for other in meant if not other.is_paper]
    score = SURE if len(things) <= 1 and len(sorts) == 1 and len(meant) <= 2 else LIKELY
    words = f"{item.entry.statement.title}: {meant[-1].entry.statement.title}"
    yield meant[-1], item, score, Reason("reference", score, words)
