"""Meetings: one record an encounter or series session at which representatives of states met.

In: the context of a text. Out: meetings in their order. *«Bei den fünften Regierungskonsultationen am 1. November 2019
haben Angela Merkel und Narendra Modi … vereinbart»* gives a session, the fifth, of DE and IN with two participants.
What is planned is an event among the undertakings; what is only a topic is nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.sport import sport_words
from kelisim.model import Evidence, Meeting, MeetingFormat, Span
from kelisim.statements.attributions import attribution
from kelisim.statements.context import Context
from kelisim.statements.encounter_groups import Group, grouped
from kelisim.statements.encounter_mentions import SERIES, Mention
from kelisim.statements.encounters import mentions
from kelisim.statements.meeting_dates import is_old, latest_month, meeting_date
from kelisim.statements.meeting_hosts import with_hosts
from kelisim.statements.meeting_places import meeting_place
from kelisim.statements.participants import Crowd, crowd, guest, participants
from kelisim.statements.parties import Parties, worded
from kelisim.statements.reasons import Reason, confidence
from kelisim.statements.rows import longest_row
from kelisim.statements.stage_words import stage_words

_BASE, _PAIR = 0.6, 2
# What names an encounter best, strongest first; a series with its number goes before all.
_RANKS: dict[MeetingFormat, float] = {
    "summit": 8,
    "state_visit": 7,
    "session": 6.5,
    "official_visit": 6,
    "forum": 5.5,
    "working_visit": 5,
    "call": 4,
    "talks": 3,
    "ceremony": 2,
}


_BESIDE_A_VISIT = 2  # a forum that is only spoken of on a visit
_MERE_ACT = 2.5  # what two did together says less of what it was than its noun
_PLAIN_VISIT = 2  # a verb of visiting says less of what kind of visit it was than any noun


def meetings(context: Context) -> list[Meeting]:
    """The encounters of a text in the order of their heads; none where the text is not about two parties."""
    if len(context.pair) < 2 or not (context.interstate or _brings_together(context)) or _is_about_sport(context):
        return []
    groups = grouped(mentions(context))
    if not groups:
        return []
    everyone, now = crowd(context), latest_month(groups, context)
    present = [group for group in groups if not is_old(group, now) and _stands(group, context)]
    found = [_meeting(group, context, everyone) for group in present]
    return sorted((meeting for meeting in found if len(meeting.parties) >= 2), key=lambda item: item.evidence.head)


def _brings_together(context: Context) -> bool:
    """Whether somebody is named in a sentence that names two parties."""
    named = (actor for number in context.with_two for actor in context.passages[number].actors)
    return any(actor.kind in ("person", "office", "pair") for actor in named)


def _meeting(group: Group, context: Context, everyone: Crowd) -> Meeting:
    best = _telling(group)
    passage = best.passage
    time, time_spans = meeting_date(group, context)
    format_, format_span = _format(group)
    place, place_spans = meeting_place(group, context) if format_ != "call" else (None, ())
    ordinal = next((mention.ordinal for mention in group.mentions if mention.ordinal and _counts(mention)), None)
    parties, party_spans = with_hosts(group, *_parties(group, context, everyone), context.pair)
    parties, party_spans = _with_the_third(best, parties, party_spans)
    party_spans = worded(parties, party_spans, context)
    people, people_spans = participants(group, parties, context, everyone)
    speaker, speaker_spans = attribution(passage, best.head, context)
    score, reason = confidence(_BASE, _reasons(group, time, place, len(people)))
    spans = {
        "date": time_spans,
        "place": place_spans,
        "format": (format_span,),
        "ordinal": (ordinal[1],) if ordinal else (),
        "parties": party_spans,
        "participants": people_spans,
        "attribution": speaker_spans,
    }
    return Meeting(
        date=time,
        place=place,
        format=format_,
        ordinal=ordinal[0] if ordinal else None,
        parties=parties,
        participants=people,
        attribution=speaker,
        rule=best.rule,
        confidence=score,
        confidence_reason=reason,
        evidence=Evidence(
            start=passage.span.start,
            end=passage.span.end,
            head=best.head,
            fields={name: words for name, words in spans.items() if words},
        ),
    )


def _telling(group: Group) -> Mention:
    """The mention that tells most: in the body before the headline, with date, place and people."""
    return max(
        group.mentions,
        key=lambda mention: (
            not mention.passage.is_headline,
            mention.by != "act",
            mention.strong,
            mention.by == "noun" and mention.format in SERIES and mention.says_something,
            2 * bool(mention.ordinal and _counts(mention))
            + bool(mention.time)
            + bool(mention.site)
            + len(mention.codes),
            -mention.index - 1000 * mention.passage.number,
        ),
    )


def _format(group: Group) -> tuple[MeetingFormat, Span]:
    """The strongest wording: a series with its number, then by rank; a bare *Forum* in passing raises nothing."""
    telling = [mention for mention in group.mentions if mention.says_something or mention.format not in SERIES]
    if any(site.city for site in group.sites):
        telling = [
            mention for mention in telling if mention.format != "call"
        ] or telling  # what was done by video besides
    named = any(mention.by == "noun" for mention in telling)
    feast = any(mention.by == "noun" and mention.format == "ceremony" for mention in telling)
    best = max(
        telling or group.mentions,
        key=lambda mention: (
            mention.format in SERIES and mention.ordinal is not None,
            _RANKS[mention.format]
            - (0 if mention.strong else 1)
            - (_BESIDE_A_VISIT if mention.format == "forum" and mention.definite and group.is_visit else 0)
            - (_MERE_ACT if named and mention.by == "act" and mention.format in ("talks", "call") else 0)
            - (_MERE_ACT if feast and mention.by == "verb" and mention.format == "talks" else 0)
            - (_PLAIN_VISIT if mention.by == "verb" and mention.format.endswith("visit") else 0),
        ),
    )
    token = best.passage.tokens[best.index]
    return best.format, Span(token.start, token.end)


def _counts(mention: Mention) -> bool:
    """Whether an ordinal is that of a series: the fifth session, not the first visit or the first talks in years."""
    if mention.format.endswith("visit") or mention.ordinal is None:
        return False
    return mention.format in SERIES or mention.ordinal[0] > 1


# --- parties


def _parties(group: Group, context: Context, everyone: Crowd) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The sides that were there: people and offices, then states, the guest's and the place's, then the text's pair."""
    for mention in sorted(group.mentions, key=lambda mention: mention.passage.is_headline):
        actors = [actor for actor in (*mention.people, *mention.offices) if actor.codes]
        if len(codes_of(actors)) >= 2:
            return _sorted(group, [*actors, *_joined_by_others(group, mention), *_in_a_row_with(group, actors)])
    people = [actor for mention in group.mentions for actor in (*mention.people, *mention.offices) if actor.codes]
    people += guest(group, context)
    if len(codes_of(people)) >= 2:
        return _sorted(group, people)
    states = [a for one in group.mentions for a in one.states if a.codes and not _only_says_where_to(one, a)]
    actors = [*people, *states]
    codes = codes_of(actors)
    if len(codes) >= 2:
        return _sorted(group, actors)
    spans = tuple(actor.span for actor in actors)
    visited = {code for site in group.sites for code in site.codes} if group.is_visit else set()
    if len(codes | visited) == 2 and codes:
        return tuple(sorted(codes | visited)), (*spans, *(site.span for site in group.sites))
    own = codes | {code for mention in group.mentions for actor in mention.passage.actors for code in actor.codes}
    known = set(context.pair) <= own or not codes <= everyone.blocs  # a session of a bloc needs no partner
    if context.interstate and codes and known and codes - set(context.pair) <= everyone.blocs:
        return tuple(sorted(codes | set(context.pair))), spans
    if (context.interstate or (group.is_visit and codes)) and codes <= set(context.pair):
        return context.pair, spans
    return (), spans


