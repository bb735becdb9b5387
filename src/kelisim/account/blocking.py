"""Which statements are compared at all: those that share a key, such as two parties and a word of the title.

A key that many share tells little, so a block that is too large is parted by a second sign, and a part that is too
large even then is left out: who shares more is met under a rarer key. Who is compared with a statement can be told of
that statement alone, so a report more asks for a few blocks, not for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import Protocol

from kelisim.account.gatherings import Gathering
from kelisim.account.keys import first_key, second_key, word_key
from kelisim.account.mentions import Mention
from kelisim.ledger.workings import Indexed, Key

MOST_MENTIONS = 24  # two states and a word that more mentions than these share are a topic, not a thing
MOST_MEETINGS = 80  # two states that met more often than this are told apart by month, number or person
MOST_PARTIES = 6


class Blocks(Protocol):
    """Which statements bear a key; ids in no order, never more than one above ``most``."""

    def block(self, first: Key, most: int) -> Sequence[str]:
        """Those of a block."""

    def part(self, first: Key, second: Key, most: int) -> Sequence[str]:
        """Those of a block that bear a second sign as well."""


def mention_signs(item: Mention) -> Indexed:
    """Blocks by two parties and a word, by a party and a name; parted by another word or name.

    What is denied is looked up by nothing: it is compared with nothing.
    """
    if item.entry.statement.polarity == "denied":
        return Indexed(sort="undertaking", text=item.text)
    parties = sorted(item.parties)[:MOST_PARTIES]
    told = sorted({*item.title.words, *item.names, *item.title.numbers, *filter(None, (item.title.paper,))})
    pairs = list(combinations(parties, 2)) if len(parties) > 1 else [(*parties, "")]
    firsts = {first_key("words", *pair, word) for pair in pairs for word in told}
    names = sorted({*item.names, *item.around})
    firsts |= {first_key("name", party, name) for name in names for party in parties}
    seconds = tuple(sorted(word_key(word) for word in words_of(item)))
    return Indexed(sort="undertaking", text=item.text, firsts=tuple(sorted(firsts)), seconds=seconds)


def words_of(item: Mention) -> set[str]:
    """The words and names that say what a mention tells of."""
    return {*item.title.words, *item.names}


def meeting_signs(item: Gathering) -> Indexed:
    """Blocks by two parties; parted by month, day, number of the session, person and town."""
    if item.entry.statement.polarity == "denied":
        return Indexed(sort="meeting", text=item.text)
    pairs = combinations(sorted(item.parties)[:MOST_PARTIES], 2)
    firsts = tuple(sorted(first_key("met", *pair) for pair in pairs))
    seconds = {second_key("meeting", *sign) for sign in _meeting_signs(item)}
    return Indexed(sort="meeting", text=item.text, firsts=firsts, seconds=tuple(sorted(seconds)))


def _meeting_signs(item: Gathering) -> Iterator[tuple[str, ...]]:
    if item.days and item.days[0][:7] == item.days[1][:7]:
        yield ("month", item.days[0][:7])
    elif item.told:
        yield ("month", item.told[0][:7])
    if item.month_and_day:
        yield ("day", item.month_and_day[0], item.month_and_day[1] or "")
    if item.entry.statement.ordinal is not None:
        yield ("ordinal", str(item.entry.statement.ordinal))
    if item.town:
        for names in item.persons.values():
            for name in sorted(names):
                yield ("person", name, item.town)


def neighbours(signs: Indexed, blocks: Blocks, most: int) -> set[str]:
    """The statements to compare with one that has these signs, itself among them."""
    found: set[str] = set()
    for first in signs.firsts:
        block = blocks.block(first, most)
        if len(block) <= most:
            found.update(block)
            continue
        for second in signs.seconds:
            part = blocks.part(first, second, most)
            if len(part) <= most:
                found.update(part)
    return found


def crossed(added: Iterable[Indexed], gone: Iterable[Indexed], blocks: Blocks, most: int) -> set[str]:
    """The statements in blocks and parts that have become too large, or small enough again.

    ``blocks`` are as they are after statements with the signs ``added`` came and those with ``gone`` went.
    """
    more, less = _counted(added), _counted(gone)
    found: set[str] = set()
    large: set[Key] = set()
    for key in sorted(more.keys() | less.keys()):  # of each block first the whole, then its parts
        if len(key) > 1 and key[0] not in large:
            continue
        limit = most + more[key]
        now = blocks.block(key[0], limit) if len(key) == 1 else blocks.part(key[0], key[1], limit)
        before = len(now) - more[key] + less[key]
        if (before <= most) != (len(now) <= most):
            found.update(now)
        elif len(key) == 1 and len(now) > most:
            large.add(key[0])
    return found


def _counted(every: Iterable[Indexed]) -> Counter[tuple[Key, ...]]:
    counted: Counter[tuple[Key, ...]] = Counter()
    for signs in every:
        counted.update((first,) for first in signs.firsts)
        counted.update((first, second) for first in signs.firsts for second in signs.seconds)
    return counted
