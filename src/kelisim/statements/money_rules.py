"""Rules for money that is given or promised, with or without a word for what it is for.

In: a scene. Out: what was found. *«zwei Milliarden Euro für die Bahn zwischen …»* names a project though nobody builds
it; *«sagte Kenia 5 Millionen Euro zu»* is a programme of that sum.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from kelisim.language.annotations import Quantity
from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import right_edge
from kelisim.model import Stage
from kelisim.statements.concreteness import is_general, is_named
from kelisim.statements.goods import goods_at
from kelisim.statements.moods import is_passive, is_perfect
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.stages import verb_cue
from kelisim.statements.things import Mention

_BEFORE = 4  # tokens before a sum
_DASHES = ("–", "—", "-")
_GRANTING = {"give", "commit"}
_PAYING = {"give", "invest", "pay", "commit", "pledge", "flow", "cost"}


def thing_with_money(scene: Scene) -> Iterator[Found]:
    """A named thing that money goes into: *stellt 2 Milliarden Euro für die Bahn zwischen … bereit*."""
    words = stage_words().words
    for mention in scene.untold:
        if mention.kind not in ("project", "institution") and not _is_a_work(mention):
            continue
        if mention.chain.preposition not in words.money_for and not _is_aided(mention):
            continue
        new = mention.determiner.startswith("ein") and mention.first < mention.index  # in eine neue Fabrik
        if not (is_named(mention) or new) or (is_general(mention) and mention.bare) or not has_money(mention):
            continue
        if mention.determiner.startswith(("sein", "ihr")) and not mention.chain.acts:
            continue  # hat 20 Milliarden in seine Werke in Laos investiert
        if mention.kind == "institution" and mention.definite and not mention.chain.acts:
            continue  # soll die Europäische Investitionsbank den Bau unterstützen
        beside = (other for other, _ in scene.told if other.clause is mention.clause and other.kind == "programme")
        if _is_a_work(mention) and next(beside, None) is not None:
            continue  # für die Modernisierung der Bahn ein Finanzpaket
        if not stage_words().words.vague.isdisjoint(mention.words):
            continue  # zehn Milliarden für den Ausbau der Infrastruktur
        if any(
            paper.paper and paper.clause is mention.clause and paper.last < mention.first for paper, _ in scene.told
        ):
            continue  # eine Vereinbarung über die Investition von 442 Millionen in den Hafen
        clause = mention.clause
        paying = any(verb.sense.senses & _PAYING for verb in clause.verbs)
        if paying or any(word in words.earmarks for word in scene.passage.words_of(clause)):
            stage: Stage = "pledged" if clause.planned or clause.able else "committed"
            found = as_found(mention, None, stage=stage, reasons=(Reason("only its money is told", -0.35),))
            yield structs.replace(found, kind="project") if _is_a_work(mention) else found


def _is_a_work(mention: Mention) -> bool:
    """Whether it is what is done to a named work: *die Modernisierung der argentinischen Eisenbahn*."""
    passage = mention.passage
    if mention.act is None or mention.thing is not None or mention.act.use != "measure":
        return False
    inside = (passage.senses[at].thing for at in range(mention.index + 1, mention.last + 1))
    return any(thing is not None and thing.kind == "project" for thing in inside)


def _is_aided(mention: Mention) -> bool:
    """Whether a work is what is helped on with a sum: *will den Ausbau der Bahn mit 250 Millionen unterstützen*."""
    passage, clause = mention.passage, mention.clause
    if mention.chain.preposition or not any("aid" in verb.sense.senses for verb in clause.verbs):
        return False
    starts = (passage.index_at(quantity.full_start) for quantity in passage.money_in(clause))
    return any("mit" in passage.words[max(0, at - 2) : at] for at in starts)


def money_promised(scene: Scene) -> Iterator[Found]:
    """Money given or to be given, of which no more is told: *will Ägypten 7,4 Milliarden Euro bereitstellen*."""
    passage, small = scene.passage, function_words()
    for clause in passage.clauses if passage.meanings & {"give", "aid", "invest"} else ():
        giving = [verb for verb in clause.verbs if verb.sense.senses & {"give", "aid", "invest"}]
        paid = not clause.planned and any(
            "pay" in verb.sense.senses or (verb.sense.weak and not verb.sense.senses & {"grant", "aid"})
            for verb in giving
        )
        if not giving or paid or not small.impersonal.isdisjoint(passage.words_of(clause)):
            continue  # verspricht sich eine Milliarde, gibt es
        if _is_a_share(scene, giving) or _is_invested_at_large(scene, clause, giving):
            continue
        if any(mention.clause is clause and is_meant(mention) for mention in scene.mentions):
            continue
        sums = passage.money_in(clause)
        if not sums or sums[0].change is not None or not (clause.planned or passage.number in scene.context.with_two):
            continue
        aided = all("aid" in verb.sense.senses for verb in giving)
        plain = [q for q in sums if not _is_led(passage, q)]
        given = plain[0] if plain and not aided else sums[0]  # zusätzlich zu 2 Milliarden eine weitere Milliarde
        first, last = passage.index_at(given.full_start), passage.index_at(given.end - 1)
        led = first > 0 and passage.words[first - 1] in small.prepositions
        if passage.words[last + 1 : last + 2] and passage.words[last + 1] in stage_words().words.per:
            continue  # mit 21 Euro pro Kopf
        if first > 0 and passage.words[first - 1] in _DASHES and scene.mentions:
            continue  # gewährt Belarus einen Kredit – 1,5 Milliarden
        if led != aided or (aided and (passage.words[first - 1] not in small.accompanied or _seen_after(scene))):
            continue  # unterstützt Kenia mit 5 Millionen Euro
        item = goods_at(passage, clause, last)
        item = structs.replace(item, first=first, last=with_aim(passage, last), kind="programme")
        stage = stage_of_money(item, giving[-1])
        if stage != "pledged" and is_added_up(item):
            continue
        yield as_found(item, None, stage=stage, reasons=(Reason("only its sum is told", -0.2),))


def money_by_its_giving(scene: Scene) -> Iterator[Found]:
    """A sum told with the noun of giving it: *kündigte die Bereitstellung von 5 Millionen Euro an*."""
    passage, known = scene.passage, stage_words().words
    if known.givings.isdisjoint(passage.words):
        return
    for money in passage.quantities:
        at = _giving_before(passage, passage.index_at(money.full_start)) if money.kind == "money" else None
        if at is None:
            continue
        item = goods_at(passage, passage.clause_at(passage.tokens[at].start), at)
        last = with_aim(passage, passage.index_at(money.end - 1))
        item = structs.replace(item, last=last, kind="programme")
        cue = verb_cue(item)
        if cue is not None and not cue.talk and (cue.senses & _GRANTING or cue.lemma in known.announcing):
            yield as_found(item, cue, reasons=(Reason("only its sum is told", -0.2),))


def _giving_before(passage: Passage, first: int) -> int | None:
    """The noun of giving before the words of a sum."""
    words, known = passage.words, stage_words().words
    at = first - 1
    if at < 1 or words[at] not in known.sums_of:
        return None
    at -= 1
    if words[at] in known.worth and at > 1:
        at -= 2  # in Höhe von
    return at if words[at] in known.givings else None


def _is_led(passage: Passage, money: Quantity) -> bool:
    """Whether a preposition stands before a sum, over the article and what says of it that it is known."""
    at = passage.index_at(money.full_start)
    if at and passage.words[at - 1] in function_words().conjunctions:
        return True  # in Höhe von 150 und 100 Millionen
    return any(word in function_words().prepositions for word in passage.words[max(0, at - _BEFORE) : at])


def _is_a_share(scene: Scene, giving: list[ClauseVerb]) -> bool:
    """Whether it is only one's share of what a work costs: *die Brücke kostet 4 Millionen, Peru steuert 2 bei*."""
    if not any(verb.sense.lemma in stage_words().words.sharing for verb in giving):
        return False
    return bool(scene.mentions) or any(scene.passage.number - item.passage.number == 1 for item in scene.earlier)


