"""Stages: what the words around a thing say becomes of it, and in which mood.

In: a mention. Out: a cue — the stage, the words that report it, whether it is denied or conditional. Looked at in
order: a participle inside the phrase (*unterzeichnete Dokumente*), the verb that has the thing as its object, a fixed
wording (*grünes Licht für*), the act noun above it (*Eröffnung des Zentrums*). Modality turns what is only meant into
``pledged``: *soll eröffnet werden*.
"""

from __future__ import annotations

from msgspec import Struct

from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.model import Span, Stage
from kelisim.statements.passage import Passage
from kelisim.statements.stage_words import phrases_in, stage_words
from kelisim.statements.things import Mention

STAGES: dict[str, Stage] = {
    "pledge": "pledged",
    "commit": "committed",
    "start": "implementing",
    "complete": "completed",
    "suspend": "suspended",
    "cancel": "cancelled",
}
_SURE_OF_ITSELF = ("suspended", "cancelled")


class Cue(Struct, frozen=True, kw_only=True):
    """What is said of a thing: ``how`` is participle, verb, phrase, act; ``grounds`` the words; ``lemma`` the verb."""

    stage: Stage
    how: str
    grounds: tuple[Span, ...]
    lemma: str = ""
    senses: frozenset[str] = frozenset()
    weak: bool = False
    modal: bool = False
    talk: bool = False


def cue_of(mention: Mention) -> Cue | None:
    """What becomes of the thing, or None where the words around it do not say."""
    inside = participle_cue(mention)
    verb = verb_cue(mention)
    if verb and verb.modal:
        verb = phrase_cue(mention) or verb
    if inside and not (verb and inside.stage == "pledged" and verb.stage != "pledged"):
        return inside
    return verb or phrase_cue(mention) or act_cue(mention)


def participle_cue(mention: Mention) -> Cue | None:
    """A participle before the noun: *unterzeichnete Dokumente*, *das geplante Kraftwerk*."""
    passage = mention.passage
    for index in range(mention.first, mention.index):
        for verb in passage.senses[index].verbs:
            stage = _stage(verb.senses, mention)
            if stage == "pledged" and mention.chain.preposition:
                return None
            if verb.kind == "attributive" and stage and not ("sign" in verb.senses and not mention.paper):
                return Cue(stage=stage, how="participle", grounds=(_word(passage, index),), lemma=verb.lemma)
    return None


def verb_cue(mention: Mention) -> Cue | None:
    """The verb that has the thing as its object, or as the subject of a passive or of a verb such as *beginnen*."""
    chain, clause = mention.chain, mention.clause
    if chain.governor is not None:
        return None
    options = [verb for verb in clause.verbs if _reaches(mention, verb)]
    best = max(options, key=lambda verb: _rank(mention, verb), default=None)
    if best is None or (_only_modal(best) and mention.definite and mention.kind != "event"):
        return None
    stage = _stage(best.sense.senses, mention)
    if stage is None:
        return None
    stage, grounds, talk = _mood(mention, best, stage)
    return Cue(
        stage=stage,
        how="verb",
        grounds=(_word(mention.passage, best.index), *grounds),
        lemma=best.sense.lemma,
        senses=best.sense.senses,
        weak=best.sense.weak,
        modal="plan" in best.sense.senses,
        talk=talk,
    )


def _only_modal(verb: ClauseVerb) -> bool:
    """Whether *soll* or *will* stands alone, so that a thing known before only does something: *die Leitung soll …*."""
    return verb.sense.lemma in stage_words().words.modals


def phrase_cue(mention: Mention) -> Cue | None:
    """A fixed wording in the clause: *in Betrieb genommen*, *grünes Licht für*, *auf Eis gelegt*."""
    passage, clause = mention.passage, mention.clause
    for begin, end, wording in phrases_in(passage.words, clause.first, clause.last):
        if mention.first <= begin <= mention.last or not _phrase_takes(mention, wording):
            continue
        stage: Stage = stage_words().phrases[wording]
        span = passage.span_between(begin, end)
        if (clause.planned or clause.able) and stage not in _SURE_OF_ITSELF:
            stage = "pledged"
        return Cue(stage=stage, how="phrase", grounds=(span,), lemma=wording)
    return None


