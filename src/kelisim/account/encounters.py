"""Meetings of many reports brought together: which statements tell of the same encounter.

Reports that tell of one meeting tell of the others beside it as well, and of what was agreed there. So meetings are
held against each other first by themselves and by their companions, then, when it is known which undertakings are one,
by what was agreed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from msgspec import structs

from kelisim.account.blocking import MOST_MEETINGS, neighbours
from kelisim.account.clusters import Couple, couple
from kelisim.account.desk import Desk, ids_of
from kelisim.account.meeting_likeness import LINKED, SUGGESTED, MeetingPair, meeting_likeness
from kelisim.account.minting import on_same_words
from kelisim.account.things import Reason
from kelisim.account.undertakings import SAME_WORDS
from kelisim.ledger.workings import Scores

Said = tuple[float, tuple[Reason, ...]]
Agreed = Callable[[Iterable[str]], Mapping[str, frozenset[str]]]  # by the hash of each text what it tells as agreed


class Comparing:
    """Meetings held against each other. All meetings of a text are compared together, for the sake of companions."""

    linked = LINKED

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._agreed_in: Agreed = lambda texts: dict.fromkeys(texts, frozenset())
        self._bare: dict[Couple, Said] = {}
        self._beside: dict[Couple, Said] = {}
        self._agreed: dict[Couple, Said] = {}

    def met(self, texts: Iterable[str]) -> Scores:
        """The pairs of texts, one of these in each, that tell of one meeting, whatever was agreed there."""
        found: Scores = {}
        for pair in self._among(texts):
            score = self._by_companions(pair)[0]
            here, there = couple(*(self._desk.gathering(id).text for id in pair))
            if score >= LINKED and here != there:
                found[here, there] = max(score, found.get((here, there), 0.0))
        return found

    def compare(self, texts: Iterable[str], agreed: Agreed) -> Scores:
        """The likely pairs of the meetings of texts; two texts may tell of one thing as ``agreed``."""
        self._agreed_in = agreed
        found = {}
        pairs = self._among(texts)
        things = agreed({self._desk.gathering(id).text for pair in pairs for id in pair})
        for pair in pairs:
            score, reasons = self._by_companions(pair)
            left, right = (self._desk.gathering(id) for id in pair)
            if left.text != right.text and not things[left.text].isdisjoint(things[right.text]):
                companions = any(reason.feature == "companions" for reason in reasons)
                score, reasons = meeting_likeness(MeetingPair(left, right, companions=companions, agreed=True))
            self._agreed[pair] = score, reasons
            if score >= SUGGESTED:
                found[pair] = score
        return found

    def reasons(self, pair: Couple) -> tuple[Reason, ...]:
        """Why a likely pair has its score."""
        if pair not in self._agreed:
            self.compare([self._desk.gathering(pair[0]).text], self._agreed_in)
        return self._agreed[pair][1]

    def conflicts(self, left: str, right: str) -> bool:
        """Whether something keeps two statements apart that no rule linked."""
        return self._alone(couple(left, right))[0] < 0

    def _among(self, texts: Iterable[str]) -> list[Couple]:
        """The pairs to be compared of meetings of texts, those between two texts all together."""
        desk = self._desk
        found: set[Couple] = set()
        told = [one for one in desk.meetings_in(texts) if one.statement.polarity == "affirmed"]
        ids = ids_of(told)
        for id, signs in desk.workings.items(ids).items():
            found.update(couple(id, other) for other in neighbours(signs, desk.workings, MOST_MEETINGS) if other != id)
        found.update(on_same_words(told))
        desk.load({id for pair in found for id in pair})
        between: dict[Couple, list[Couple]] = defaultdict(list)
        for pair in sorted(found):
            between[couple(*(desk.gathering(id).text for id in pair))].append(pair)
        for pairs in between.values():
            self._look_beside(pairs)
        return sorted(found)

    def _look_beside(self, pairs: list[Couple]) -> None:
        """Hold the pairs between two texts against each other: which have another one beside them."""
        common = sum(self._alone(pair)[0] >= LINKED for pair in pairs)
        for pair in pairs:
            alone = self._alone(pair)
            if common > (alone[0] >= LINKED) and SAME_WORDS not in alone[1]:
                again = structs.replace(self._pair(pair), companions=True)
                self._beside[pair] = meeting_likeness(again)

    def _alone(self, pair: Couple) -> Said:
        if pair not in self._bare:
            compared = self._pair(pair)
            same = compared.left.words == compared.right.words
            self._bare[pair] = (SAME_WORDS.weight, (SAME_WORDS,)) if same else meeting_likeness(compared)
        return self._bare[pair]

    def _by_companions(self, pair: Couple) -> Said:
        return self._beside.get(pair) or self._alone(pair)

    def _pair(self, pair: Couple) -> MeetingPair:
        left, right = (self._desk.gathering(id) for id in pair)
        return MeetingPair(left, right)
