"""The place of an encounter: where its mentions say, else the headline's *X in Taschkent*."""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.context import Context, of_the_report
from kelisim.statements.encounter_groups import Group


def meeting_place(group: Group, context: Context) -> tuple[str | None, tuple[Span, ...]]:
    """The place as printed without its preposition, and its words: a city before a country."""
    if not group.sites and (told := _of_the_dateline(group)) is not None:
        return told
    sites = sorted(group.sites, key=lambda site: (not site.city, site.loose, site.span.start))
    if sites and sites[0].city:
        return sites[0].name, (sites[0].span,)
    from_headline = _from_headline(group, context)
    if from_headline is not None and (not sites or set(sites[0].codes) & set(from_headline[1])):
        return from_headline[0], (from_headline[2],)
    return (sites[0].name, (sites[0].span,)) if sites else (None, ())


def _of_the_dateline(group: Group) -> tuple[str, tuple[Span, ...]] | None:
    """For states that sign in the sentence of the dateline: its town, if it is one of theirs (*Bukarest – …*)."""
    for mention in group.mentions:
        passage = mention.passage
        if mention.by != "act" or mention.format != "ceremony" or mention.people:
            continue
        for actor in passage.actors[:1]:
            if (
                actor.kind in ("capital", "place")
                and set(actor.codes) & mention.codes
                and of_the_report(passage, actor)
            ):
                return actor.name, (actor.span,)
    return None


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
