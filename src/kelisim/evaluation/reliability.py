"""Whether confidence means what it says: the share of right statements by confidence, and by rule.

    0.9–1.0   120 statements   97 % right

A statement is right when the gold has it with the same core fields, or holds it optional; a spurious one is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from msgspec import Struct

from kelisim.evaluation.measures import Judged

# The lower ends of the bins; from the first on a statement is to be relied upon, below the last it is unsure.
BINS = (0.9, 0.8, 0.7, 0.6, 0.5, 0.0)

K = TypeVar("K", float, str)


class Bin(Struct, frozen=True):
    """The read statements of one sort: how many, how many are right, and how sure the rules were of them."""

    count: int
    right: int
    mean: float

    @property
    def share(self) -> float:
        """The share that is right."""
        return self.right / self.count


def by_confidence(judged: Iterable[Judged], group: str | None = None) -> dict[float, Bin]:
    """The bins that hold statements, by lower end, the surest first; of one kind of statement or of all."""
    bins = _binned(judged, group, lambda pair: next(low for low in BINS if confidence(pair) >= low))
    return dict(sorted(bins.items(), reverse=True))


def by_rule(judged: Iterable[Judged], group: str) -> dict[str, Bin]:
    """The rules that proposed statements of one kind, by name."""
    return dict(sorted(_binned(judged, group, lambda pair: str((pair.have or {}).get("rule"))).items()))


def confidence(pair: Judged) -> float:
    """How sure the reading says it is; 0 where it does not say, or where nothing was read."""
    return float((pair.have or {}).get("confidence") or 0.0)


def _binned(judged: Iterable[Judged], group: str | None, key: Callable[[Judged], K]) -> dict[K, Bin]:
    found: dict[K, list[Judged]] = {}
    for pair in judged:
        if pair.have is not None and group in (None, pair.group):
            found.setdefault(key(pair), []).append(pair)
    return {name: _bin(pairs) for name, pairs in found.items()}


def _bin(pairs: list[Judged]) -> Bin:
    return Bin(
        count=len(pairs),
        right=sum(pair.is_right for pair in pairs),
        mean=round(sum(map(confidence, pairs)) / len(pairs), 3),
    )
