"""The measures: precision, recall and F1 of *found* and *core*, field by field agreement, publication dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct, field

from kelisim.evaluation.alignment import CORE, align, head_score
from kelisim.evaluation.fields import agrees
from kelisim.evaluation.gold import GROUPS, Record
from kelisim.evaluation.quotes import sentence_at

EXTRA = {
    "figures": ("period", "qualifier", "from", "to", "attribution"),
    "undertakings": ("amount", "deadline", "place", "sectors", "instrument", "binding", "title"),
    "meetings": ("date", "place", "ordinal", "participants"),
}


class Finding(Struct, frozen=True):
    """One thing that is not as in the gold: a field that differs, a statement missed, or one too many.

    ``quote`` is the head, ``sentence`` the words around it (empty where the reading has no text).
    """

    file: str
    group: str
    what: Literal["differs", "missed", "spurious"]
    quote: str
    sentence: str = ""
    field: str = ""
    want: Any = None
    have: Any = None


class Judged(Struct, frozen=True):
    """A gold statement with the read one that means it; one of the two is None where the other stands alone."""

    file: str
    group: str
    want: Record | None
    have: Record | None

    @property
    def is_optional(self) -> bool:
        """Whether the gold neither demands nor punishes it."""
        return bool(self.want and self.want.get("optional"))

    @property
    def is_right(self) -> bool:
        """Whether a reader may rely on what was read: it is in the gold with the same core fields, or optional."""
        if self.want is None or self.have is None:
            return False
        want, have = self.want, self.have
        return self.is_optional or all(
            agrees(name, want.get(name), have.get(name)) is not False for name in CORE[self.group]
        )


class Rates(Struct, frozen=True):
    """Precision, recall and their harmonic mean; 1 where nothing was to be found and nothing was."""

    precision: float
    recall: float
    f1: float

    @classmethod
    def of(cls, hits: int, spurious: int, missed: int) -> Rates:
        """The rates of so many hits, false alarms and misses."""
        precision = hits / (hits + spurious) if hits + spurious else 1.0
        recall = hits / (hits + missed) if hits + missed else 1.0
        return cls(precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0)


class GroupScore(Struct):
    """The counts of one kind of statement over all documents; optional gold is in none of them."""

    found: int = 0
    core: int = 0
    spurious: int = 0
    missed: int = 0
    fields: dict[str, list[int]] = field(default_factory=dict)

    @property
    def found_rates(self) -> Rates:
        """Of statements that are there."""
        return Rates.of(self.found, self.spurious, self.missed)

    @property
    def core_rates(self) -> Rates:
        """Of statements that are there with the fields that make them usable."""
        unusable = self.found - self.core
        return Rates.of(self.core, self.spurious + unusable, self.missed + unusable)

    def share(self, name: str) -> float | None:
        """The share of found statements whose field is right; None where the gold never gives it."""
        right, scored = self.fields[name]
        return right / scored if scored else None


class Scores(Struct):
    """Everything measured: a `GroupScore` a kind of statement, publication dates, findings, unread texts."""

    groups: dict[str, GroupScore] = field(default_factory=dict)
    dates: int = 0
    dates_within: int = 0
    dates_exact: int = 0
    findings: list[Finding] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def mean_core(self) -> float:
        """The mean of the three core F1: one number to compare by."""
        return sum(group.core_rates.f1 for group in self.groups.values()) / len(self.groups)


def score(gold: Mapping[str, Record], read: Mapping[str, Record]) -> Scores:
    """Compare readings with gold, both keyed by file name (`by_file`). Readings without gold are left out."""
    scores = Scores(unread=sorted(set(gold) - set(read)))
    for group in GROUPS:
        names = CORE[group] + EXTRA[group]
        scores.groups[group] = GroupScore(fields={name: [0, 0] for name in names})
        for file, record in gold.items():
            reading = read.get(file, {})
            _Comparison(file, group, reading.get("text", ""), scores).run(record[group], reading.get(group, []))
    for file, record in gold.items():
        _compare_date(file, record, read.get(file, {}), scores)
    return scores


class _Comparison(Struct, frozen=True):
    """One kind of statement in one document."""

    file: str
    group: str
    text: str
    scores: Scores

    @property
    def counts(self) -> GroupScore:
        return self.scores.groups[self.group]

    def run(self, gold: Sequence[Record], read: Sequence[Record]) -> None:
        pairs = align(self.group, gold, read)
        for g, r in pairs:
            if self._judge(gold[g], read[r]):
                self._pair(gold[g], read[r])
        met = {g for g, _ in pairs}
        for g, want in enumerate(gold):
            if g not in met and not want.get("optional"):
                self._judge(want, None)
                self._missed(want)
        used = {r for _, r in pairs}
        for r, have in enumerate(read):
            if r not in used and self._judge(self._optional_beside(have, gold), have):
                self._spurious(have)

    def _judge(self, want: Record | None, have: Record | None) -> bool:
        """Keep the pair; whether it counts, which optional gold does not."""
        judged = Judged(self.file, self.group, want, have)
        self.scores.judged.append(judged)
        return not judged.is_optional

    def _optional_beside(self, have: Record, gold: Sequence[Record]) -> Record | None:
        return next((want for want in gold if want.get("optional") and head_score(want, have) > 0), None)

    def _pair(self, want: Record, have: Record) -> None:
        core = CORE[self.group]
        self.counts.found += 1
        for name, tally in self.counts.fields.items():
            right = agrees(name, want.get(name), have.get(name)) if name in want or name in core else None
            if right is None:
                continue
            tally[0] += right
            tally[1] += 1
            if not right:
                self._note("differs", want, name, want.get(name), have.get(name))
        self.counts.core += Judged(self.file, self.group, want, have).is_right

    def _missed(self, want: Record) -> None:
        self.counts.missed += 1
        self._note("missed", want)

    def _spurious(self, have: Record) -> None:
        self.counts.spurious += 1
        start, end = have["evidence"]["head"]
        core = [have.get(name) for name in CORE[self.group]]
        quote, sentence = self.text[start:end], sentence_at(self.text, start, end)
        self.scores.findings.append(Finding(self.file, self.group, "spurious", quote, sentence=sentence, have=core))

    def _note(self, what: Literal["differs", "missed"], gold: Record, *values: Any) -> None:  # noqa: ANN401
        head = gold["heads"][0]
        sentence = sentence_at(self.text, head["start"], head["end"])
        name, want, have = values or ("", None, None)
        self.scores.findings.append(
            Finding(self.file, self.group, what, head["text"], sentence, field=name, want=want, have=have)
        )


def _compare_date(file: str, gold: Record, record: Record, scores: Scores) -> None:
    want = gold.get("published")
    if not isinstance(want, dict):
        return
    have = (record.get("document") or {}).get("published") or {}
    earliest, latest = have.get("earliest"), have.get("latest")
    exact = earliest == want["earliest"] and latest == want["latest"]
    within = exact or bool(earliest and latest and earliest >= want["earliest"] and latest <= want["latest"])
    scores.dates += 1
    scores.dates_exact += exact
    scores.dates_within += within
    if not within:
        scores.findings.append(
            Finding(file, "document", "differs", "", field="published", want=want, have=have or None)
        )
