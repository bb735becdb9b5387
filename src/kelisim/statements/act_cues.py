"""Acts: what a noun above a thing says becomes of it, *die Eröffnung des Zentrums*, *Verhandlungen über den Bau*.

In: a mention with its chain of act nouns. Out: the cue of the outermost one, or None where it says nothing of it.
"""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.language.words import ActNoun
from kelisim.model import Stage
from kelisim.statements.cues import Cue
from kelisim.statements.governing import STAGES
from kelisim.statements.moods import (
    SURE_OF_ITSELF,
    has_deadline,
    is_ahead,
    is_asked,
    is_content,
    is_matter,
    is_on_a_day,
    is_perfect,
    is_predicate,
    resumed,
    word_span,
)
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention


def _is_only_spoken_of(mention: Mention) -> bool:
    """Whether the clause only talks of the thing or hopes for it: *sprachen über den Bau*, *hofft auf den Bau*."""
    verbs = {*mention.clause.verbs, *resumed(mention.passage, mention.clause).verbs}
    senses = {sense for verb in verbs for sense in verb.sense.senses}
    preposition, known = mention.chain.preposition, stage_words().words
    return (
        "talk" in senses
        or (senses & {"speak", "talks"} and preposition in known.talked_about)
        or ("talks" in senses and not preposition and mention.passage.words[mention.chain.outer] in known.accusative)
        or ("expect" in senses and preposition == "auf")
    )


def _is_on_the_agenda(mention: Mention) -> bool:
    """Whether it is what talks are about: *Thema war der Bau einer Brücke*, *im Mittelpunkt stand die Eröffnung*."""
    words, known = mention.around, stage_words().words
    stands = not (known.standing_as | function_words().be).isdisjoint(words)
    return stands and not mention.chain.preposition and not known.agendas.isdisjoint(words)


def _is_cut_off(mention: Mention) -> bool:
    """Whether the verb of a dass-clause comes later: *dass Polen den Bau der Brücke, und Ghana … übernehmen soll*."""
    passage, clause = mention.passage, mention.clause
    content = function_words().content_clause
    begin = next((at for at in range(clause.first, mention.first) if passage.words[at] in content), None)
    return begin is not None and not any(begin < verb.index < clause.last for verb in clause.verbs)


def _is_due(mention: Mention) -> bool:
    """Whether a decision is still to be taken: *die Entscheidung steht an*."""
    words = mention.around
    return "an" in words and not {"steht", "stand"}.isdisjoint(words)


def _is_stuff(mention: Mention, stage: Stage) -> bool:
    """Whether the noun above an act is the point: *Fragen zum Bau*, *die Hoffnung auf den Abschluss*."""
    word, known = mention.passage.words[mention.chain.governor or 0], stage_words().words
    return word in known.hopes | known.chances or (stage == "implementing" and word in known.matters)


def _is_what_for(mention: Mention) -> bool:
    """Whether money is for it, or it is only aimed at: *Kredit für den Bau*, *um mit dem Bau zu beginnen*."""
    known = stage_words().words
    going = any(word.startswith(tuple(known.under_way)) for word in mention.around)
    step = mention.passage.words[max(0, mention.chain.outer - 1)] in known.steps  # unternahmen Schritte zum Bau
    return not going and (step or mention.chain.preposition == "für" or mention.around[0] in known.what_for)


def _is_on_occasion(mention: Mention) -> bool:
    """Whether something is told at or after the signing: *sagte der Minister bei der Unterzeichnung des Abkommens*."""
    passage, clause = mention.passage, mention.clause
    verbs = [verb for verb in clause.verbs if verb.sense.kind in ("finite", "past")]
    told = any("say" in verb.sense.senses or verb.sense.kind == "past" for verb in verbs)
    return mention.chain.preposition in stage_words().words.occasions and (told or is_perfect(passage, clause))


