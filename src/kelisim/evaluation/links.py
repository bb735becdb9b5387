"""How right the links are: what the account brought together against links that people annotated.

In: gold links, whose references name file, type and span, and an `Account` of the read texts. Out: `LinkScores`. A
reference is aligned to the read statement of its type with the greatest overlap of heads; one that was not read is
counted apart, for no link can be right or wrong about it.

Pairs are judged: a gold pair is two references of one group; a linked pair of read statements is right if the gold has
it, wrong if the gold names both statements without linking them. What the gold leaves open (``either``) and what has
a statement that it does not name counts neither way; the latter is shown as ``outside``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations, product
from pathlib import Path

import msgspec
from msgspec import Struct, field

from kelisim.account import Account
from kelisim.account.title_words import title
from kelisim.errors import BadReport
from kelisim.evaluation.bcubed import b_cubed
from kelisim.evaluation.measures import Rates
from kelisim.ledger.query import AnyEntry

Couple = tuple[str, str]


class Reference(Struct, frozen=True):
    """A statement as the gold names it."""

    file: str
    type: str
    start: int
    end: int
    head: str = ""


class Part(Struct, frozen=True):
    """A member and its package."""

    part: Reference
    whole: Reference


class GoldLinks(Struct, frozen=True):
    """A file of links; ``stage_history`` and what else it may have are not measured here."""

    undertakings: tuple[tuple[Reference, ...], ...] = ()
    meetings: tuple[tuple[Reference, ...], ...] = ()
    same_figure: tuple[tuple[Reference, ...], ...] = ()
    contradictions: tuple[tuple[Reference, Reference], ...] = ()
    part_of: tuple[Part, ...] = ()
    hard_negatives: tuple[tuple[Reference, Reference], ...] = ()
    either: tuple[tuple[Reference, Reference], ...] = ()

    def references(self) -> set[Reference]:
        """Every reference of the file."""
        grouped = (*self.undertakings, *self.meetings, *self.same_figure)
        pairs = (*self.contradictions, *self.hard_negatives, *self.either)
        parts = {reference for part in self.part_of for reference in (part.part, part.whole)}
        return {reference for group in (*grouped, *pairs) for reference in group} | parts


class PairScore(Struct):
    """Counts over pairs of one sort: ``right`` and ``wrong`` of what was linked, gold pairs ``found``, ``missed`` where
    both were read, ``unread`` where one was not; ``outside`` are linked pairs with a statement that the gold does not
    name. ``b3`` are the rates of B³, where groups are judged.
    """

    right: int = 0
    wrong: int = 0
    found: int = 0
    missed: int = 0
    unread: int = 0
    outside: int = 0
    b3: Rates | None = None

    @property
    def rates(self) -> Rates:
        """Precision of what was linked, recall of gold pairs that were read."""
        precision = self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0
        recall = self.found / (self.found + self.missed) if self.found + self.missed else 1.0
        return Rates(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)

    @property
    def recall_of_all(self) -> float:
        """The share of all gold pairs, also of those that could not be found because a statement was not read."""
        whole = self.found + self.missed + self.unread
        return self.found / whole if whole else 1.0


class LinkScores(Struct):
    """Everything measured of links; ``notes`` are lines about what is wrong or missed."""

    references: int = 0
    unread: list[Reference] = field(default_factory=list)
    scores: dict[str, PairScore] = field(default_factory=dict)
    suggested: PairScore = field(default_factory=PairScore)
    suggestions_each: float = 0.0
    hard_negatives: int = 0
    hard_linked: list[tuple[Reference, Reference]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def gold_links(path: Path) -> GoldLinks:
    """The links of a JSON file. Raises `BadReport` naming the file for what is none."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=GoldLinks)
    except OSError as error:
        raise BadReport(f"{path}: {error.strerror}. Give the path of a file of links that exists.") from error
    except msgspec.DecodeError as error:
        raise BadReport(f"{path}: not a file of links ({error})") from error


def score_links(gold: GoldLinks, account: Account, entries: Mapping[str, Sequence[AnyEntry]]) -> LinkScores:
    """Hold the account against the gold; ``entries`` are the read statements by the name of their file."""
    return _Judgement(gold, account, entries).run()


