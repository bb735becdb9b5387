"""What the language stage finds in a text: typed spans that the rules of `statements` speak about.

Offsets are absolute, ``text[start:end]`` is the wording. An annotation never changes the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from kelisim.model import Qualifier, Span

QuantityKind = Literal["count", "money", "percent", "percentage_point", "factor", "measure", "ordinal"]
ActorKind = Literal["country", "demonym", "capital", "bloc", "pair", "person", "office", "organisation", "place"]


class Quantity(Struct, frozen=True, kw_only=True):
    """A number with its unit: *über 352 Millionen US-Dollar* is 352000000 USD, qualifier ``over``.

    ``start``/``end`` span number and unit without the qualifier word; ``full_start`` is where the qualifier words
    begin (equal to ``start`` if there are none). ``low`` = ``high`` unless the text gives a range. ``unit`` is
    ISO 4217, ``percent``, ``percentage_point``, ``factor``, ``count``, ``ordinal`` or a unit symbol of
    `docs/statements.md`, already scaled (GW to MW). ``fraction`` marks *ein Drittel*, *die Hälfte* (percent).
    ``change`` is ``up`` or ``down`` where the wording itself says so (*verdoppelt*, *minus 3 %*, *Plus von*).
    ``also`` is the same sum converted (*umgerechnet etwa 54 Millionen Dollar*). ``compound`` is the word that the
    number is glued into (*352-Millionen-Dollar-Paket*), as written.
    """

    start: int
    end: int
    full_start: int
    low: Decimal
    high: Decimal
    unit: str
    kind: QuantityKind
    per: str | None = None
    qualifier: Qualifier = "exact"
    fraction: bool = False
    change: Literal["up", "down"] | None = None
    also: Quantity | None = None
    compound: str | None = None

    @property
    def span(self) -> Span:
        """Number and unit, without the qualifier."""
        return Span(self.start, self.end)

    @property
    def full(self) -> Span:
        """Number and unit with the qualifier words before them."""
        return Span(self.full_start, self.end)


TimeKind = Literal["date", "period", "duration", "set"]


class Time(Struct, frozen=True, kw_only=True):
    """A date, period, duration or set of times: *von Januar bis August* with 2024 known is 2024-01/2024-08.

    ``timex`` is ISO 8601 / EDTF with ``X`` for what is unknown (``XXXX-01-25``); open intervals are ``2025-01/..``
    and ``../2030``; a duration is ``P5Y``. ``span`` covers the wording with the preposition only where it is part
    of the expression (*von … bis …*, *seit …*). ``role`` says how the wording binds it: ``until`` (*bis 2030*, a
    deadline whose ``point`` is 2030), ``since`` (*seit 2018*), ``baseline`` (*gegenüber dem Vorjahr*), ``on``
    otherwise. ``point`` is the contract's period: the deadline for ``until``, else equal to ``timex``.
    ``basis`` says what fixed it: ``explicit``, ``reference`` (the report's date), ``text`` (a year the text has
    named before), or ``unknown``.
    """

    start: int
    end: int
    timex: str
    kind: TimeKind
    role: Literal["on", "until", "since", "baseline"] = "on"
    point: str = ""
    basis: Literal["explicit", "reference", "text", "unknown"] = "explicit"

    @property
    def span(self) -> Span:
        """The words of the expression."""
        return Span(self.start, self.end)


class Actor(Struct, frozen=True, kw_only=True):
    """A country, bloc, capital, person, office holder, body or place that the text names.

    ``codes`` are ISO 3166-1 alpha-2 countries or bloc names (*kasachisch-usbekisch* has two; ``pair`` wordings such
    as *beide Länder* have none until they are resolved). ``name`` is the wording as printed, for persons without
    title; ``key`` is equal for all spellings of one person or body in a text. ``role`` is the office (*Präsident*).
    For ``place``, ``name`` is the place as printed and ``codes`` its country where known; a capital is ``capital``
    and may stand for its government.
    """

    start: int
    end: int
    kind: ActorKind
    codes: tuple[str, ...] = ()
    name: str = ""
    key: str = ""
    role: str | None = None

    @property
    def span(self) -> Span:
        """The words that name the actor."""
        return Span(self.start, self.end)


def codes_of(actors: Iterable[Actor]) -> set[str]:
    """The codes of all states and blocs that the actors are of."""
    return {code for actor in actors for code in actor.codes}
