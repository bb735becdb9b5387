"""Figures of one state alone: its own exports, its plans, its people, an average it is compared with.

In: the place of a number and what it was found to be. Out: whether it is of one state, or of many, so that the two that
a text is about have nothing to do with it. *«Das Land will die Kapazität seiner Bahnen verdoppeln»* is of one.
"""

from __future__ import annotations

from itertools import pairwise

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.model import TRADE
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place

_BUILT = ("capacity", "length", "flights", "job_count", "project_count", "people_count", "undertaking_value")
_GIVEN = ("financing", "undertaking_value")
_PEOPLE = ("people_count", "company_count", "job_count", "flights")


def is_of_one(place: Place, finding: Finding) -> bool:
    """Whether a number is of one state alone, or of all."""
    return any(told(place, finding) for told in _SIGNS)


def _own_exports(place: Place, finding: Finding) -> bool:
    """Whether goods are all that one state sends or gets: *erhöhte seine Gasexporte*, *die Gasexporte aus Peru*."""
    passage, known = place.passage, figure_words()
    if finding.indicator not in ("commodity_volume", "exports") or len(passage.codes) > 1 or finding.measure == "share":
        return False
    if any(actor.kind == "pair" for actor in passage.actors):
        return False
    ways = known.bound_for | known.for_whom
    if any(a.codes and passage.word_before(a) in ways for a in passage.actors):
        return False
    if not known.there.isdisjoint(passage.words):
        return False
    for at, word in enumerate(passage.words):
        if word.endswith(known.export_ends) and passage.tokens[at].capital:
            if at > 0 and passage.words[at - 1].startswith(known.theirs):
                return True
            leads = at + 2 < len(passage.words) and passage.words[at + 1] in known.out_of
            if leads and any(a.start == passage.tokens[at + 2].start and a.codes for a in passage.actors):
                return True
    return False


def _national(place: Place, finding: Finding) -> bool:
    """Whether what is measured is all that one state has: *55 Prozent der nationalen Exporte*."""
    if finding.indicator in _GIVEN:
        return False  # 700 Millionen gehen an den nationalen Fonds
    grounds = [place.passage.index_at(ground.start) for ground in finding.grounds]
    return any(at > 0 and place.passage.words[at - 1] in figure_words().national for at in grounds)


def _by_the_state(place: Place, finding: Finding) -> bool:
    """Whether the state itself has or plans it, and no other is named: *das Land will …*, *stehen dem Staat …*."""
    if finding.indicator not in _BUILT or codes_of(place.actors):
        return False
    known, words = figure_words(), place.passage.words
    small = function_words()
    return any(
        words[at] in known.the_state
        and words[at - 1] in known.pointing
        and (at == 1 or words[at - 2] not in small.prepositions)
        for at in range(place.clause.first + 1, place.clause.last)
    )


def _lives_there(place: Place, finding: Finding) -> bool:
    """Whether people are only counted where they live: *In Peru gibt es 2 Millionen Pfleger*."""
    if finding.indicator not in _PEOPLE or len(place.passage.codes) > 1:
        return False
    there = any(one in figure_words().gives and other in figure_words().it for one, other in pairwise(place.words))
    demonyms = any(actor.kind == "demonym" for actor in place.passage.actors)
    return there and bool(codes_of(place.actors)) and not demonyms


def _average(place: Place, finding: Finding) -> bool:
    """Whether a percentage is an average of many: *mehr als der Durchschnitt in der Eurozone von -4,4 %*."""
    if place.quantity.unit != "percent" or finding.indicator not in TRADE:
        return False
    words = place.passage.words[: place.first]
    at = next((at for at, word in enumerate(words) if word.endswith(figure_words().average)), None)
    return at is not None and at > 0 and words[at - 1] not in function_words().within


def _posts_cut(place: Place, finding: Finding) -> bool:
    """Whether a firm only cuts its posts: *will 6.900 Stellen streichen*."""
    return finding.indicator == "job_count" and not figure_words().cutting.isdisjoint(place.passage.words)


def _need_of_one(place: Place, _finding: Finding) -> bool:
    """Whether a part is of what a state needs, from wherever: *das die Hälfte seines Ölbedarfs importiert*."""
    known = figure_words()
    behind = place.words_after(2)
    if place.quantity.unit != "percent" or len(behind) < 2 or not behind[0].startswith(known.theirs):
        return False
    return behind[1].endswith(known.needs) and place.verb("import") is not None and not _has_source(place)


def _has_source(place: Place) -> bool:
    ways = figure_words().out_of
    return any(actor.codes and place.passage.word_before(actor) in ways for actor in place.actors)


_SIGNS = (_own_exports, _national, _by_the_state, _lives_there, _average, _posts_cut, _need_of_one)
