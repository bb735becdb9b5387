"""The mood of an encounter's clause: whether it took place, is still to come, or is only a habit."""

from __future__ import annotations

from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.statements.encounter_mentions import Mention
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.passage import Passage


def is_planned(passage: Passage, clause: Clause) -> bool:
    """Whether the clause speaks of what is still to come: a modal verb, *werden* with an infinitive."""
    modal = any(
        verb.sense.lemma in encounter_words().modal and clause.first <= verb.index < clause.last
        for verb in clause.verbs
    )
    if modal or clause.conditional:
        return True
    known, here = encounter_words(), passage.words_of(clause)
    if not known.unreal.isdisjoint(here):
        return True
    if not known.tomorrow.isdisjoint(here) and any(
        word in known.tomorrow and (not passage.tokens[at].capital or at == 0)
        for at, word in enumerate(here, clause.first)
    ):
        return True
    return is_future(passage, clause)


def is_denied(passage: Passage, clause: Clause) -> bool:
    """Whether the clause is negated, not only how it was: *tagten nicht wie üblich an einem Tisch*."""
    if not clause.negated:
        return False
    words, small = passage.words, function_words()
    said = [at for at in range(clause.first, clause.last) if words[at] in small.negations]
    return any(at + 1 >= clause.last or words[at + 1] not in small.not_only | encounter_words().compared for at in said)


def is_future(passage: Passage, clause: Clause) -> bool:
    """Whether *werden* with an infinitive puts the clause into the future."""
    words = passage.words_of(clause)
    if not set(words) & function_words().future:
        return False
    if passage.words[_last_word(passage, clause)] in encounter_words().being:
        return True  # wird sein erster Besuch sein
    return any(
        clause.first <= verb.index < clause.last and _may_be_infinitive(passage, verb) for verb in clause.verbs
    ) or (clause.planned and not any(verb.sense.senses & {"plan"} for verb in clause.verbs))


def _last_word(passage: Passage, clause: Clause) -> int:
    """The last word of a clause before its mark."""
    last = clause.last - 1
    return last - 1 if last > clause.first and not passage.tokens[last].word[0].isalnum() else last


def _may_be_infinitive(passage: Passage, verb: ClauseVerb) -> bool:
    """Whether a form is an infinitive, or looks like one and goes with *werden*: *werde im Mai stattfinden*."""
    if verb.sense.kind == "infinitive":
        return True
    options = passage.senses[verb.index].verbs
    return verb.sense.kind == "finite" and any(option.kind == "infinitive" for option in options)


def is_held(clause: Clause) -> bool:
    """Whether a verb says that the encounter itself took place: *fand statt, begann, dauerte*."""
    known = encounter_words()
    return any(
        verb.sense.lemma in known.held and not (verb.sense.lemma in known.opening and verb.sense.kind == "past")
        for verb in clause.verbs
    )


def was_held(clause: Clause) -> bool:
    """The same in the past: *die zweite Runde begann*, not *die nächste Tagung richtet Armenien aus*."""
    held = encounter_words().held
    return any(verb.sense.lemma in held and verb.sense.kind in ("past", "participle") for verb in clause.verbs)


def is_repeated(mention: Mention) -> bool:
    """Whether the clause tells of a habit: *treffen sich regelmäßig*."""
    clause = mention.clause
    return bool(set(mention.passage.words_of(clause)) & encounter_words().repeated)
