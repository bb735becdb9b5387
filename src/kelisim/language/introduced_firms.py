"""Firms that a text introduces with their state: *das französische Unternehmen Framatome*, further on *Framatome*.

In: a text and its actors. Out: the other places of such a name as bodies of that state. What the gazetteer or another
rule knows there stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate

from msgspec import structs

from kelisim.language.annotations import Actor
from kelisim.language.word_classes import CLASSES, UNKNOWN, guards

_NAME = r"[^\W\d_a-zäöüß][\w’'&-]+"
_INTRODUCED = re.compile(rf"\s+(?:[a-zäöüß]+\s+)?([^\W\d_a-zäöü][\w-]+)\s+({_NAME}(?:[ \u00a0]{_NAME}){{0,2}})")
_SHORTEST = 3  # letters of a name
_MOST = 12  # names of a text; so the cost stays linear


def introduced_firms(text: str, found: Sequence[Actor]) -> list[Actor]:
    """The further places of the firms that stand behind an adjective of one state and a word for a firm."""
    firms = {firm.name: firm for firm in _firms(text, found)}
    if not firms:
        return []
    taken = sorted((actor.start, actor.end) for actor in found)
    starts = [start for start, _ in taken]
    reach = list(accumulate((end for _, end in taken), max))  # how far those up to each of them go
    places = [
        structs.replace(firm, start=at.start(), end=at.end())
        for firm in list(firms.values())[:_MOST]
        for at in re.finditer(rf"(?<![\w-]){re.escape(firm.name)}(?![\w-])", text)
        if at.start() > firm.end
    ]
    before = ((one, bisect_left(starts, one.end)) for one in places)
    return [one for one, count in before if not count or reach[count - 1] <= one.start]


def _firms(text: str, found: Sequence[Actor]) -> Iterator[Actor]:
    for actor in found:
        if actor.kind != "demonym" or len(actor.codes) != 1:
            continue
        match = _INTRODUCED.match(text, actor.end)
        if match is None or not match[1].lower().endswith(guards().firms):
            continue
        words = match[2].split()
        while words and (CLASSES[words[-1]] is not UNKNOWN or _is_a_form(words[-1])):
            words.pop()
        if words and len(words[0]) >= _SHORTEST and all(CLASSES[word] is UNKNOWN for word in words):
            name, start = " ".join(words), match.start(2)
            yield Actor(start=start, end=start + len(name), kind="organisation", codes=actor.codes, name=name, key=name)


def _is_a_form(word: str) -> bool:
    """Whether the last word may be a legal form: *Elering AS*, *Energinet A/S*."""
    return word.isupper() and len(word) < _SHORTEST