def _is_invested_at_large(scene: Scene, clause: Clause, giving: list[ClauseVerb]) -> bool:
    """Whether it is not one state's money for another: *sollen 20 Milliarden investiert werden*, *will … investieren*.

    A sum to be invested is told as what a work costs, too, and of a whole continent.
    """
    if not any("invest" in verb.sense.senses for verb in giving):
        return False
    number, two = scene.passage.number, scene.context.with_two
    return is_passive(scene.passage, clause) or not clause.planned or not (number in two or number - 1 in two)


def is_added_up(item: Mention) -> bool:
    """Whether a sum is all that was given over years, or a part of one told before: *hat Togo seit 2012 … gegeben*."""
    passage, clause = item.passage, item.clause
    here, known = set(passage.words_of(clause)), stage_words().words
    if known.parts_of_sums & here or len(known.all_in_all & here) > 1:
        return True
    return any(time.timex.endswith("/..") for time in passage.times_of(clause))


def _seen_after(scene: Scene) -> bool:
    """Whether the next sentence says which paper holds it: *Das sieht ein Abkommen vor*."""
    after = scene.context.passages[scene.passage.number + 1 : scene.passage.number + 2]
    return any(passage.words[0] in stage_words().words.sees and "vor" in passage.words for passage in after)


def with_aim(passage: Passage, last: int) -> int:
    """Where the phrase of a sum ends with what it is for: *90 Millionen Euro für neue Brunnen*."""
    known = stage_words().words
    if last + 1 >= len(passage.words) or passage.words[last + 1] not in known.money_for:
        return last
    if passage.words[last + 2 : last + 3] and passage.words[last + 2] in known.light_groups:
        return last  # stellt 90 Millionen in Aussicht
    stops = frozenset(passage.index_at(time.start) - 1 for time in passage.times)
    return right_edge(passage.tokens, passage.senses, last, stops)


