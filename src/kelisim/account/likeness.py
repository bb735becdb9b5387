"""How like two mentions of undertakings are: a table of weighted features, each with the words it saw.

The score of a pair is the sum of weight times value over the table; from `LINKED` on they are the same thing, from
`SUGGESTED` on a person is asked, below they stay apart. A feature that finds nothing to compare says nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property

from msgspec import Struct

from kelisim.account.mentions import Mention, Rarity
from kelisim.account.things import Reason
from kelisim.account.title_words import NAME, concepts
from kelisim.language.transliteration import fold
from kelisim.model import Undertaking

LINKED, SUGGESTED = 3.0, 1.0
_MOST_SHARED = 3.0
# What a title must tell to stand for one thing; of papers that name a topic there are many.
_ENOUGH, _ENOUGH_OF_TOPICS = 1.6, 2.2
_ENDED = ("completed", "cancelled")


Seen = tuple[float, str] | None


class Pair(Struct, frozen=True, dict=True):
    """Two mentions, what words tell in this ledger, and whether their reports tell of one meeting."""

    left: Mention
    right: Mention
    rarity: Rarity
    met: bool = False

    @cached_property
    def statements(self) -> tuple[Undertaking, Undertaking]:
        """The two statements."""
        return self.left.entry.statement, self.right.entry.statement

    @cached_property
    def head(self) -> Seen:
        """What the two are: the same sort, a broader one, another one."""
        return _head(self)

    @cached_property
    def abbreviation(self) -> str | None:
        """An abbreviation in the one title that stands for words of the other."""
        return _shortened(self.left, self.right) or _shortened(self.right, self.left)

    @cached_property
    def left_over(self) -> tuple[float, float, list[str]]:
        """What each title tells that the other does not, and the words."""
        left, right = self.left, self.right
        mine = left.title.words | left.title.names
        yours = right.title.words | right.title.names
        related = self.head
        heads = {left.title.head, right.title.head} if related is not None and related[0] > 0 else set()
        heads |= {fold(self.abbreviation)} if self.abbreviation else set()
        only_mine = mine.keys() - yours.keys() - right.names.keys() - right.around.keys() - heads
        only_yours = yours.keys() - mine.keys() - left.names.keys() - left.around.keys() - heads
        # squared, for what tells little differs by chance
        one = sum(min(1.0, mine[word]) ** 2 for word in sorted(only_mine))
        other = sum(min(1.0, yours[word]) ** 2 for word in sorted(only_yours))
        return one, other, sorted(only_mine | only_yours)

    @property
    def paper_and_thing(self) -> bool:
        """Whether the one is a paper and the other what it may be about."""
        return self.left.is_paper != self.right.is_paper


class Feature(Struct, frozen=True):
    """One row of the table: a name, what a full value counts, how it is seen, and the same in words."""

    name: str
    weight: float
    see: Callable[[Pair], Seen]
    says: str


def likeness(pair: Pair) -> tuple[float, tuple[Reason, ...]]:
    """The score of a pair with its reasons, the strongest first."""
    reasons = []
    for feature in FEATURES:
        seen = feature.see(pair)
        if seen is not None and seen[0]:
            reasons.append(Reason(feature.name, round(feature.weight * seen[0], 2), seen[1]))
    reasons.sort(key=lambda reason: (-abs(reason.weight), reason.feature))
    return round(sum(reason.weight for reason in reasons), 2), tuple(reasons)


def _words(pair: Pair) -> Seen:
    left, right = pair.left.title.words, pair.right.title.words
    both = sorted(left.keys() & right.keys())
    return min(_MOST_SHARED, pair.rarity.sum(both, left)), ", ".join(both)


def _names(pair: Pair) -> Seen:
    both = sorted(pair.left.names.keys() & pair.right.names.keys())
    return min(_MOST_SHARED, pair.rarity.sum(both, pair.left.names)), ", ".join(both)


def _named_around(pair: Pair) -> Seen:
    left, right = pair.left, pair.right
    both = sorted((left.around.keys() & right.names.keys()) | (left.names.keys() & right.around.keys()))
    if not both:
        return None
    return min(1.0, pair.rarity.sum(both, dict.fromkeys(both, 1.0))), ", ".join(both)


def _both_differ(pair: Pair) -> Seen:
    one, other, words = pair.left_over
    least = min(one, other)
    return (min(3.0, least), ", ".join(words)) if least else None


def _one_says_more(pair: Pair) -> Seen:
    one, other, words = pair.left_over
    more = abs(one - other)
    return (min(2.0, more), ", ".join(words)) if more else None


def _kind_of_thing(pair: Pair) -> Seen:
    return pair.head


def _head(pair: Pair) -> Seen:
    left, right = pair.left.title.head, pair.right.title.head
    if left is None or right is None:
        return None
    known = concepts()
    if left == right:
        return (0.3 if _are_topics(pair) else 1.0), left
    first, second = known.get(left), known.get(right)
    if first is None or second is None:
        return None
    if right == first.broader or left == second.broader:
        return (0.5, f"{left}, {right}") if _share_sectors(pair) else None
    return (-2.0, f"{left}, {right}") if first.broader and second.broader else None


def _are_topics(pair: Pair) -> bool:
    """Whether two papers name what they are about by a topic (*Energie*), not by a thing (*Kraftwerk*)."""
    known = concepts().get(pair.left.title.head or "")
    return pair.left.is_paper and pair.right.is_paper and (known is None or not known.broader)


def _share_sectors(pair: Pair) -> bool:
    left, right = pair.left.sectors, pair.right.sectors
    return not left or not right or not left.isdisjoint(right)


def _parties(pair: Pair) -> Seen:
    left, right = pair.left.parties, pair.right.parties
    both = ", ".join(sorted(left & right))
    if left == right:
        return (1.0 if len(left) < 3 else 2.0), both
    if left <= right or right <= left:
        return 0.2, both
    return (-1.2, both) if left & right else (-3.0, ", ".join(sorted(left ^ right)))


def _abbreviation(pair: Pair) -> Seen:
    """*CKU-Bahn* and *Eisenbahn von China über Kirgisistan nach Usbekistan*."""
    return (1.0, pair.abbreviation) if pair.abbreviation else None


def _shortened(short: Mention, full: Mention) -> str | None:
    """An abbreviation of ``short`` that is made of the first letters of capitalised words of ``full``."""
    for word in short.abbreviations:
        if word in full.initials and word not in full.entry.statement.title:
            return word
    return None


def _amount(pair: Pair) -> Seen:
    left, right = pair.statements
    if left.amount is None or right.amount is None or left.unit != right.unit:
        return None
    words = f"{left.amount} {left.unit}, {right.amount} {right.unit}"
    if left.amount == right.amount:
        return 1.0, words
    most = max(left.amount, right.amount)
    return (-0.3 if abs(left.amount - right.amount) * 4 <= most else -1.0), words


def _numbers(pair: Pair) -> Seen:
    left, right = pair.left.title.numbers, pair.right.title.numbers
    if not left or not right:
        return None
    words = ", ".join(sorted(left | right))
    return (1.0, words) if left & right else (-2.0, words)


def _states(pair: Pair) -> Seen:
    left, right = pair.left.title.states, pair.right.title.states
    if not left or not right or left & right:
        return None
    return 1.0, ", ".join(sorted(left | right))


def _places(pair: Pair) -> Seen:
    left, right = pair.statements
    if not left.place or not right.place:
        return None
    mine, yours = pair.left, pair.right
    here = {name for name in mine.names if name not in mine.title.words}
    there = {name for name in yours.names if name not in yours.title.words}
    if not here or not there or here & there or here & yours.around.keys() or there & mine.around.keys():
        return None
    return 1.0, f"{left.place}; {right.place}"


def in_common(left: frozenset[str], right: frozenset[str], values: tuple[float, float]) -> Seen:
    """The first value with what two sets share, else the second with all of both; none where one of them is empty."""
    if not left or not right:
        return None
    return values[0 if left & right else 1], ", ".join(sorted(left & right or left | right))


def _sectors(pair: Pair) -> Seen:
    return in_common(pair.left.sectors, pair.right.sectors, (0.5, -1.0))


def _dates(pair: Pair) -> Seen:
    left, right = pair.statements
    if left.stage != right.stage:
        return None
    mine, yours = pair.left.days, pair.right.days
    if not mine or not yours:
        return None
    words = f"{left.stage_date}, {right.stage_date}"
    if mine[0] <= yours[1] and yours[0] <= mine[1]:
        return (1.0 if mine == yours and mine[0] == mine[1] else 0.5), words
    papers = pair.left.is_paper and pair.right.is_paper
    founding = pair.left.about and pair.right.about
    return (-0.8 if papers and not founding else -0.3), words


def _deadline(pair: Pair) -> Seen:
    left, right = pair.statements
    if not left.deadline or left.deadline != right.deadline:
        return None
    return 1.0, left.deadline


def _order(pair: Pair) -> Seen:
    """What is over cannot be planned afterwards."""
    for one, other in ((pair.left, pair.right), (pair.right, pair.left)):
        first, second = one.entry.statement, other.entry.statement
        ended, planned = one.days, other.days
        over = first.stage in _ENDED and second.stage in ("pledged", "committed")
        if over and ended and planned and ended[1] < planned[0]:
            return 1.0, f"{first.stage} {first.stage_date}, {second.stage} {second.stage_date}"
    return None


def _same_text(pair: Pair) -> Seen:
    """A report that names two things names two: what it names again was brought together when it was read."""
    if pair.left.text != pair.right.text:
        return None
    return (0.4 if pair.paper_and_thing else 1.0), "the same report"


def _kinds(pair: Pair) -> Seen:
    left, right = pair.left, pair.right
    if left.is_paper and right.is_paper:
        return None if left.about == right.about else (0.5, "one paper says of what it is")
    if pair.paper_and_thing:
        paper = left if left.is_paper else right
        return None if paper.about else (1.0, "the paper does not name the thing")
    one, other = (statement.kind for statement in pair.statements)
    same = one == other or {one, other} <= {"project", "institution", "programme"}
    return None if same else (0.5, f"{one}, {other}")


def _instruments(pair: Pair) -> Seen:
    left, right = pair.left, pair.right
    if not (left.is_paper and right.is_paper) or not left.title.paper or not right.title.paper:
        return None
    if left.title.paper == right.title.paper:
        return 0.3, left.title.paper
    return -1.0, f"{left.title.paper}, {right.title.paper}"


def _meeting(pair: Pair) -> Seen:
    papers = pair.left.is_paper and pair.right.is_paper
    return (1.0, "the reports tell of one meeting") if pair.met and papers else None


def _bare(pair: Pair) -> Seen:
    left, right = pair.left, pair.right
    barer = left if (left.tells, left.id) <= (right.tells, right.id) else right
    enough = _ENOUGH_OF_TOPICS if _are_topics(pair) else _ENOUGH
    missing = (enough - barer.tells) / enough
    return (missing, barer.entry.statement.title) if missing > 0 else None


FEATURES: tuple[Feature, ...] = (
    Feature("words", 1.4, _words, "words of the titles in common, each by how rare it is"),
    Feature("names", 1.6, _names, "names in common: in the title, of places, of bodies"),
    Feature("abbreviation", 1.6, _abbreviation, "one title shortens words of the other to their first letters"),
    Feature("named around", 0.7, _named_around, "a name of the one stands in the sentence or headline of the other"),
    Feature("both differ", -1.3, _both_differ, "each title says what the other does not"),
    Feature("one says more", -0.3, _one_says_more, "only one title says more"),
    Feature("head", 1.0, _kind_of_thing, "what it is: the same sort, a broader one, another one"),
    Feature("parties", 1.0, _parties, "the same parties, some, or others"),
    Feature("amount", 1.6, _amount, "the same amount, or another one"),
    Feature("numbers", 1.5, _numbers, "the same number in the title, or another one"),
    Feature("states", -2.0, _states, "titles that name different states"),
    Feature("places", -1.5, _places, "different places"),
    Feature("sectors", 0.8, _sectors, "sectors in common, or none"),
    Feature("dates", 2.0, _dates, "the same stage on the same day, or on another one"),
    Feature("deadline", 0.7, _deadline, "the same deadline"),
    Feature("order", -2.0, _order, "planned after it was over"),
    Feature("same report", -4.0, _same_text, "one report names both"),
    Feature("kinds", -1.5, _kinds, "sorts of undertakings that are not told of one thing"),
    Feature("instruments", 1.0, _instruments, "the same sort of paper, or another one"),
    Feature("meeting", 1.5, _meeting, "papers of two reports on one meeting"),
    Feature("bare", -2.5, _bare, "a title that many things bear"),
)


# What says which thing of its sort is meant, if it speaks for the pair.
_IDENTIFYING = ("names", "abbreviation", "amount", "numbers", "deadline", "meeting")
_SORT_WORDS = 3
_RARE = 0.8


def identified(pair: Pair, reasons: Iterable[Reason]) -> bool:
    """Whether something says that it is the same one, not only one of the same sort.

    That is a name, an amount, a number, a day, a meeting in common, three parties or more, three words of the titles,
    or one that is no word of sorts. Two states build more than one *Solarkraftwerk*.
    """
    if len(pair.left.parties & pair.right.parties) > 2:
        return True
    if any(reason.weight > 0 and (reason.feature in _IDENTIFYING or _is_same_day(reason)) for reason in reasons):
        return True
    left, right = pair.left.title, pair.right.title
    both = left.words.keys() & right.words.keys()
    same_paper = left.paper is not None and left.paper == right.paper
    if len(both) + same_paper >= _SORT_WORDS:
        return True
    return any(left.words[word] >= _RARE and word not in concepts() for word in both)


def _is_same_day(reason: Reason) -> bool:
    return reason.feature == "dates" and reason.weight >= 1


# From which weight on a feature keeps two mentions apart, whatever else they share.
_VETOES = {"states": -1.0, "order": -1.0, "numbers": -1.0, "same report": -3.0}


_APART = tuple(feature for feature in FEATURES if feature.name in _VETOES or feature.name == "head")


def kept_apart(pair: Pair) -> bool:
    """Whether something keeps two mentions apart that no rule compared: a veto, or that they are of another sort."""
    for feature in _APART:
        seen = feature.see(pair)
        if seen is not None and round(feature.weight * seen[0], 2) <= _VETOES.get(feature.name, -0.01):
            return True
    return False


def may_be_one(left: Mention, right: Mention) -> bool:
    """Whether no veto is plain before anything is compared: most pairs end here."""
    if left.text == right.text and left.is_paper == right.is_paper:
        return False
    one, other = left.title, right.title
    if one.numbers and other.numbers and one.numbers.isdisjoint(other.numbers):
        return False
    return not (one.states and other.states and one.states.isdisjoint(other.states))


def vetoed(reasons: Iterable[Reason]) -> bool:
    """Whether something was seen that two reports of one thing do not say, however much else they share."""
    return any(reason.feature in _VETOES and reason.weight <= _VETOES[reason.feature] for reason in reasons)


__all__ = [
    "FEATURES",
    "LINKED",
    "NAME",
    "SUGGESTED",
    "Feature",
    "Pair",
    "identified",
    "kept_apart",
    "likeness",
    "may_be_one",
    "vetoed",
]
