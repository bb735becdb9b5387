"""The rules for undertakings, in their order of precedence; each says what it accepts.

In: a scene. Out: what was found. A phrase that one rule has taken is not looked at by the rules behind it.
*«unterzeichneten ein Abkommen über den Bau eines Kraftwerks»* is a signed paper; *«der Bau eines Kraftwerks in …
begann»* a thing under way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import structs

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.model import Stage
from kelisim.statements.concreteness import (
    has_sum,
    is_concrete,
    is_effect,
    is_general,
    is_named,
    is_resumed,
    is_vague,
    points_back,
)
from kelisim.statements.cues import Cue
from kelisim.statements.event_rules import event_on_its_day, event_to_come
from kelisim.statements.goods import first_noun, goods_of
from kelisim.statements.items import items_of, listed_by_number, one_of_several, shortened, told_apart
from kelisim.statements.known_papers import is_no_news
from kelisim.statements.money_rules import money_by_its_giving, money_promised, thing_with_money
from kelisim.statements.order_rules import goods_of_a_relative, goods_of_an_order, order_given
from kelisim.statements.presence_rules import (
    body_at_work,
    core_of_a_package,
    first_run,
    further_ones,
    headline_of_a_paper,
    headline_of_a_project,
    held_by_a_paper,
    is_contained,
    joint_body_to_come,
    loan_among_papers,
    one_of_those_before,
    paper_told_of,
    places_raised,
    project_taken_up,
)
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.spoken_rules import spoken_of_with_its_day
from kelisim.statements.stage_words import stage_words
from kelisim.statements.step_rules import (
    diplomatic_relations,
    goods_made_abroad,
    service_that_runs,
    stake_bought,
    step_agreed_on,
    step_of_a_verb,
    visa_no_longer_asked,
)
from kelisim.statements.sum_rules import funds_promised, money_received
from kelisim.statements.things import Mention
from kelisim.statements.ties import tie_agreed, tie_in_a_list
from kelisim.statements.told_beside import is_a_stock
from kelisim.statements.topic_lists import one_named_after_all, paper_by_its_topic
from kelisim.statements.topics import is_topic

_LISTED = ("project", "programme")
Rule = Callable[[Scene], Iterator[Found]]


def listed_paper(scene: Scene) -> Iterator[Found]:
    """An item of a list that a signing or a launch has opened: *wurden unterzeichnet, darunter: • Abkommen über …*."""
    if scene.listing is None or scene.passage.sentence.kind not in ("bullet", "headline"):
        return
    numbered, label = listed_by_number(scene), scene.passage.words.index(":") if ":" in scene.passage.words else 0
    for mention in [numbered] if numbered else [item for item in scene.mentions if item.first >= label][:1]:
        if mention.first <= 2 + label:
            yield as_found(mention, scene.listing.cue, stage=scene.listing.stage)


def item_of_a_package(scene: Scene) -> Iterator[Found]:
    """One of several papers told apart: *zwei Abkommen: eines über das Bündnis, ein anderes zu …*."""
    for mention, cue in items_of(scene):
        stage: Stage = cue.stage if cue else "committed"
        yield as_found(mention, cue, stage=stage, reasons=(Reason("one of several", -0.1),))


def item_by_its_content(scene: Scene) -> Iterator[Found]:
    """One of several papers by what it is about: *Eines regelt den Warenverkehr, ein zweites die Rechtshilfe*."""
    for mention, stage in told_apart(scene):
        yield structs.replace(
            as_found(mention, None, stage=stage, reasons=(Reason("one of several", -0.1),)), kind="agreement"
        )


def work_among_several(scene: Scene) -> Iterator[Found]:
    """One of several works that only a number names: *Die eine entsteht bei Macará, die andere soll …*."""
    for mention, cue in one_of_several(scene):
        if cue is not None or mention.clause.planned:
            yield as_found(mention, cue, reasons=(Reason("noun left out", -0.2),))


def second_of_its_kind(scene: Scene) -> Iterator[Found]:
    """A second thing whose noun is left out: *ein Handelshaus in Taschkent und ein usbekisches in Astana*."""
    for mention, cue in shortened(scene):
        if cue is not None:
            yield as_found(mention, cue, reasons=(Reason("noun left out", -0.15),))


def signed_paper(scene: Scene) -> Iterator[Found]:
    """A paper that is signed, adopted, ratified, planned, ended: *haben ein Abkommen über … unterzeichnet*."""
    for mention, cue in scene.told:
        if (
            not mention.paper
            or (cue.talk and not _negotiated(mention, cue))
            or (cue.how == "act" and cue.stage == "implementing" and mention.bare)
        ):
            continue
        said = cue.senses & {"sign", "commit", "pledge", "conclude", "declare"} or cue.how == "phrase"
        placed = _is_placed(mention, cue)
        known = points_back(mention) and not (placed and mention.determiner == "den")
        if (mention.weak and not (said or placed or mention.specific)) or is_no_news(mention, cue):
            continue
        if mention.weak and _is_only_with_sum(mention) and not (has_sum(mention) and _is_new(mention)):
            continue  # haben Geschäfte abgeschlossen, das Geschäft von 3 Millionen
        if cue.how == "act" and not function_words().unreal.isdisjoint(mention.around):
            continue  # wäre der Abschluss eines Abkommens wichtig
        if mention.clause.able and mention.bare and not mention.determiner:
            continue  # kann wieder Handelsabkommen schließen
        yield as_found(mention, cue, stage="committed" if placed else None, anaphor=known)


def _is_only_with_sum(mention: Mention) -> bool:
    """Whether the noun says something only with the money that it is worth: *Geschäfte im Wert von 3 Millionen*."""
    return mention.thing is not None and mention.thing.lemma.lower() in stage_words().words.only_with_sum


def _is_new(mention: Mention) -> bool:
    """Whether it is told for the first time: with *ein*, or with nothing before it."""
    return mention.determiner.startswith("ein") or (not mention.determiner and mention.first == mention.index)


def _is_placed(mention: Mention, cue: Cue) -> bool:
    """Whether somebody is given an order: *erhält aus Ägypten einen Auftrag über 8 Milliarden Euro*."""
    order = mention.thing is not None and mention.thing.lemma.lower() in stage_words().words.orders
    got = order and "get" in cue.senses and not mention.clause.planned
    first = mention.determiner == "den" and mention.first - mention.clause.first <= 1  # Den Auftrag erhielt eine Firma
    return got and (first or mention.determiner.startswith("ein"))


def _negotiated(mention: Mention, cue: Cue) -> bool:
    """Whether a paper is told well enough for talks about it: *Verhandlungen über ein Freihandelsabkommen*."""
    return cue.how == "act" and cue.stage == "pledged" and not mention.weak and mention.determiner.startswith("ein")


def paper_that_is_there(scene: Scene) -> Iterator[Found]:
    """A paper that exists or is contained in signed ones: *gibt es eine Absichtserklärung*, *enthalten einen Plan*."""
    words = stage_words().words
    for mention in scene.untold:
        here = mention.around
        if not mention.paper or mention.chain.preposition or mention.chain.governor is not None:
            continue
        if mention.definite and (points_back(mention) or not any(word in words.valid for word in here)):
            continue
        holds = any(word in words.holding for word in here) and any(
            other.paper and other.index < mention.index for other in scene.mentions
        )
        if holds and is_contained(scene, mention):
            continue
        told = mention.specific or mention.determiner.startswith("ein")
        if holds or (told and any(word in words.existing for word in here)):
            yield as_found(mention, None, stage="committed", reasons=(Reason("no verb of signing", -0.15),))


def goods_delivered(scene: Scene) -> Iterator[Found]:
    """What is delivered, with or without a number: *lieferte 300 Traktoren*, *transferierte IT-Produkte*."""
    known = stage_words().words
    for mention, cue in goods_of(scene.passage):
        if mention.determiner.startswith("kein") and "mehr" in mention.around and cue.stage == "pledged":
            continue  # kauft kein russisches Öl mehr
        if "get" in cue.senses and mention.count is None and _is_behind_an_object(mention):
            continue  # erhielten einen besseren Zugang, etwa Maschinen und Uhren
        found = as_found(mention, cue, reasons=() if mention.count else (Reason("goods without a number", -0.35),))
        allowed = cue.senses & {"export", "import"} and not known.may.isdisjoint(mention.around)
        yield structs.replace(found, kind="measure", stage="committed") if allowed else found


def _is_behind_an_object(mention: Mention) -> bool:
    """Whether the verb has another object before it, with an article that is an accusative alone."""
    words = mention.passage.words
    articles = (at for at in range(mention.clause.first, mention.first - 1) if words[at] == "einen")
    return any(words[at - 1] not in function_words().prepositions for at in articles)


def thing_that_becomes(scene: Scene) -> Iterator[Found]:
    """A thing of which a verb, a wording or an act says what becomes of it: *eröffneten ein Zentrum*, *Bau von …*."""
    for mention, cue in scene.told:
        if mention.paper or mention.kind == "event" or (cue.talk and _is_open(mention, cue)):
            continue
        if mention.act is not None and mention.thing is None:
            continue
        if cue.lemma in stage_words().words.charging and not _is_charged_with(mention):
            continue  # das Gemeinschaftsunternehmen soll mit dem Betrieb beauftragt werden
        if "invest" in cue.senses and not has_sum(mention) and not mention.determiner:
            continue  # investiert in Stromtrassen
        given = mention.kind == "programme" and cue.stage in ("completed", "committed") and cue.how == "verb"
        if (given and _is_summed_up(mention)) or (cue.how == "act" and mention.chain.preposition == "seit"):
            continue  # hat seit 1990 Hilfe bereitgestellt; seit dem Start der Initiative
        if (
            mention.words[0].startswith("möglich")
            or not is_concrete(mention, cue)
            or is_effect(mention, cue)
            or is_topic(scene, mention, cue)
            or (cue.lemma == "geben" and _is_told_before(scene, mention))
        ):
            continue
        found = as_found(mention, cue, anaphor=points_back(mention) and not is_resumed(mention, cue))
        sent = mention.kind == "project" and cue.lemma in stage_words().words.sending and not mention.chain.acts
        yield structs.replace(found, kind="supply") if sent else found  # liefern mobile Kraftwerke


def _is_told_before(scene: Scene, mention: Mention) -> bool:
    """Whether a work by the same noun was told of: *bauen eine Pipeline … es wird eine eigene Pipeline geben*."""
    nouns = (item.mention.thing.lemma for item in scene.earlier if item.mention.thing is not None)
    return mention.thing is not None and mention.thing.lemma in nouns


def _is_charged_with(mention: Mention) -> bool:
    """Whether it is what another is to do: *wurde mit dem Bau und der Wartung von drei Werken beauftragt*."""
    above = mention.beside if mention.beside is not None and not mention.chain.preposition else mention
    return bool(above.chain.preposition)


def _is_summed_up(mention: Mention) -> bool:
    """Whether it is all that was given since then: *seit 1990*, *seit Kriegsbeginn*."""
    return "seit" in mention.around


def _is_open(mention: Mention, cue: Cue) -> bool:
    """Whether what is only talked about is not told well enough: *erörterten geplante Projekte*."""
    return not is_named(mention) or (cue.how == "participle" and is_general(mention) and mention.count is None)


def thing_with_its_sum(scene: Scene) -> Iterator[Found]:
    """Papers or a package of which only the sum is told: *die Verträge summierten sich auf 8 Milliarden Dollar*."""
    for mention in scene.untold:
        if mention.chain.governor is not None or mention.kind not in ("agreement", "programme", "project"):
            continue
        if mention.chain.preposition and mention.chain.preposition != "mit":
            continue
        if _is_only_thought_of(mention):
            continue
        if scene.passage.clauses[-1].planned and mention.kind == "project":
            continue  # ein Darlehen, womit das Kabel finanziert werden soll
        here = mention.around
        if _is_only_counted(mention) or is_a_stock(mention) or not function_words().unreal.isdisjoint(here):
            continue
        if has_sum(mention) and not points_back(mention) and any(word in stage_words().words.costs for word in here):
            stage: Stage = "committed"  # a sum is told of what has been agreed upon
            ahead = mention.clause.planned or mention.clause.kind == "infinitive"
            if not mention.paper and (ahead or not function_words().future.isdisjoint(here)):
                stage = "pledged"  # eine Spende von 3 Millionen werde überwiesen
            yield as_found(mention, None, stage=stage, reasons=(Reason("only its sum is told", -0.2),))


def _is_only_thought_of(mention: Mention) -> bool:
    """Whether it is only possible, or a paper that says something: *ein möglicher Kredit*, *so eine Erklärung*."""
    said = mention.weak and "so" in mention.passage.words[max(0, mention.first - 2) : mention.first]
    return said or mention.words[0].startswith("möglich")


def _is_only_counted(mention: Mention) -> bool:
    """Whether a number of projects is only what there is, or a word for a paper is goods: *hat 18 Projekte in Laos*."""
    if mention.paper:
        return mention.weak and not mention.determiner and mention.count is None
    return mention.kind == "project" and mention.count is not None


def step_agreed(scene: Scene) -> Iterator[Found]:
    """A step named by its noun: *vereinbarten die Modernisierung der Grenzposten bis 2028*; vague ones are left out."""
    for mention, cue in scene.told:
        if mention.act is None or mention.thing is not None or is_vague(mention) or _is_at_home(mention):
            continue
        if cue.talk or cue.how == "act":
            continue
        if mention.last > mention.index:
            yield as_found(mention, cue, reasons=(Reason("a step", -0.15),))


def _is_at_home(mention: Mention) -> bool:
    """Whether one state sees to what is its own: *Laos strebt einen Ausbau seines Energiemixes an*."""
    behind = mention.passage.words[mention.index + 1 : mention.index + 2]
    owned = bool(behind) and behind[0].startswith(("sein", "ihre"))
    here = mention.passage.actors_of(mention.clause)
    return owned and len(codes_of([actor for actor in here if actor.kind != "pair"])) == 1


def listed_item(scene: Scene) -> Iterator[Found]:
    """An item of a list that no noun of a thing names: *Weitere Mittel fließen in – die Versorgung mit Wasser*."""
    if scene.listing is None or scene.listing.kind not in _LISTED or scene.mentions:
        return
    if scene.passage.sentence.kind == "bullet" and not any(clause.verbs for clause in scene.passage.clauses):
        item = first_noun(scene.passage)
        if item is not None:
            found = as_found(item, None, stage=scene.listing.stage, reasons=(Reason("an item of a list", -0.2),))
            yield structs.replace(found, kind=scene.listing.kind)


RULES: tuple[Rule, ...] = (
    tie_in_a_list,
    listed_paper,
    item_of_a_package,
    item_by_its_content,
    paper_by_its_topic,
    one_named_after_all,
    work_among_several,
    second_of_its_kind,
    signed_paper,
    paper_that_is_there,
    goods_delivered,
    event_to_come,
    event_on_its_day,
    body_at_work,
    joint_body_to_come,
    core_of_a_package,
    held_by_a_paper,
    one_of_those_before,
    thing_that_becomes,
    loan_among_papers,
    thing_with_its_sum,
    thing_with_money,
    step_agreed,
    spoken_of_with_its_day,
    headline_of_a_paper,
    headline_of_a_project,
    paper_told_of,
    places_raised,
    first_run,
    further_ones,
    project_taken_up,
    money_by_its_giving,
    money_promised,
    funds_promised,
    money_received,
    tie_agreed,
    visa_no_longer_asked,
    service_that_runs,
    diplomatic_relations,
    step_of_a_verb,
    stake_bought,
    step_agreed_on,
    goods_made_abroad,
    goods_of_an_order,
    goods_of_a_relative,
    order_given,
)
WITHOUT_THING: tuple[Rule, ...] = (
    tie_in_a_list,
    listed_paper,
    listed_item,
    item_by_its_content,
    work_among_several,
    goods_delivered,
    first_run,
    further_ones,
    money_by_its_giving,
    money_promised,
    funds_promised,
    money_received,
    tie_agreed,
    visa_no_longer_asked,
    service_that_runs,
    diplomatic_relations,
    step_of_a_verb,
    stake_bought,
    step_agreed_on,
    goods_made_abroad,
    goods_of_an_order,
    goods_of_a_relative,
)
"""Those of the rules that find something in a sentence that names no thing; the others need not be asked there."""