def act_cue(mention: Mention) -> Cue | None:
    """The act nouns above the thing: the outermost decides (*Verhandlungen über den Bau* is pledged)."""
    passage = mention.passage
    acts = [*mention.chain.acts]
    if not acts and mention.beside is not None:
        acts = [*mention.beside.chain.acts]
    if not acts:
        return None
    outer = acts[-1]
    act = passage.senses[outer].act
    stage = next((stage for sense, stage in STAGES.items() if act and act.stage == stage), None)
    if act is None or stage is None:
        return None
    if act.stage == "committed" and not mention.paper:
        stage = "completed"
    if stage != "pledged" and (_ahead(mention) or _has_deadline(mention)):
        stage = "pledged"
    return Cue(stage=stage, how="act", grounds=(_word(passage, outer),), lemma=act.lemma, talk=act.use == "talk")


def _has_deadline(mention: Mention) -> bool:
    """Whether the clause gives a time until which it is to be done."""
    span = mention.passage.span_of(mention.clause)
    return any(time.role == "until" for time in mention.passage.times_in(span))


def is_denied(mention: Mention) -> Span | None:
    """The word that denies the clause, *nicht nur* left out; or *kein* before the thing."""
    passage, clause = mention.passage, mention.clause
    if not clause.negated:
        return None
    for index in range(clause.first, clause.last):
        word = passage.words[index]
        following = passage.words[index + 1] if index + 1 < len(passage.words) else ""
        if word in function_words().negations and following not in ("nur", "mehr", "zuletzt", "weit"):
            return _word(passage, index)
    return None


def condition(mention: Mention) -> Span | None:
    """The word that makes the sentence conditional (*falls*, *sofern*) beside or in the thing's clause."""
    for clause in mention.passage.clauses:
        beside = clause.first - mention.clause.last, mention.clause.first - clause.last
        if clause.conditional and (clause is mention.clause or max(beside) in (0, 1)):
            for index in range(clause.first, clause.last):
                if mention.passage.words[index] in function_words().conditions:
                    return _word(mention.passage, index)
    return None


def _stage(senses: frozenset[str], mention: Mention) -> Stage | None:
    if "finish" in senses and not mention.paper:
        return "completed"
    stage = next((stage for sense, stage in STAGES.items() if sense in senses), None)
    return "committed" if mention.paper and stage == "completed" else stage


