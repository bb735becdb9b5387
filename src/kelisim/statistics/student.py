"""Student's t distribution for whole degrees of freedom: its sums are finite, so no library is needed."""

from __future__ import annotations

from math import atan, cos, isinf, pi, sin, sqrt


def cumulative(t: float, degrees: int) -> float:
    """The probability that a t-distributed number is at most ``t``."""
    if isinf(t):
        return 1.0 if t > 0 else 0.0
    angle = atan(t / sqrt(degrees))
    square = cos(angle) ** 2
    if degrees % 2:
        total, term = 0.0, cos(angle)
        for k in range(1, (degrees - 1) // 2 + 1):
            total += term
            term *= square * 2 * k / (2 * k + 1)
        between = 2 / pi * (angle + sin(angle) * total)
    else:
        total, term = 0.0, 1.0
        for k in range(1, degrees // 2 + 1):
            total += term
            term *= square * (2 * k - 1) / (2 * k)
        between = sin(angle) * total
    return (1 + between) / 2


def quantile(share: float, degrees: int) -> float:
    """The number below which ``share`` of the distribution lies, for 0 < share < 1."""
    low, high = -1.0, 1.0
    while cumulative(low, degrees) > share:
        low *= 2
    while cumulative(high, degrees) < share:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if cumulative(middle, degrees) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2
