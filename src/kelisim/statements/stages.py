"""Stages: what the words around a thing say becomes of it, and in which mood.

In: a mention. Out: a cue — the stage, the words that report it, whether it is denied or conditional. Looked at in
order: a participle inside the phrase (*unterzeichnete Dokumente*), the verb that has the thing as its object, a fixed
wording (*grünes Licht für*), the act noun above it (*Eröffnung des Zentrums*). Modality turns what is only meant into
``pledged``: *soll eröffnet werden*.
"""

from __future__ import annotations

from msgspec import structs

from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.model import Stage
from kelisim.statements.act_cues import act_cue
from kelisim.statements.cues import Cue
from kelisim.statements.governing import is_only_modal, phrase_takes, rank, reaches, stage_of
from kelisim.statements.moods import (
    SURE_OF_ITSELF,
    is_able,
    is_asked,
    is_supposed,
    mood,
    resumed,
    word_span,
)
from kelisim.statements.passage import Passage
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention

_OBJECTS = ("das", "die", "den")
_REACHED = ("implementing", "completed")
_YEAR, _YEAR_NEAR = 4, 2  # digits; tokens before a participle
_ADVERBS = 2  # tokens of nur noch
_NEAR = 9  # tokens between a thing and what a relative clause says of it


def cue_of(mention: Mention) -> Cue | None:
    """What becomes of the thing, or None where the words around it do not say."""
    inside = participle_cue(mention)
    verb = verb_cue(mention) or _will_be_there(mention)
    fixed = phrase_cue(mention) if verb else None
    if verb and fixed and (verb.modal or fixed.stage in SURE_OF_ITSELF or _holds_verb(fixed, verb)):
        verb = fixed  # wird nicht erneuert, hat den Betrieb aufgenommen
    if mention.paper and (verb is None or "plan" in verb.senses):
        told = relative_cue(mention) or verb or phrase_cue(mention)  # das sieht ein Abkommen vor, das beide schlossen
    else:
        told = verb or phrase_cue(mention) or relative_cue(mention)
    if inside and not mention.chain.acts and not (told and _goes_further(told, inside)):
        return inside
    return told or act_cue(mention)


def _holds_verb(fixed: Cue, verb: Cue) -> bool:
    """Whether a fixed wording holds the verb, so that it says what that means: *hat den Betrieb aufgenommen*."""
    return any(span.overlaps(verb.grounds[0]) for span in fixed.grounds)


def _goes_further(verb: Cue, inside: Cue) -> bool:
    """Whether the verb tells more than the participle: *kündigte das vereinbarte Projekt auf*, not *will es prüfen*."""
    if inside.stage == "pledged":
        return verb.stage != "pledged"
    if verb.stage == "pledged" and "build" in inside.senses and verb.how == "verb":
        return not verb.modal and not verb.talk  # werden die modernisierte Brücke eröffnen
    if verb.stage == "committed" and inside.stage == "implementing":
        return not verb.weak  # beschlossen einen beschleunigten Ausbau
    if verb.stage == "completed":
        return not verb.weak or inside.stage == "implementing"
    return verb.stage in SURE_OF_ITSELF


def participle_cue(mention: Mention) -> Cue | None:
    """A participle before the noun: *unterzeichnete Dokumente*, *das geplante Kraftwerk*."""
    passage = mention.passage
    if _is_what_another_is_part_of(mention):
        return None
    quoted = mention.first > 1 and passage.words[mention.first - 1] in stage_words().words.quotes
    for index in range(mention.first - (2 if quoted else 0), mention.index):
        for verb in passage.senses[index].verbs:
            stage = stage_of(verb.senses, mention)
            if (stage == "pledged" or (mention.weak and mention.paper)) and mention.chain.preposition:
                return None
            if stage == "pledged" and verb.weak:
                return None  # der mit China entwickelte Satellit
            if "lift" in verb.senses and mention.kind == "measure":
                return None  # die gegen Russland verhängten Sanktionen
            if verb.kind == "attributive" and stage and not ("sign" in verb.senses and not mention.signable):
                built = "build" in verb.senses and _stands(mention, index)
                return Cue(
                    stage="completed" if built else stage,
                    how="participle",
                    grounds=(word_span(passage, index),),
                    lemma=verb.lemma,
                    senses=verb.senses,
                    talk=any("talk" in other.sense.senses for other in mention.clause.verbs),
                )
    return None


def _is_what_another_is_part_of(mention: Mention) -> bool:
    """Whether something is only said to belong to it: *Die Bahn ist Teil des von Kuba initiierten Netzes*."""
    words = mention.passage.words[mention.clause.first : mention.first]
    part = not stage_words().words.part_of.isdisjoint(words)
    return part and not mention.paper and not function_words().be.isdisjoint(words)


