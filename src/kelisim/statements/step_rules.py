"""Rules for steps between states that no noun names: visas no longer asked for, services that run, what verbs do.

In: a scene. Out: what was found. *«Bürger Kenias brauchen kein Visum mehr»* is a ``measure``, *«zwischen Baku und
Tiflis verkehrt wieder ein Zug»* an ``institution`` at ``completed``, *«wollen Zeugnisse gegenseitig anerkennen»* a
``measure`` at ``pledged``.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from kelisim.language.annotations import codes_of
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import right_edge
from kelisim.model import Stage
from kelisim.statements.chains import chain
from kelisim.statements.goods import goods_at, object_of
from kelisim.statements.moods import is_agreed, is_ahead, is_denied, is_perfect, parent_of
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.stages import cue_of, verb_cue
from kelisim.statements.things import Mention
from kelisim.statements.told_beside import is_an_example


def visa_no_longer_asked(scene: Scene) -> Iterator[Found]:
    """Travel without a visa: *brauchen kein Visum mehr*, *können visumfrei einreisen*."""
    passage, words = scene.passage, stage_words().words
    if passage.number not in scene.context.with_two:
        return
    if words.visa_free.isdisjoint(passage.words) and words.visa.isdisjoint(passage.words):
        return
    for index in range(len(passage.words)):
        free = passage.words[index] in words.visa_free
        if not free and not (
            index and passage.words[index] in words.visa and passage.words[index - 1] in words.no_visa
        ):
            continue
        if not free and index > 1 and passage.words[index - 2] in words.claims:
            continue  # Anträge auf Visa
        if any(item.kind == "measure" and _about_visas(item) for item in scene.earlier):
            return
        item = structs.replace(_at(passage, index if free else index - 1, index), kind="measure")
        ahead = item.clause.planned or is_ahead(item)  # können einreisen: they may
        stage: Stage = "pledged" if ahead else "completed"
        yield as_found(item, None, stage=stage, reasons=(Reason("told by what it allows", -0.2),))
        return


def _about_visas(item: Found) -> bool:
    return any(word.startswith(("visa", "visum")) for word in item.mention.words)


def service_that_runs(scene: Scene) -> Iterator[Found]:
    """Trains, flights, ferries that begin to run: *ab Mai verkehren Züge*, *seit Mai pendelt wieder eine Fähre*."""
    passage, words = scene.passage, stage_words().words
    if words.carrying.isdisjoint(passage.words):
        return
    for index in range(len(passage.words)):
        clause = passage.clause_at(passage.tokens[index].start)
        if not passage.tokens[index].capital or not _is_vehicle(passage.words[index]):
            continue
        if words.carrying.isdisjoint(passage.words_of(clause)):
            continue
        item = structs.replace(goods_at(passage, clause, index), kind="institution")
        since = any(word in words.since for word in passage.words_of(clause))
        if clause.able and not passage.times_of(clause):
            continue  # sollen Züge mit 160 km/h fahren können
        if not words.speeds.isdisjoint(passage.words_of(clause)):
            continue  # werden 120 Stundenkilometer schnell fahren
        if item.chain.preposition or is_denied(item) or not (since or (_is_to_come(item) and not item.definite)):
            continue
        stage: Stage = "pledged" if _is_to_come(item) else "completed"
        yield as_found(item, None, stage=stage, reasons=(Reason("told by its work", -0.2),))
        return


def diplomatic_relations(scene: Scene) -> Iterator[Found]:
    """Relations between two states that are taken up or broken off: *nehmen diplomatische Beziehungen auf*."""
    passage = scene.passage
    if passage.number not in scene.context.with_two or "beziehungen" not in passage.words:
        return
    for index in range(1, len(passage.words)):
        if passage.words[index] != "beziehungen" or not passage.words[index - 1].startswith("diplomatisch"):
            continue
        item = structs.replace(_at(passage, index - 1, index), kind="measure", chain=chain(passage, index - 1))
        cue = cue_of(item)
        ago = passage.words_of(item.clause)
        if any(word.startswith(tuple(stage_words().words.vague_deeds)) for word in ago):
            continue  # einigten sich, ihre diplomatischen Beziehungen zu vertiefen
        if (
            cue is not None
            and cue.lemma not in stage_words().words.intransitive
            and cue.how == "verb"
            and not ("vor" in ago and "jahren" in ago)
            and not _is_long_ago(item)
        ):
            yield as_found(item, cue, reasons=(Reason("a step", -0.1),))
        return


def step_of_a_verb(scene: Scene) -> Iterator[Found]:
    """What a verb says is done between two states: *erkennen Führerscheine an*, *zieht seine Truppen ab*."""
    passage = scene.passage
    if "step" not in passage.meanings or passage.number not in scene.context.with_two:
        return
    for clause in passage.clauses:
        verb = next((verb for verb in clause.verbs if "step" in verb.sense.senses), None)
        if verb is None or verb.sense.kind == "attributive" or _is_told(scene, clause):
            continue
        if clause.kind == "relative" or passage.words[clause.first] in stage_words().words.according:
            continue  # das zweitgrößte Land, das Arbeitskräfte entsendet
        item = object_of(passage, clause, "measure")
        if item is not None and item.bare and not item.determiner and "bereit" in passage.words:
            continue  # ist bereit, Ärzte zu entsenden
        if item is None or is_denied(item) or "sich" in passage.words_of(clause):
            continue  # haben sich zusammengeschlossen
        going = not stage_words().words.now.isdisjoint(passage.words_of(clause))
        if going or passage.words[item.index].endswith(tuple(stage_words().words.firms)):
            continue  # führte Unternehmen beider Länder zusammen
        stage = _stage_now(item) if is_perfect(passage, clause) or verb.sense.kind == "past" else "pledged"
        content = clause.kind == "subordinate" and passage.words[clause.first] in function_words().content_clause
        parent = parent_of(passage, clause) if content else None
        told = parent is not None and any("commit" in verb.sense.senses for verb in parent.verbs)
        stage = "committed" if told or is_agreed(passage, clause) else stage
        yield as_found(item, None, stage=stage, reasons=(Reason("a step told by its verb", -0.2),))


def step_agreed_on(scene: Scene) -> Iterator[Found]:
    """Any step that two states agree on in an infinitive: *vereinbarten, Pakete künftig über Baku zu leiten*."""
    passage, words = scene.passage, stage_words().words
    if "commit" not in passage.meanings or passage.number not in scene.context.with_two:
        return
    for clause in passage.clauses:
        if clause.kind != "infinitive" or not is_agreed(passage, clause) or _is_told(scene, clause):
            continue
        if passage.words[clause.first] in words.what_for or not _agree_with_each_other(passage, clause):
            continue  # Peru beschloss, sein Öl über Chile zu leiten
        inside = passage.words_of(clause)
        above = (verb for other in passage.clauses if other.last == clause.first for verb in other.verbs)
        asked = any("ask" in verb.sense.senses for verb in above)  # einigten sich, die EU aufzufordern, … zu finden
        spoken = any(verb.sense.senses & {"up", "down", "talk"} for verb in clause.verbs)
        if asked or spoken or not words.vague.isdisjoint(inside):
            continue
        item = _opening(passage, clause, object_of(passage, clause, "measure"))
        vague = any(word.startswith(tuple(words.vague_deeds)) for word in inside)
        if item is not None and is_an_example(item):
            continue  # jährlich Futtergetreide wie Weizen und Hafer zu liefern
        if item is not None and item.determiner not in words.no_object and not vague and not is_denied(item):
            yield as_found(item, None, stage="committed", reasons=(Reason("a step agreed on", -0.25),))


def _opening(passage: Passage, clause: Clause, item: Mention | None) -> Mention | None:
    """The phrase that opens the clause, where the object is only its end: *die Prüfung von Anträgen auf Visa*."""
    at = clause.first + 1
    if item is None or at >= item.first or passage.words[clause.first] not in stage_words().words.object_articles:
        return item
    if not passage.tokens[at].capital:
        return item
    last = right_edge(passage.tokens, passage.senses, at, frozenset())
    return structs.replace(goods_at(passage, clause, at), kind=item.kind, last=last) if item.index <= last else item


def _agree_with_each_other(passage: Passage, clause: Clause) -> bool:
    """Whether the clause above tells that two have agreed, not that one decides or is obliged by law."""
    parent = parent_of(passage, clause)
    if parent is None:
        return False
    inside = passage.words_of(parent)
    if any(verb.sense.lemma in stage_words().words.mutual for verb in parent.verbs):
        return True
    if any(verb.sense.lemma in stage_words().words.reflexive for verb in parent.verbs) and "sich" not in inside:
        return False  # sind verpflichtet, ein Visum zu beantragen
    here = passage.actors_of(parent)
    return any(actor.kind == "pair" for actor in here) or len(codes_of(here)) > 1


def goods_made_abroad(scene: Scene) -> Iterator[Found]:
    """Goods that are to be made in another state: *will seine Zähler künftig in Kasachstan montieren*."""
    passage, local = scene.passage, stage_words().words.local
    for clause in passage.clauses if "make" in passage.meanings else ():
        verb = next((verb for verb in clause.verbs if "make" in verb.sense.senses), None)
        if verb is None or verb.sense.kind == "attributive" or _is_told(scene, clause) or not clause.planned:
            continue
        here = (actor for actor in passage.actors_of(clause) if actor.kind == "country")
        item = object_of(passage, clause, "project")
        if item is not None and any(passage.words[passage.index_at(actor.start) - 1] in local for actor in here):
            yield as_found(item, None, stage="pledged", reasons=(Reason("a work told by its verb", -0.2),))


def stake_bought(scene: Scene) -> Iterator[Found]:
    """A part of a firm or a work that is bought: *erwarb eine Beteiligung von 5 Prozent am Ölfeld Mono*."""
    passage, known = scene.passage, stage_words().words
    if "buy" not in passage.meanings or known.stakes.isdisjoint(passage.words):
        return
    for clause in passage.clauses:
        if not any("buy" in verb.sense.senses for verb in clause.verbs) or _is_told(scene, clause):
            continue
        item = object_of(passage, clause, "project", lambda one: passage.words[one.index] in known.stakes)
        if item is None or passage.words[item.index] not in known.stakes or is_denied(item):
            continue
        part = next((at for at in range(item.index, clause.last) if passage.words[at] in known.stakes_in), None)
        cue = verb_cue(item)
        if cue is not None and part is not None and cue.stage in ("pledged", "committed", "completed"):
            last = right_edge(passage.tokens, passage.senses, part, frozenset({clause.last - 1}))
            whole = structs.replace(item, last=max(item.last, last))
            yield as_found(whole, cue, reasons=(Reason("a stake", -0.15),))


def _is_long_ago(item: Mention) -> bool:
    """Whether the sentence counts the years since: *25 Jahre war es her, dass beide Beziehungen aufnahmen*."""
    words = item.passage.words
    return item.clause.kind == "subordinate" and "her" in words and "jahre" in words


def _is_told(scene: Scene, clause: Clause) -> bool:
    return any(mention.clause is clause for mention, _ in scene.told)


def _stage_now(item: Mention) -> Stage:
    return "pledged" if _is_to_come(item) else "completed"


def _is_to_come(item: Mention) -> bool:
    return item.clause.planned or item.clause.able or is_ahead(item)


def _is_vehicle(word: str) -> bool:
    """Whether the word is one that carries goods or people, in any number: *Züge*, *Nachtzug*, *Flugzeuge*."""
    words = stage_words().words
    return word in words.vehicles or word.endswith(tuple(words.lines))


def _at(passage: Passage, first: int, last: int) -> Mention:
    clause = passage.clause_at(passage.tokens[last].start)
    return structs.replace(goods_at(passage, clause, last), first=first, last=last)
