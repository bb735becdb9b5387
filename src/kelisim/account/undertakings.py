"""Undertakings of many reports brought together: which statements tell of one thing, and which perhaps do.

In: the statements to be compared, and who is compared with them. Out: likely pairs with their score, each with its
reasons, and what keeps two statements apart that no rule compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from kelisim.account.blocking import MOST_MENTIONS, neighbours
from kelisim.account.clusters import Couple, couple
from kelisim.account.desk import Desk, ids_of
from kelisim.account.groupings import Likely
from kelisim.account.likeness import LINKED, SUGGESTED, Pair, identified, kept_apart, likeness, may_be_one, vetoed
from kelisim.account.minting import on_same_words
from kelisim.account.references import references
from kelisim.account.things import Reason

SAME_WORDS = Reason("same words", 9.0, "the very same words of one text")
ONE_OF_A_SORT = 2.9  # the score of what is alike but not identified: a person is asked


class Scored(Struct, frozen=True):
    """A compared pair of statements."""

    score: float
    reasons: tuple[Reason, ...]


class Comparing:
    """Undertakings held against each other; ``met`` are the pairs of texts that tell of one meeting."""

    linked = LINKED

    def __init__(self, desk: Desk, met: Likely) -> None:
        self._desk = desk
        self._met = met
        self._reasons: dict[Couple, tuple[Reason, ...]] = {}
        self._likely: Likely | None = None

    def compare(self, ids: Iterable[str], gone: Iterable[str]) -> Likely:
        """The likely pairs of these statements; what was likely of them and of those ``gone`` before is so no more."""
        compared = set(ids)
        found: dict[Couple, Scored] = {}
        for pair in sorted(self._candidates(compared)):
            scored = self._scored(pair)
            if scored is not None:
                found[pair] = scored
        for pair, scored in self._references(compared):
            if pair not in found or found[pair].score < scored.score:
                found[pair] = scored
        self._reasons = {pair: one.reasons for pair, one in found.items()}
        scores = {pair: one.score for pair, one in found.items()}
        self._likely = Likely(self._desk.workings, "same_undertaking", compared.union(gone), scores)
        return self._likely

    def conflicts(self, left: str, right: str) -> bool:
        """Whether something keeps two statements apart that no rule linked."""
        pair = couple(left, right)
        assert self._likely is not None
        if self._likely.has(*pair):
            return False
        one, other = (self._desk.mention(id) for id in pair)
        return kept_apart(Pair(one, other, self._desk.rarity))  # which says nothing of meetings

    def reasons(self, pair: Couple) -> tuple[Reason, ...]:
        """Why a likely pair has its score."""
        if pair not in self._reasons:
            scored = self._scored(pair)
            for other, inside in self._references(pair):
                if other == pair and (scored is None or scored.score < inside.score):
                    scored = inside
            self._reasons[pair] = scored.reasons if scored else ()
        return self._reasons[pair]

    def _candidates(self, compared: set[str]) -> set[Couple]:
        desk = self._desk
        found: set[Couple] = set()
        for id, signs in desk.workings.items(sorted(compared)).items():
            found.update(couple(id, other) for other in neighbours(signs, desk.workings, MOST_MENTIONS) if other != id)
        self._met.of(desk.texts_of({id for pair in found for id in pair}))
        return found

    def _scored(self, pair: Couple) -> Scored | None:
        compared = self._pair(pair)
        if not may_be_one(compared.left, compared.right):
            return None
        score, reasons = likeness(compared)
        if score >= LINKED and not identified(compared, reasons):
            score = ONE_OF_A_SORT
        return Scored(score, reasons) if score >= SUGGESTED and not vetoed(reasons) else None

    def _pair(self, pair: Couple) -> Pair:
        left, right = (self._desk.mention(id) for id in pair)
        papers = left.is_paper and right.is_paper  # which alone it says something of
        return Pair(left, right, self._desk.rarity, papers and self._met.has(left.text, right.text))

    def _references(self, compared: Iterable[str]) -> Iterator[tuple[Couple, Scored]]:
        """What takes up in a text what was named before it, or rests on the very same words."""
        wanted = set(compared)
        told = self._desk.undertakings_in(sorted(self._desk.texts_of(wanted)))
        inside = ids_of(told, affirmed=True)
        for pair in on_same_words(one for one in told if one.statement.polarity == "affirmed"):
            if wanted.intersection(pair):
                yield pair, Scored(SAME_WORDS.weight, (SAME_WORDS,))
        for before, item, score, reason in references([self._desk.mention(id) for id in inside]):
            if wanted.intersection((before.id, item.id)):
                yield couple(before.id, item.id), Scored(score, (reason,))
