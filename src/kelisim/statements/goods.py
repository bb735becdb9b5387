"""Goods: what is delivered, shipped, handed over, bought, named by a number or as the object of the verb.

In: a passage with a verb of delivering. Out: the goods as mentions of kind ``supply`` (people who are trained: kind
``training``). *«hat 9.959 Tonnen Öl vom Feld Tengis verschifft»* gives *9.959 Tonnen Öl vom Feld Tengis*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import structs

from kelisim.language.annotations import Quantity
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective, left_edge, right_edge
from kelisim.model import Stage
from kelisim.statements.chains import chain
from kelisim.statements.cues import Cue
from kelisim.statements.goods_words import (
    NO_GOODS,
    counts_no_goods,
    has_number,
    holds_commodity,
    in_a_row_of_fields,
    is_commodity,
    is_goods,
    is_left_out,
    is_name_of_place,
    is_physical,
    names_two,
    noun_from,
)
from kelisim.statements.moods import is_ahead, is_perfect, parent_of, word_span
from kelisim.statements.passage import Passage
from kelisim.statements.stage_words import stage_words
from kelisim.statements.stages import verb_cue
from kelisim.statements.thing_phrases import given_with
from kelisim.statements.things import Mention

_VERBS = {
    "deliver": "supply",
    "train": "training",
    "flow": "supply",
    "take": "supply",
    "import": "supply",
    "export": "supply",
    "carry": "supply",
}
_SEVERAL = 2
_SAYING = frozenset({*_VERBS, "build", "give"})
_TRADING = ("take", "import", "export", "carry")  # of plans only: what was traded is a figure


def goods_of(passage: Passage) -> Iterator[tuple[Mention, Cue]]:
    """The goods of every clause with a verb of delivering, with what is said of them."""
    going = not stage_words().words.going.isdisjoint(passage.words)
    if passage.meanings.isdisjoint(_SAYING) and not going:
        return
    for clause in _pieces(passage):
        if not stage_words().words.could.isdisjoint(passage.words_of(clause)):
            continue  # Peru könnte Gas liefern
        if clause.negated and passage.words[clause.first] in stage_words().words.what_for:
            continue  # um nicht mehr so viel Gas einführen zu müssen
        if going:
            yield from _go(passage, clause)
        own = [verb for verb in clause.verbs if verb.sense.kind != "attributive"]  # qualifizierte Arbeitsplätze
        kind = next((kind for verb in own for sense, kind in _VERBS.items() if sense in verb.sense.senses), None)
        if kind is None and (_is_built_for(passage, clause) or _is_given(clause)):
            built = _counted(passage, clause, "supply")
            made = built is not None and built.passage.senses[built.index].thing is None
            cue = verb_cue(built) if built is not None and made else None
            if built is not None and cue is not None:
                yield built, cue
        if kind is None or "sich" in passage.words_of(clause) or _is_money(passage, clause):
            continue  # sich ein Gefecht liefern
        running = _running(clause)
        if running is not None:
            yield from _run(passage, clause, running)
            continue
        weak = all(verb.sense.weak for verb in clause.verbs if verb.sense.senses & set(_VERBS))
        fits = (is_goods if names_two(passage, clause) else is_commodity) if weak else _any
        mention = _counted(passage, clause, kind)
        if mention is None or mention.index == passage.index_at(mention.head.end - 1) == mention.first + 1:
            named = object_of(passage, clause, kind, fits if mention is None else is_commodity)
            mention = named or mention  # Strom liefern, und zwar 400 Megawatt
        cue = verb_cue(mention) if mention is not None else None
        if mention is not None and cue is not None and not ("ask" in cue.senses or is_left_out(mention)):
            yield mention, cue


def _is_supply_of_people(passage: Passage, clause: Clause) -> bool:
    """Whether a plant only supplies those who live there: *versorgt 750.000 Menschen mit Strom*."""
    supplied = any("with" in verb.sense.senses for verb in clause.verbs)
    return supplied and not stage_words().words.consumers.isdisjoint(passage.words_of(clause))


def _pieces(passage: Passage) -> list[Clause]:
    """The clauses, cut behind each of their infinitives: *soll Brennstäbe liefern | und Fachleute schulen*."""
    told = (clause for clause in passage.clauses if not _is_supply_of_people(passage, clause))
    return [piece for clause in told for piece in _cut(passage, clause)]


def _cut(passage: Passage, clause: Clause) -> list[Clause]:
    said = [verb for verb in clause.verbs if verb.sense.senses & set(_VERBS) and verb.sense.kind != "attributive"]
    if not clause.planned or len(said) < _SEVERAL:
        return [clause]
    modals = tuple(verb for verb in clause.verbs if "modal" in verb.sense.senses)
    starts = [clause.first, *(verb.index + 1 for verb in said[:-1])]
    ends = [*starts[1:], clause.last]
    if any(passage.words[start] not in function_words().conjunctions for start in starts[1:]):
        return [clause]
    return [
        structs.replace(clause, first=first, last=last, verbs=(*modals, verb))
        for first, last, verb in zip(starts, ends, said, strict=True)
    ]


def _is_money(passage: Passage, clause: Clause) -> bool:
    """Whether it is money or a loan that is given, not goods of that price: *stellt 80 Millionen zur Verfügung*."""
    if not any("give" in verb.sense.senses for verb in clause.verbs):
        return False
    things = (passage.senses[index].thing for index in range(clause.first, clause.last))
    if any(thing is not None and thing.kind == "programme" for thing in things):
        return True
    starts = (passage.index_at(quantity.full_start) for quantity in passage.money_in(clause))
    return any(at == 0 or passage.words[at - 1] not in function_words().prepositions for at in starts)


def _is_given(clause: Clause) -> bool:
    """Whether something is promised or given: *zugesagt wurden 30 Muldenkipper*."""
    return any("give" in verb.sense.senses and not verb.sense.weak for verb in clause.verbs)


def _is_built_for(passage: Passage, clause: Clause) -> bool:
    """Whether something is built for another state: *baut für Marokko 110 Züge*."""
    if not any("build" in verb.sense.senses for verb in clause.verbs):
        return False
    here = (actor for actor in passage.actors_of(clause) if actor.kind == "country")
    before = (
        passage.words[max(0, passage.index_at(actor.start) - 2) : passage.index_at(actor.start)] for actor in here
    )
    return any("für" in words for words in before)


def _running(clause: Clause) -> str | None:
    """The sense of a verb by which goods run or are taken, where the clause has none of delivering."""
    said = {sense for verb in clause.verbs for sense in verb.sense.senses}
    if said & {"deliver", "train"}:
        return None
    return next((sense for sense in ("flow", *_TRADING) if sense in said), None)


def _run(passage: Passage, clause: Clause, sense: str) -> Iterator[tuple[Mention, Cue]]:
    """Goods that run (*seit Mai fließt Strom nach Kenia*) or are to be taken (*will Kenia Strom abnehmen*)."""
    mention = _counted(passage, clause, "supply")
    present = any(verb.sense.kind == "finite" and sense in verb.sense.senses for verb in clause.verbs)
    bought = sense == "import" and present and not is_perfect(passage, clause) and _at_a_price(passage, clause)
    if sense in _TRADING and not (bought or _is_to_run(passage, clause)):
        return
    if sense == "carry" and (clause.kind == "relative" or not _has_way(passage, clause, named=True)):
        return  # eine Leitung, die Gas in die Türkei befördern soll
    if bought:
        mention = mention or object_of(passage, clause, "supply")
    elif mention is None or not (is_commodity(mention) or is_physical(mention)):
        mention = object_of(passage, clause, "supply", is_commodity) if _has_way(passage, clause) else None
    if mention is None or mention.chain.governor is not None:
        return  # fließen in eine Leitung mit einer Leistung von 650 MW
    if sense == "carry" and not (holds_commodity(mention) and (clause.kind != "infinitive" or has_number(mention))):
        return  # war dafür gedacht, Gas nach Peru zu befördern
    parent = parent_of(passage, clause)
    above = {said for verb in parent.verbs for said in verb.sense.senses} if parent is not None else set()
    if clause.kind == "infinitive" and above & {"ask", "able"}:
        return  # die Leitung ermöglicht es Peru, Strom einzuführen
    verb = next(verb for verb in clause.verbs if sense in verb.sense.senses)
    stage: Stage = "pledged" if above & {"plan", "commit"} else "implementing"  # der Vertrag sieht vor, dass … strömt
    rated = any(time.kind == "set" for time in passage.times_of(clause))
    if (bought and not rated) or clause.planned or clause.able or clause.kind == "infinitive" or is_ahead(mention):
        stage = "pledged"
    grounds = (word_span(passage, verb.index),)
    yield mention, Cue(stage=stage, how="verb", grounds=grounds, lemma=verb.sense.lemma, senses=verb.sense.senses)


def _go(passage: Passage, clause: Clause) -> Iterator[tuple[Mention, Cue]]:
    """Measured goods that are to go to another state: *2027 gehen 3000 Tonnen Zinn nach Norwegen*."""
    going = stage_words().words.going
    at = next((index for index in range(clause.first, clause.last) if passage.words[index] in going), None)
    mention = _counted(passage, clause, "supply") if at is not None and _has_way(passage, clause, named=True) else None
    if at is None or mention is None or mention.chain.preposition or not is_physical(mention):
        return
    dated = any(time.timex[:4].isdigit() for time in passage.times_of(clause))
    if _is_to_run(passage, clause) or is_ahead(mention) or dated:
        yield mention, Cue(stage="pledged", how="verb", grounds=(word_span(passage, at),), lemma=passage.words[at])


def _is_to_run(passage: Passage, clause: Clause) -> bool:
    """Whether goods that are taken are only meant to be, or are since a time."""
    since = any(word in stage_words().words.since for word in passage.words_of(clause))
    later = not stage_words().words.later.isdisjoint(passage.words_of(clause))
    return clause.planned or since or later or clause.kind == "infinitive" or _only_then(passage, clause)


def _at_a_price(passage: Passage, clause: Clause) -> bool:
    """Whether a price is named: *bezieht Turbinen für 300 Millionen Dollar*."""
    starts = (passage.index_at(quantity.full_start) for quantity in passage.money_in(clause))
    return any("für" in passage.words[max(0, at - 1) : at] for at in starts)


def _only_then(passage: Passage, clause: Clause) -> bool:
    """Whether it only begins at a time: *ab 2027 bezieht Wien Gas aus Katar*."""
    times = (passage.index_at(time.start) for time in passage.times_of(clause))
    return any("ab" in passage.words[max(clause.first, at - 1) : at + 1] for at in times)


def _has_way(passage: Passage, clause: Clause, *, named: bool = False) -> bool:
    """Whether the clause says from where or to where (*nach Kenia*, *in die Türkei*), or, unless it must be ``named``,
    that it is meant to be.
    """
    small, ways = function_words(), stage_words().words.ways
    for actor in passage.actors_of(clause):
        at = passage.index_at(actor.start) - 1
        inside = at > 0 and passage.words[at] in small.determiners and passage.words[at - 1] == "in"
        if at >= 0 and (passage.words[at] in ways or inside):
            return True
    return clause.planned and not named


def _counted(passage: Passage, clause: Clause, kind: str) -> Mention | None:
    span = passage.span_of(clause)
    if passage.words[clause.first] in stage_words().words.per:
        return None
    for quantity in passage.quantities:
        if quantity.kind in NO_GOODS or not span.start <= quantity.start < span.end:
            continue
        index = passage.index_at(quantity.end - 1)
        before = passage.words[max(0, passage.index_at(quantity.full_start) - 1)]
        if before in stage_words().words.what_for or before == "(":
            continue  # statt 1,2 Milliarden, (etwa 2.265 crore Taka)
        measured = passage.words[min(index + 1, clause.last - 1)].startswith(tuple(function_words().measured))
        if measured:
            index += 1  # fünf 60 Meter lange Boote
        numeral = passage.words[index] in function_words().numerals
        noun = index if passage.tokens[index].capital and not (measured or numeral) else noun_from(passage, index + 1)
        if noun is None or noun >= clause.last or _is_time_or_actor(passage, noun):
            continue
        work = passage.senses[noun].thing
        if counts_no_goods(passage, quantity, noun) or (measured and work is not None and work.kind == "project"):
            continue  # die 1100 Kilometer lange Leitung soll Strom liefern
        first = passage.index_at(quantity.full_start)
        first = left_edge(passage.tokens, passage.senses, first) if measured else first
        return _mention(passage, clause, (first, noun), kind)
    return None


def _any(mention: Mention) -> bool:  # noqa: ARG001
    return True


def object_of(passage: Passage, clause: Clause, kind: str, fits: Callable[[Mention], bool] = _any) -> Mention | None:
    """Give the noun without a preposition that is neither party nor time, and ``fits``: the last one in the clause."""
    best, takes = None, stage_words().takes
    through = any("with" in verb.sense.senses for verb in clause.verbs)
    covered = -1
    for index in range(clause.first, clause.last):
        token = passage.tokens[index]
        if index <= covered or not token.capital or not token.word[0].isalpha() or _is_time_or_actor(passage, index):
            continue
        if index and passage.words[index - 1] == "(":
            continue  # Hydrogen Energy Supply Chain (HESC)
        small = function_words()
        if index == 0 and (
            token.word.lower() in small.leading or token.word.lower() in small.adverbs | small.pronouns | small.numerals
        ):
            continue
        if is_adjective(passage.tokens, passage.senses, index) and index + 1 < clause.last:
            continue
        known = stage_words().words
        if passage.words[index] in known.local_nouns | known.in_names | small.states:
            continue  # in die Autonome Republik Nachitschewan
        if not known.fields.isdisjoint(passage.words[clause.first : index]):
            continue  # fließt in verschiedene Sektoren, darunter Energie
        first = _first(passage, index)
        above = chain(passage, first)
        taken = above.preposition in {way for verb in clause.verbs for way in takes.get(verb.sense.lemma, ())}
        if ((above.preposition or through) and not taken) or is_name_of_place(passage, index):
            continue
        if in_a_row_of_fields(passage, first):
            continue  # auf die Bereiche Wald, Energie und Bildung
        if above.governor is not None or above.acts or (above.joined and _goes_on(passage, best, above.outer)):
            continue
        mention = _mention(passage, clause, (first, index), kind)
        fit = fits(mention)
        if fit or passage.senses[index].thing is not None:  # eine Schiffsladung Gas
            covered = mention.last
        best = mention if fit else best
    return best


def _goes_on(passage: Passage, best: Mention | None, outer: int) -> bool:
    """Whether *und* only joins what stands under a preposition of the goods: *Teile für Züge und Schienen*."""
    if best is None or best.last < outer - _SEVERAL:
        return best is not None and best.index < outer <= best.last
    inside = passage.words[best.index + 1 : best.last + 1]
    return not stage_words().words.goods_prepositions.isdisjoint(inside)


def _mention(passage: Passage, clause: Clause, span: tuple[int, int], kind: str) -> Mention:
    first, index = span
    last = right_edge(passage.tokens, passage.senses, index, _stops(passage, index))
    thing = passage.senses[index].thing
    counted = passage.senses[index].indicator
    learners = counted is not None and counted.indicator == "training_places"
    if kind == "supply" and (learners or (thing is not None and thing.kind == "training")):
        kind = "training"  # erhalten 50 Stipendien, schicken 1000 Studenten
    return Mention(
        passage=passage,
        clause=clause,
        index=index,
        first=first,
        last=last,
        kind=kind,
        thing=None,
        act=None,
        chain=chain(passage, first),
    )


def goods_at(passage: Passage, clause: Clause, index: int) -> Mention:
    """The goods, or what carries them, whose noun stands at ``index``."""
    return _mention(passage, clause, (_first(passage, index), index), "supply")


def first_noun(passage: Passage) -> Mention | None:
    """The phrase of the first noun of a sentence, such as an item of a list; None where it has none."""
    for index in range(len(passage.tokens)):
        token = passage.tokens[index]
        if not token.capital or passage.words[index] in function_words().leading:
            continue
        if is_adjective(passage.tokens, passage.senses, index):
            continue
        first = _first(passage, index)
        last = right_edge(passage.tokens, passage.senses, index, frozenset())
        return structs.replace(_mention(passage, passage.clauses[0], (first, index), "programme"), last=last)
    return None


def _first(passage: Passage, index: int) -> int:
    """Where the goods' phrase begins, a time before it left out (*ab 2029 Strom*)."""
    first = left_edge(passage.tokens, passage.senses, index)
    while first < index and any(time.start <= passage.tokens[first].start < time.end for time in passage.times):
        first += 1
    return first


def _stops(passage: Passage, index: int) -> frozenset[int]:
    """Goods end where time, money or the way begins: *nach Tadschikistan*, *in Aktau*, *im Wert von*."""
    small, known = function_words(), stage_words().words
    stops = {
        at
        for at in range(index + 1, len(passage.words))
        if passage.words[at] in small.prepositions and passage.words[at] not in known.goods_prepositions
    }
    stops |= given_with(passage, index)
    starts = [time.start for time in passage.times]
    starts += [quantity.start for quantity in passage.quantities if quantity.kind == "money"]
    for start in starts:
        at = passage.index_at(start)
        stops |= {at, at - 1}
    return frozenset(stop for stop in stops if stop > index)


def _is_time_or_actor(passage: Passage, index: int) -> bool:
    start = passage.tokens[index].start
    return (
        any(time.start <= start < time.end for time in passage.times)
        or any(actor.start <= start < actor.end for actor in passage.actors)
        or any(quantity.start <= start < quantity.end for quantity in _sums(passage))
    )


def _sums(passage: Passage) -> tuple[Quantity, ...]:
    return tuple(q for q in passage.quantities if q.kind in NO_GOODS)
