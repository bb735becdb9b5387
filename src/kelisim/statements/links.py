"""Links: which figures are the value, number, jobs, capacity or training places of an undertaking of the same text.

In: the statements of a text, with their ids. Out: the same, `Figure.of` and `Undertaking.figures` filled. *«76
Dokumente im Gesamtwert von über 352 Millionen US-Dollar»* has two figures that are the package's own, so sums never
count twice.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import structs

from kelisim.model import Figure, Undertaking

# What a figure may measure to belong to a thing of these kinds; the value belongs to any.
_OWN = {
    "undertaking_value": (),
    "financing": ("programme", "project", "institution"),
    "agreement_count": ("agreement",),
    "project_count": ("project", "programme"),
    "job_count": ("project", "programme", "institution", "agreement"),
    "training_places": ("training", "programme"),
    "capacity": ("project", "institution"),
    "length": ("project",),
    "commodity_volume": ("supply",),
    "freight": ("supply", "project"),
    "goods_count": ("supply",),
    "flights": ("institution",),
    "duration": ("agreement",),
    "investment": ("project", "programme"),
}


def linked(figures: Sequence[Figure], undertakings: Sequence[Undertaking]) -> tuple[list[Figure], list[Undertaking]]:
    """Tie each figure to the one undertaking it belongs to, if there is one."""
    owners = {figure.id: owner.id for figure in figures if (owner := _owner(figure, undertakings)) is not None}
    return (
        [structs.replace(figure, of=owners.get(figure.id)) for figure in figures],
        [
            structs.replace(one, figures=tuple(figure.id for figure in figures if owners.get(figure.id) == one.id))
            for one in undertakings
        ],
    )


def _owner(figure: Figure, undertakings: Sequence[Undertaking]) -> Undertaking | None:
    """The thing a figure measures: the one whose sum or name it is, else the nearest before it in its sentence."""
    if figure.indicator not in _OWN or figure.measure == "share":
        return None
    fitting = [one for one in undertakings if _fits(figure, one)]
    for one in fitting:
        if _is_its_sum(figure, one) or one.evidence.head.overlaps(figure.evidence.head):
            return one
    if figure.indicator == "undertaking_value":
        return None
    beside = [one for one in fitting if one.evidence.sentence == figure.evidence.sentence]
    before = [one for one in beside if one.evidence.head.end <= figure.evidence.head.start]
    return max(before, key=lambda one: one.evidence.head, default=beside[0] if len(beside) == 1 else None)


def _fits(figure: Figure, one: Undertaking) -> bool:
    kinds = _OWN[figure.indicator]
    return not kinds or one.kind in kinds


def _is_its_sum(figure: Figure, one: Undertaking) -> bool:
    """Whether the thing's amount rests on the very words of the figure."""
    if one.amount is None or (one.amount, one.unit) != (figure.low, figure.unit):
        return False
    return any(span.overlaps(figure.evidence.head) for span in one.evidence.fields.get("amount", ()))
