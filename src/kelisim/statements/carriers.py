"""Carriers: the named bodies and firms that carry an undertaking, as printed."""

from __future__ import annotations

from kelisim.model import Span
from kelisim.statements.scenes import Found

_MOST = 4


def organisations(found: Found) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Bodies named in the thing's phrase; else those of its clause."""
    passage = found.passage
    if not any(actor.kind == "organisation" for actor in passage.actors):
        return (), ()
    wide = Span(found.head.start, passage.span_of(found.mention.clause).end)
    inside = _bodies(found, found.head) or _bodies(found, wide) or _bodies(found, passage.span_of(found.mention.clause))
    return tuple(dict.fromkeys(span.quote(passage.text) for span in inside)), tuple(inside)


def _bodies(found: Found, span: Span) -> list[Span]:
    return [actor.span for actor in found.passage.actors_in(span) if actor.kind == "organisation"][:_MOST]
