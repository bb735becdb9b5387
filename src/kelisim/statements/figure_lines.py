"""Lines: a pipeline, a railway, a cable lies between the states at its ends, whoever else the text is about.

In: the place of a number, or a sentence. Out: the states at the ends of the line that the number is of. *«Zwischen
Kroatien und Bosnien entsteht eine Leitung. … Sie soll 160 Kilometer lang werden»*: the length is of these two.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.parties import Parties, as_parties, explicit_pair
from kelisim.statements.passage import Passage

_OF_A_LINE = ("length", "capacity", "duration", "flights", "freight")
_OF_A_BUILT_LINE = ("length", "capacity", "duration", "undertaking_value")
_OF_MONEY = ("undertaking_value", "financing", "investment")
_PLACES = ("place", "capital", "country")
_PAIR = 2
_HYPHENS = ("-", "–", "‐", "−")
_NEAR, _STILL = 2, 12  # sentences over which a line is still spoken of: any number, one with the line's noun or unit


def parties_of_a_line(place: Place, finding: Finding, told: Set[str]) -> Parties | None:
    """The states at the ends of the line that a number is of: named in its sentence, else where the line was."""
    if finding.indicator in _OF_A_LINE:
        ends = _from_to(place.passage, place.clause) or _joined(place) or _between_towns(place.passage)
        if ends:
            return as_parties(ends)
    topic, passage = place.topic, place.passage
    payers = _paid_by_others(place, finding)
    if payers:
        return tuple(sorted({*topic.line_ends, *codes_of(payers)})), (*topic.line_spans, *(a.span for a in payers))
    if finding.indicator not in _OF_A_BUILT_LINE or not topic.line_ends or set(topic.line_ends) <= told:
        return None
    if passage.speaking_of(place.clause):
        return None
    if _names_another_thing(place):
        return None
    since = passage.number - topic.line_passage_of_ends
    if since > _NEAR and not (since <= _STILL and _names_a_built_line(passage, place.clause)):
        return None
    return topic.line_ends, topic.line_spans


def _paid_by_others(place: Place, finding: Finding) -> list[Actor]:
    """Who else has to do with the price of a line: *die Pipeline A–B. Die Hilfe seitens der EU beträgt …*."""
    topic, passage = place.topic, place.passage
    since = passage.number - topic.line_passage_of_ends
    if finding.indicator not in _OF_MONEY or not topic.line_ends or since > _STILL:
        return []
    named = passage.speaking_of(place.clause)
    others = [a for a in named if not set(a.codes) & set(topic.line_ends)]
    if _names_a_built_line(passage, place.clause):
        return others
    paid = bool(others) and all(a.kind == "bloc" and passage.word_before(a) in figure_words().paid_by for a in named)
    return others if paid and 0 < since <= _NEAR + 1 else []


def line_ends(passage: Passage) -> Parties | None:
    """The two states between which a sentence says that a line runs: *eine Leitung zwischen Peru und Bolivien*."""
    for clause in passage.clauses if len(passage.codes) >= _PAIR else ():
        if _names_a_built_line(passage, clause):
            actors = passage.speaking_of(clause)
            ends = explicit_pair(passage, actors) or _hyphened(passage, clause) or _from_to(passage, clause)
            ends = ends or _between_towns(passage)
            if len(codes_of(ends)) >= _PAIR:
                return as_parties(ends)
    return None


def _names_another_thing(place: Place) -> bool:
    """Whether the clause is about a work that is no line: *die Errichtung eines Kraftwerks mit 350 Megawatt*."""
    here = range(place.clause.first, place.clause.last)
    works = (place.passage.senses[at].thing for at in here)
    project = any(thing is not None and thing.kind == "project" and thing.weight == "strong" for thing in works)
    return project and not _names_a_built_line(place.passage, place.clause)


def _names_a_built_line(passage: Passage, clause: Clause) -> bool:
    ends = figure_words().built_lines
    here = range(clause.first, clause.last)
    return any(passage.tokens[at].capital and passage.words[at].endswith(ends) for at in here)


def _hyphened(passage: Passage, clause: Clause) -> list[Actor]:
    """The two states that a hyphen joins: *die Verbindungsleitung Griechenland-Bulgarien*."""
    named = [a for a in passage.actors_of(clause) if a.kind == "country"]
    for one, other in pairwise(named):
        if passage.text[one.end : other.start].strip() in _HYPHENS:
            return [one, other]
    return []


def _from_to(passage: Passage, clause: Clause) -> list[Actor]:
    """The states from which, through which and to which a line runs: *von Griechenland über Albanien nach Italien*."""
    named = [a for a in passage.actors_of(clause) if a.kind in _PLACES and len(a.codes) == 1]
    before = {actor.start: passage.word_before(actor) for actor in named}
    starts = [actor for actor in named if before[actor.start] in figure_words().out_of]
    stops = [actor for actor in named if before[actor.start] in figure_words().bound_for | figure_words().until]
    if not starts or not stops or stops[-1].start < starts[0].start:
        return _from_town_to_town(passage, clause, named)
    inside = [actor for actor in named if starts[0].start < actor.start < stops[-1].start]
    through = [actor for actor in inside if before[actor.start] in function_words().passing]
    for one, other in pairwise(inside):  # durch Ghana, Togo und Benin
        gap = passage.words[passage.index_at(one.end - 1) + 1 : passage.index_at(other.start)]
        if one in through and gap and {*gap} <= function_words().conjunctions | {","}:
            through.append(other)
    way = passage.words[passage.index_at(starts[0].start) : passage.index_at(stops[-1].start)]
    if sum(word in function_words().passing for word in way) > len(through):
        return []  # über Orte, die niemand kennt
    found = [starts[0], *through, stops[-1]]
    return found if len(codes_of([starts[0], stops[-1]])) == _PAIR else []


def _from_town_to_town(passage: Passage, clause: Clause, named: Sequence[Actor]) -> list[Actor]:
    """The states of two unknown towns: *verläuft von Komotini im Nordosten Griechenlands nach Stara Sagora in …*."""
    words, known = passage.words, figure_words()
    here = range(clause.first, clause.last - 1)
    begin = next((at for at in here if words[at] in known.out_of and passage.tokens[at + 1].capital), None)
    turn = next((at for at in here if begin is not None and at > begin and words[at] in known.bound_for), None)
    if begin is None or turn is None or not function_words().passing.isdisjoint(words[begin:turn]):
        return []
    middle = passage.tokens[turn].start
    inside = [actor for actor in named if passage.tokens[begin].start < actor.start]
    before, behind = ([a for a in inside if (a.start < middle) is first] for first in (True, False))
    told = len(codes_of(before)) == 1 == len(codes_of(behind)) and codes_of(before) != codes_of(behind)
    return [before[0], behind[0]] if told else []


def _joined(place: Place) -> list[Actor]:
    """The two states that the clause right behind says a line joins: *die Bahn, die Togo mit Benin verbindet*."""
    passage = place.passage
    behind = next((c for c in passage.clauses if c.first == place.clause.last and c.kind == "relative"), None)
    if behind is None or figure_words().joins.isdisjoint(passage.words_of(behind)):
        return []
    found = [a for a in passage.actors_of(behind) if len(a.codes) == 1]
    return found if len(codes_of(found)) == _PAIR else []


def _between_towns(passage: Passage) -> list[Actor]:
    """The states of the two towns between which a line runs: *die Strecke zwischen Belgrad und Budapest*."""
    towns = [actor for actor in passage.actors if actor.kind in ("place", "capital") and len(actor.codes) == 1]
    words, small = passage.words, function_words()
    for one, other in pairwise(towns):
        way = words[passage.index_at(one.end - 1) + 1 : passage.index_at(other.start)]
        at = passage.index_at(one.start)
        led = at > 0 and words[at - 1] in small.between
        if led and len(way) <= _PAIR and not small.conjunctions.isdisjoint(way):
            return [one, other] if len(codes_of([one, other])) == _PAIR else []
    return []
