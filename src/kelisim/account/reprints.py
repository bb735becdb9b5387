"""Reprints: the same agency text in five outlets is one independent source.

Two texts are one source if most sentences that statements of them rest on are the same words, whatever stands between.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from kelisim.account.clusters import Bonds, groups
from kelisim.ledger.query import AnyEntry

_SHARE = 0.6
_LONG = 60  # letters of a sentence that two reporters do not write alike by chance
_MOST = 50  # texts that share a sentence: beyond that it is a phrase of the trade
_NO_WORD = re.compile(r"\W+")


class Reprints:
    """The sentences that statements of texts rest on; texts are held against each other where one thing is told."""

    def __init__(self, entries: Iterable[AnyEntry]) -> None:
        self._sentences: dict[str, set[str]] = defaultdict(set)
        for entry in entries:
            self._sentences[entry.sources[0].text_hash].add(_letters(entry.sentence))

    def origins(self, texts: Iterable[str]) -> dict[str, str]:
        """By the hash of each text the one that stands for all its reprints among them, the first in their order."""
        told = sorted(set(texts))
        if len(told) == 1:
            return {told[0]: told[0]}
        carriers: dict[str, list[str]] = defaultdict(list)
        for text in told:
            for sentence in self._sentences[text]:
                if len(sentence) >= _LONG:
                    carriers[sentence].append(text)
        shared: Counter[tuple[str, str]] = Counter()
        for those in carriers.values():
            if len(those) <= _MOST:
                shared.update(combinations(those, 2))
        if not shared:
            return {text: text for text in told}
        same = tuple(
            (float(count), left, right)
            for (left, right), count in shared.items()
            if count >= _SHARE * min(len(self._sentences[left]), len(self._sentences[right]))
        )
        return {text: members[0] for members in groups(told, Bonds(same)) for text in members}


def _letters(sentence: str) -> str:
    return _NO_WORD.sub(" ", sentence.lower()).strip()
