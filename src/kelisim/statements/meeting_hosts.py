"""Who is visited: a state that somebody travels to is a party of the visit, and so are those named in a row with it.

In: an encounter and the parties that its people give. Out: the same with the hosts. *«Die Reise von X nach Namibia und
Südafrika»* is one of three parties; of a visit to a third state, where the guest is not known, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.encounter_groups import Group
from kelisim.statements.encounter_mentions import Mention
from kelisim.statements.passage import Passage

_GAP = 2  # words between two names of a row: the article and *und*
_LANDS = ("country", "capital")


def with_hosts(
    group: Group, parties: tuple[str, ...], spans: tuple[Span, ...], pair: Sequence[str]
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The parties of a visit with the states visited; none where these are no party and nobody is named."""
    hosts = [actor for mention in group.mentions if _is_own_visit(mention) for actor in _visited(mention)]
    new = codes_of(hosts) - set(parties)
    if not new or not parties:
        return parties, spans
    if not group.codes:
        return ((), spans) if set(parties) == set(pair) else (parties, spans)
    named = tuple(actor.span for actor in hosts if new & set(actor.codes))
    return tuple(sorted({*parties, *new})), (*spans, *named)


def _is_own_visit(mention: Mention) -> bool:
    """Whether the mention itself says whom somebody visits."""
    return mention.format.endswith("visit") and mention.by in ("noun", "verb") and mention.site is not None


def _visited(mention: Mention) -> Iterator[Actor]:
    """The state that is visited, and those that follow it in a row: *nach Gabun, Niger und Senegal*."""
    passage, site = mention.passage, mention.site
    last = None
    for actor in passage.actors:
        if site is not None and actor.span == site.span and len(actor.codes) == 1 and actor.kind in _LANDS:
            last = actor
            yield actor
        elif last is not None and actor.start > last.end:
            if actor.kind not in _LANDS or not _joins(passage, last, actor):
                return
            last = actor
            yield actor


def _joins(passage: Passage, one: Actor, other: Actor) -> bool:
    gap = passage.words[passage.index_at(one.end - 1) + 1 : passage.index_at(other.start)]
    small = function_words()
    return 0 < len(gap) <= _GAP and gap[0] in {",", *small.conjunctions} and set(gap[1:]) <= small.determiners
