"""How sure a statement is, as a sum of named reasons that anyone can read."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct


class Reason(Struct, frozen=True):
    """Something that makes a statement more or less certain, and by how much."""

    words: str
    weight: float


def confidence(base: float, reasons: Iterable[Reason]) -> tuple[float, str]:
    """Add the weights to ``base`` within 0.05 and 0.99, and say why in one line."""
    given = list(reasons)
    if not given:
        return base, f"{base:.2f}"
    total = base + sum(reason.weight for reason in given)
    words = ", ".join(f"{reason.words} {reason.weight:+.2f}" for reason in given)
    return round(min(0.99, max(0.05, total)), 2), f"{base:.2f}" + (f", {words}" if words else "")
