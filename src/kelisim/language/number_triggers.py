"""The pattern that says where a number may begin; whatever it passes by costs next to nothing.

It begins with one set of characters, which is what lets the search run fast: 22 million characters a second, twice
the speed of a plain alternation of the same words.
"""

from __future__ import annotations

import re
from functools import cache

from kelisim.language.compounds import glued_forms
from kelisim.language.multiples import lexicon as multiples
from kelisim.language.number_words import lexicon
from kelisim.language.numbers import SIGNS
from kelisim.language.units import forms

# Beginnings that are no words of a lexicon: verfünffacht, jeder vierte, and addresses, which are passed over whole.
_OTHERS = ("ver[a-zäöüß]+fach", r"jede[rsnm]?\s", "https?://", r"www\.")


@cache
def trigger() -> re.Pattern[str]:
    """Where a number may begin: a digit, or the stem of a number word at the beginning of a word."""
    rests: dict[str, list[str]] = {}
    for begin in (*sorted(_stems()), _article(), *_OTHERS):
        rests.setdefault(begin[0], []).append(_spellings(begin[1:]))
    branches = "|".join(
        f"(?<=[{first}{first.upper()}])(?:{'|'.join(endings)})" for first, endings in sorted(rests.items())
    )
    firsts = "".join(first + first.upper() for first in rests)
    return re.compile(rf"[0-9{SIGNS}{firsts}](?:(?<=[0-9{SIGNS}])|(?<![^\W_].)(?:{branches}))")


def _stems() -> set[str]:
    """The folded beginnings of words that may be numbers, the article aside."""
    words, factors = lexicon(), multiples()
    tables = (words.small, words.tens, words.scales, words.fractions, words.ordinals, words.halves.words)
    more = (words.ordinal_adverbs, words.glued_parts, factors.up, factors.down, factors.whole, factors.adverbs)
    stems = {stem.lower() for table in (*tables, *more) for stem in table if "." not in stem}
    return {stem for stem in stems if not stem.startswith("ein")}


def _article() -> str:
    """*ein* where something may follow that makes it a number: a unit, a scale, a part, or the rest of a word."""
    words = lexicon()
    behind = {form for form in (*forms(), *words.scales) if form[0].isupper() or form == "%"}
    nouns = "|".join(map(re.escape, sorted(behind, key=len, reverse=True)))
    glued = "|".join(("hundert", "tausend", "und", r"s\b", *words.halves.endings, *glued_forms()))
    spaced = rf"\s+(?:{nouns}|halb|[A-Za-zäöüß]+(?:tel|mill|mrd))"
    articles = sorted((form[1:] for form in words.articles.forms), key=len, reverse=True)
    return f"{words.articles.forms[0][0]}(?:{'|'.join(articles)})(?={spaced}|{glued})"


def _spellings(rest: str) -> str:
    """A pattern for folded letters: the umlaut or its two letters."""
    return rest.replace("ae", "(?:ä|ae)").replace("ue", "(?:ü|ue)").replace("oe", "(?:ö|oe)").replace("ss", "(?:ß|ss)")
