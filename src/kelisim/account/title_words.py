"""What the name of a thing is made of, so that two names of one thing can be compared.

*«Internationales Zentrum für industrielle Kooperation „Zentralasien“»* and *«Central Asia International Industrial
Cooperation Center»* are both the concepts *zentrum, industrie, zusammenarbeit, international, zentralasien*.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from msgspec import Struct

from kelisim.language.demonyms import adjective_codes
from kelisim.language.gazetteer import single
from kelisim.language.number_words import cardinal
from kelisim.language.transliteration import fold
from kelisim.language.word_classes import is_noun
from kelisim.lexicons import load_lines

WEIGHTS = {"generic": 0.0, "paper": 0.0, "weak": 0.4, "usual": 0.6, "telling": 1.0}
NAME, SEAT, QUOTED, REST = 1.5, 0.5, 1.0, 0.8
_WORD = re.compile(r"\d+(?:[.,  ]\d+)*|[^\W_]+(?:['’`ʻ][^\W_]+)*")
_GAP = re.compile(r"[.  ](?=\d{3}(?!\d))")
_QUOTED = re.compile(r"[„“\"«»‚]([^„“”\"«»]{2,60})[“”\"»«‘]")
_ENDING = re.compile(r"(?:es|en|er|em|e|s|n)\Z")
_SHORT, _REST = 3, 4


class Concept(Struct, frozen=True):
    """A meaning of title words: how much it tells, and the broader concept it is a sort of."""

    name: str
    weight: str
    broader: str


class Title(Struct, frozen=True):
    """A name taken apart: ``words`` (concepts and words that none knows) and ``names`` with what each can tell.

    ``general`` are concepts that tell nothing (*vorhaben*); ``head`` is what it is (*zentrum*), ``paper`` the sort
    of paper that is about it (*abkommen*); ``states`` are codes of demonyms and states in it.
    """

    words: dict[str, float]
    names: dict[str, float]
    head: str | None
    paper: str | None
    states: frozenset[str]
    numbers: frozenset[str]
    general: frozenset[str] = frozenset()

    @property
    def is_bare(self) -> bool:
        """Whether it names nothing that other things are not called as well: *die Trasse*, *zwei Abkommen*."""
        return not self.names and sum(self.words.values()) <= 1


@cache
def concepts() -> dict[str, Concept]:
    """The concepts of the lexicon by their name."""
    rows = load_lines("shared/title_words.txt", 4)
    return {name: Concept(name, weight, broader) for name, weight, broader, _ in rows}


@cache
def _forms() -> tuple[re.Pattern[str], dict[str, str], dict[str, str]]:
    """A pattern of all stems, the longest first; the concepts of stems; those of whole words."""
    stems: dict[str, str] = {}
    whole: dict[str, str] = {}
    for name, weight, _, words in load_lines("shared/title_words.txt", 4):
        for word in words.replace("_", " ").split(" ") if "_" not in words else words.split():
            form = word.lstrip("=").replace("_", " ")
            if word.startswith("="):
                whole[form] = name
            if not word.startswith("=") or weight not in ("generic", "-"):
                stems[form] = name
    ends = {form for form in whole if form in stems}
    ordered = sorted(stems, key=lambda form: (-len(form), form))
    parts = (_as_part(form, at_end=form in ends) for form in ordered)
    return re.compile("|".join(parts)), stems, whole


def _as_part(form: str, *, at_end: bool) -> str:
    escaped = re.escape(form)
    if at_end:
        return rf"(?:\b{escaped}\b|(?<=\w\w\w){escaped}\b)"
    if len(form) <= _SHORT:
        return rf"(?:\b{escaped}|{escaped}\b)"
    return escaped


@lru_cache(maxsize=65536)
def title(text: str) -> Title:
    """Take the name of a thing apart."""
    words: dict[str, float] = {}
    names: dict[str, float] = {}
    states: set[str] = set()
    numbers: set[str] = set()
    general: set[str] = set()
    head = paper = None
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    lowered = _two_word_concepts(text, words)
    for match in _WORD.finditer(lowered):
        word = match.group()
        if word[0].isdigit():
            numbers.add(_GAP.sub("", word))
            continue
        number = cardinal(word.lower()) if word.isalpha() else None
        if number is not None and number > 1:
            numbers.add(f"{number.normalize():f}")
            continue
        found, rests = _concepts_in(word.lower())
        state = () if found else _state(word)
        if state:
            states.update(state)
            continue
        for concept in found:
            entry = concepts()[concept]
            if entry.weight == "paper":
                paper = paper or concept
            elif WEIGHTS[entry.weight]:
                named = any(start < match.start() < end for start, end in quoted)
                words[concept] = QUOTED if named else max(WEIGHTS[entry.weight], words.get(concept, 0.0))
            else:
                general.add(concept)
            if entry.broader and head is None and concept == found[-1]:
                head = concept
        words.update(dict.fromkeys(rests, REST))
        if not found:
            _add_unknown(word, words, names)
    return Title(words, names, head or _only(words), paper, frozenset(states), frozenset(numbers), frozenset(general))


def _only(words: dict[str, float]) -> str | None:
    return next(iter(words), None)


def _two_word_concepts(text: str, words: dict[str, float]) -> str:
    """Concepts of two words (*joint venture*) are taken in and out of the text."""
    lower = text.lower()
    for form, name in _pairs():
        if form in lower:
            weight = WEIGHTS[concepts()[name].weight]
            if weight:
                words[name] = weight
            at = lower.index(form)
            text = text[:at] + " " * len(form) + text[at + len(form) :]
            lower = text.lower()
    return text


@cache
def _pairs() -> tuple[tuple[str, str], ...]:
    _, stems, whole = _forms()
    return tuple((form, name) for form, name in sorted((stems | whole).items()) if " " in form)


def _state(word: str) -> tuple[str, ...]:
    name = single(word) if word[:1].isupper() else None
    return name.codes if name is not None and name.kind in ("country", "bloc") else adjective_codes(word.lower())


@lru_cache(maxsize=65536)
def _concepts_in(word: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The concepts of a word from left to right, and what is left over of a compound (*Integrationsbrücke*)."""
    pattern, stems, whole = _forms()
    if word in whole:
        return (whole[word],), ()
    found: list[str] = []
    rests: list[str] = []
    end = 0
    for match in pattern.finditer(word):
        found.append(stems[match.group()])
        rests.append(word[end : match.start()])
        end = match.end()
    # what stands behind the last concept is its ending
    left = (stem(rest.removesuffix("s")) for rest in rests if len(rest) > _REST)
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(left))


def _add_unknown(word: str, words: dict[str, float], names: dict[str, float]) -> None:
    if len(word) <= 2 and not word.isupper():
        return
    known = single(word)
    if known is not None and known.kind in ("capital", "place"):
        names[fold(known.form or word)] = SEAT if known.kind == "capital" else NAME
    elif word[0].isupper() and not is_noun(word):
        names[fold(word)] = NAME
    else:
        words[stem(word)] = 1.0 if word[0].isupper() else 0.5


def stem(word: str) -> str:
    """A word without its ending, folded: *lineares* and *linearen* are *linear*."""
    lower = word.lower()
    return fold(_ENDING.sub("", lower) if len(lower) > _REST else lower)
