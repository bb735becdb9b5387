"""The place of an encounter: where its mentions say, else the headline's *X in Taschkent*."""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.context import Context
from kelisim.statements.encounter_groups import Group


def meeting_place(group: Group, context: Context) -> tuple[str | None, tuple[Span, ...]]:
    """The place as printed without its preposition, and its words: a city before a country."""
    sites = sorted(group.sites, key=lambda site: (not site.city, site.loose, site.span.start))
    if sites and sites[0].city:
        return sites[0].name, (sites[0].span,)
    from_headline = _from_headline(group, context)
    if from_headline is not None and (not sites or set(sites[0].codes) & set(from_headline[1])):
        return from_headline[0], (from_headline[2],)
    return (sites[0].name, (sites[0].span,)) if sites else (None, ())


def _from_headline(group: Group, context: Context) -> tuple[str, tuple[str, ...], Span] | None:
    """*Çavuşoğlu in Nursultan*: a headline without a verb names a participant and a place."""
    keys = {actor.key for actor in group.people}
    for passage in context.passages[:2]:
        if not passage.is_headline:
            continue
        for place in passage.actors:
            index = passage.index_at(place.start)
            if place.kind not in ("place", "capital") or index == 0 or passage.words[index - 1] not in ("in", "im"):
                continue
            before = passage.tokens[index - 2].end if index > 1 else -1
            person = next((actor for actor in passage.actors if actor.end == before and actor.kind == "person"), None)
            if person is not None and person.key in keys and not _has_verb(passage.words):
                return place.name, place.codes, place.span
    return None


def _has_verb(words: tuple[str, ...]) -> bool:
    small = function_words()
    return any(word in small.auxiliaries or word in small.plain_finite for word in words)
