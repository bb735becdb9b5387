"""Twins: what a text says twice is one figure.

In: the figures of a text in their order. Out: one for each number that is told twice, of the fuller sentence, completed
by the other's fields. *«um mehr als 22 Prozent»* in a headline is the body's *22,3 Prozent*.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from msgspec import structs

from kelisim.model import TRADE, Figure
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words

_YEAR = 4  # characters
_SUMS = frozenset({"financing", "undertaking_value", "investment"})


def merged(found: Sequence[Figure], context: Context) -> list[Figure]:
    """One figure for what a text says twice: the fuller sentence's, completed by the other's fields."""
    headlines = {passage.span.start for passage in context.passages if passage.is_headline}
    kept: dict[tuple[object, ...], list[Figure]] = {}
    for figure in sorted(found, key=lambda item: (item.evidence.start in headlines, item.evidence.head.start)):
        same_number = kept.setdefault((figure.low, figure.high, figure.unit), [])
        known = _is_known(figure, context)
        if known and any(other.indicator == figure.indicator or figure.unit != "count" for other in same_number):
            continue  # Von den vier Millionen Tonnen werden zwei hier gekauft
        twin = next((at for at, other in enumerate(same_number) if _same(figure, other, headlines)), None)
        if twin is None:
            same_number.append(figure)
        else:
            same_number[twin] = _completed(*_by_mood(same_number[twin], figure, headlines))
    figures = [figure for same_number in kept.values() for figure in same_number]
    alike: dict[tuple[object, ...], list[Figure]] = {}
    for figure in figures:
        alike.setdefault(_measured(figure), []).append(figure)
    said = [
        one for one in figures if one.evidence.start not in headlines or not _is_rounded(one, alike[_measured(one)])
    ]
    in_two = [figure for figure in said if figure.also]
    said = [one for one in said if not any(_is_converted(one, other) for other in in_two)]
    return sorted(said, key=lambda item: item.evidence.head)


def _is_known(figure: Figure, context: Context) -> bool:
    """Whether the number stands behind an article that points back to it: *von den vier Millionen, diese Summe*."""
    before = context.passages[0].text[figure.evidence.start : figure.evidence.head.start].split()[-1:]
    return bool(before) and before[0].lower() in figure_words().pointing


def _measured(figure: Figure) -> tuple[object, ...]:
    """What a number measures and in what unit."""
    return figure.indicator, figure.measure, figure.unit, figure.per


def _is_rounded(one: Figure, alike: Sequence[Figure]) -> bool:
    """Whether the number of a headline is one of the body with less places: *über 22 Prozent* for *22,3 Prozent*."""
    step = Decimal(1).scaleb(_places(one.low))
    near = (other for other in alike if other is not one and abs(other.low - one.low) <= step)
    return any(
        len({one.period, other.period} - {None}) <= 1
        and _places(one.low) > _places(other.low)
        and _rounds(one, other, step)
        for other in near
    )


def _is_converted(one: Figure, other: Figure) -> bool:
    """Whether another sentence gives the sum in two currencies, this one among them."""
    apart = one.evidence.start != other.evidence.start and one.parties == other.parties
    return apart and not one.also and any((one.low, one.unit) == (also.low, also.unit) for also in other.also)


def _rounds(one: Figure, other: Figure, step: Decimal) -> bool:
    """Whether the rough number, of so large steps, stands for the exact one, on the side that its bound says."""
    more = abs(other.low) - abs(one.low)
    if (one.low < 0) != (other.low < 0) or one.low != one.high or other.low != other.high:
        return False
    if one.qualifier in ("over", "at_least"):
        return 0 < more < step
    if one.qualifier in ("almost", "up_to"):
        return 0 < -more < step
    return abs(more) <= step / 2


def _places(number: Decimal) -> int:
    """The power of ten of the last figure that counts: 1 of *220*, -1 of *22,3*."""
    return int(number.normalize().as_tuple().exponent)


def _same(one: Figure, other: Figure, headlines: set[int]) -> bool:
    """Whether two mentions of the same number are one figure: the same indicator, or one of them in a headline."""
    if one.evidence.start in headlines or other.evidence.start in headlines:
        return one.per == other.per or None in (one.per, other.per)
    if one.per != other.per and not _is_of_a_year(one, other):
        return False
    periods = {period for period in (one.period, other.period) if period is not None}
    if one.unit == "percent" and len(periods) > 1 and _share_a_year(*periods):
        periods.pop()
    if one.evidence.start == other.evidence.start and one.indicator == "other" and one.unit == "count":
        return False  # 35 Personenwagen und 35 Güterwagen are two things
    if one.evidence.start == other.evidence.start and None not in (one.item, other.item) and one.item != other.item:
        return False  # eine Million Tonnen Benzin und eine Million Tonnen Diesel
    if (
        one.evidence.start == other.evidence.start
        and one.indicator == "financing"
        and not one.evidence.fields.get("also")
    ):
        return False  # 100 Millionen als Zuschuss und 100 Millionen als Darlehen
    if one.measure != other.measure or len(periods) > 1:
        return False
    if one.indicator != other.indicator:
        return _is_one_sum(one, other)
    if one.evidence.start == other.evidence.start and one.parties != other.parties:
        return False  # gefolgt von Peru mit 36 Millionen und Kuba mit 36 Millionen
    alike = one.parties == other.parties and (
        one.period == other.period or (one.indicator not in TRADE and one.unit != "count")
    )
    return one.modality == other.modality or (alike and _told_plainly(one, other))


def _share_a_year(*periods: str) -> bool:
    """Whether two periods have a year in common: *im vergangenen Jahr* may be that to October."""
    one, other = ({end[:_YEAR] for end in period.split("/")} for period in periods)
    return not one.isdisjoint(other - {"XXXX"})


def _is_of_a_year(one: Figure, other: Figure) -> bool:
    """Whether what flows in a year is only told once with the year: *der Handel hat ein Jahresvolumen von …*."""
    apart = one.evidence.start != other.evidence.start and {one.per, other.per} == {None, "year"}
    return apart and one.indicator == other.indicator and one.parties == other.parties


def _is_one_sum(one: Figure, other: Figure) -> bool:
    """Whether two sentences tell of one sum, once as a loan and once as what something is worth."""
    of_money = {one.indicator, other.indicator} <= _SUMS
    return of_money and one.evidence.start != other.evidence.start and one.parties == other.parties


def _told_plainly(one: Figure, other: Figure) -> bool:
    """Whether one of two sentences says nothing of how real the number is, which the other one says."""
    return bool(one.evidence.fields.get("modality")) != bool(other.evidence.fields.get("modality"))


def _by_mood(kept: Figure, other: Figure, headlines: set[int]) -> tuple[Figure, Figure]:
    """The two mentions, first the one that says how real the number is; a headline never is the first.

    Of one sum the one that says what it is goes first: a loan before what something is worth.
    """
    told = {kept.evidence.start, other.evidence.start} & headlines
    if kept.indicator == "undertaking_value" != other.indicator and not told:
        return other, kept
    says = (
        other.modality != kept.modality and bool(other.evidence.fields.get("modality")) and _told_plainly(kept, other)
    )
    return (other, kept) if says and other.evidence.start not in headlines else (kept, other)


def _completed(kept: Figure, other: Figure) -> Figure:
    """Fill what the fuller sentence leaves open with what the other one says."""
    changes: dict[str, object] = {}
    spans = dict(kept.evidence.fields)
    for name, key in (("period", "period"), ("attribution", "attribution"), ("item", "item")):
        if getattr(kept, name) is None and getattr(other, name) is not None:
            changes[name] = getattr(other, name)
            spans[key] = other.evidence.fields.get(key, ())
    if not changes:
        return kept
    evidence = structs.replace(kept.evidence, fields=spans)
    return structs.replace(kept, evidence=evidence, **changes)