def is_meant(mention: Mention) -> bool:
    """Whether the money may be told as that of a thing: not of a new, bare one that it is for (*für eine Autobahn*)."""
    known = stage_words().words
    is_for = mention.chain.preposition in known.money_for
    at_that = mention.chain.preposition in known.helped_at  # unterstützt Togo beim Kauf von Booten
    if (is_for and mention.kind == "programme" and not mention.determiner) or (at_that and mention.kind == "supply"):
        return False  # 36 Millionen für Programme zur Wassernutzung
    if mention.kind == "institution" and mention.definite and not mention.chain.acts:
        return False  # die Entwicklungsbank leiht Togo 5 Millionen; 60 Millionen für den Energiefonds
    if is_for and mention.kind in ("supply", "measure", "training"):
        return False  # 100 Millionen für den Kauf von Munition
    return not is_for or is_named(mention) or (mention.definite and not mention.chain.acts)


def stage_of_money(item: Mention, verb: ClauseVerb) -> Stage:
    """Whether money has been given, is granted, or only promised."""
    if item.clause.planned or item.clause.able or "pledge" in verb.sense.senses:
        return "pledged"
    told = verb.sense.kind == "past" or is_perfect(item.passage, item.clause)
    if "complete" in verb.sense.senses:
        return "completed" if told else "pledged"
    return "committed"


def has_money(mention: Mention) -> bool:
    """Whether a sum stands in the clause and nothing else that the phrase could hang on."""
    passage, governor = mention.passage, mention.chain.governor
    clause = passage.span_of(mention.clause)
    sums = [q for q in passage.quantities if q.kind == "money" and clause.start <= q.start < clause.end]
    if governor is None or not sums:
        return bool(sums)
    at = passage.tokens[governor].start
    return any(q.start <= at < q.end for q in sums)
