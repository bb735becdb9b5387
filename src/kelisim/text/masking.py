"""Masking: the text with its noise blanked out, every other character at its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kelisim.model import Span

_VISIBLE = re.compile(r"[^\n]")


def mask(text: str, noise: Sequence[Span]) -> str:
    """``text`` with every character under ``noise`` made a space; line ends stay, so all offsets stay.

    The spans may come in any order and may overlap.
    """
    if not noise:
        return text
    pieces: list[str] = []
    at = 0
    for span in sorted(noise):
        start = max(at, span.start)
        if span.end <= start:
            continue
        pieces += text[at:start], _VISIBLE.sub(" ", text[start : span.end])
        at = span.end
    pieces.append(text[at:])
    return "".join(pieces)
