"""The words of German dates: the lexicon `de/times.toml` as a table from word form to what it means.

Every form has one `Word`: its tag (``month``, ``unit``, ``relative`` …) and its value. Numbers, ordinals and
adjectives are built here from their stems, so that one entry covers its forms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from msgspec import Struct

from kelisim.lexicons import load_table


class Numbered(Struct, frozen=True, forbid_unknown_fields=True):
    """A month or weekday: its number, its forms, and the short forms that need a number beside them."""

    number: int
    forms: tuple[str, ...]
    short: tuple[str, ...]


class Relative(Struct, frozen=True, forbid_unknown_fields=True):
    """Adjectives that shift a unit: *vergangen* by -1."""

    shift: int
    stems: tuple[str, ...]
    anaphoric: bool = False


class ShiftWord(Struct, frozen=True, forbid_unknown_fields=True):
    """Single words that are a shifted unit: *Vorjahr*, *heute*."""

    unit: str
    shift: int
    forms: tuple[str, ...]
    anaphoric: bool = False


class EdgeWord(Struct, frozen=True, forbid_unknown_fields=True):
    """Single words for the end of a unit: *Jahresende*."""

    edge: str
    unit: str
    forms: tuple[str, ...]


class Numbers(Struct, frozen=True, forbid_unknown_fields=True, rename={"and_": "and"}):
    """Number words as far as dates and durations need them."""

    words: tuple[str, ...]
    tens: tuple[str, ...]
    and_: str
    hundred: str
    thousand: str
    one: tuple[str, ...]
    both: tuple[str, ...]
    half: tuple[str, ...]
    fractions: dict[str, float]
    some: tuple[str, ...]
    ordinals: tuple[str, ...]


class Decades(Struct, frozen=True, forbid_unknown_fields=True):
    """Decades in words, and the plural that may be glued to them."""

    glued: tuple[str, ...]
    words: dict[str, int]


class Feasts(Struct, frozen=True, forbid_unknown_fields=True):
    """Feast days: month and day, or days from Easter Sunday."""

    fixed: dict[str, tuple[int, int]]
    movable: dict[str, int]


class Lexicon(Struct, frozen=True, forbid_unknown_fields=True):
    """`de/times.toml` as it stands; its comments say what the tables mean."""

    endings: tuple[str, ...]
    months: tuple[Numbered, ...]
    weekdays: tuple[Numbered, ...]
    dayparts: dict[str, tuple[str, ...]]
    seasons: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    dative: dict[str, tuple[str, ...]]
    plural: dict[str, tuple[str, ...]]
    relatives: tuple[Relative, ...]
    whole: dict[str, tuple[str, ...]]
    shifts: tuple[ShiftWord, ...]
    yearago: dict[str, tuple[str, ...]]
    edges: dict[str, tuple[str, ...]]
    edgewords: tuple[EdgeWord, ...]
    halves: dict[str, tuple[str, ...]]
    numbers: Numbers
    decades: Decades
    spans: dict[str, tuple[str, ...]]
    feasts: Feasts
    compounds: dict[str, dict[str, str]]
    bindings: dict[str, tuple[str, ...]]
    baseline: dict[str, tuple[str, ...]]
    sets: dict[str, tuple[str, ...] | str]
    vague: dict[str, tuple[str, ...]]
    counted: dict[str, tuple[str, ...]]
    tense: dict[str, tuple[str, ...]]
    published: dict[str, tuple[str, ...]]


class Word(Struct, frozen=True):
    """What a form means: its tag, its value, and for shifts and edges the unit and whether the text anchors it."""

    tag: str
    value: Any = None
    unit: str = ""
    anaphoric: bool = False


@cache
def lexicon() -> Lexicon:
    """The lexicon file, read once. Raises `LexiconError` when it breaks its shape."""
    return load_table("de/times.toml", Lexicon)


@cache
def words() -> dict[str, Word]:
    """Every form with its meaning, small words with a capital too, as they stand at the start of a sentence."""
    table: dict[str, Word] = {}
    for form, word in _entries(lexicon()):
        table.setdefault(form, word)
    for form, word in list(table.items()):
        if word.tag not in ("shift", "daypart"):  # Morgen is the noun, not tomorrow
            table.setdefault(form[0].upper() + form[1:], word)
    return table


def _entries(lex: Lexicon) -> Iterator[tuple[str, Word]]:
    yield from _calendar(lex)
    yield from _shifting(lex)
    yield from _numbers(lex.numbers, lex.endings)
    for tag in (
        "since",
        "until",
        "before",
        "after",
        "from",
        "between",
        "and",
        "article",
        "at",
        "within",
        "per",
        "each",
        "under",
    ):
        yield from ((form, Word(tag)) for form in lex.bindings[tag])
    for code, forms in lex.sets.items():
        if isinstance(forms, tuple) and code != "weekdays":
            yield from ((form, Word("set", code)) for form in forms)
    yield from ((form, Word("set", f"XXXX-WXX-{day}")) for day, form in enumerate(lex.sets["weekdays"], 1))
    for code, forms in lex.vague.items():
        yield from ((form, Word("vague", code)) for form in forms)


def _calendar(lex: Lexicon) -> Iterator[tuple[str, Word]]:
    for tag, table in (("month", lex.months), ("weekday", lex.weekdays)):
        for entry in table:
            yield from ((form, Word(tag, entry.number)) for form in entry.forms)
            yield from ((form, Word("short " + tag, entry.number)) for form in entry.short)
    for day in lex.weekdays:
        for part, forms in lex.dayparts.items():
            yield from ((day.forms[0] + form, Word("weekday", day.number, part)) for form in forms if form.islower())
    for code, forms in lex.seasons.items():
        yield from ((form, Word("season", code)) for form in forms)
    for unit, forms in lex.units.items():
        yield from ((form, Word("unit", unit)) for form in forms)
    yield from _decades(lex.decades)
    for unit, forms in lex.spans.items():
        yield from ((form, Word("span", 1, unit)) for form in forms)
    yield from (
        (form, Word("feast", there)) for form, there in (*lex.feasts.fixed.items(), *lex.feasts.movable.items())
    )
    for stretch in lex.yearago["stretches"]:
        yield stretch, Word("stretch")


def _decades(decades: Decades) -> Iterator[tuple[str, Word]]:
    for form, start in decades.words.items():
        for ending in ("", "n"):
            yield form + ending, Word("decade", start)
            yield form.capitalize() + ending, Word("decade", start, "noun")
        yield from ((form.capitalize() + glued, Word("decade", start, "noun")) for glued in decades.glued)


def _shifting(lex: Lexicon) -> Iterator[tuple[str, Word]]:
    for adjective in lex.relatives:
        word = Word("relative", adjective.shift, "", adjective.anaphoric)
        for stem in adjective.stems:
            yield from ((stem + ending, word) for ending in lex.endings)
    yield from ((stem + ending, Word("whole")) for stem in lex.whole["stems"] for ending in lex.endings)
    for entry in lex.shifts:
        yield from ((form, Word("shift", entry.shift, entry.unit, entry.anaphoric)) for form in entry.forms)
    yield from ((form, Word("yearago")) for form in lex.yearago["forms"])
    for edge in ("start", "mid", "end", "within"):
        yield from ((form, Word("edge", edge)) for form in lex.edges[edge])
    for edge, stems in (("start", lex.edges["early"]), ("end", lex.edges["late"])):
        yield from ((stem + ending, Word("edge adjective", edge)) for stem in stems for ending in lex.endings)
    for edge_word in lex.edgewords:
        yield from ((form, Word("edgeword", edge_word.edge, edge_word.unit)) for form in edge_word.forms)
    yield from ((form, Word("half")) for form in lex.halves["forms"])
    for part, forms in lex.dayparts.items():
        yield from ((form, Word("daypart", part)) for form in forms if not words_taken(form))


def words_taken(form: str) -> bool:
    """Whether a part of the day is written like another word of the lexicon (*morgen* is tomorrow first)."""
    return any(form in entry.forms for entry in lexicon().shifts)


def _numbers(numbers: Numbers, endings: Iterable[str]) -> Iterator[tuple[str, Word]]:
    yield from ((form, Word("number", 1, "one")) for form in numbers.one)
    yield from ((form, Word("number", 2, "both")) for form in numbers.both)
    yield from ((form, Word("number", 0.5, "half")) for form in numbers.half)
    yield from ((form, Word("number", value)) for form, value in numbers.fractions.items())
    yield from ((form, Word("number", value)) for form, value in cardinals(numbers).items())
    yield from ((form, Word("some")) for form in numbers.some)
    for value, stem in enumerate(numbers.ordinals, 1):
        forms = (stem, stem.replace("ß", "ss")) if "ß" in stem else (stem,)
        yield from ((form + ending, Word("ordinal", value)) for form in forms for ending in endings)


def cardinals(numbers: Numbers) -> dict[str, int]:
    """Number words from two to a hundred, with ss for ß too."""
    found = {word: value for value, word in enumerate(numbers.words) if value > 1}
    for ten, word in enumerate(numbers.tens, 2):
        found[word] = 10 * ten
        for unit in range(1, 10):
            found[numbers.words[unit] + numbers.and_ + word] = 10 * ten + unit
    found[numbers.hundred] = found["ein" + numbers.hundred] = 100
    found[numbers.thousand] = found["ein" + numbers.thousand] = 1000
    found.update({word.replace("ß", "ss"): value for word, value in found.items() if "ß" in word})
    return found
