"""Reprints: the same agency text in five outlets is one independent source.

Two texts are one source if most sentences that statements of them rest on are the same words, whatever stands between.
"""

from __future__ import annotations

import hashlib
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


def origins(entries: Iterable[AnyEntry]) -> dict[str, str]:
    """By the hash of each text the one that stands for all its reprints, the first in alphabetical order."""
    sentences: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        sentences[entry.sources[0].text_hash].add(_letters(entry.sentence))
    texts: dict[str, list[str]] = defaultdict(list)
    for text, own in sorted(sentences.items()):
        for sentence in own:
            if len(sentence) >= _LONG:
                texts[hashlib.sha256(sentence.encode()).hexdigest()].append(text)
    shared: Counter[tuple[str, str]] = Counter()
    for carriers in texts.values():
        if len(carriers) <= _MOST:
            shared.update(combinations(sorted(carriers), 2))
    same = tuple(
        (float(count), left, right)
        for (left, right), count in shared.items()
        if count >= _SHARE * min(len(sentences[left]), len(sentences[right]))
    )
    return {text: members[0] for members in groups(sentences, Bonds(same)) for text in members}


def _letters(sentence: str) -> str:
    return _NO_WORD.sub(" ", sentence.lower()).strip()
