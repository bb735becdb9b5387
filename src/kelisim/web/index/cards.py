"""Cards: what a page shows of one thing, language apart; codes are those of the contract, numbers exact.

A card is kept twice: whole for its own page and its twins, and as a `slim` row for lists.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from msgspec import Struct, structs

Sort = Literal["undertaking", "series", "meeting", "target", "conflict", "check"]
MOST_POINTS = 60  # of a series in a list; its own page has all


class Words(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The words of one statement with the first report that carries them: what a citation needs.

    ``at`` is where the head begins in the sentence. ``text`` tells texts apart, whatever their addresses.
    """

    id: str
    head: str
    sentence: str
    at: int = 0
    report: str
    source: str
    outlet: str | None = None
    url: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: str | None = None
    text: str = ""
    attribution: str | None = None
    more: int = 0


class Amount(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A number with its bounds, unit and rate."""

    low: Decimal
    high: Decimal
    unit: str
    per: str | None = None
    qualifier: str = "exact"
    measure: str = "level"


class When(Struct, frozen=True, kw_only=True):
    """A day or the days between which it lies, and what says so: ``said``, ``published``, ``undated``.

    An end that is not known is None: both of what is undated, the last day of what goes on.
    """

    earliest: str | None
    latest: str | None
    basis: str


class Step(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One stage of an undertaking as one statement reports it."""

    stage: str
    when: When
    of_paper: bool = False
    words: Words


class Named(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another thing by its id, with what to call it and its stage."""

    id: str
    title: str
    stage: str | None = None


class Carrier(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A report that tells of a thing; ``text`` tells texts apart, so that a reprint is seen."""

    report: str
    name: str
    outlet: str | None = None
    earliest: str | None = None
    latest: str | None = None
    text: str = ""


class Work(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An undertaking."""

    id: str
    title: str
    kind: str
    stage: str
    since: When
    parties: tuple[str, ...] = ()
    amount: Amount | None = None
    deadline: str | None = None
    slipped: bool = False
    verdict: str = ""
    calls: tuple[str, ...] = ()
    silent_since: str | None = None
    dormant: bool = False
    legal: str | None = None
    iati: str | None = None
    aiddata: str | None = None
    days: dict[str, str] = {}
    organisations: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    texts: int = 0
    independent: int = 0
    grade: int = 0
    completeness: int = 0
    left_out: str | None = None
    aliases: tuple[str, ...] = ()
    package: Named | None = None
    parts: tuple[Named, ...] = ()
    agreed_at: tuple[Named, ...] = ()
    steps: tuple[Step, ...] = ()
    legal_steps: tuple[Step, ...] = ()
    denied: tuple[Words, ...] = ()
    amounts: tuple[Other, ...] = ()
    carriers: tuple[Carrier, ...] = ()

    def slim(self) -> Work:
        """The same for a list: the last step alone."""
        return structs.replace(
            self, steps=self.steps[-1:], legal_steps=(), denied=(), parts=(), aliases=(), persons=(), agreed_at=(),
            amounts=(), carriers=(),
        )  # fmt: skip


class Point(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fact of a series; ``first`` and ``last`` are the days of its period, None where it fixes no year.

    The period of a report that does not print it is ``inferred`` from others of the same meeting.
    """

    id: str
    period: str | None = None
    inferred: bool = False
    first: str | None = None
    last: str | None = None
    amount: Amount
    modality: str = "actual"
    flags: tuple[str, ...] = ()
    texts: int = 1
    part_of: str | None = None
    words: tuple[Words, ...] = ()
    also: tuple[Other, ...] = ()
    against: tuple[Other, ...] = ()

    @property
    def is_year(self) -> bool:
        """Whether it is of a whole year."""
        return len(self.period or "") == 4


class Other(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Another number for the same period; ``texts`` is how many statements give it."""

    amount: Amount
    words: Words
    texts: int = 1


class SeriesCard(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A series of figures."""

    id: str
    indicator: str
    measure: str
    unit: str
    parties: tuple[str, ...] = ()
    origin: str | None = None
    destination: str | None = None
    item: str | None = None
    per: str | None = None
    points: tuple[Point, ...] = ()
    total: int = 0
    targets: tuple[Aim, ...] = ()

    @property
    def levels(self) -> tuple[Point, ...]:
        """What counts as told of each period; of whole years alone where there are any."""
        told: dict[str, Point] = {}
        for point in self.points:
            if point.period and point.modality == "actual":
                told.setdefault(point.period, point)
        return tuple(point for point in told.values() if point.is_year) or tuple(told.values())

    @property
    def last(self) -> Point | None:
        """The number to be named for the whole: the last level or dated number told, else any told, else one wanted."""
        told = [point for point in self.points if point.modality == "actual"]
        dated = self.levels if self.measure == "level" else [point for point in told if point.period]
        return next(iter((*dated[::-1], *told[::-1], *self.points[::-1])), None)

    def latest(self, most: int) -> tuple[Point, ...]:
        """The latest points; undated ones, which stand last, only where there is room."""
        dated = [point for point in self.points if point.period][-most:]
        undated = [point for point in self.points if not point.period]
        return (*dated, *undated[: most - len(dated)])

    def slim(self) -> SeriesCard:
        """The same for a list: the latest points with one quote each."""
        points = tuple(
            structs.replace(point, words=point.words[:1], also=point.also[:3], against=point.against[:3])
            for point in self.latest(MOST_POINTS)
        )
        return structs.replace(self, points=points, targets=())


class Stand(Struct, frozen=True, kw_only=True):
    """A level that a target is measured by."""

    period: str
    amount: Amount
    disputed: bool
    words: Words


class Aim(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A target of a series, and how it stands."""

    id: str
    series: str
    indicator: str
    measure: str = "level"
    parties: tuple[str, ...] = ()
    origin: str | None = None
    destination: str | None = None
    item: str | None = None
    amount: Amount
    deadline: str | None = None
    due_year: int | None = None
    verdict: str
    needed: Decimal | None = None
    made: Decimal | None = None
    slip: str | None = None
    latest: Stand | None = None
    so_far: Stand | None = None
    baseline: Stand | None = None
    sums: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()
    restated: tuple[Other, ...] = ()

    @property
    def standing(self) -> str:
        """The verdict; of a target without a deadline that has not been met that it cannot be judged."""
        return "not_to_judge" if self.verdict == "no_report" and self.due_year is None else self.verdict

    def slim(self) -> Aim:
        """The same for a list: one quote."""
        return structs.replace(self, words=self.words[:1], restated=())


class Person(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who took part in a meeting."""

    name: str
    role: str | None = None
    country: str | None = None


class Meet(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A meeting."""

    id: str
    format: str
    date: str | None = None
    ordinal: int | None = None
    place: str | None = None
    parties: tuple[str, ...] = ()
    participants: tuple[Person, ...] = ()
    outcomes: tuple[Named, ...] = ()
    texts: int = 0
    aliases: tuple[str, ...] = ()
    words: tuple[Words, ...] = ()

    def slim(self) -> Meet:
        """The same for a list: one quote."""
        return structs.replace(self, words=self.words[:1], aliases=())


class Dispute(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A contradiction; ``about`` is the id of the series or undertaking, ``title`` what it is called."""

    id: str
    kind: str
    about: str
    about_sort: str
    title: str
    parties: tuple[str, ...] = ()
    why: str = ""
    said: tuple[Said, ...] = ()

    def slim(self) -> Dispute:
        """Lists show all of it."""
        return self


class Said(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One side of a contradiction or a check: what is said, and the words.

    The ``period`` of a report that does not print it is ``inferred`` from others of the same meeting.
    """

    words: Words
    amount: Amount | None = None
    period: str | None = None
    inferred: bool = False
    stage: str | None = None
    denied: bool = False


class CheckCard(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Numbers set against each other, and whether they can be true together."""

    id: str
    kind: str
    outcome: str
    parties: tuple[str, ...] = ()
    arithmetic: str
    said: tuple[Said, ...] = ()

    def slim(self) -> CheckCard:
        """Lists show all of it."""
        return self


Card = Work | SeriesCard | Meet | Aim | Dispute | CheckCard
CARDS: dict[str, type[Card]] = {
    "undertaking": Work,
    "series": SeriesCard,
    "meeting": Meet,
    "target": Aim,
    "conflict": Dispute,
    "check": CheckCard,
}
SORT_OF: dict[object, str] = {type: sort for sort, type in CARDS.items()}


class Hit(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One statement in a list of what was found; ``thing`` is what it belongs to in the account."""

    id: str
    sort: Literal["figure", "undertaking", "meeting"]
    topic: str
    title: str = ""
    amount: Amount | None = None
    period: str | None = None
    stage: str | None = None
    modality: str | None = None
    parties: tuple[str, ...] = ()
    origin: str | None = None
    destination: str | None = None
    place: str | None = None
    sectors: tuple[str, ...] = ()
    denied: bool = False
    sure: bool = True
    thing: str | None = None
    recorded: str = ""
    words: Words
