"""The ends of a flow by the phrases that its states stand in: what money is for, whose a flow is, where it goes.

In: the place of a number and the states beside it, or a noun of a flow. Out: the state that receives, those that hang
on no preposition first, or between whom a flow goes. *«Ein Kredit für den Bau der Bahn Nairobi–Mombasa»* goes to Kenya.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.governors import governor
from kelisim.statements.passage import Passage

_LED = 3  # tokens from *mit* to a bank
Ends = tuple[str | None, str | None, tuple[Span, ...]]
_DEEP = 4  # phrases in each other that a state may stand in
_BEHIND = 2  # tokens before which whoever is aided opens the sentence and is the subject
_NEAR = 3  # tokens from a flow to the state that it goes to
_ROW = 12  # tokens in which a partner is told two numbers
_PAIR = 2
# Senses of verbs whose subject sends something, or has it from another.
_GIVING = {"give", "deliver", "sell", "export"}
_TAKING = {"import", "buy", "get", "take"}
_LANDS = ("country", "demonym", "bloc", "capital", "place")
_OWNING = ("demonym", "country")


def flow_way(passage: Passage, index: int, pair: Sequence[str]) -> tuple[str, str] | None:
    """From whom to whom the exports or imports of a noun go by its own words: *Österreichs Exporte*, *Importe aus …*.

    The other end is the other of the pair that the text is about; None where the words do not say.
    """
    noun = passage.senses[index].indicator
    if noun is None or len(pair) != _PAIR or not passage.actors or _is_of_a_name(passage, index):
        return None
    owner, source, target = None, None, None
    for actor in passage.actors:
        if len(actor.codes) != 1:
            continue
        first, last = passage.index_at(actor.start), passage.index_at(actor.end - 1)
        if actor.kind == "demonym" and first == index + 1:
            source = actor.codes[0]  # der Import nigerianischen Gases
        elif _is_owner(passage, actor, (first, last), index):
            owner = actor.codes[0]
        elif index < first <= index + _NEAR and actor.kind in _OWNING:
            before = passage.word_before(actor)
            source = actor.codes[0] if before in figure_words().out_of else source
            target = actor.codes[0] if before in figure_words().bound_for else target
    if noun.indicator == "exports":
        source = owner or source
    else:
        target = owner or target
    other = {code: pair[1 - at] for at, code in enumerate(pair)}
    source, target = source or other.get(target or "", ""), target or other.get(source or "", "")
    return (source, target) if source and target and source != target else None


def _is_of_a_name(passage: Passage, index: int) -> bool:
    """Whether a noun ends the name of a firm: *die Energy Import aus Kiel*."""
    before = passage.tokens[index - 1] if index > 1 else None
    return before is not None and before.capital and all(actor.end != before.end for actor in passage.actors)


def _is_owner(passage: Passage, actor: Actor, ends: tuple[int, int], index: int) -> bool:
    """Whether the flow is that of a state beside it: *deutsche Exporte*, *Kenias Exporte*, *die Exporte Kenias*."""
    genitive = actor.kind == "country" and passage.words[ends[0]].endswith("s")
    if ends[1] == index - 1:
        return genitive or actor.kind == "demonym"
    return genitive and ends[0] == index + 1


def way(passage: Passage) -> tuple[str, str] | None:
    """From which state to which something goes in a sentence: *aus Äthiopien nach Kenia, Japan leiht Laos*; or None."""
    if len(passage.codes) < _PAIR:
        return None
    words = figure_words()
    for clause in passage.clauses:
        lands = [a for a in passage.actors_of(clause) if a.kind in _LANDS and len(a.codes) == 1]
        before = {actor.start: passage.word_before(actor) for actor in lands}
        sources = [actor for actor in lands if before[actor.start] in words.out_of]
        targets = [actor for actor in lands if before[actor.start] in words.bound_for]
        plain = [actor for actor in lands if before[actor.start] not in function_words().prepositions]
        said = {sense for verb in clause.verbs for sense in verb.sense.senses}
        if said & _GIVING:
            sources, targets = sources or plain[:1], targets or plain[1:2]
        elif said & _TAKING:
            targets = targets or plain[:1]
        if sources and targets and sources[0].codes != targets[0].codes:
            return sources[0].codes[0], targets[0].codes[0]
    return None


def meant_for(place: Place, actors: list[Actor]) -> Actor | None:
    """Whom money is for: the one state of what it is for, or the one that is aided with it."""
    subjects = codes_of(_plain(place, actors))
    led = [actor for actor in actors if _led_to(place, actor) and subjects.isdisjoint(actor.codes)]
    if place.verb("aid") is not None:  # will das Ministerium Peru mit 200 Millionen unterstützen
        words = place.passage.words
        behind = ((actor, place.passage.index_at(actor.end - 1) + 1) for actor in _plain(place, actors))
        led = led or [a for a, at in behind if at > _BEHIND and set(words[at : at + 1]) & figure_words().aiding]
    return led[0] if len(codes_of(led)) == 1 else None


def told_way(place: Place, finding: Finding, actors: list[Actor], parties: tuple[str, ...]) -> Ends | None:
    """The ends by whose need is covered or whose number it is; None where neither is told."""
    needing = _needed_by(place, finding.grounds, actors)
    if needing is not None:
        return closed(None, needing, parties)
    beside = _partner_way(place, finding, actors, parties)
    return (*beside, (actors[-1].span,)) if beside is not None else None


def _partner_way(place: Place, finding: Finding, actors: list[Actor], parties: Sequence[str]) -> tuple[str, str] | None:
    """The way of a flow that a partner has a number of: *bei den Exporten lag Kuba mit 46 Millionen vorn*."""
    if finding.indicator not in ("exports", "imports") or len(parties) != _PAIR or not actors:
        return None
    if not _is_told_at(place, finding):
        return None
    last = actors[-1]
    at = place.passage.index_at(last.end - 1) + 1
    words, small = place.passage.words, function_words()
    if not at < place.first <= at + _ROW or words[at] not in small.accompanied:
        return None
    first = place.passage.index_at(last.start)
    if place.passage.word_before(last) in small.prepositions - {"von"} or first == 0:
        return None
    other = next(code for code in parties if code not in last.codes)
    partner = last.codes[0]
    return (other, partner) if finding.indicator == "exports" else (partner, other)


def _is_told_at(place: Place, finding: Finding) -> bool:
    """Whether *bei* leads to the noun of a flow, or it is that of partners or parts: *Exportpartner, Importanteil*."""
    words, at = place.passage.words, place.passage.index_at(finding.grounds[0].start) if finding.grounds else 0
    noun = place.passage.senses[at].indicator
    if noun is not None and (noun.use == "relation" or words[at].endswith(figure_words().share_ends)):
        return True
    return not figure_words().in_what.isdisjoint(words[max(0, at - 2) : at])


def _needed_by(place: Place, grounds: Sequence[Span], actors: list[Actor]) -> Actor | None:
    """Whose need a part of a good covers: *deckt 40 Prozent des kenianischen Bedarfs, des Bedarfs Kenias*."""
    for ground in grounds[:1]:
        at = place.passage.index_at(ground.start)
        if place.passage.words[at].endswith(figure_words().needs):
            for actor in actors:
                ends = place.passage.index_at(actor.start), place.passage.index_at(actor.end - 1)
                if _is_owner(place.passage, actor, ends, at) or ends[0] == at:
                    return actor
    return None


def _led_to(place: Place, actor: Actor) -> bool:
    """Whether a phrase that says what money is for holds the actor: *für die Bahn Nairobi–Mombasa*, *zum Bau der …*."""
    at = place.passage.index_at(actor.start)
    for _ in range(_DEEP):
        over = governor(place.passage, at)
        if over.preposition in figure_words().for_what or over.noun is None:
            return over.preposition in figure_words().for_what
        at = over.noun
    return False


def of_a_noun(place: Place, actor: Actor) -> bool:
    """Whether *von* only says whose a thing is: *die U-Bahn von Manila*; not *Waren, 3 Mio. Euro von Kuba*."""
    over = governor(place.passage, place.passage.index_at(actor.start))
    if over.preposition not in figure_words().leaving or over.noun is None:
        return False
    token = place.passage.tokens[over.noun]
    noun = place.passage.senses[over.noun].indicator
    return noun is None and not any(q.start <= token.start < q.end for q in place.passage.quantities)


def plain_first(place: Place, actors: list[Actor]) -> list[Actor]:
    """The actors, those first that hang on no preposition: *Beim Gipfel mit den Nachbarn hat Xi … versprochen*."""
    free = _plain(place, actors)
    return [*free, *(actor for actor in actors if actor not in free)]


def _plain(place: Place, actors: list[Actor]) -> list[Actor]:
    """The actors that hang on no preposition."""
    at = place.passage.index_at
    return [actor for actor in actors if not governor(place.passage, at(actor.start)).preposition]


def whose_goods(place: Place, actors: list[Actor]) -> Actor | None:
    """Whose goods at large a market is for: *der drittgrößte Markt für Schweizer Waren*."""
    for actor in actors:
        at = place.passage.index_at(actor.end - 1) + 1
        following = place.passage.words[at : at + 1]
        if actor.kind == "demonym" and following and following[0] in figure_words().wares:
            return actor
    return None


def is_oblique(place: Place, actor: Actor) -> bool:
    """Whether a state is no subject: *habe dem Jemen zwölf Milliarden gegeben*, *das Ministerium gewährt Peru …*."""
    at = place.passage.index_at(actor.start) - 1
    small, words = function_words(), place.passage.words
    gives = any(verb.index == at and "give" in verb.sense.senses for verb in place.clause.verbs)
    opens = place.passage.tokens[at].start < place.head.start and words[place.clause.first] in small.determiners
    if gives and opens and at > place.clause.first + 1:
        return True  # who gives stands before the verb, in a place of its own
    return at >= 0 and words[at] in small.oblique and (at == 0 or words[at - 1] not in small.prepositions)


def to_and_fro(place: Place, actors: list[Actor]) -> bool:
    """Whether goods go both ways: *der Güterverkehr zwischen China und Russland*."""
    return bool(actors) and place.passage.word_before(actors[0]) in function_words().between


def only_a_visit(place: Place, actor: Actor) -> bool:
    """Whether a state only says where a visit goes: *bei seinem Ruanda-Besuch, von einer Reise nach Japan*."""
    passage = place.passage
    at = passage.index_at(actor.start)
    if (
        at > 1
        and passage.words[at - 1] in figure_words().towards
        and passage.words[at - 2].endswith(figure_words().visits)
    ):
        return True
    word = passage.words[passage.index_at(actor.start)]
    return passage.text[actor.end : actor.end + 1] == "-" and word.endswith(figure_words().visits)


def signs_with_a_bank(place: Place) -> bool:
    """Whether the subject signs with a bank, so that the bank lends: *schloss mit der Exim-Bank einen Vertrag*."""
    words = place.words
    banks = (at for at, word in enumerate(words) if word.endswith(figure_words().banks))
    return any(function_words().accompanied & set(words[max(0, at - _LED) : at]) for at in banks)


def closed(origin: Actor | None, destination: Actor | None, parties: tuple[str, ...]) -> Ends:
    """Fill the missing end with the other party of a pair."""
    source = origin.codes[0] if origin else None
    target = destination.codes[0] if destination else None
    if source is None and target is None:
        return None, None, ()
    others = [code for code in parties if code not in (source, target)]
    if len(parties) == 2 and len(others) == 1:
        source, target = source or others[0], target or others[0]
    spans = tuple(actor.span for actor in (origin, destination) if actor is not None)
    return (source, target, spans) if source != target else (None, None, ())


def subject(actors: list[Actor], destination: Actor | None) -> Actor | None:
    """The first state that is not where it goes: the subject or the owner (*Usbekistans Ausfuhren nach …*)."""
    others = [actor for actor in actors if actor is not destination]
    if destination is not None:
        others = [actor for actor in others if actor.codes != destination.codes]
    return others[0] if others else None


def preposition_at(passage: Passage, actor: Actor) -> int:
    """Where the word before an actor begins, articles left out; -1 where none does."""
    index = passage.index_at(actor.start) - 1
    while index >= 0 and passage.words[index] in function_words().determiners:
        index -= 1
    return passage.tokens[index].start if index >= 0 else -1


def of_a_part(place: Place, parties: tuple[str, ...]) -> Ends:
    """The way of the whole for a part of it that falls to another: *nach Zentralasien, davon … auf Kasachstan*."""
    ends = (place.topic.origin, place.topic.destination)
    others = [code for code in parties if code not in ends]
    source, target = (code if code in parties or len(others) != 1 else others[0] for code in ends)
    return source, target, ()