class _Judgement:
    """The gold brought to the read statements, and everything counted."""

    def __init__(self, gold: GoldLinks, account: Account, entries: Mapping[str, Sequence[AnyEntry]]) -> None:
        self.gold, self.account = gold, account
        self.by_id = {entry.statement.id: entry for group in entries.values() for entry in group}
        self.file_of = {entry.statement.id: file for file, group in entries.items() for entry in group}
        self.read = all_aligned(sorted_refs(gold), entries)
        self.either = {pair for couple in gold.either for pair in [self._couple(couple)] if pair}
        self.named = {id for id in self.read.values() if id is not None}
        self.scores = LinkScores(references=len(self.read))
        self.scores.unread = [reference for reference, id in self.read.items() if id is None]

    def run(self) -> LinkScores:
        """Count every sort of link."""
        things = [[entry.statement.id for entry in thing.entries] for thing in self.account.undertakings]
        facts = [[entry.statement.id for entry in fact.entries] for one in self.account.series for fact in one.facts]
        met = [[entry.statement.id for entry in encounter.entries] for encounter in self.account.meetings]
        for name, wanted, have in (
            ("undertakings", self.gold.undertakings, things),
            ("same_figure", self.gold.same_figure, facts),
            ("meetings", self.gold.meetings, met),
        ):
            self._score_groups(name, wanted, have)
        self._score_links("contradictions", self.gold.contradictions, "contradicts")
        wholes = tuple((part.part, part.whole) for part in self.gold.part_of)
        self._score_links("part_of", wholes, "part_of")
        self._score_suggestions(things)
        self._score_hard((*things, *facts, *met))
        return self.scores

    def _couple(self, pair: Iterable[Reference]) -> Couple | None:
        ids = [self.read[reference] for reference in pair]
        found = sorted(id for id in ids if id is not None)
        return (found[0], found[1]) if len(found) == 2 and found[0] != found[1] else None

    def _wanted(self, groups: Iterable[Iterable[Reference]], score: PairScore) -> set[Couple]:
        wanted = set()
        for group in groups:
            for pair in combinations(group, 2):
                found = self._couple(pair)
                if found is None:
                    score.unread += None in (self.read[pair[0]], self.read[pair[1]])
                else:
                    wanted.add(found)
        return wanted

    def _score_groups(self, name: str, groups: Sequence[Sequence[Reference]], have: Sequence[Sequence[str]]) -> None:
        score = self.scores.scores[name] = PairScore()
        wanted = self._wanted(groups, score)
        linked = {pair for members in have for pair in combinations(sorted(members), 2)}
        self._count(name, score, wanted, linked)
        score.b3 = b_cubed(self._groups_wanted(groups), have)

    def _groups_wanted(self, groups: Sequence[Sequence[Reference]]) -> dict[str, int]:
        """The group of each read statement that the gold names, those that it leaves alone each in one of its own."""
        wanted = {id: -number for number, id in enumerate(sorted(self.named), 1)}
        for number, group in enumerate(groups):
            wanted |= {id: number for reference in group if (id := self.read[reference]) is not None}
        return wanted

    def _score_links(self, name: str, pairs: Sequence[tuple[Reference, Reference]], kind: str) -> None:
        score = self.scores.scores[name] = PairScore()
        wanted = self._wanted(pairs, score)
        links = (link for link in self.account.links if link.kind == kind and link.verdict == "linked")
        self._count(name, score, wanted, {_sorted(link.left, link.right) for link in links})

    def _count(self, name: str, score: PairScore, wanted: set[Couple], linked: set[Couple]) -> None:
        score.right, score.found = len(linked & wanted), len(linked & wanted)
        score.missed = len(wanted - linked)
        others = linked - wanted - self.either
        wrong = {pair for pair in others if pair[0] in self.named and pair[1] in self.named}
        score.wrong, score.outside = len(wrong), len(others - wrong)
        self.scores.notes += [
            f"{name}: linked, unknown to the gold: {self._named(pair)}" for pair in sorted(others - wrong)
        ]
        self.scores.notes += [f"{name}: linked, not in the gold: {self._named(pair)}" for pair in sorted(wrong)]
        self.scores.notes += [f"{name}: missed: {self._named(pair)}" for pair in sorted(wanted - linked)]

    def _score_suggestions(self, things: Sequence[Sequence[str]]) -> None:
        """A suggestion asks whether two things are one; answered yes it brings all their statements together."""
        thing_of = {id: number for number, members in enumerate(things) for id in members}
        score = self.scores.suggested
        wanted = self._wanted(self.gold.undertakings, score)
        asked: dict[Couple, Couple] = {}
        for link in self.account.links:
            if link.kind == "same_undertaking" and link.verdict == "suggested":
                numbers = sorted((thing_of[link.left], thing_of[link.right]))
                asked[str(numbers[0]), str(numbers[1])] = _sorted(link.left, link.right)
        for key, shown in sorted(asked.items()):
            every = {_sorted(*pair) for pair in product(things[int(key[0])], things[int(key[1])])}
            if every & wanted:
                score.right += 1
            elif shown not in self.either and shown[0] in self.named and shown[1] in self.named:
                score.wrong += 1
                self.scores.notes.append(f"suggested, not in the gold: {self._named(shown)}")
        for left, right in wanted:
            numbers = sorted((thing_of[left], thing_of[right]))
            hit = numbers[0] == numbers[1] or (str(numbers[0]), str(numbers[1])) in asked
            score.found += hit
            score.missed += not hit
            if not hit:
                self.scores.notes.append(f"neither linked nor suggested: {self._named((left, right))}")
        each = Counter(number for key in asked for number in key)
        self.scores.suggestions_each = sum(each.values()) / len(things) if things else 0.0

    def _score_hard(self, groups: Sequence[Sequence[str]]) -> None:
        group_of = {id: number for number, members in enumerate(groups) for id in members}
        for pair in self.gold.hard_negatives:
            found = self._couple(pair)
            if found is None or found in self.either:
                continue
            self.scores.hard_negatives += 1
            if group_of.get(found[0], -1) == group_of.get(found[1], -2):
                self.scores.hard_linked.append(pair)
                self.scores.notes.append(f"hard negative linked: {self._named(found)}")

    def _named(self, pair: Couple) -> str:
        return " = ".join(f"{self.file_of[id]} «{' '.join(self.by_id[id].head.split())}»" for id in pair)


