"""Wordings around undertakings, read once from `lexicons/de/stage_phrases.toml`, which says what each list holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_table
from kelisim.model import Stage

_LONGEST = 4  # words of a wording


class Words(Struct, frozen=True, forbid_unknown_fields=True):
    """Closed lists of single words."""

    transparent: frozenset[str]
    foreign: frozenset[str]
    general: frozenset[str]
    demonstratives: frozenset[str]
    definite: frozenset[str]
    genitives: frozenset[str]
    subject_verbs: frozenset[str]
    listing: frozenset[str]
    as_examples: frozenset[str]
    holding: frozenset[str]
    to_that: frozenset[str]
    concerning: frozenset[str]
    belonging: frozenset[str]
    shapes: frozenset[str]
    fewer: frozenset[str]
    later: frozenset[str]
    existing: frozenset[str]
    frames: frozenset[str]
    local: frozenset[str]
    local_nouns: frozenset[str]
    worth: frozenset[str]
    vague: frozenset[str]
    item_pronouns: frozenset[str]
    item_others: frozenset[str]
    item_topics: frozenset[str]
    item_contents: frozenset[str]
    local_more: frozenset[str]
    colourless: frozenset[str]
    costs: frozenset[str]
    prices: frozenset[str]
    modals: frozenset[str]
    supposing: frozenset[str]
    towns_after: frozenset[str]
    no_town: frozenset[str]
    valid: frozenset[str]
    reading: frozenset[str]
    crossings: frozenset[str]
    only_crossed: frozenset[str]
    fields: frozenset[str]
    light_participles: frozenset[str]
    light_groups: frozenset[str]
    bodies: frozenset[str]
    what_for: frozenset[str]
    parts: frozenset[str]
    families: frozenset[str]
    goods_prepositions: frozenset[str]
    between_parties: frozenset[str]
    light: frozenset[str]
    grounds: frozenset[str]
    intransitive: frozenset[str]
    how: frozenset[str]
    framing: frozenset[str]
    circumstances: frozenset[str]
    deeds: frozenset[str]
    paper_prepositions: frozenset[str]
    dating: frozenset[str]
    money_for: frozenset[str]
    earmarks: frozenset[str]
    at_work: frozenset[str]
    since: frozenset[str]
    again: frozenset[str]
    ready: frozenset[str]
    commodities: frozenset[str]
    ways: frozenset[str]
    managed: frozenset[str]
    letting: frozenset[str]
    both_ways: frozenset[str]
    hopes: frozenset[str]
    aims: frozenset[str]
    agendas: frozenset[str]
    standing_as: frozenset[str]
    performing: frozenset[str]
    present: frozenset[str]
    going: frozenset[str]
    cores: frozenset[str]
    same_matter: frozenset[str]
    money_papers: frozenset[str]
    vehicles: frozenset[str]
    firsts: frozenset[str]
    before: frozenset[str]
    paper_phrases: frozenset[str]
    per: frozenset[str]
    opening: frozenset[str]
    only_through: frozenset[str]
    standing: frozenset[str]
    on_that: frozenset[str]
    parts_of_sums: frozenset[str]
    part_of: frozenset[str]
    better: frozenset[str]
    most: frozenset[str]
    becoming_more: frozenset[str]
    all_in_all: frozenset[str]
    made_of: frozenset[str]
    no_goods: frozenset[str]
    vague_deeds: frozenset[str]
    means: frozenset[str]
    sees: frozenset[str]
    resuming: frozenset[str]
    services: frozenset[str]
    open_acts: frozenset[str]
    also_topics: frozenset[str]
    deposits: frozenset[str]
    never_reflexive: frozenset[str]
    only_reflexive: frozenset[str]
    ties: frozenset[str]
    listed_ties: frozenset[str]
    closer: frozenset[str]
    givings: frozenset[str]
    announcing: frozenset[str]
    sums_of: frozenset[str]
    one_of: frozenset[str]
    amounting_to: frozenset[str]
    stakes: frozenset[str]
    stakes_in: frozenset[str]
    sorts: frozenset[str]
    takes_up: frozenset[str]
    sides: frozenset[str]
    only_with_sum: frozenset[str]
    lines: frozenset[str]
    no_visa: frozenset[str]
    visa: frozenset[str]
    visa_free: frozenset[str]
    carrying: frozenset[str]
    negotiating: frozenset[str]
    courses: frozenset[str]
    many: frozenset[str]
    every: frozenset[str]
    whether: frozenset[str]
    according: frozenset[str]
    so_that: frozenset[str]
    conceding: frozenset[str]
    once: frozenset[str]
    through_that: frozenset[str]
    supporting: frozenset[str]
    about: frozenset[str]
    carrying_out: frozenset[str]
    builders: frozenset[str]
    joining_nets: frozenset[str]
    plain_fronts: frozenset[str]
    matters: frozenset[str]
    abstract_goods: frozenset[str]
    groups: frozenset[str]
    home_bodies: frozenset[str]
    choices: frozenset[str]
    predicates: frozenset[str]
    near: frozenset[str]
    mutual: frozenset[str]
    reflexive: frozenset[str]
    no_object: frozenset[str]
    referring: frozenset[str]
    any_others: frozenset[str]
    charging: frozenset[str]
    denying: frozenset[str]
    nuclear: frozenset[str]
    could: frozenset[str]
    chances: frozenset[str]
    sharing: frozenset[str]
    any_goods: frozenset[str]
    late: frozenset[str]
    list_topics: frozenset[str]
    strengthening: frozenset[str]
    colleagues: frozenset[str]
    standing_there: frozenset[str]
    subjects: frozenset[str]
    pushing: frozenset[str]
    to_whom: frozenset[str]
    together: frozenset[str]
    paid_with: frozenset[str]
    joining: frozenset[str]
    funds: frozenset[str]
    own: frozenset[str]
    quotes: frozenset[str]
    in_names: frozenset[str]
    accusing: frozenset[str]
    railways: frozenset[str]
    freedoms: frozenset[str]
    besides: frozenset[str]
    any_papers: frozenset[str]
    lenders: frozenset[str]
    occasions: frozenset[str]
    now_going: frozenset[str]
    speeds: frozenset[str]
    under_way: frozenset[str]
    can_be: frozenset[str]
    firms: frozenset[str]
    lasting: frozenset[str]
    now: frozenset[str]
    approvals: frozenset[str]
    succeeding: frozenset[str]
    wanted: frozenset[str]
    offering: frozenset[str]
    who_signs: frozenset[str]
    orders: frozenset[str]
    contracts: frozenset[str]


class StageWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases with the stage they report, and the prepositions through which verbs and phrases take a thing."""

    phrases: dict[str, Stage]
    takes: dict[str, frozenset[str]]
    asides: frozenset[tuple[str, ...]]
    words: Words


@cache
def stage_words() -> StageWords:
    """The wordings, read once."""
    return load_table("de/stage_phrases.toml", StageWords)


@cache
def _openers() -> frozenset[str]:
    return frozenset(wording.split()[0] for wording in stage_words().phrases)


def wordings(words: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The fixed wordings in a sentence: first token, last token (inclusive), wording."""
    openers, phrases = _openers(), stage_words().phrases
    if openers.isdisjoint(words):
        return
    for index, word in enumerate(words):
        if word not in openers:
            continue
        for end in range(index, min(index + _LONGEST, len(words))):
            wording = " ".join(words[index : end + 1])
            if wording in phrases:
                yield index, end, wording
