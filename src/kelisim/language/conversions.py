"""The same sum in another currency: *27 Milliarden Tenge, umgerechnet etwa 54 Millionen Dollar*."""

from __future__ import annotations

import re
from functools import cache

import msgspec
from msgspec import Struct

from kelisim.language.annotations import Quantity
from kelisim.language.rates import rate_behind
from kelisim.lexicons import load_table

_REACH = 48
_RIGHT_BEHIND = 14  # characters: ) jährlich


class Conversions(Struct, frozen=True, forbid_unknown_fields=True):
    """What stands between a sum and itself in other money, as `lexicons/de/conversions.toml` explains it."""

    words: tuple[str, ...]
    converting: tuple[str, ...]


@cache
def _between() -> re.Pattern[str]:
    known = load_table("de/conversions.toml", Conversions)
    said = rf"(?:(?:{_one_of(known.words)})\s+)"
    further = rf"(?:\s+[^\W\d_][\w-]*){{1,3}}\s*[,(–]\s*(?:{_one_of(known.converting)})\s+"
    return re.compile(rf"(?:\s*[,;–—-]?\s+{said}+|\s*[(\[/]\s*{said}*|\s+\(\s*=\s*|\s*=\s*|{further})\Z", re.IGNORECASE)


def _one_of(forms: tuple[str, ...]) -> str:
    """An alternation of forms, the longest first, whatever blanks stand between their words."""
    return "|".join(r"\s+".join(map(re.escape, form.split())) for form in sorted(forms, key=len, reverse=True))


def carried(text: str, found: list[Quantity]) -> list[Quantity]:
    """``found`` with every converted sum moved into `also` of the sum before it."""
    kept: list[Quantity] = []
    for quantity in found:
        if kept and _converts(text, kept[-1], quantity):
            kept[-1] = msgspec.structs.replace(kept[-1], also=quantity, per=kept[-1].per or _per_behind(text, quantity))
        else:
            kept.append(quantity)
    return kept


def _per_behind(text: str, second: Quantity) -> str | None:
    """The span of time behind the bracket of a converted sum: *2 Milliarden Dollar (1,8 Mrd. Euro) jährlich*."""
    if second.per is not None or text[second.end : second.end + 1] != ")":
        return second.per
    adverb = rate_behind(text, second.end + 1, len(text))
    close = adverb is not None and adverb[1] - second.end <= _RIGHT_BEHIND
    return adverb[0] if adverb is not None and close else None


def flattened(found: list[Quantity]) -> list[Quantity]:
    """``found`` with converted sums listed by themselves again, each behind the sum it converts."""
    return [item for quantity in found for item in ((quantity, quantity.also) if quantity.also else (quantity,))]


def _converts(text: str, first: Quantity, second: Quantity) -> bool:
    if first.kind != "money" or second.kind != "money" or first.unit == second.unit or first.also is not None:
        return False
    between = text[first.end : second.full_start]
    if len(between) > _REACH:  # noise between the two is blanked out
        between = re.sub(r"[^\S\n]+", " ", between)
    return len(between) <= _REACH and _between().match(between) is not None