def sorted_refs(gold: GoldLinks) -> list[Reference]:
    """The references of the gold in a fixed order."""
    return sorted(gold.references(), key=lambda reference: (reference.file, reference.type, reference.start))


def all_aligned(
    references: Sequence[Reference], entries: Mapping[str, Sequence[AnyEntry]]
) -> dict[Reference, str | None]:
    """Every reference with the read statement it means.

    What is told twice in a text may be read at the other place: a meeting that rests on the reference's words by
    another field or by its sentence, an undertaking of the same name, if no other reference means it. A sum
    in two currencies is one figure, whichever of the two is meant.
    """
    found = {reference: aligned(reference, entries.get(reference.file, ())) for reference in references}
    taken = set(found.values())
    for reference in references:
        if found[reference] is None:
            every = entries.get(reference.file, ())
            free = [entry for entry in every if entry.statement.id not in taken]
            look = {"meeting": _resting_on, "undertaking": _named_alike}.get(reference.type)
            found[reference] = look(reference, free) if look else _beside_another_sum(reference, every)
            taken.add(found[reference])
    return found


def _named_alike(reference: Reference, entries: Iterable[AnyEntry]) -> str | None:
    """The one undertaking whose title, elsewhere in the text, says no more and no less than the reference."""
    wanted = title(reference.head)
    same = [
        entry.statement.id
        for entry in entries
        if entry.statement.statement == "undertaking"
        and (have := title(entry.statement.title)).head == wanted.head is not None
        and (have.words.keys() | have.names.keys()) <= (wanted.words.keys() | wanted.names.keys())
    ]
    return same[0] if len(same) == 1 else None


def _beside_another_sum(reference: Reference, entries: Iterable[AnyEntry]) -> str | None:
    """The figure that gives the reference's sum beside one in another currency."""
    for entry in entries:
        if entry.statement.statement == "figure":
            for span in entry.statement.evidence.fields.get("also", ()):
                if span.start < reference.end and reference.start < span.end:
                    return entry.statement.id
    return None


def _resting_on(reference: Reference, entries: Iterable[AnyEntry]) -> str | None:
    best: tuple[int, str] | None = None
    for entry in entries:
        if entry.statement.statement == "meeting":
            evidence = entry.statement.evidence
            spans = [evidence.sentence, *(span for spans in evidence.fields.values() for span in spans)]
            both = max(min(span.end, reference.end) - max(span.start, reference.start) for span in spans)
            best = max(best or (0, ""), (both, entry.statement.id))
    return best[1] if best and best[0] > 0 else None


def aligned(reference: Reference, entries: Iterable[AnyEntry]) -> str | None:
    """The id of the read statement that the reference means: the head that overlaps most; None if none does."""
    best: tuple[int, int, str] | None = None
    for entry in entries:
        head = entry.statement.evidence.head
        both = min(head.end, reference.end) - max(head.start, reference.start)
        if entry.statement.statement == reference.type and both > 0:
            candidate = (both, -(head.end - head.start), entry.statement.id)
            best = candidate if best is None else max(best, candidate)
    return best[2] if best else None


def _sorted(left: str, right: str) -> Couple:
    return (left, right) if left <= right else (right, left)
