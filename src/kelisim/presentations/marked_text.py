"""A text as HTML, with the words of its statements marked; everything from the text is escaped.

Stripped of its marks and notes it is the text, character by character; only what a screen would obey instead of
showing it (control characters, changes of the writing direction) is shown as a sign that names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from msgspec import Struct

from kelisim.model import Statement
from kelisim.presentations.headings import name_of
from kelisim.presentations.highlights import stretches
from kelisim.presentations.shown import field_rows
from kelisim.presentations.tables import clean
from kelisim.presentations.views import ViewName

# Controls but tab and line feed, direction marks and overrides, half characters, what is no character, and tags.
_SIGNS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0000-\U000e007f]"
)
_IDS = ("of", "figures")  # fields that name other statements


class Marked(Struct, frozen=True):
    """A statement on the page: its view, its number there (*Z1*), and the anchor of its row."""

    view: ViewName
    statement: Statement
    label: str
    anchor: str


def marked_text(text: str, marked: Sequence[Marked], lang: str) -> str:
    """The whole text with a link on every head. Heads may be nested or cross each other."""
    heads = [one.statement.evidence.head for one in marked]
    labels = {one.statement.id: one.label for one in marked}
    notes = [_note(one, text, labels, lang) for one in marked]
    last = {place: head.end for place, head in enumerate(heads)}
    parts = []
    for stretch in stretches(len(text), heads):
        words = shown(stretch.span.quote(text))
        if not stretch.covering:
            parts.append(words)
            continue
        covering = [marked[place] for place in stretch.covering]
        ended = " ".join(marked[place].label for place in stretch.covering if last[place] == stretch.span.end)
        places = "".join(
            f'<span class="place" id="{marked[place].anchor}-words"></span>' for place in stretch.beginning
        )
        tip = "".join(notes[place] for place in stretch.covering)
        parts.append(f'{places}<a {_attributes(covering, ended)}>{words}<span class="tip" role="note">{tip}</span></a>')
    return "".join(parts)


def shown(words: str) -> str:
    """Words of the text as HTML."""
    return _SIGNS.sub(lambda sign: f'<span class="sign">U+{ord(sign[0]):04X}</span>', escape(words))


def safe(words: str) -> str:
    """Words for an element or a quoted attribute: on one line, no control characters, nothing that is markup."""
    return escape(clean(words)).encode("utf-8", "replace").decode()


def _attributes(covering: Sequence[Marked], ended: str) -> str:
    """The classes of all that cover a stretch, the shortest gives the colour and the row that the link leads to."""
    views = " ".join(dict.fromkeys(one.view for one in covering))
    number = f' data-number="{ended}"' if ended else ""
    return f'class="words {views} on-{covering[0].view}" href="#{covering[0].anchor}"{number}'


def _note(one: Marked, text: str, labels: dict[str, str], lang: str) -> str:
    """Every field of a statement with the words behind it."""
    rows = "".join(_field(*row) for row in field_rows(_with_labels(one.statement, labels), text, lang))
    title = f"{one.label} {safe(name_of(one.statement.statement, lang))}"
    return f'<span class="said on-{one.view}"><b>{title}</b>{rows}</span>'


def _field(name: str, value: str, quotes: str) -> str:
    label, words = safe(name.replace("_", " ")), safe(value)
    quote = f' <span class="quote">{safe(quotes)}</span>' if quotes else ""
    return f'<span class="field"><span class="name">{label}</span><span>{words}{quote}</span></span>'


def _with_labels(statement: Statement, labels: dict[str, str]) -> Statement:
    """The statement with numbers of the page in place of ids of other statements."""
    from msgspec.structs import replace

    changes: dict[str, object] = {}
    for name in _IDS:
        value = getattr(statement, name, None)
        if isinstance(value, str):
            changes[name] = labels.get(value, value)
        elif value:
            changes[name] = _named(value, labels)
    return replace(statement, **changes) if changes else statement


def _named(ids: Iterable[str], labels: dict[str, str]) -> tuple[str, ...]:
    return tuple(labels.get(id, id) for id in ids)