def _with_the_third(best: Mention, parties: tuple[str, ...], spans: tuple[Span, ...]) -> Parties:
    """The host of a trilateral encounter beside two others: *der trilaterale Gipfel in Chudschand*."""
    words = best.head.quote(best.passage.text).lower().split()
    said = best.site is not None and any(word.startswith(stage_words().words.trilateral) for word in words)
    if not said or best.site is None or len({*parties, *best.site.codes}) != _PAIR + 1 or len(parties) != _PAIR:
        return parties, spans
    return tuple(sorted({*parties, *best.site.codes})), (*spans, best.site.span)


def _only_says_where_to(mention: Mention, state: Actor) -> bool:
    """Whether a bloc is only the first part of a word for a journey to some of it: *die Zentralasien-Reise*."""
    glued = mention.passage.text[state.end : state.end + 1] == "-"
    return glued and state.kind == "bloc" and mention.format.endswith("visit")


def _in_a_row_with(group: Group, actors: Sequence[Actor]) -> list[Actor]:
    """The row of three states or more that met, where those named elsewhere are only some of their people."""
    codes = codes_of(actors)
    lands = [(one.passage, [state for state in one.states if state.kind == "country"]) for one in group.mentions]
    rows = (longest_row(passage, states) for passage, states in lands)
    return next((row for row in rows if len(codes_of(row)) > _PAIR and codes_of(row) > codes), [])


