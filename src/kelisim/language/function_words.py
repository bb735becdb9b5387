"""The small words of German as sets, loaded once."""

from __future__ import annotations

from functools import cache, cached_property

from msgspec import Struct

from kelisim.lexicons import load_table


class FunctionWords(Struct, frozen=True, dict=True, forbid_unknown_fields=True):
    """Closed classes of German words in lower case; `lexicons/de/function_words.toml` says what each holds."""

    determiners: frozenset[str]
    genitive_determiners: frozenset[str]
    neighbouring: frozenset[str]
    after_listed: frozenset[str]
    topic_prepositions: frozenset[str]
    measured: frozenset[str]
    further: frozenset[str]
    aside_ends: frozenset[str]
    numerals: frozenset[str]
    foreign: frozenset[str]
    by_name: frozenset[str]
    prepositions: frozenset[str]
    phrase_prepositions: frozenset[str]
    conjunctions: frozenset[str]
    clause_conjunctions: frozenset[str]
    subordinators: frozenset[str]
    relatives: frozenset[str]
    content_clause: frozenset[str]
    pronouns: frozenset[str]
    they: frozenset[str]
    have: frozenset[str]
    passive_past: frozenset[str]
    past: frozenset[str]
    name_particles: frozenset[str]
    be: frozenset[str]
    become: frozenset[str]
    future: frozenset[str]
    short_infinitives: frozenset[str]
    unreal: frozenset[str]
    particles: tuple[str, ...]
    closing_particles: frozenset[str]
    behind_particles: frozenset[str]
    plain_finite: frozenset[str]
    negations: frozenset[str]
    called_states: frozenset[str]
    explaining: frozenset[str]
    likening: frozenset[str]
    that_one: frozenset[str]
    of_sums: frozenset[str]
    to_sums: frozenset[str]
    to_regions: frozenset[str]
    telling: frozenset[str]
    telling_joints: frozenset[str]
    voices: tuple[str, ...]
    acting_bodies: tuple[str, ...]
    asides: frozenset[str]
    verb_negations: frozenset[str]
    not_only: frozenset[str]
    conditions: frozenset[str]
    provisional: frozenset[str]
    estimate: frozenset[str]
    adverbs: frozenset[str]
    between: frozenset[str]
    both: frozenset[str]
    passing: frozenset[str]
    within: frozenset[str]
    ranked_with: frozenset[str]
    rank_stems: tuple[str, ...]
    ranked_nouns: tuple[str, ...]
    rank_nouns: frozenset[str]
    comparing: frozenset[str]
    accusative: frozenset[str]
    oblique: frozenset[str]
    pointing: frozenset[str]
    wars: frozenset[str]
    joining_parties: frozenset[str]
    placing: frozenset[str]
    accompanied: frozenset[str]
    along: frozenset[str]
    impersonal: frozenset[str]
    three: frozenset[str]
    joined: frozenset[str]
    several_states: dict[str, int]
    states: frozenset[str]
    leaders: frozenset[str]

    @cached_property
    def joints(self) -> frozenset[str]:
        """What joins two of a row: *und*, *sowie*, a comma."""
        return self.conjunctions | {","}

    @cached_property
    def leading(self) -> frozenset[str]:
        """What may stand at the head of a noun's phrase: an article, a preposition."""
        return self.determiners | self.prepositions

    @cached_property
    def joining_or_placing(self) -> frozenset[str]:
        """The prepositions that join one state to what goes on with it: *mit, nach, in*; not *zwischen*."""
        return (self.joining_parties | self.placing) - self.between

    @cached_property
    def measured_stems(self) -> tuple[str, ...]:
        """How the words begin that say how much was counted, for a test of many at once."""
        return tuple(sorted(self.measured))

    @cached_property
    def auxiliaries(self) -> frozenset[str]:
        """Every finite form of haben, sein, werden."""
        return self.have | self.be | self.become

    @cached_property
    def done(self) -> frozenset[str]:
        """Forms beside a participle that say that it is over: *hat*, *wurde*, *worden*."""
        return self.have | self.past | self.passive_past

    @cached_property
    def finite(self) -> frozenset[str]:
        """Finite forms that have no entry of their own among the verbs."""
        return self.auxiliaries | self.plain_finite

    @cached_property
    def no_adjectives(self) -> frozenset[str]:
        """Words that end like adjectives and are none."""
        return self.determiners | self.prepositions | self.pronouns | self.adverbs | self.finite | self.conjunctions

    @cached_property
    def clause_marks(self) -> frozenset[str]:
        """What may stand between two clauses."""
        return frozenset({",", ";", ":", "–", "—", "-", "("}) | self.clause_conjunctions


@cache
def function_words() -> FunctionWords:
    """The closed classes, read once."""
    return load_table("de/function_words.toml", FunctionWords)
