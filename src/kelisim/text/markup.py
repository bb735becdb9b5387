"""Markup: what Markdown, HTML and addresses leave in a text, as spans to mask.

Of an image everything goes, of a link the brackets and the target: *[Astana](https://…)* keeps *Astana*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kelisim.model import Span

_TARGET = r"\((?:[^()\s]|\([^()\s]{0,80}\)){0,600}(?:\s{1,3}[\"'][^\n\"']{0,200}[\"'])?\)"
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,1000}\]" + _TARGET)
_LINK = re.compile(r"(\[)([^\[\]\n]{0,400})(\]" + _TARGET + ")")
_ADDRESS = re.compile(r"<?\b(?:https?://|www\.)[^\s<>()\[\]„“”\"]{3,}>?")
_MAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]{0,10}(?:\s[^<>\n]{0,300})?/?>")
_SHORTENERS = ("pic.twitter.com/", "t.me/", "t.co/", "bit.ly/", "youtu.be/")
_SHORT_ADDRESS = re.compile(rf"\b(?:{'|'.join(map(re.escape, _SHORTENERS))})[^\s<>()\[\]]+")
_ENTITY = re.compile(r"&(?:nbsp|shy|quot|amp|lt|gt|[mn]dash|[lrb]dquo|[lr]aquo|hellip|zwnj|#\d{2,5});")
_STRESS = re.compile(r"\*\*|__+|~~|\||\[\d{1,3}\]")
_SLANT = re.compile(r"(?<![\w*])(\*)(?=[^\s*])[^*\n]{1,200}(?<=[^\s*])(\*)(?![\w*])")
_COUNTER = re.compile(r"-?(?:\d{1,3}%){8,}")


def markup(text: str) -> Iterator[Span]:
    """The spans of ``text`` that are images, link targets, addresses, tags and marks of emphasis."""
    if "]" in text and "](" in text:
        yield from _spans(_IMAGE, text)
        yield from _links(text)
    slashed = "/" in text  # one character is found many times quicker than several
    if (slashed and "://" in text) or "www." in text:
        for match in _ADDRESS.finditer(text):
            yield Span(match.start(), match.start() + len(match.group().rstrip(".,;:!?")))
    if "@" in text:
        yield from _spans(_MAIL, text)
    if "<" in text:
        yield from _spans(_TAG, text)
    if "%" in text:
        yield from _spans(_COUNTER, text)
    if "&" in text:
        yield from _spans(_ENTITY, text)
    if "*" in text:
        for match in _SLANT.finditer(text):
            yield Span(*match.span(1))
            yield Span(*match.span(2))
    if slashed and any(shortener in text for shortener in _SHORTENERS):
        yield from _spans(_SHORT_ADDRESS, text)
    yield from _spans(_STRESS, text)


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[Span]:
    return (Span(match.start(), match.end()) for match in pattern.finditer(text))


def _links(text: str) -> Iterator[Span]:
    for match in _LINK.finditer(text):
        if match.start() and text[match.start() - 1] == "!":
            continue
        yield Span(match.start(1), match.end(1))
        yield Span(match.start(3), match.end(3))
