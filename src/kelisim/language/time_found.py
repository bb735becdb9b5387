"""What the rules for whole expressions give: an expression in the text, and the place behind it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

from kelisim.language.time_points import Tokens
from kelisim.language.time_values import Value

Role: TypeAlias = Literal["on", "until", "since", "baseline", "before", "after"]


DASHES = ("-", "–", "—", "‑")


class Found(Struct, frozen=True):
    """An expression in the text: ``start`` with the binding preposition, ``inner`` without, its value and role."""

    start: int
    inner: int
    end: int
    value: Value
    role: Role = "on"
    ahead: bool = False


Expression: TypeAlias = tuple[Found, int] | None


def found_at(tokens: Tokens, at: int, inner: int, parse: tuple[Value, int], role: Role = "on") -> tuple[Found, int]:
    """The expression from ``at``, its words proper from ``inner``, and the place behind it."""
    value, behind = parse
    return Found(tokens[at].start, tokens[inner].start, tokens[behind - 1].end, value, role), behind