def _reaches(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether the verb can have the thing as what it is done to."""
    sense, chain = verb.sense, mention.chain
    if sense.kind == "attributive" or not _fits(mention, sense.senses):
        return False
    if mention.first <= verb.index <= mention.last:
        return False
    if chain.preposition and chain.preposition not in stage_words().takes.get(sense.lemma, ()):
        return mention.beside is not None and not mention.chain.acts and _reaches(mention.beside, verb)
    return not _is_subject(mention, verb)


def _fits(mention: Mention, senses: frozenset[str]) -> bool:
    """Which things a verb's sense can be said of."""
    if not any(sense in senses for sense in STAGES):
        return "hold" in senses and mention.kind == "event"
    if "sign" in senses:
        return mention.paper or ("finish" in senses and bool(mention.chain.acts or mention.act))
    if senses & {"deliver", "train"}:
        return mention.kind in ("supply", "training") or ("deliver" in senses and mention.kind == "project")
    if "build" in senses or "open" in senses:
        return not mention.paper or bool(mention.chain.acts)
    return True


def _rank(mention: Mention, verb: ClauseVerb) -> tuple[bool, bool, int]:
    """Content before modals; a verb on the side where it governs; near before far, weak a little further off."""
    last = verb.sense.kind in ("participle", "infinitive") or mention.clause.kind in ("subordinate", "relative")
    side = (verb.index > mention.index) == (last or _closes(mention, verb))
    return "plan" not in verb.sense.senses, side, -abs(verb.index - mention.index) - 3 * verb.sense.weak


def _closes(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether the verb form stands at the end of its clause or before *und*, as a participle does."""
    words, at = mention.passage.words, verb.index + 1
    if not is_perfect(mention.passage, mention.clause):
        return False
    return at >= len(words) or words[at] in (",", ".", ";", "!", "?", *function_words().conjunctions)


def is_perfect(passage: Passage, clause: Clause) -> bool:
    """Whether a form of *haben*, *sein* or *werden* asks for a participle at the end of the clause."""
    auxiliaries = function_words().auxiliaries
    return any(passage.words[index] in auxiliaries for index in range(clause.first, clause.last))


def _is_subject(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether the thing does the verb itself: it opens the clause (*Das Abkommen sieht … vor*), or is a nominative."""
    clause, passage = mention.clause, mention.passage
    if is_passive(passage, clause) or clause.kind == "infinitive":
        return False
    body = mention.weak and mention.kind == "institution" and mention.definite and not mention.chain.acts
    if body and "open" not in verb.sense.senses:
        return True
    if verb.sense.lemma in stage_words().words.intransitive:
        return False
    if mention.determiner in ("der", "dieser") and not mention.chain.preposition and not mention.chain.acts:
        return True
    if verb.sense.lemma not in stage_words().words.subject_verbs or verb.index < mention.index:
        return False
    return mention.chain.outer <= clause.first + 1


def is_passive(passage: Passage, clause: Clause) -> bool:
    """Whether the clause has a form of *werden* or *sein* beside its participle."""
    small = function_words()
    return any(
        passage.words[index] in small.become or passage.words[index] in small.be
        for index in range(clause.first, clause.last)
    )


def _mood(mention: Mention, verb: ClauseVerb, stage: Stage) -> tuple[Stage, tuple[Span, ...], bool]:
    """The stage as it is meant: planned, future, under a verb of agreeing or only of talking."""
    passage, clause = mention.passage, mention.clause
    if stage in _SURE_OF_ITSELF:
        return stage, (), False
    if clause.kind in ("infinitive", "subordinate") or verb.sense.kind == "infinitive":
        parent = _parent(passage, clause)
        if parent is not None:
            return _under(passage, parent, clause, stage)
        if verb.sense.kind == "infinitive":
            return "pledged", (), False
    if clause.planned or clause.able or _will_be(mention, stage):
        return "pledged", (), False
    return stage, (), False


def _under(passage: Passage, parent: Clause, clause: Clause, stage: Stage) -> tuple[Stage, tuple[Span, ...], bool]:
    """The stage of an infinitive or dass-clause under the verb that asks for it."""
    if passage.words[clause.first] in stage_words().words.how:
        return stage, (), False
    senses = {sense for verb in parent.verbs for sense in verb.sense.senses}
    grounds = tuple(_word(passage, verb.index) for verb in parent.verbs)
    if "commit" in senses and clause.kind == "infinitive":
        return "committed", grounds, False
    if "pledge" in senses or "plan" in senses or parent.planned:
        return "pledged", grounds, False
    if "start" in senses and clause.kind == "infinitive":
        return "implementing", grounds, False
    if clause.kind == "infinitive":
        return "pledged", grounds, "talk" in senses
    if clause.planned:
        return "pledged", grounds, False
    return stage, grounds, False


def _parent(passage: Passage, clause: Clause) -> Clause | None:
    """The clause that an infinitive or a dass-clause depends on: the one before it, else behind it."""
    if clause.kind == "main":
        return None
    earlier = [other for other in passage.clauses if other.last <= clause.first and other.kind != clause.kind]
    return earlier[-1] if earlier else None


def _will_be(mention: Mention, stage: Stage) -> bool:
    """*wird eröffnet* and *liefert ab 2027*: the present of what is not yet there."""
    passage, clause = mention.passage, mention.clause
    words = passage.words[clause.first : clause.last]
    if clause.kind == "relative" and stage == "committed":
        return False
    if stage in ("completed", "committed") and any(word in ("wird", "werden", "werde") for word in words):
        return True
    return stage != "committed" and _ahead(mention)


def _ahead(mention: Mention) -> bool:
    """Whether words or times of the clause point to the future."""
    passage, clause = mention.passage, mention.clause
    words = passage.words[clause.first : clause.last]
    past = any(word in ("wurde", "wurden", "worden", "hatte", "hatten", "haben", "hat") for word in words)
    return not past and (clause.planned or any(word in stage_words().words.later for word in words))


def _phrase_takes(mention: Mention, wording: str) -> bool:
    """Whether a fixed wording can have the thing: as its object, or through its own preposition."""
    chain = mention.chain
    if chain.governor is not None and mention.passage.words[chain.governor] not in wording.split():
        return False
    if not chain.preposition:
        return True
    if chain.preposition in stage_words().takes.get(wording, ()):
        return True
    return mention.beside is not None and _phrase_takes(mention.beside, wording)


def _word(passage: Passage, index: int) -> Span:
    token = passage.tokens[index]
    return Span(token.start, token.end)
