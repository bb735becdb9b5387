"""The text of a report as HTML: the words of statements marked by kind, with their fields; noise greyed.

Stripped of its marks and notes it is the text, character by character; what a screen would obey instead of showing it
is shown as a sign that names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from markupsafe import Markup

from kelisim.model import Span, Statement
from kelisim.presentations.headings import name_of
from kelisim.presentations.highlights import Stretch, stretches
from kelisim.presentations.marked_text import safe, shown
from kelisim.text.noise import noise
from kelisim.web.fields import Field, fields


def marked_report(text: str, statements: Sequence[Statement], lang: str) -> Markup:
    """The whole text with a link on every head to the row of its statement. Heads may be nested or cross each other."""
    heads = [statement.evidence.head for statement in statements]
    notes = [_note(statement, text, lang) for statement in statements]
    masked = noise(text)
    parts: list[str] = []
    for stretch in stretches(len(text), heads):
        if not stretch.covering:
            parts += _plain(text, stretch.span, masked)
            continue
        parts.append(_marked(text, stretch, statements, notes))
    return Markup("".join(parts))  # noqa: S704 - every part is escaped


def _marked(text: str, stretch: Stretch, statements: Sequence[Statement], notes: Sequence[str]) -> str:
    covering = [statements[place] for place in stretch.covering]
    kinds = " ".join(dict.fromkeys(f"{one.statement}s" for one in covering))
    places = "".join(f'<span class="place" id="w-{statements[at].id}"></span>' for at in stretch.beginning)
    tip = "".join(notes[place] for place in stretch.covering)
    shortest = covering[0]
    return (
        f'{places}<a class="words {kinds} on-{shortest.statement}s" href="#{shortest.id}">'
        f'{shown(stretch.span.quote(text))}<span class="tip" role="note">{tip}</span></a>'
    )


def _plain(text: str, span: Span, masked: Sequence[Span]) -> Iterator[str]:
    """Words without a statement; those of the page and not of the report are greyed."""
    edges = {span.start, span.end}
    for one in masked:
        edges |= {edge for edge in (one.start, one.end) if span.start < edge < span.end}
    for start, end in pairwise(sorted(edges)):
        words = shown(text[start:end])
        is_noise = any(one.start <= start and end <= one.end for one in masked)
        yield f'<span class="noise">{words}</span>' if is_noise else words


def _note(statement: Statement, text: str, lang: str) -> str:
    rows = "".join(_field(one) for one in fields(statement, text, lang))
    name = name_of(statement.statement, lang)
    return f'<span class="said on-{statement.statement}s"><b>{safe(name)}</b>{rows}</span>'


def _field(one: Field) -> str:
    quote = f' <span class="quote">{safe(one.words)}</span>' if one.words else ""
    return f'<span class="field"><span class="name">{safe(one.name)}</span><span>{safe(one.value)}{quote}</span></span>'