def _stands(mention: Mention, index: int) -> bool:
    """Whether what was built stands: *die 1994 gebaute Pipeline*, *die von Kuba gebaute Brücke verbindet sie*."""
    passage, clause = mention.passage, mention.clause
    near = passage.words[max(0, index - _YEAR_NEAR) : index]
    if any(len(word) == _YEAR and word.isdigit() for word in near):
        return True
    return not (clause.planned or clause.able or passage.words[index].startswith("neu"))


def verb_cue(mention: Mention) -> Cue | None:
    """The verb that has the thing as its object, or as the subject of a passive or of a verb such as *beginnen*."""
    chain, clause, passage = mention.chain, mention.clause, mention.passage
    if chain.governor is not None or any(passage.words[at] in stage_words().words.hopes for at in chain.acts):
        return None  # erneuerte den Wunsch nach Lieferung von Booten
    whole = resumed(passage, clause)
    if whole is not clause:  # Ein Vertrag, der …, wird im Juni unterzeichnet
        begins = {verb.index for verb in whole.verbs if verb.sense.kind != "participle"}
        opens = whole.first in begins or passage.words[whole.first] in function_words().finite
        mention = structs.replace(mention, clause=structs.replace(whole, first=clause.first) if opens else whole)
        clause = mention.clause
    options = [verb for verb in _own_verbs(passage, clause) if reaches(mention, verb)]
    best = max(options, key=lambda verb: rank(mention, verb)) if len(options) > 1 else next(iter(options), None)
    if best is not None and {"pledge", "sign"} <= best.sense.senses:  # paraphiert und später unterzeichnet
        best = next((verb for verb in options if {"commit", "sign"} <= verb.sense.senses), best)
    known = mention.definite or mention.determiner.startswith(("ihr", "sein"))
    known = known or mention.words[0].startswith(tuple(stage_words().words.standing))  # nebst der schon bestehenden
    if best is None or (is_only_modal(best) and known and mention.kind != "event"):
        return None
    if chain.acts and best.sense.lemma in stage_words().words.performing and not clause.negated:
        return None  # hat die Ratifizierung durchgeführt: the act says it
    stage = stage_of(best.sense.senses, mention)
    if stage is None and clause.negated and chain.acts:
        stage = "suspended"  # die Unterzeichnung findet nicht statt
    if stage is None or ("plan" in best.sense.senses and any("other" in verb.sense.senses for verb in clause.verbs)):
        return None
    if stage in SURE_OF_ITSELF and is_supposed(mention):
        return None
    stage, grounds, talk = mood(mention, best, _as_prepared(mention, best, stage))
    if stage in _REACHED and is_supposed(mention):
        return None  # wenn die Straße fertig ist
    stage = _held_back(mention, best, stage)
    return Cue(
        stage=stage,
        how="verb",
        grounds=(word_span(mention.passage, best.index), *grounds),
        lemma=best.sense.lemma,
        senses=best.sense.senses | ({"ask"} if talk and is_asked(mention) else set()),
        weak=best.sense.weak,
        modal="plan" in best.sense.senses,
        talk=talk,
    )


def _held_back(mention: Mention, verb: ClauseVerb, stage: Stage) -> Stage:
    """The stage of what is done only in part, only decided, or only worked at: *zu 75 Prozent fertiggestellt*."""
    if stage == "completed" and _in_part(mention, verb.index):
        return "implementing"
    worked_at = mention.paper and stage == "implementing" and "sign" in verb.sense.senses
    if stage in _REACHED and _is_decided(mention):
        stage = "committed"
    if worked_at or _is_put_off(mention, verb, stage):
        return "pledged"  # arbeiten daran, einen Vertrag zu unterzeichnen
    return stage


def _is_decided(mention: Mention) -> bool:
    """Whether the next clause says that it has been agreed: *werden aufgestockt, wie beide Minister beschlossen*."""
    passage, last = mention.passage, mention.clause.last
    after = next((one for one in passage.clauses if one.first == last and passage.words[last] == "wie"), None)
    senses = {sense for verb in after.verbs for sense in verb.sense.senses} if after is not None else set()
    present = any(word in stage_words().words.present for word in mention.around)
    return present and "commit" in senses and "sign" not in senses


def _will_be_there(mention: Mention) -> Cue | None:
    """*soll es eine Kammer geben*: what is told to be there one day."""
    clause, words = mention.clause, mention.around
    ahead = clause.planned and "es" in words and "geben" in words and not clause.negated
    if not ahead or mention.definite or mention.chain.preposition or mention.chain.acts:
        return None
    at = clause.first + words.index("geben")
    return Cue(stage="pledged", how="verb", grounds=(word_span(mention.passage, at),), lemma="geben")


