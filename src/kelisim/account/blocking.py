"""Which mentions are compared at all: those that share a pair of parties and a word, or a rare name.

Near-linear: a key that many mentions share tells little, so a block that is too large is split by a second word, and
what is too large even then is left out; who shares more is met under a rarer key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from kelisim.account.mentions import Mention

MOST = 24
_MOST_PARTIES = 6
Key = tuple[str, ...]


def candidates(mentions: Sequence[Mention]) -> Iterator[tuple[Mention, Mention]]:
    """Every pair worth comparing, once, in an order that does not depend on that of the mentions."""
    ordered = sorted(mentions, key=lambda item: item.id)
    place = {item.id: number for number, item in enumerate(ordered)}
    seen: set[tuple[int, int]] = set()
    for block in _blocks(ordered):
        for left, right in combinations(block, 2):
            pair = place[left.id], place[right.id]
            if pair not in seen:
                seen.add(pair)
                yield left, right


def _blocks(mentions: Sequence[Mention]) -> Iterator[list[Mention]]:
    by_key: dict[Key, list[Mention]] = defaultdict(list)
    for item in mentions:
        for key in _keys(item):
            by_key[key].append(item)
    for key, block in sorted(by_key.items()):
        if len(block) <= MOST:
            yield block
        else:
            yield from _split(key, block)


def _keys(item: Mention) -> Iterator[Key]:
    parties = sorted(item.parties)[:_MOST_PARTIES]
    told = sorted({*item.title.words, *item.names, *item.title.numbers, *filter(None, (item.title.paper,))})
    for pair in combinations(parties, 2) if len(parties) > 1 else [(*parties, "")]:
        for word in told:
            yield (*pair, word)
    for name in (*item.names, *item.around):
        for party in parties:
            yield (party, name)


def _split(key: Key, block: Sequence[Mention]) -> Iterator[list[Mention]]:
    by_second: dict[str, list[Mention]] = defaultdict(list)
    for item in block:
        for word in sorted({*item.title.words, *item.names} - {key[-1]}):
            by_second[word].append(item)
    for _, part in sorted(by_second.items()):
        if len(part) <= MOST:
            yield part
