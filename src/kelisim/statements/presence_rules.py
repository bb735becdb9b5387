"""Rules for what is told without a verb of its own: papers that are there, money for a thing, bodies at work.

In: a scene. Out: what was found. *«Grundlage ist ein Abnahmevertrag mit …»* names a paper though nobody signs it;
*«zwei Milliarden Euro für die Bahn zwischen …»* a project though nobody builds it. Less sure than what a verb says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from kelisim.language.annotations import codes_of
from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.model import Stage
from kelisim.statements.concreteness import is_general, is_named, points_back
from kelisim.statements.found_words import same_family
from kelisim.statements.goods import goods_at
from kelisim.statements.money_rules import has_money
from kelisim.statements.moods import is_ahead, is_denied, is_perfect
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason
from kelisim.statements.sameness import compatible
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention

_NO_FACT = {"talk", "expect", "able", "other"}
_RUNNING = {"hold", "arrive", "level", "start", "deliver", "carry", "visit"}
_NEAR = 3  # tokens
_ROW = 5  # states
_APPOSED = 2  # tokens


def paper_told_of(scene: Scene) -> Iterator[Found]:
    """A paper with wording of its own: *Grundlage ist ein Vertrag mit …*, *in einem zweiten Memorandum*."""
    if scene.passage.is_headline:
        return
    for mention in scene.untold:
        if not mention.paper or (mention.weak and not _is_by_itself(mention)) or not _is_told(mention):
            continue
        clause = mention.clause
        if _is_said_to_be(mention) or is_contained(scene, mention) or _is_of_many(mention):
            continue
        if mention.words[0].startswith("möglich") or not function_words().unreal.isdisjoint(mention.around):
            continue  # ein mögliches Abkommen kam zur Sprache
        if _is_apposed(scene, mention) or mention.determiner in stage_words().words.every:
            continue
        if _is_pointed_at(mention) and any(item.kind == "agreement" for item in scene.earlier):
            continue  # Dies ist ein historisches Abkommen
        if clause.able or clause.conditional or any(_is_no_fact(verb) for verb in clause.verbs):
            continue
        found = as_found(mention, None, stage="committed", reasons=(Reason("no verb of signing", -0.3),))
        known = mention.definite and not _has_date(mention) and any(compatible(found, item) for item in scene.earlier)
        ahead = not mention.chain.preposition and clause.planned and not _starts_clause(mention)
        stage: Stage = "pledged" if ahead or is_denied(mention) else "committed"
        yield structs.replace(found, stage=stage, anaphor=known)


def _is_no_fact(verb: ClauseVerb) -> bool:
    """Whether a verb only talks of it, or says that it must be: *noch müssen Absprachen folgen*."""
    return bool(verb.sense.senses & _NO_FACT) or verb.sense.senses == {"modal"}


def _is_said_to_be(mention: Mention) -> bool:
    """Whether it only says what something is: *Es ist das erste Abkommen dieser Art*."""
    clause, before = mention.clause, mention.passage.words[mention.clause.first : mention.first]
    if mention.words[0].startswith("solch"):
        return True
    if not clause.verbs and not stage_words().words.subjects.isdisjoint(before):
        return True  # Thema ist eine Absichtserklärung
    known = mention.definite or not stage_words().words.definite.isdisjoint(before[-2:])
    return known and not clause.verbs and not function_words().be.isdisjoint(before)


def _is_pointed_at(mention: Mention) -> bool:
    """Whether *dies* only says of what was told what it is."""
    clause, before = mention.clause, mention.passage.words[mention.clause.first : mention.first]
    pointed = not stage_words().words.sees.isdisjoint(before[:2])
    return pointed and not clause.verbs and not function_words().be.isdisjoint(before)


def _is_of_many(mention: Mention) -> bool:
    """Whether papers without a number are told of a whole row of states: *hat Abkommen mit der Türkei, der EU, …*."""
    here = mention.passage.actors_of(mention.clause)
    codes = codes_of(actor for actor in here if actor.kind in ("country", "bloc"))
    return not mention.determiner and mention.count is None and len(codes) > _ROW


def is_contained(scene: Scene, mention: Mention) -> bool:
    """Whether a known paper only holds it: *das Abkommen umfasst Vereinbarungen über Visa*."""
    relative = mention.clause.kind == "relative"  # eine Strategie, die Vereinbarungen enthält
    words = scene.passage.words[mention.clause.first : mention.clause.last if relative else mention.first]
    if not any(word in stage_words().words.holding and word.endswith("t") for word in words):
        return False  # of several: die Dokumente enthalten einen Plan
    if relative:
        return True
    before = (other for other in scene.mentions if other.clause is mention.clause and other.last < mention.first)
    return any(other.paper and points_back(other) for other in before)


def _is_by_itself(mention: Mention) -> bool:
    """Whether a weak noun is a paper: between parties, or a joint one in which something is agreed."""
    agreed = any("commit" in verb.sense.senses for verb in mention.clause.verbs)
    joint = agreed and mention.determiner.startswith("ein") and mention.words[0].startswith("gemeinsam")
    return joint or _is_between(mention)


def _is_told(mention: Mention) -> bool:
    """Whether the phrase hangs on nothing that takes its say, and is more than a mere *das Abkommen*."""
    words = stage_words().words
    if (mention.chain.governor is not None and not _is_by_what(mention)) or _is_only_quoted(mention):
        return False
    about = mention.chain.preposition == "um" and mention.last > mention.index
    about = about and not words.amounting_to.isdisjoint(mention.around)
    if mention.chain.preposition and mention.chain.preposition not in words.paper_prepositions and not about:
        return False  # but: es handelt sich um eine Absichtserklärung zwischen …
    if mention.thing and not (mention.thing.instrument or mention.count or _is_on_a_topic(mention)):
        return False  # prüfen die Dokumente der Reisenden
    if mention.definite:
        return _has_date(mention) or (not points_back(mention) and mention.last > mention.index) or _is_between(mention)
    new = mention.determiner.startswith("ein") or mention.count is not None
    if mention.chain.preposition == "per" and mention.first == mention.index:
        return True
    if mention.chain.preposition:
        own = mention.first < mention.index or mention.last > mention.index
        return new and (own or not mention.clause.planned)
    return new or mention.last > mention.index


def _is_on_a_topic(mention: Mention) -> bool:
    """Whether the next word says on what a paper is, or between whom."""
    behind = mention.passage.words[mention.index + 1 : mention.index + 2]
    return bool(behind) and behind[0] in function_words().topic_prepositions | function_words().between


def _is_by_what(mention: Mention) -> bool:
    """Whether it is by the paper that ties are made closer: *haben ihre Partnerschaft mit einem Abkommen vertieft*."""
    by = mention.chain.preposition in ("mit", "durch") and mention.determiner.startswith("ein")
    verbs = (verb.sense.lemma for verb in mention.clause.verbs)
    return by and not mention.clause.planned and any(lemma in stage_words().words.strengthening for lemma in verbs)


def _is_apposed(scene: Scene, mention: Mention) -> bool:
    """Whether it only says again what a paper right before it is: *ein Zollabkommen – ein Abkommen, von dem …*."""
    noun = scene.passage.words[mention.index]
    before = (other for other in scene.mentions if other.paper and 0 < mention.chain.outer - other.last <= _APPOSED)
    return any(scene.passage.words[other.index].endswith(noun) for other in before)


def _is_only_quoted(mention: Mention) -> bool:
    """Whether a paper only says something: *wie es in einem Communiqué hieß*."""
    here = mention.around
    return mention.chain.preposition in ("in", "im") and not stage_words().words.reading.isdisjoint(here)


def _has_date(mention: Mention) -> bool:
    """Whether a time follows the noun: *das Rahmenabkommen von 2022*."""
    passage = mention.passage
    if mention.last + 1 >= len(passage.words) or passage.words[mention.last + 1] not in stage_words().words.dating:
        return False
    near = passage.tokens[min(mention.last + _NEAR, len(passage.tokens) - 1)].end
    return any(passage.tokens[mention.last].end <= time.start < near for time in passage.times)


def _is_between(mention: Mention) -> bool:
    """Whether it is said to be between parties: *das Abkommen zwischen Indien und Kenia*."""
    words, at = mention.passage.words, mention.index + 1
    at += at < len(words) and words[at].isdigit()  # der Kooperationsplan 2026 zwischen beiden Ministerien
    return at < len(words) and words[at] in function_words().between


def _starts_clause(mention: Mention) -> bool:
    return mention.chain.outer <= mention.clause.first + 1


def loan_among_papers(scene: Scene) -> Iterator[Found]:
    """A loan in a list of papers: *folgten elf Abkommen, darunter ein Kredit der Bank über 50 Millionen Euro*."""
    words = scene.passage.words
    for mention in scene.untold:
        if mention.paper or not mention.signable:
            continue
        papers = [other for other in scene.mentions if other.paper and other.last < mention.first]
        between = words[papers[-1].last + 1 : mention.first] if papers else ()
        if any(word in stage_words().words.listing for word in between):
            found = as_found(mention, scene.cue(papers[-1]), stage="committed", reasons=(Reason("in a list", -0.1),))
            yield structs.replace(found, kind="agreement")


def body_at_work(scene: Scene) -> Iterator[Found]:
    """A body or service that is there since some time: *seit Mai arbeitet in Bischkek ein ungarisches Konsulat*."""
    words = stage_words().words
    for mention in scene.mentions:
        if mention.kind != "institution" or mention.chain.preposition or mention.chain.governor is not None:
            continue
        here = mention.around
        new = mention.determiner.startswith("ein") and (not mention.weak or not mention.bare)
        if not new or not any(word in words.at_work for word in here):
            continue
        ahead = is_ahead(mention)
        if ahead or any(word in words.since for word in here):
            stage: Stage = "pledged" if ahead else "completed"
            yield as_found(mention, None, stage=stage, reasons=(Reason("told by its work", -0.2),))


def joint_body_to_come(scene: Scene) -> Iterator[Found]:
    """A new body of both states that shall do something: *Ein deutsch-togoischer Wirtschaftsrat soll … anstoßen*."""
    for mention in scene.untold:
        new = mention.kind == "institution" and mention.determiner.startswith("ein") and not mention.chain.preposition
        if not new or not mention.clause.planned or mention.clause.negated or mention.chain.acts:
            continue
        here = mention.passage.actors_in(mention.head)
        if len(codes_of(here)) > 1 or any(word.startswith("gemeinsam") for word in mention.words):
            yield as_found(mention, None, stage="pledged", reasons=(Reason("told by what it is to do", -0.2),))


def held_by_a_paper(scene: Scene) -> Iterator[Found]:
    """What an order or a project holds: *der Auftrag umfasst die Lieferung von 26 Zügen*, *es geht um …*."""
    known, words = stage_words().words, scene.passage.words
    if known.holding.isdisjoint(words) and known.about.isdisjoint(words):
        return
    for mention in scene.untold:
        clause = mention.clause
        here = words[clause.first : clause.last]
        if _is_all_about(mention, here):
            yield as_found(mention, None, stage="pledged", reasons=(Reason("what a paper holds", -0.2),))
            continue
        if (
            stage_words().words.holding.isdisjoint(here)
            or mention.chain.preposition
            or mention.chain.governor is not None
        ):
            continue
        built = any(
            act and act.kind == "project" for act in (scene.passage.senses[at].act for at in mention.chain.acts)
        )
        if not (built or mention.kind == "supply") or mention.paper or not is_named(mention):
            continue
        above = [other for other in scene.mentions if other.last < mention.chain.outer and not other.chain.preposition]
        if above and (above[0].paper or is_general(above[0])):
            yield as_found(mention, None, stage="pledged", reasons=(Reason("what a paper holds", -0.2),))


def _is_all_about(mention: Mention, here: Sequence[str]) -> bool:
    """Whether a counted delivery is said to be what it is about: *Insgesamt geht es um die Lieferung von 12 Loks*."""
    counted = any(q.kind == "count" and mention.head.covers(q.span) for q in mention.passage.quantities)
    about = mention.chain.preposition == "um" and "es" in here and not stage_words().words.about.isdisjoint(here)
    return about and counted and mention.kind == "supply" and mention.clause.kind == "main"


def one_of_those_before(scene: Scene) -> Iterator[Found]:
    """A work that opens a fragment as one of those told before: *Darunter ein Telefonprojekt namens Sol*."""
    passage = scene.passage
    if passage.words[0] not in stage_words().words.listing or passage.clauses[0].verbs:
        return
    before = next((item for item in reversed(scene.earlier) if passage.number - item.passage.number == 1), None)
    for mention in scene.untold if before is not None else ():
        opens = not any(token.capital for token in passage.tokens[1 : mention.first])
        if opens and not mention.chain.preposition and before is not None:
            stage: Stage = before.stage if same_family(before.kind, mention.kind) else "pledged"
            yield as_found(mention, None, stage=stage, reasons=(Reason("one of those before", -0.2),))
            return


def core_of_a_package(scene: Scene) -> Iterator[Found]:
    """What papers are about above all: *Kernstück ist die Gründung einer Gesellschaft*."""
    passage = scene.passage
    for mention in scene.mentions:
        clause = mention.clause
        if not _opens_with_core(passage, clause):
            continue
        if mention.paper:
            if mention.determiner.startswith("ein"):
                yield as_found(mention, None, stage="committed", reasons=(Reason("what papers are about", -0.2),))
            continue
        new = mention.determiner.startswith("ein") or (not mention.definite and mention.first < mention.index)
        if mention.chain.acts or new:
            yield as_found(mention, None, stage="pledged", reasons=(Reason("what papers are about", -0.2),))


def _opens_with_core(passage: Passage, clause: Clause) -> bool:
    """Whether a clause begins with *Kernstück ist* or *sein Kern ist*."""
    first = clause.first + (passage.words[clause.first] in function_words().determiners)
    words = passage.words[first : first + 2]
    return len(words) > 1 and words[0] in stage_words().words.cores and words[1] in function_words().be


def places_raised(scene: Scene) -> Iterator[Found]:
    """Scholarships that become more: *die Zahl der Stipendien steigt auf 150*."""
    for mention in scene.untold:
        if mention.kind != "training" or mention.chain.governor is not None or mention.chain.preposition:
            continue
        rising = [verb for verb in mention.clause.verbs if "up" in verb.sense.senses]
        if rising and is_named(mention):
            planned = mention.clause.planned or mention.clause.able
            stage: Stage = "pledged" if planned else "implementing"
            yield as_found(mention, None, stage=stage, reasons=(Reason("only its number is told", -0.2),))


def first_run(scene: Scene) -> Iterator[Found]:
    """A first train, ship or flight that has left or arrived: *der erste Güterzug für Serbien verließ den Bahnhof*."""
    passage, words = scene.passage, stage_words().words
    for index in range(1, len(passage.words)) if not words.vehicles.isdisjoint(passage.words) else ():
        if passage.words[index] not in words.vehicles or passage.words[index - 1] not in words.firsts:
            continue
        clause = passage.clause_at(passage.tokens[index].start)
        mention = goods_at(passage, clause, index)
        if mention.chain.preposition or not any(verb.sense.senses & _RUNNING for verb in clause.verbs):
            continue
        stage: Stage = "pledged" if clause.planned or clause.able else "completed"
        yield as_found(mention, None, stage=stage, reasons=(Reason("a first run", -0.2),))


def further_ones(scene: Scene) -> Iterator[Found]:
    """More papers of which only the number is told: *weitere 20 im Wert von … sollten folgen*."""
    passage, small = scene.passage, function_words()
    if small.further.isdisjoint(passage.words):
        return
    before = next((item for item in reversed(scene.earlier) if item.kind == "agreement"), None)
    if before is None or passage.number - before.passage.number > 1:
        return
    for quantity in passage.quantities:
        index = passage.index_at(quantity.start)
        last = passage.index_at(quantity.end - 1)
        if quantity.kind != "count" or index == 0 or passage.words[index - 1] not in small.further:
            continue
        if last + 1 >= len(passage.words) or passage.words[last + 1] not in small.prepositions | small.auxiliaries:
            continue
        clause = passage.clause_at(quantity.start)
        item = structs.replace(
            before.mention, passage=passage, clause=clause, index=last, first=index - 1, last=last, beside=None
        )
        yield as_found(
            item, None, stage="pledged" if clause.planned else before.stage, reasons=(Reason("noun left out", -0.2),)
        )


def project_taken_up(scene: Scene) -> Iterator[Found]:
    """A work known only from a paper, of which the text goes on to tell: *die Strecke soll 2027 fertig sein*."""
    words = stage_words().words
    works = [mention for mention in scene.mentions if mention.kind == "project" and points_back(mention)]
    if not works or any(same_family(item.kind, "project") for item in scene.earlier):
        return
    papers = any(item.kind == "agreement" for item in scene.earlier)
    for mention in works if papers else ():
        if mention.chain.governor is not None:
            continue
        clause = mention.clause
        here = scene.passage.words_of(clause)
        if not function_words().unreal.isdisjoint(here):
            continue  # es wurde erwartet, dass das Projekt 4 Milliarden kosten würde
        costs = has_money(mention) and any(word in words.costs for word in here)
        ready = clause.planned and any(word in words.ready for word in here)
        if (costs or ready) and not (mention.chain.preposition and not costs):
            done = any(verb.sense.kind == "past" for verb in clause.verbs) and not is_perfect(scene.passage, clause)
            done = done or (costs and "gekostet" in here)
            stage: Stage = "completed" if done else "pledged"
            yield as_found(mention, None, stage=stage, reasons=(Reason("known from a paper", -0.25),))


def headline_of_a_paper(scene: Scene) -> Iterator[Found]:
    """A headline that names papers and no verb: *22 Abkommen mit Indien*."""
    if not scene.passage.is_headline:
        return
    for mention in scene.untold:
        known = mention.count is not None or _is_between(mention)
        if mention.paper and known and not any(c.verbs for c in scene.passage.clauses):
            yield as_found(mention, None, stage="committed", reasons=(Reason("headline without a verb", -0.2),))


def headline_of_a_project(scene: Scene) -> Iterator[Found]:
    """A headline that opens with a named work and a colon: *Bahn von Rascht nach Astara: Wer bezahlt?*."""
    if not scene.passage.is_headline:
        return
    for mention in scene.untold:
        at = mention.last + 1
        named = mention.last > mention.index or mention.first < mention.index
        if mention.kind != "project" or mention.first > 1 or not named or at >= len(scene.passage.words):
            continue
        if scene.passage.words[at] == ":" and not mention.chain.acts:
            yield as_found(mention, None, stage="pledged", reasons=(Reason("headline without a verb", -0.2),))