def _joined_by_others(group: Group, best: Mention) -> list[Actor]:
    """Who else was there with one of these people: *gab mit X den Startschuss. Im Beisein von Y weihte er … ein*."""
    keys = {actor.key for actor in best.people}
    return [
        actor
        for mention in group.mentions
        if mention is not best and not keys.isdisjoint(actor.key for actor in mention.people)
        for actor in mention.people
    ]


def _sorted(group: Group, actors: Iterable[Actor]) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """All codes of the actors, with those of the blocs and states that the encounter itself is named after."""
    codes: dict[str, Span] = {}
    for actor in actors:
        for code in actor.codes:
            codes.setdefault(code, actor.span)
    for mention in group.mentions:
        for state in mention.states:
            named = mention.by == "noun" and mention.head.covers(state.span) and state.kind == "bloc"
            if named and not _only_says_where_to(mention, state):
                for code in state.codes:
                    codes.setdefault(code, state.span)
    return tuple(sorted(codes)), tuple(dict.fromkeys(codes[code] for code in sorted(codes)))


# --- whether it stands


def has_people_of_two_sides(group: Group, _context: Context) -> bool:
    """Persons or office holders of two parties are there."""
    actors = [actor for mention in group.mentions for actor in (*mention.people, *mention.offices)]
    return len(codes_of(actors)) >= 2 or len({actor.key for actor in actors}) >= 2


def has_a_visitor(group: Group, _context: Context) -> bool:
    """Somebody of one party visits, receives or attends, with a day or a place."""
    acting = any(mention.people or mention.offices or mention.guest for mention in group.mentions)
    return acting and bool(group.times or group.sites or any(mention.strong for mention in group.mentions))


def is_a_series(group: Group, _context: Context) -> bool:
    """A session, forum or summit with a number, a body, a day or a place."""
    return any(
        mention.format in SERIES
        and (mention.ordinal or mention.body or mention.time or mention.site or len(mention.codes) >= 2)
        for mention in group.mentions
    )


def is_a_visit(group: Group, _context: Context) -> bool:
    """A visit with its place or day; a mere journey is somebody's."""
    return any(
        mention.format.endswith("visit")
        and (mention.site or mention.time)
        and (mention.strong or mention.people or mention.offices or mention.guest or mention.states)
        for mention in group.mentions
    )


def is_between_states(group: Group, _context: Context) -> bool:
    """Talks or a signing for which both states are named, on a day or in a place."""
    numbered = any(mention.ordinal for mention in group.mentions)
    return len(group.codes) >= 2 and bool(group.times or group.sites or numbered)


def is_of_all(group: Group, context: Context) -> bool:
    """Both or all states of the text sign or meet on a day or in a place, none of them named."""
    told = any(mention.pair is not None for mention in group.mentions)
    return told and context.interstate and bool(group.times or group.sites)


STANDING: tuple[Callable[[Group, Context], bool], ...] = (
    has_people_of_two_sides,
    has_a_visitor,
    is_a_series,
    is_a_visit,
    is_between_states,
    is_of_all,
)


def _stands(group: Group, context: Context) -> bool:
    """Whether a group is an encounter: one of `STANDING` holds, and not only a headline without people says so."""
    if all(mention.rule == "spoke abroad" for mention in group.mentions) and not _is_of_the_pair(group, context):
        return False
    return any(test(group, context) for test in STANDING)


def _is_of_the_pair(group: Group, context: Context) -> bool:
    """Whether guest and place are the two states that the text is about: not somebody who spoke in New York."""
    visited = {code for site in group.sites for code in site.codes}
    return context.interstate and group.codes | visited == set(context.pair)


def _is_about_sport(context: Context) -> bool:
    """Whether the text is about sport or the like, where *Treffen* is a match: several such words, no office."""
    told = sum(len(sport_words().intersection(passage.words)) for passage in context.passages)
    return told >= 3 and not any(actor.kind == "office" for passage in context.passages for actor in passage.actors)


def _reasons(group: Group, time: str | None, place: str | None, people: int) -> list[Reason]:
    return [
        *([Reason("a date", 0.08)] if time else []),
        *([Reason("a place", 0.08)] if place else []),
        *([Reason("people of both sides", 0.14)] if people >= 2 else []),
        *([Reason("named more than once", 0.05)] if len(group.mentions) > 1 else []),
        *([Reason("a number", 0.05)] if any(mention.ordinal for mention in group.mentions) else []),
        *([Reason("only in a headline", -0.1)] if group.in_headline else []),
        *([Reason("only a joint act", -0.1)] if all(mention.by == "act" for mention in group.mentions) else []),
    ]
