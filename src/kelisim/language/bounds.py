"""What stands around a number and changes how it is meant: bound, vagueness, sign, *oder mehr*, *übersteigt*."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from msgspec import Struct

from kelisim.language.changes import sign_before
from kelisim.language.qualifiers import is_spread, lexicon, qualifier_before
from kelisim.model import Qualifier


class Bound(Struct, frozen=True):
    """The bound of a number, where its words begin, where the number with its sign begins, and the sign."""

    qualifier: Qualifier
    full_start: int
    number_start: int
    negative: bool = False
    change: Literal["up", "down"] | None = None


def bound_of(text: str, start: int, end: int, limits: tuple[int, int], *, measured: bool) -> Bound:
    """The bound of the number at ``text[start:end]``, looked for between ``limits``.

    ``measured`` says whether it has a unit; without one *unter* is the preposition (*unter 76 Papieren*).
    """
    floor, ceiling = limits
    sign = sign_before(text, start) if floor < start else None
    if sign and sign[0] >= floor:
        start = sign[0]
    else:
        sign = None
    found = qualifier_before(text, start, floor)
    if (
        found
        and not measured
        and text[found.start : start].split(maxsplit=1)[0].lower() in lexicon().measured_only.forms
    ):
        found = None
    if found and found.qualifier == "over" and is_spread(text, end):
        found = None
    qualifier: Qualifier = found.qualifier if found else "exact"
    if found is None:
        qualifier = _behind(text, end, ceiling) or _verb_before(text, start, floor) or "exact"
    way = sign[1] if sign else None
    return Bound(qualifier, found.start if found else start, start, way == "down", way)


@cache
def _after() -> re.Pattern[str]:
    verbs = "|".join(lexicon().over_after.forms)
    more = "|".join(re.escape(form) for form in lexicon().at_least_after.forms)
    return re.compile(
        rf"(?:\s+(?!und\b|sowie\b)[a-zäöüß]+){{0,2}}\s+(?P<over>{verbs})\b|\s+(?P<more>{more})\b", re.IGNORECASE
    )


@cache
def _before() -> re.Pattern[str]:
    verbs = "|".join(lexicon().over_after.forms)
    return re.compile(rf"\b(?:{verbs})\b(?P<between>[^.,;:!?]{{0,60}})\Z", re.IGNORECASE)


def _behind(text: str, end: int, ceiling: int) -> Qualifier | None:
    """*1 Milliarde Dollar übersteigt*, *100 oder mehr*."""
    match = _after().match(text, end, min(ceiling, end + 48))
    if match is None:
        return None
    return "over" if match["over"] else "at_least"


def _verb_before(text: str, start: int, floor: int) -> Qualifier | None:
    """*überstieg erstmals 5 Milliarden Dollar*; not *überstieg die Einfuhren um 5 Milliarden*."""
    match = _before().search(text, max(floor, start - 80), start)
    if match is None or match["between"].endswith((" um ", " auf ")):
        return None
    return "over"
