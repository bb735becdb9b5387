"""The words around encounters, loaded once."""

from __future__ import annotations

from functools import cache, lru_cache

from msgspec import Struct

from kelisim.lexicons import load_lines, load_table

_SHORT_BODY = 5  # letters: Rat, Rates


class EncounterWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Word lists of `lexicons/de/encounters.toml`, in lower case; the file says what each holds."""

    leading: frozenset[str]
    signings: frozenset[str]
    at_signing: frozenset[str]
    recalling: frozenset[str]
    framing: frozenset[str]
    staying: frozenset[str]
    sojourning: frozenset[str]
    opened: frozenset[str]
    taking_up: frozenset[str]
    had: frozenset[str]
    governors: frozenset[str]
    topical: frozenset[str]
    coming: frozenset[str]
    former: frozenset[str]
    asking: frozenset[str]
    modal: frozenset[str]
    called_off: frozenset[str]
    unreal: frozenset[str]
    tomorrow: frozenset[str]
    today: frozenset[str]
    next: frozenset[str]
    stretches: frozenset[str]
    bodies: frozenset[str]
    domestic: frozenset[str]
    representatives: frozenset[str]
    press: frozenset[str]
    earlier: frozenset[str]
    long_ago: frozenset[str]
    brought: frozenset[str]
    weekdays: dict[str, int]
    last_year: frozenset[str]
    years: frozenset[str]
    years_ago: frozenset[str]
    margins: frozenset[str]
    aims: frozenset[str]
    no_scene: frozenset[str]
    support: frozenset[str]
    agreed: frozenset[str]
    negotiating: frozenset[str]
    attended: frozenset[str]
    leaving: frozenset[str]
    travelled: frozenset[str]
    times_counted: frozenset[str]
    afterwards: frozenset[str]
    held: frozenset[str]
    opening: frozenset[str]
    heads_of_state: frozenset[str]
    chairing: frozenset[str]
    colleagues: frozenset[str]
    courtesy: frozenset[str]
    guests: frozenset[str]
    pronouns: frozenset[str]
    alone: frozenset[str]
    at_home: frozenset[str]
    debates: frozenset[str]
    in_general: frozenset[str]
    negotiations: frozenset[str]
    lasting: tuple[str, ...]
    repeated: frozenset[str]
    posted: frozenset[str]
    capital: frozenset[str]
    towns: frozenset[str]
    town_endings: tuple[str, ...]
    video: frozenset[str]
    first_time: frozenset[str]
    concluded: frozenset[str]
    witnessing: frozenset[str]
    signatures: frozenset[str]
    no_places: frozenset[str]
    following: frozenset[str]
    each_other: frozenset[str]
    spokesmen: frozenset[str]
    place_prepositions: frozenset[str]
    from_afar: frozenset[str]
    close_topics: frozenset[str]
    locative: frozenset[str]
    beside: frozenset[str]
    upon: frozenset[str]
    of_delegation: frozenset[str]
    compared: frozenset[str]
    going_on: frozenset[str]
    topics: frozenset[str]
    attributes: frozenset[str]
    definite: frozenset[str]
    willing: frozenset[str]
    stayed: frozenset[str]
    no_subject: frozenset[str]
    before_noun: tuple[str, ...]
    joining: frozenset[str]
    hosted_by: frozenset[str]
    they: frozenset[str]
    there: frozenset[str]
    undertook: frozenset[str]
    inviting: frozenset[str]
    offices_of_state: tuple[str, ...]
    being: frozenset[str]
    festive: frozenset[str]
    operation: frozenset[str]
    put_into: frozenset[str]
    on_behalf: frozenset[str]
    dative: frozenset[str]
    media: tuple[str, ...]
    came_for: frozenset[str]
    meanwhile: frozenset[str]
    present: frozenset[str]
    private: tuple[str, ...]
    adjectives: dict[str, str]


@cache
def encounter_words() -> EncounterWords:
    """The word lists, read once."""
    return load_table("de/encounters.toml", EncounterWords)


@lru_cache(maxsize=8192)
def is_town(word: str) -> bool:
    """Whether a noun in lower case says of the name behind it that it is a town: *Hafenstadt, Kurort*."""
    known = encounter_words()
    return word in known.towns or word.endswith(known.town_endings)


@cache
def body_endings() -> tuple[str, ...]:
    """The last parts by which a compound is a joint body; a short one needs the -s- of *Staatsrat*."""
    bodies = sorted(encounter_words().bodies)
    return tuple(body if len(body) > _SHORT_BODY else f"s{body}" for body in bodies)


@cache
def capital_of() -> dict[str, str]:
    """The name of each state's capital, for *in der kasachischen Hauptstadt*; the first spelling of the lexicon."""
    names: dict[str, str] = {}
    for form, code, *_ in load_lines("de/capitals.txt", 4):
        names.setdefault(code, form)
    return names