def _says_nothing(mention: Mention, act: ActNoun, outer: int) -> bool:
    """Whether the act is only what something is, or a choice still to be made: *der Bau ist Teil des Netzes*."""
    known = stage_words().words
    if is_predicate(mention, outer) and not known.predicates.isdisjoint(mention.around):
        return True
    return act.lemma.lower() in known.choices and not mention.chain.preposition and _is_due(mention)


def _fitting(mention: Mention, stage: Stage, outer: int) -> Stage:
    """The stage of an act as this kind of thing has it, and one done every year."""
    if mention.paper and stage == "completed":
        return "committed"  # die Übergabe von zwei Memoranden
    yearly = mention.kind == "training" and mention.passage.words[outer - 1] in stage_words().words.yearly
    return "implementing" if yearly and stage == "committed" else stage  # die jährliche Vergabe von Stipendien


def act_cue(mention: Mention) -> Cue | None:
    """The act nouns above the thing: the outermost decides (*Verhandlungen über den Bau* is pledged)."""
    passage = mention.passage
    acts, first = [*mention.chain.acts], mention
    if not acts and mention.beside is not None:
        acts, first = [*mention.beside.chain.acts], mention.beside
    if not acts:
        return None
    outer = acts[-1]
    act = passage.senses[outer].act
    stage = next((stage for sense, stage in STAGES.items() if act and act.stage == stage), None)
    if act is None or stage is None:
        return None
    if act.stage == "committed" and act.kind == "agreement" and not mention.paper:
        stage = "completed"
    stage = _fitting(mention, stage, outer)
    open_act = outer > 0 and passage.words[outer - 1].startswith(tuple(stage_words().words.open_acts))
    before = passage.words[max(0, mention.chain.outer - 2) : mention.chain.outer]
    foreseen = any("plan" in verb.sense.senses for clause in passage.clauses for verb in clause.verbs)
    listed = foreseen and not stage_words().words.listing.isdisjoint(before)  # sieht Hilfe vor, darunter den Bau …
    if stage == "completed" and not stage_words().words.supporting.isdisjoint(mention.around):
        stage = "pledged"  # unterstützt die Eröffnung
    after = mention.chain.preposition == "nach" and not function_words().future.isdisjoint(mention.around)
    if mention.chain.preposition in stage_words().words.against:
        return None  # wehrt sich gegen den Bau
    if after or (first.chain.governor is not None and _is_stuff(first, stage)) or _says_nothing(mention, act, outer):
        return None  # nach der Fertigstellung werde Strom geleitet
    told = stage == "completed" and not stage_words().words.listing.isdisjoint(mention.around)
    if (
        (is_matter(mention) and not told)
        or _is_on_the_agenda(mention)
        or (stage not in SURE_OF_ITSELF and _is_what_for(mention))
    ):
        stage = "pledged"
    if open_act or listed or mention.chain.preposition in stage_words().words.before:
        stage = "pledged"
    talk = _is_only_spoken_of(mention)
    ahead = is_predicate(mention, outer) or is_ahead(mention) or has_deadline(mention) or is_on_a_day(mention)
    cut = _is_cut_off(mention)
    clause = mention.clause  # sich um den Abschluss zu bemühen; zu denen der Bau einer Leitung gehört
    meant = (
        clause.able or clause.kind == "infinitive" or (clause.kind in ("relative", "subordinate") and not clause.verbs)
    )
    signed = mention.paper and stage == "committed" and _is_on_occasion(mention)
    if stage != "pledged" and not signed and (talk or is_content(mention) or ahead or meant or cut):
        stage = "pledged"
    talk = talk or act.use == "talk"
    wished = stage == "pledged" and not stage_words().words.wishing.isdisjoint(mention.around)
    hoped = (
        wished or act.lemma.lower() in stage_words().words.hopes or (clause.kind == "subordinate" and is_asked(mention))
    )
    senses = frozenset({"ask"}) if hoped else frozenset()
    return Cue(stage=stage, how="act", grounds=(word_span(passage, outer),), lemma=act.lemma, senses=senses, talk=talk)
