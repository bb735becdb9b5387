"""Names that only their verb or office tells to be a person's: *Teruo Harada reiste am 4. Mai nach Hanoi*.

In: a text and the places of its unknown capitalised words. Out: the names of two such words that open a sentence before
a verb of meeting in the singular. *Hoher Besuch traf ein* is none: its first word looks like an adjective.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from kelisim.language.person_names import PersonName
from kelisim.language.word_classes import guards
from kelisim.language.words import meeting_forms, senses

_OPENING = re.compile(r"(?:^|[.!?:–—]\s+|\n\s*)([^\W\d_a-zäöü][^\W\d_A-ZÄÖÜ]+)[ \u00a0]$")
_ADJECTIVE = ("e", "er", "es", "en", "em")
_TWO_WORDS = re.compile(r"(?:([a-zäöüß]+) )?([^\W\d_a-zäöü][\w’'-]+) ([^\W\d_a-zäöü][\w’'-]+)$")
_TWO_LONG = 60  # letters of two names and the word before
_LONGEST = 40  # letters of a first name with what stands before it


def acting_names(text: str, unknown: Mapping[str, Sequence[int]]) -> Iterator[PersonName]:
    """The names of two unknown words at the beginning of a sentence, before a verb of meeting."""
    for word, places in unknown.items():
        for start in places:
            if _verb_behind().match(text, start + len(word)) is None:
                continue
            before = _OPENING.search(text[max(0, start - _LONGEST) : start])
            if before is None or before[1] not in unknown or before[1].endswith(_ADJECTIVE) or senses(word):
                continue
            first = start - 1 - len(before[1])
            yield PersonName(first, start + len(word), word, (before[1], word), False)


def name_before(text: str, end: int, unknown: Mapping[str, Sequence[int]]) -> PersonName | None:
    """The name of two unknown words that ends at ``end``, before its office: *Mele Kyari, der Chef der …*."""
    pair = _TWO_WORDS.search(text[max(0, end - _TWO_LONG) : end])
    if pair is None or pair[1] in guards().articles:
        return None
    if any(word not in unknown or senses(word) for word in pair.groups()[1:]):
        return None
    start = end - len(pair[2]) - 1 - len(pair[3])
    return PersonName(start, end, pair[3], (pair[2], pair[3]), False)


@cache
def _verb_behind() -> re.Pattern[str]:
    return re.compile(rf"[ \u00a0](?:{'|'.join(sorted(map(re.escape, meeting_forms())))})\b")