def _as_prepared(mention: Mention, verb: ClauseVerb, stage: Stage) -> Stage:
    """The stage of what a verb is done to where only talks, plans or preparations of it are its object.

    *nahmen Verhandlungen über ein Abkommen auf*, *treiben Pläne für den Ausbau voran*, *treffen Vorbereitungen zum
    Abschluss eines Abkommens*.
    """
    planned = _is_under_a_plan(mention)
    if stage == "committed" and "conclude" in verb.sense.senses and planned:
        return "pledged"
    if stage == "implementing" and mention.paper and verb.sense.kind == "past" and _is_under_a_signing(mention):
        return "committed"  # begann mit der Unterzeichnung eines Abkommens
    if stage == "implementing" and (planned or (mention.paper and mention.chain.acts)):
        return "pledged"
    return stage


def _own_verbs(passage: Passage, clause: Clause) -> list[ClauseVerb]:
    """The verbs of a clause; those behind a colon are not of what stands before: *Bahn zum Meer: Rom sagt Hilfe zu*."""
    labels = passage.words[clause.last - 1] == ":"
    return [verb for verb in clause.verbs if clause.holds(verb.index) or not labels]


def _is_put_off(mention: Mention, verb: ClauseVerb, stage: Stage) -> bool:
    """Whether it is done only on a condition, or what is agreed on is only to talk: *Verhandlungen aufzunehmen*."""
    if stage == "implementing":
        return _is_bound(mention)
    ending = mention.clause.kind == "infinitive" and "finish" in verb.sense.senses  # Verhandlungen abzuschließen
    signed = "sign" in verb.sense.senses and not ending
    return stage == "committed" and (mention.paper or not mention.act) and not signed and _is_negotiated(mention)


def _is_under_a_plan(mention: Mention) -> bool:
    """Whether plans, talks or preparations stand above the thing: *treiben die Pläne für den Ausbau voran*."""
    acts = (mention.passage.senses[at].act for at in mention.chain.acts)
    return any(act is not None and act.use == "talk" and act.stage == "pledged" for act in acts)


def _is_under_a_signing(mention: Mention) -> bool:
    """Whether its signing is what stands above a paper."""
    acts = (mention.passage.senses[at].act for at in mention.chain.acts)
    return any(act is not None and act.stage == "committed" and act.kind == "agreement" for act in acts)


def _is_negotiated(mention: Mention) -> bool:
    """Whether a paper is only what talks are about: *Verhandlungen über einen Pakt*."""
    negotiating = tuple(stage_words().words.negotiating)
    return any(mention.passage.words[at].endswith(negotiating) for at in mention.chain.acts)


def relative_cue(mention: Mention) -> Cue | None:
    """What a relative clause right behind a thing says of it: *nach dem Vertrag, den beide geschlossen hatten*."""
    passage = mention.passage
    behind = (clause for clause in passage.clauses if 0 < clause.first - mention.last <= _NEAR)
    clause = next((clause for clause in behind if clause.kind == "relative"), None)
    if clause is None or _only_says_what_it_is(mention):
        return None  # es ist ein wichtiges Projekt, das auf beider Stärken aufbaut
    if any("dispute" in verb.sense.senses for verb in mention.clause.verbs):
        return None  # streiten über einen Pakt, den einer mit einem anderen geschlossen hat
    asked = passage.words[clause.first] if passage.words[clause.first] not in _OBJECTS else ""
    if any(passage.senses[index].thing for index in range(mention.last + 1, clause.first)):
        return None
    words = passage.words_of(clause)
    if clause.planned and not mention.paper and "es" in words and "geben" in words:
        grounds = (passage.span_of(clause),)  # ein Studiengang, den es geben soll
        return Cue(stage="pledged", how="verb", grounds=grounds)
    for verb in clause.verbs:
        stage = stage_of(verb.sense.senses, mention)
        said = bool({"sign", "conclude"} & verb.sense.senses) if mention.paper else "build" in verb.sense.senses
        said = said or (mention.paper and _is_agreed_in_it(mention, clause, verb))
        said = said or _is_planned_for(mention, clause, verb) or (mention.signable and "sign" in verb.sense.senses)
        if stage is None or not said or verb.sense.kind == "attributive" or clause.negated:
            continue
        if asked and asked not in stage_words().takes.get(verb.sense.lemma, ()):
            continue  # unter die sie ihre Namen setzten
        inside = structs.replace(mention, clause=clause)
        stage, more, talk = mood(inside, verb, stage)
        return Cue(
            stage=stage,
            how="verb",
            grounds=(word_span(passage, verb.index), *more),
            lemma=verb.sense.lemma,
            senses=verb.sense.senses,
            talk=talk,
        )
    return None


