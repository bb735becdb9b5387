"""Layout: the pieces of text on printed pages in the order in which a person reads them, as paragraphs.

In: pieces with their places, as the PDF draws them. Out: paragraphs. Columns are found by the white between them, what
stands across them parts them; the cells of a table stay in their row; what is printed at the edge of every page comes
once, and page numbers not at all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct

from kelisim.sources.line_ends import joined

# In sizes of the type, unless said otherwise.
_GUTTER = 0.6
_CELL = 2.0
_SPACE = 0.12
_INDENT = 0.8
_SHORT = 3.0
_LEADING = 1.25  # of the usual distance of lines
_OTHER_SIZE = 0.15  # of the size
_EDGE = 0.09  # of the height of the page
_SHORTEST_LINES = 14  # letters in the lines of a column of prose; those of a table are shorter
_FEWEST_LINES = 2
_MOST_ACROSS = 0.3  # of all pieces
_MOST_WHITE = 0.7  # of the lines beside the white
_ALIGNED = 2.0  # points
_DEEPEST = 8
_DIGITS = re.compile(r"\d+")
_ENDS = (".", "!", "?", ":", "…", "“", "”", '"', "«", "»", ")")
_BULLETS = ("•", "▪", "■", "●", "‣")
_DASHES = ("– ", "- ")
_BEFORE_DASH = (*_ENDS, ";", ",")


class Piece(Struct, frozen=True):
    """Some words on one line: their box, the line they stand on, the size of their type."""

    left: float
    right: float
    top: float
    bottom: float
    base: float
    size: float
    text: str


class Paragraph(Struct):
    """Running text; ``full`` where its last line fills the column and may go on in the next."""

    text: str
    size: float
    full: bool = False
    is_row: bool = False


def paragraphs(pages: Sequence[tuple[float, Sequence[Piece]]]) -> list[str]:
    """The paragraphs of pages, each given by its height and its pieces."""
    edges, once = _edges(pages)
    found: list[Paragraph] = []
    for height, pieces in pages:
        inner = [piece for piece in pieces if not (_is_at_edge(piece, height) and _pattern(piece) in edges)]
        for block in _blocks(inner, 0):
            _append(found, _of_block(block))
    return [*once, *_texts(found)]


def _texts(found: Iterable[Paragraph]) -> list[str]:
    """The rows of a table stand close together, as one."""
    texts: list[str] = []
    in_table = False
    for paragraph in found:
        if paragraph.is_row and in_table:
            texts[-1] += "\n" + paragraph.text
        else:
            texts.append(paragraph.text)
        in_table = paragraph.is_row
    return texts


def _append(found: list[Paragraph], new: list[Paragraph]) -> None:
    """Add the paragraphs of the next block; one that broke off at the foot of a column goes on."""
    if found and new and found[-1].full and not new[0].is_row and _are_alike(found[-1].size, new[0].size):
        first = new.pop(0)
        last = found[-1]
        found[-1] = Paragraph(joined(last.text, first.text), last.size, first.full)
    found += new


# --- what is printed at the edge of every page


def _edges(pages: Sequence[tuple[float, Sequence[Piece]]]) -> tuple[set[str], list[str]]:
    """What comes again at the edges of pages but for its digits, and of it what is the same everywhere, once."""
    seen: Counter[str] = Counter()
    texts: dict[str, set[str]] = {}
    for height, pieces in pages:
        at_edge = [piece for piece in pieces if _is_at_edge(piece, height)]
        seen.update({_pattern(piece) for piece in at_edge})
        for piece in at_edge:
            texts.setdefault(_pattern(piece), set()).add(piece.text)
    edges = {pattern for pattern, count in seen.items() if count > 1 and count * 3 >= len(pages)}
    return edges, [*dict.fromkeys(min(found) for name, found in texts.items() if name in edges and len(found) == 1)]


def _is_at_edge(piece: Piece, height: float) -> bool:
    return piece.bottom > height * (1 - _EDGE) or piece.top < height * _EDGE


def _pattern(piece: Piece) -> str:
    return _DIGITS.sub("#", piece.text)


# --- columns


def _blocks(pieces: Sequence[Piece], depth: int) -> list[list[Piece]]:
    """The pieces in blocks of one column each, in reading order."""
    gutter = _gutter(pieces) if depth < _DEEPEST else None
    if gutter is None:
        return [list(pieces)] if pieces else []
    across = sorted((piece for piece in pieces if _side(piece, gutter) == 0), key=lambda piece: -piece.top)
    rest = [piece for piece in pieces if _side(piece, gutter) != 0]
    blocks: list[list[Piece]] = []
    run: list[Piece] = []
    for piece in across:
        above = [other for other in rest if _height(other) > _height(piece)]
        if above:
            blocks += [run] if run else []
            blocks += _columns(above, gutter, depth)
            rest = [other for other in rest if _height(other) <= _height(piece)]
            run = []
        run.append(piece)
    blocks += [run] if run else []
    return blocks + _columns(rest, gutter, depth)


def _height(piece: Piece) -> float:
    return (piece.top + piece.bottom) / 2


def _columns(pieces: Sequence[Piece], gutter: float, depth: int) -> list[list[Piece]]:
    left, right = ([piece for piece in pieces if _side(piece, gutter) == side] for side in (-1, 1))
    return _blocks(left, depth + 1) + _blocks(right, depth + 1)


def _gutter(pieces: Sequence[Piece]) -> float | None:
    """Where a column of prose begins with white and another column left of it, or ``None``.

    Lines of a column begin at one height; a few pieces may stand across it, and a line may jut out into the white.
    """
    if len(pieces) < 2 * _FEWEST_LINES:
        return None
    edges = Counter(round(piece.left / _ALIGNED) for piece in pieces)
    best: tuple[int, float] | None = None
    for edge, count in edges.items():
        gutter = (edge - 1) * _ALIGNED
        if count >= _FEWEST_LINES:
            across = sum(_side(piece, gutter) == 0 for piece in pieces)
            fits = across <= len(pieces) * _MOST_ACROSS and (best is None or (across, gutter) < best)
            if fits and _parts_prose(pieces, gutter):
                best = across, gutter
    return best[1] if best else None


def _side(piece: Piece, gutter: float) -> int:
    """-1 for a piece left of the gutter, 1 for one right of it, 0 for one across it."""
    return -1 if piece.right <= gutter else 1 if piece.left >= gutter else 0


def _parts_prose(pieces: Sequence[Piece], gutter: float) -> bool:
    left, right = ([piece for piece in pieces if _side(piece, gutter) == side] for side in (-1, 1))
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    white = gutter - _GUTTER * median(piece.size for piece in pieces)
    return sum(piece.right <= white for piece in left) >= len(left) * _MOST_WHITE and all(
        median(len(piece.text) for piece in side) >= _SHORTEST_LINES for side in (left, right)
    )


# --- lines and paragraphs


class _Line(Struct):
    left: float
    right: float
    base: float
    size: float
    text: str
    is_row: bool = False


def _of_block(pieces: Sequence[Piece]) -> list[Paragraph]:
    lines = _lines(pieces)
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    steps = [above.base - below.base for above, below in pairwise(lines)]
    usual = median(steps) if steps else 0.0
    found: list[Paragraph] = []
    for number, line in enumerate(lines):
        above = lines[number - 1] if number else None
        if above is None or _begins(line, above, (left, right), usual):
            found.append(Paragraph(line.text, line.size, is_row=line.is_row))
        else:
            found[-1].text = joined(found[-1].text, line.text)
    last = lines[-1]
    fills = last.right > right - _SHORT * last.size and len(lines) > 1
    found[-1].full = fills and not last.is_row and not last.text.endswith(_ENDS)
    return found


def _begins(line: _Line, above: _Line, column: tuple[float, float], usual: float) -> bool:
    """Whether a paragraph begins with ``line``."""
    left, right = column
    return (
        line.is_row
        or above.is_row
        or not _are_alike(line.size, above.size)
        or above.base - line.base > usual * _LEADING
        or line.text.startswith(_BULLETS)
        or (line.text.startswith(_DASHES) and above.text.endswith(_BEFORE_DASH))
        or (line.left - left > _INDENT * line.size and above.left - left < _INDENT * line.size / 2)
        or (right - above.right > _SHORT * line.size and above.text.endswith(_ENDS))
    )


def _are_alike(one: float, other: float) -> bool:
    return abs(one - other) <= _OTHER_SIZE * max(one, other)


def _lines(pieces: Sequence[Piece]) -> list[_Line]:
    """The pieces on each line put together, from the top down."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: -_height(piece)):
        if rows and rows[-1][0].bottom < _height(piece) < rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [_line(sorted(row, key=lambda piece: piece.left)) for row in rows]


def _line(row: Sequence[Piece]) -> _Line:
    largest = max(row, key=lambda piece: len(piece.text))
    line = _Line(row[0].left, row[0].right, largest.base, largest.size, row[0].text)
    for piece in row[1:]:
        gap = piece.left - line.right
        is_cell = gap > _CELL * largest.size
        line.is_row = line.is_row or is_cell
        line.text += ("\t" if is_cell else "" if gap < _SPACE * largest.size else " ") + piece.text
        line.right = max(line.right, piece.right)
    return line
