"""Lines and paragraphs: which line ends end a thought, and which are only the margin of a fixed-width text.

A newline ends a sentence, unless the lines around it were filled to a common width: then the text was wrapped by a
mail program or a PDF, and the lines are read as one. The same holds where a line cannot end as it does (*… reiste in
die*), and where a long one goes on in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kelisim.lexicons import load_lines

# A wrapped text has lines of this width, and so many of them; a torn sentence has pieces of this length.
NARROWEST, WIDEST = 44, 110
FEWEST = 3
TORN = 50

# A line is what stands between line ends of any kind, without the white space around it.
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")

_FIRST_WORD = re.compile(r"[^\W\d_]+")

# What marks an item of a list at the beginning of a line.
_LIST_MARK = re.compile(r"(?:[•●▪▫■□◆◇►▶→➔✓✔✅·∙‣⁃*]|📷\ufe0f?|[-–—](?=\s)|\(?(?:\d{1,2}|[a-z])\)|#{1,6}(?=\s)|>)\s*")

Extent = tuple[int, int]


@cache
def _agencies() -> frozenset[str]:
    return frozenset(name for (name,) in load_lines("de/agencies.txt", fields=1))


@cache
def _unfinished() -> frozenset[str]:
    return frozenset(word for (word,) in load_lines("de/unfinished.txt", fields=1))


def lines(text: str) -> Iterator[Extent]:
    """The (start, end) of every line of ``text`` that is not blank, without the white space around it."""
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.lstrip()
        if bare:
            start = match.end() - len(bare)
            yield start, start + len(bare.rstrip())


def after_list_marks(text: str, start: int, end: int) -> int:
    """Where the words of the line ``text[start:end]`` begin behind its list marks (•, 📷, –, *a)*)."""
    while match := _LIST_MARK.match(text, start, end):
        start = match.end()
    return start


def pieces(text: str) -> Iterator[Extent]:
    """The stretches of ``text`` that no sentence crosses: lines, or several where a paragraph was wrapped or torn."""
    held: Extent | None = None
    for piece in _paragraphs(text):
        if held is not None and _runs_on(text, held, piece):
            held = held[0], piece[1]
            continue
        if held is not None:
            yield held
        held = piece
    if held is not None:
        yield held


def _paragraphs(text: str) -> Iterator[Extent]:
    """Lines, or several as one where they were filled to a common width."""
    block: list[Extent] = []
    for line in lines(text):
        if block and _apart(text, block[-1], line):
            yield from _unwrap(text, block)
            block = []
        block.append(line)
    yield from _unwrap(text, block)


def _runs_on(text: str, before: Extent, after: Extent) -> bool:
    """Whether a sentence was torn in two: the first line cannot end there, or the second cannot begin there.

    A line that begins small goes on only from a long one that began with a capital letter: else it is an item of a
    list, or a name under a headline (*von Anna Beispiel*).
    """
    first = text[after[0]]
    last = text[before[1] - 1]
    if not first.isalpha() or not (last.isalnum() or last == "."):
        return False
    breaks = text.count("\n", before[1], after[0])
    if breaks == 1 and _last_word(text, before) in _unfinished():
        return True
    if last == "." or breaks > 2 or text[before[0]].islower() or not _begins_small(text, after):
        return False
    return before[1] - before[0] >= TORN and (after[1] - after[0] >= TORN or text[after[1] - 1] in ".!?")


def _begins_small(text: str, line: Extent) -> bool:
    """Whether a line begins with a word in small letters that is no name (*eGov*, *dpa*)."""
    match = _FIRST_WORD.match(text, *line)
    return match is not None and match.group().islower() and match.group() not in _agencies()


def _last_word(text: str, line: Extent) -> str:
    return text[max(line[0], line[1] - 24) : line[1]].rsplit(None, 1)[-1].lower()


def _apart(text: str, before: Extent, after: Extent) -> bool:
    """Whether a blank line lies between two lines, or one of them is too long for a wrapped text."""
    if before[1] - before[0] > WIDEST or after[1] - after[0] > WIDEST:
        return True
    return len(text[before[1] : after[0]].strip(" \t\r\xa0")) > 1


def _unwrap(text: str, block: list[Extent]) -> Iterator[Extent]:
    """Join those lines of a paragraph that were filled to one width and run on in small letters."""
    width = max((end - start for start, end in block), default=0)
    if len(block) < FEWEST or not NARROWEST <= width <= WIDEST:
        yield from block
        return
    run: list[Extent] = []
    for line in block:
        if run and not _filled(text, run[-1], line, width):
            yield from _join(text, run)
            run = []
        run.append(line)
    yield from _join(text, run)


def _filled(text: str, line: Extent, following: Extent, width: int) -> bool:
    """Whether the first word of ``following`` had no room on ``line`` (lines of print may fall short by a seventh)."""
    room = text.find(" ", following[0], following[1])
    word = (room if room != -1 else following[1]) - following[0]
    return line[1] - line[0] + 1 + word > width - width // 7


def _join(text: str, run: list[Extent]) -> Iterator[Extent]:
    small = sum(text[start].islower() for start, _ in run[1:])
    if len(run) >= FEWEST and small * 4 >= len(run) - 1:
        yield run[0][0], run[-1][1]
    else:
        yield from run