def _is_agreed_in_it(mention: Mention, clause: Clause, verb: ClauseVerb) -> bool:
    """Whether a relative clause tells that a new paper is agreed: *ein Pakt, den beide Minister vereinbart haben*."""
    new = mention.determiner.startswith("ein") and "commit" in verb.sense.senses and not verb.sense.weak
    return new and not function_words().have.isdisjoint(mention.passage.words_of(clause))


def _is_planned_for(mention: Mention, clause: Clause, verb: ClauseVerb) -> bool:
    """Whether a relative clause plans an event or a delivery for a time: *die Sitzung, die für Mai geplant ist*."""
    planned = verb.sense.kind == "participle" and {"plan", "pledge"} <= verb.sense.senses
    dated = planned and bool(mention.passage.times_of(clause))
    return (
        dated
        and mention.kind in ("event", "supply")
        and not function_words().be.isdisjoint(mention.passage.words_of(clause))
    )


def _only_says_what_it_is(mention: Mention) -> bool:
    """Whether the clause before a relative one only says of something what it is: *Es ist ein Projekt, das …*."""
    words = mention.passage.words[mention.clause.first : mention.first]
    if mention.clause.verbs or function_words().be.isdisjoint(words):
        return False
    if mention.paper:  # Dies sei das dritte Abkommen, das Togo mit einem anderen Land unterzeichnet habe
        said = words[0] in function_words().pointing | function_words().impersonal
        return mention.definite and said and words[1] in function_words().be
    return "es" in words


def phrase_cue(mention: Mention) -> Cue | None:
    """A fixed wording in the clause: *in Betrieb genommen*, *grünes Licht für*, *auf Eis gelegt*."""
    passage, clause = mention.passage, resumed(mention.passage, mention.clause)
    for begin, end, wording in passage.wordings:
        if begin < clause.first or end >= clause.last or (begin <= mention.last and mention.first <= end):
            continue
        if not phrase_takes(mention, wording):
            continue
        if passage.words[min(end + 1, len(passage.words) - 1)].startswith(tuple(stage_words().words.standing)):
            continue  # das in Betrieb befindliche Kraftwerk
        stage: Stage = stage_words().phrases[wording]
        span = passage.span_between(begin, end)
        if stage == "completed" and _in_part(mention, begin):
            stage = "implementing"
        if stage in _REACHED and is_supposed(mention):
            return None
        if stage == "completed" and mention.paper:
            stage = "pledged"  # das Abkommen ist so gut wie fertig
        meant = clause.planned or is_able(passage, clause) or _is_now(mention, stage)
        known = wording == "in kraft" and mention.paper and mention.definite  # was signed before
        if _are_still_there(mention, stage):
            continue  # nur noch zwei Reaktoren sind in Betrieb
        if meant and not known and stage not in SURE_OF_ITSELF:
            stage = "pledged"
        if stage == "committed" and mention.paper and _is_negotiated(mention):
            stage = "pledged"  # es gab Verhandlungen über einen Vertrag
        talk = stage == "implementing" and _is_under_a_plan(mention)  # Gespräche über die Ausbildung sind im Gange
        return Cue(stage="pledged" if talk else stage, how="phrase", grounds=(span,), lemma=wording, talk=talk)
    return None


def _are_still_there(mention: Mention, stage: Stage) -> bool:
    """Whether some are left of more that were there."""
    before = mention.passage.words[max(0, mention.chain.outer - _ADVERBS) : mention.chain.outer]
    return stage == "completed" and before in stage_words().leftovers


def _is_now(mention: Mention, stage: Stage) -> bool:
    """Whether a wording is told in the present, so that it is still to come: *geht im Herbst in Betrieb*."""
    passage, clause = mention.passage, mention.clause
    present = any(passage.words[at] in stage_words().words.present for at in range(clause.first, clause.last))
    return present and stage == "completed" and not passage.is_headline


def _in_part(mention: Mention, index: int) -> bool:
    """Whether a share stands right before a wording: *zu zwei Dritteln fertig*."""
    passage = mention.passage
    before = passage.tokens[max(0, index - 1)]
    return any(q.kind == "percent" and q.start < before.end <= q.end for q in passage.quantities)


def _is_bound(mention: Mention) -> bool:
    """Whether it is done only on a condition that the next clause tells: *gebaut wird sie nur, wenn …*."""
    passage, clause = mention.passage, mention.clause
    after = passage.clause_behind(clause)
    return after is not None and after.conditional and "nur" in mention.around[-3:]
