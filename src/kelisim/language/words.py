"""Trigger words: what a single word says about undertakings, figures, meetings and their stages.

In: a word of the text. Out: its `Senses`, looked up among forms that are made ahead of time; nouns also by the last
part of a compound (*Solarkraftwerk* is a *Kraftwerk*). *«unterzeichneten»* gives the verb *unterzeichnen* with the
senses ``commit`` and ``sign``.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TypeVar

from msgspec import Struct, structs

from kelisim.language.inflection import VerbForm, noun_forms, verb_forms
from kelisim.lexicons import load_lines
from kelisim.once import Remembered

_SHORTEST_LAST_PART = 3
T = TypeVar("T")


class ThingNoun(Struct, frozen=True):
    """A noun that names an undertaking: its kind, and of a paper its instrument and whether it binds."""

    lemma: str
    kind: str
    instrument: str | None
    binding: str | None
    weight: str


class ActNoun(Struct, frozen=True):
    """A noun of doing (*Eröffnung, Bau*): the stage it reports and the kind its object then is."""

    lemma: str
    stage: str
    kind: str
    use: str


class IndicatorNoun(Struct, frozen=True):
    """A noun that says what a figure measures, and how (flow, counted, value, measured, weak)."""

    lemma: str
    indicator: str
    use: str


class MeetingNoun(Struct, frozen=True):
    """A noun of an encounter with the format it names."""

    lemma: str
    format: str
    weight: str


class VerbSense(Struct, frozen=True):
    """One reading of a verb form: lemma, form, the particle it asks for, what it says."""

    lemma: str
    kind: str
    particle: str
    senses: frozenset[str]
    weak: bool


class Senses(Struct, frozen=True):
    """Everything the lexicons know of one word; ``kinds`` and ``modal`` sum up its verbs.

    ``meanings`` are those of its verbs that stand by themselves, ``parted`` those of the others by their particle.
    """

    thing: ThingNoun | None = None
    act: ActNoun | None = None
    indicator: IndicatorNoun | None = None
    meeting: MeetingNoun | None = None
    verbs: tuple[VerbSense, ...] = ()
    kinds: frozenset[str] = frozenset()
    modal: bool = False
    meanings: frozenset[str] = frozenset()
    parted: tuple[tuple[str, frozenset[str]], ...] = ()

    def __bool__(self) -> bool:
        return self is not NOTHING


NOTHING = Senses()
JOINT = "gemeinsam"
"""How the adjective begins with which a noun says what its compound with *Gemeinschafts-* does."""
_JOINT_FORMS = frozenset(JOINT + ending for ending in ("", "e", "em", "en", "er", "es"))
_JOINT_NOUN = "gemeinschafts"
_Nouns = tuple[ThingNoun | None, ActNoun | None, IndicatorNoun | None, MeetingNoun | None]


def senses(word: str) -> Senses:
    """What ``word`` says, as it stands in the text; nouns must begin with a capital letter."""
    return _KNOWN[word]


def senses_of(words: Sequence[str]) -> tuple[Senses, ...]:
    """What each word of a sentence says; *gemeinsames Unternehmen* says what *Gemeinschaftsunternehmen* does."""
    found = [_KNOWN[word] for word in words]
    for at in range(1, 1 if _JOINT_FORMS.isdisjoint(words) else len(words)):
        if words[at - 1] in _JOINT_FORMS and _JOINT_NOUN + words[at].lower() in _things():
            found[at] = _KNOWN[_JOINT_NOUN.capitalize() + words[at].lower()]
    return tuple(found)


def _look_up(word: str) -> Senses:
    lower = word.lower()
    verbs = _verbs().get(lower, ())
    if not word[:1].isupper() and not word[:1].isdigit():
        return _with_verbs(NOTHING, verbs)
    thing, act, indicator, meeting = _nouns_in(lower, _inner_capital(word))
    found = Senses(
        thing=thing if thing and thing.weight != "none" else None,
        act=act if act and act.use != "none" else None,
        indicator=indicator if indicator and indicator.use != "none" else None,
        meeting=meeting if meeting and meeting.weight != "none" else None,
    )
    return _with_verbs(found if found != NOTHING else NOTHING, verbs)


def _with_verbs(found: Senses, verbs: tuple[VerbSense, ...]) -> Senses:
    if not verbs:
        return found
    return structs.replace(
        found,
        verbs=verbs,
        kinds=frozenset(verb.kind for verb in verbs),
        modal=any("modal" in verb.senses for verb in verbs),
        meanings=frozenset(meaning for verb in verbs if not verb.particle for meaning in verb.senses),
        parted=tuple((verb.particle, verb.senses) for verb in verbs if verb.particle),
    )


_KNOWN = Remembered(_look_up)


def _inner_capital(word: str) -> int:
    """Where a capital stands inside a name written in one word, no hyphen before it: *QTerminals*; else 0."""
    if word[1:].islower() or word.isupper():
        return 0
    inner = (at for at in range(1, len(word)) if word[at].isupper() and word[at - 1].isalpha())
    return next((at for at in inner if word[at + 1 :].islower()), 0)


def _nouns_in(word: str, capital: int = 0) -> _Nouns:
    """The entry of the longest end of ``word`` that each of the tables knows; none begins with an inner ``capital``."""
    # Most ends are in no table at all: the tables are only asked for those that are in one.
    ends, every = [word], _noun_ends()
    places = (at for at in range(1, len(word) - _SHORTEST_LAST_PART + 1) if at != capital)
    ends += [word[at:] for at in places if word[at:] in every]
    return (
        _last_part(word, ends, _things()),
        _last_part(word, ends, _acts()),
        _last_part(word, ends, _indicators()),
        _last_part(word, ends, _meetings()),
    )


def _last_part(word: str, ends: list[str], table: dict[str, T]) -> T | None:
    """The entry of the first of the ``ends``, the whole word before all, that the table knows."""
    for end in ends:
        entry = table.get(end)
        if entry is not None:
            # a short last part must be the whole word or follow a hyphen or a long first part; Öl is shorter than any
            at = len(word) - len(end)
            return entry if at == 0 or len(end) > 4 or at > 3 or word[at - 1] == "-" else None
    return None


@cache
def _noun_ends() -> frozenset[str]:
    return frozenset().union(_things(), _acts(), _indicators(), _meetings())


def _table(name: str, fields: int) -> list[tuple[set[str], tuple[str, ...]]]:
    rows = []
    for singular, plurals, *rest in load_lines(f"de/{name}.txt", fields):
        forms: set[str] = set()
        for plural in plurals.split("/"):
            forms |= noun_forms(singular, plural)
        forms |= {form.replace("ß", "ss") for form in forms}  # the Swiss write Strasse
        rows.append((forms, (singular, *rest)))
    return rows


@cache
def _things() -> dict[str, ThingNoun]:
    table = {}
    for forms, (lemma, kind, instrument, binding, weight) in _table("undertakings", 6):
        noun = ThingNoun(lemma, kind, instrument or None, binding or None, weight)
        table.update(dict.fromkeys(forms, noun))
    return table


@cache
def _acts() -> dict[str, ActNoun]:
    table = {}
    for forms, (lemma, stage, kind, use) in _table("acts", 5):
        table.update(dict.fromkeys(forms, ActNoun(lemma, stage, kind, use)))
    return table


@cache
def _indicators() -> dict[str, IndicatorNoun]:
    table = {}
    for forms, (lemma, indicator, use) in _table("indicators", 4):
        table.update(dict.fromkeys(forms, IndicatorNoun(lemma, indicator, use)))
    return table


@cache
def _meetings() -> dict[str, MeetingNoun]:
    table = {}
    for forms, (lemma, format_, weight) in _table("meetings", 4):
        table.update(dict.fromkeys(forms, MeetingNoun(lemma, format_, weight)))
    return table


@cache
def _verbs() -> dict[str, tuple[VerbSense, ...]]:
    table: dict[str, list[VerbSense]] = {}
    for entry, irregular, meaning, weight in load_lines("de/verbs.txt", 4):
        meanings = frozenset(meaning.split())
        for form, what in verb_forms(entry, irregular):
            sense = _sense(what, meanings, weight == "weak")
            for spelled in {form, form.replace("ß", "ss")}:  # the Swiss write fliessen
                known = table.setdefault(spelled, [])
                if sense not in known:
                    known.append(sense)
    return {form: tuple(found) for form, found in table.items()}


@cache
def saying_forms() -> frozenset[str]:
    """Forms in which a single person says something: *sagte, betont*."""
    return frozenset(
        form
        for form, found in _verbs().items()
        if any("say" in sense.senses and sense.kind in ("finite", "past") and not sense.particle for sense in found)
        and not form.endswith("en")
    )


@cache
def meeting_forms() -> frozenset[str]:
    """Forms in which a single person meets, visits or receives somebody: *traf, reiste, empfängt*."""
    return frozenset(
        form
        for form, found in _verbs().items()
        if any("meet" in sense.senses and sense.kind in ("finite", "past") for sense in found)
        and not form.endswith(("en", "ten"))
    )


def _sense(form: VerbForm, meanings: frozenset[str], weak: bool) -> VerbSense:
    return VerbSense(form.lemma, form.kind, form.particle, meanings, weak)
