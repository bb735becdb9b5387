"""Relevance: whether a text can tell anything at all, asked of its raw words before anything else is made of it.

In: a text as it came. Out: yes or no. No statement has fewer than two parties, neither of them the other's bloc; so a
text whose words cannot name two is never searched for noise, sentences, numbers or persons; that *no* is sure. Nor is a
text read that is about sport throughout and names no office of state and no deal. *Yes* only says that reading is worth
while.
"""

from __future__ import annotations

import re
from collections.abc import Set
from functools import lru_cache
from itertools import combinations

from kelisim.language.blocs import related
from kelisim.language.gazetteer import gazetteer
from kelisim.language.marks import seats
from kelisim.language.scan import PIECES
from kelisim.language.sport import is_about_sport, may_be_about_sport
from kelisim.language.word_classes import guards
from kelisim.once import LONGEST, MOST, Remembered

_MARKUP = "<[*|&~"  # what may be noise between the words of a name
_has_letter = re.compile(r"[^\W\d]").search


def relevant(text: str) -> bool:
    """Whether ``text`` can name two parties and is not about sport; where not, `kelisim.read` finds no statement in it.

    Costs a small part of reading (tens of millions of characters a second), so that a search through many texts asks
    it first.
    """
    # An underline belongs to words but may be a mark of emphasis, which is masked when the text is read.
    pieces = set((text.replace("_", " ") if "_" in text else text).split(" "))
    codes = _codes(text, pieces)
    if not names_two(codes) and not names_two(codes | _doubtful(text, pieces)):
        return False
    return not (may_be_about_sport(pieces) and is_about_sport(text))


def names_two(codes: Set[str]) -> bool:
    """Whether among the codes are those of two parties, neither the bloc of the other."""
    return len(codes) > 1 and any(not related(one, other) for one, other in combinations(codes, 2))


def _codes(text: str, pieces: Set[str]) -> set[str]:
    """All codes that an actor of the text can have, and more: noise is not left out; but no doubtful ones."""
    codes = set().union(*map(_NAMING.__getitem__, pieces - _SILENT))
    return codes.union(code for name, code in seats().items() if name in text)


def _doubtful(text: str, pieces: Set[str]) -> set[str]:
    """The codes of words that name somebody only with others: behind a preposition, or before the rest of a name."""
    doubted = list(filter(_DOUBTED.__getitem__, pieces))
    if not doubted:
        return set()
    marked = any(mark in text for mark in _MARKUP)
    spaced, gap = " ".join(text.split()), "" if marked else " "
    codes: set[str] = set()
    for mark in (mark for piece in doubted for mark in _DOUBTED[piece]):
        name = mark.cls.name
        if name is not None and name.weak and (marked or _led(mark.word).search(text)):
            codes.update(name.codes)
        for phrase in gazetteer().phrases.get(mark.cls.first or "", ()):
            if all(gap + word.split("~", 1)[0] in spaced for word in phrase.form.split()[1:]):
                codes.update(phrase.name.codes)
    return codes


@lru_cache(maxsize=256)
def _led(word: str) -> re.Pattern[str]:
    """A weak name behind one of the words that make it a place."""
    return re.compile(rf"(?:{'|'.join(guards().place_prepositions)})\s+{re.escape(word)}")


# No word goes on over a blank, so that what stands between two says the same in every text.
_SILENT: set[str] = set()


class _Naming(dict[str, frozenset[str]]):
    """The codes of the words in a piece of text; what names nobody is kept in `_SILENT`, and both stay bounded."""

    def __missing__(self, piece: str) -> frozenset[str]:
        # a capital that may stand for a bloc does so where its state is not named by another word
        named = [mark.cls.sure for mark in PIECES[piece] if mark.word not in seats()] if _has_letter(piece) else []
        codes: frozenset[str] = frozenset().union(*named)
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
_DOUBTED = Remembered(lambda piece: tuple([mark for mark in PIECES[piece] if mark.cls.codes != mark.cls.sure]))
