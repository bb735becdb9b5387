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


# Of a thing that is only planned these are not reached either.
_PLANNED_WITH_IT = frozenset(
    {"undertaking_value", "project_count", "job_count", "capacity", "length", "commodity_volume", "training_places"}
)
# While a thing is only agreed or being built these are still to come.
_BUILT_WITH_IT = frozenset({"job_count", "capacity", "length"})
_OF_A_WORK = ("undertaking_value", "length", "capacity")
_NEAR = 300  # characters from a work to a sentence that tells its size or cost
_STILL_TO_COME = {"pledged": _PLANNED_WITH_IT, "committed": _BUILT_WITH_IT, "implementing": _BUILT_WITH_IT}


def linked(figures: Sequence[Figure], undertakings: Sequence[Undertaking]) -> tuple[list[Figure], list[Undertaking]]:
    """Tie each figure to the one undertaking it belongs to, if there is one; both have their ids."""
    shelf = _Shelf(undertakings)
    owners = {figure.id: owner.id for figure in figures if (owner := _owner(figure, shelf)) is not None}
    own: dict[str, list[str]] = {}
    for figure_id, owner_id in owners.items():
        own.setdefault(owner_id, []).append(figure_id)
    return (
        [structs.replace(figure, of=owners.get(figure.id)) for figure in figures],
        [structs.replace(one, figures=tuple(own.get(one.id, ()))) for one in undertakings],
    )


def settled(figures: Sequence[Figure], undertakings: Sequence[Undertaking]) -> list[Figure]:
    """Make figures of a thing that is only planned into targets: *ein Werk mit 100 Megawatt soll entstehen*."""
    shelf = _Shelf(undertakings)
    return [_with_its_thing(figure, _owner(figure, shelf) or shelf.told_before(figure)) for figure in figures]


def _with_its_thing(figure: Figure, owner: Undertaking | None) -> Figure:
    said = figure.modality != "actual" or "modality" in figure.evidence.fields
    if owner is None or owner.kind == "agreement" or said:
        return figure
    if figure.indicator not in _STILL_TO_COME.get(owner.stage, frozenset()):
        return figure
    fields = {**figure.evidence.fields, "modality": owner.evidence.fields.get("stage", (owner.evidence.head,))}
    return structs.replace(figure, modality="target", evidence=structs.replace(figure.evidence, fields=fields))


class _Shelf:
    """Undertakings by their sentence and by their sum, so that each figure looks at few of them."""

    def __init__(self, undertakings: Sequence[Undertaking]) -> None:
        self._by_sentence: dict[int, list[Undertaking]] = {}
        self._by_sum: dict[tuple[object, object], list[Undertaking]] = {}
        self._works = [one for one in undertakings if one.kind == "project"]
        for one in undertakings:
            self._by_sentence.setdefault(one.evidence.start, []).append(one)
            if one.amount is not None:
                self._by_sum.setdefault((one.amount, one.unit), []).append(one)

    def told_before(self, figure: Figure) -> Undertaking | None:
        """The work told of last before a figure that gives its size or cost and names no work: *Es kostet 2 Mrd.*."""
        if figure.indicator not in _OF_A_WORK or figure.evidence.start in self._by_sentence:
            return None
        near = figure.evidence.start - _NEAR
        works = (one for one in self._works if near < one.evidence.start < figure.evidence.start)
        return max(works, key=lambda one: one.evidence.head, default=None)

    def near(self, figure: Figure) -> list[Undertaking]:
        """Those of the figure's sentence and of its sum, each once, in the order of the text."""
        here = self._by_sentence.get(figure.evidence.start, [])
        same = [one for one in self._by_sum.get((figure.low, figure.unit), []) if one not in here]
        return sorted([*here, *same], key=lambda one: one.evidence.head)


def _owner(figure: Figure, shelf: _Shelf) -> Undertaking | None:
    """The thing a figure measures: the one whose sum or name it is, else the nearest before it in its sentence."""
    if figure.indicator not in _OWN or figure.measure == "share":
        return None
    fitting = [one for one in shelf.near(figure) if _fits(figure, one)]
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
