"""Relevance: whether a text can tell anything at all, asked of its raw words before anything else is made of it.

In: a text as it came. Out: yes or no. No statement has fewer than two parties, neither of them the other's bloc; so a
text whose words cannot name two is never searched for noise, sentences, numbers or persons, nor is one about sport. The
answer *no* is sure; *yes* only says that reading is worth while.
"""

from __future__ import annotations

from collections.abc import Set
from itertools import combinations

from kelisim.language.blocs import related
from kelisim.language.marks import seats
from kelisim.language.scan import PIECES
from kelisim.language.sport import is_about_sport, may_be_about_sport
from kelisim.once import LONGEST, MOST


def relevant(text: str) -> bool:
    """Whether ``text`` can name two parties and is not about sport; where not, `kelisim.read` finds no statement in it.

    Costs a small part of reading (tens of millions of characters a second), so that a search through many texts asks
    it first.
    """
    # An underline belongs to words but may be a mark of emphasis, which is masked when the text is read.
    pieces = set((text.replace("_", " ") if "_" in text else text).split(" "))
    return names_two(_codes(text, pieces)) and not (may_be_about_sport(pieces) and is_about_sport(text))


def names_two(codes: Set[str]) -> bool:
    """Whether among the codes are those of two parties, neither the bloc of the other."""
    return len(codes) > 1 and any(not related(one, other) for one, other in combinations(codes, 2))


def _codes(text: str, pieces: Set[str]) -> set[str]:
    """All codes that an actor of the text can have, and more: noise is not left out."""
    codes = set().union(*map(_NAMING.__getitem__, pieces - _SILENT))
    return codes.union(code for name, code in seats().items() if name in text)


# No word goes on over a blank, so that what stands between two says the same in every text.
_SILENT: set[str] = set()


class _Naming(dict[str, frozenset[str]]):
    """The codes of the words in a piece of text; what names nobody is kept in `_SILENT`, and both stay bounded."""

    def __missing__(self, piece: str) -> frozenset[str]:
        codes: frozenset[str] = frozenset().union(*[mark.cls.codes for mark in PIECES[piece]])
        if len(piece) > LONGEST:
            return codes
        if len(self) + len(_SILENT) >= MOST:
            self.clear()
            _SILENT.clear()
        if codes:
            self[piece] = codes
        else:
            _SILENT.add(piece)
        return codes


_NAMING = _Naming()
