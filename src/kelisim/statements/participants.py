"""Participants: the people who were at an encounter, each once, under the fullest spelling of the text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.offices import nominative
from kelisim.model import Participant, Span
from kelisim.statements.context import Context
from kelisim.statements.encounter_groups import Group
from kelisim.statements.encounter_mentions import SERIES
from kelisim.statements.encounter_moods import is_planned
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.governors import noun_word, of
from kelisim.statements.passage import Passage

_CHAIRED_WITHIN = 2  # sentences behind a session that may say who chaired it
_BACK = 8  # sentences around an encounter in which guest and host are looked for


class Crowd(Struct, frozen=True):
    """Everybody whom a text names, by key, who came together, and the blocs it names; made once a text.

    Of mentions of one person that say the same only the first is kept; ``holders`` are the first mentions of those
    who hold an office of a state.
    """

    people: dict[str, list[Actor]]
    holders: dict[tuple[str, tuple[str, ...]], list[Actor]]
    companies: tuple[tuple[Actor, ...], ...]
    blocs: frozenset[str]


def crowd(context: Context) -> Crowd:
    """Gather the people of a text."""
    said: dict[str, dict[tuple[str, str | None, tuple[str, ...]], Actor]] = {}
    for passage in context.passages:
        for actor in passage.actors:
            if actor.kind == "person":
                said.setdefault(actor.key, {}).setdefault((actor.name, actor.role, actor.codes), actor)
    people = {key: list(same.values()) for key, same in said.items()}
    holders: dict[tuple[str, tuple[str, ...]], list[Actor]] = {}
    for same in people.values():
        for office in dict.fromkeys((_office(actor.role), actor.codes) for actor in same if actor.role is not None):
            holders.setdefault(office, []).append(same[0])
    blocs = {
        code for passage in context.passages for actor in passage.actors if actor.kind == "bloc" for code in actor.codes
    }
    return Crowd(people, holders, tuple(_companies(context)), frozenset(blocs))


def _office(role: str) -> str:
    return nominative(role).lower()


def _companies(context: Context) -> Iterator[tuple[Actor, ...]]:
    """Who came together: *Merkel brachte Heiko Maas und Julia Klöckner mit*."""
    for passage in context.passages:
        if "bring" not in passage.meanings or not any(actor.kind == "person" for actor in passage.actors):
            continue
        for clause in passage.clauses:
            if clause.negated or clause.planned or not any("bring" in verb.sense.senses for verb in clause.verbs):
                continue
            yield tuple(actor for actor in passage.actors_of(clause) if actor.kind == "person")


def participants(
    group: Group, parties: Sequence[str], context: Context, everyone: Crowd
) -> tuple[tuple[Participant, ...], tuple[Span, ...]]:
    """Who was there, in the order of the text, and the words that name them."""
    people = [*group.people]
    known = {actor.key for actor in people}
    for actor in (
        *_named_elsewhere(group, everyone),
        *_brought_along(group, everyone),
        *_chairs(group, context),
        *guest(group, context),
        *_host_by_name(group, parties, context),
    ):
        if actor.key not in known:
            known.add(actor.key)
            people.append(actor)
    return tuple(_participant(actor, everyone) for actor in people), tuple(actor.span for actor in people)


def _named_elsewhere(group: Group, everyone: Crowd) -> list[Actor]:
    """The people behind offices without a name, where the text names just one of that office and state."""
    found: list[Actor] = []
    for office in (office for mention in group.mentions for office in mention.offices):
        role = _office(office.role or "")
        holders = [*everyone.holders.get((role, office.codes), ()), *everyone.holders.get((role, ()), ())]
        if office.codes and len({actor.key for actor in holders}) == 1 and role not in encounter_words().colleagues:
            found.append(structs.replace(holders[0], codes=holders[0].codes or office.codes))
    return found


def _participant(actor: Actor, everyone: Crowd) -> Participant:
    same = everyone.people.get(actor.key, [actor])
    name = max((other.name for other in same), key=lambda spelling: (len(spelling.split()), spelling == actor.name))
    roles = [
        other.role for other in (actor, *same) if other.role and other.role.lower() not in encounter_words().courtesy
    ]
    role = next((role for role in roles if role.lower() not in encounter_words().colleagues), next(iter(roles), None))
    role = nominative(role) if role else None
    fullest = sorted(same, key=lambda other: -len(other.name.split()))
    codes = next((other.codes for other in fullest if other.codes), actor.codes)
    return Participant(name=name, role=role, country=codes[0] if len(codes) == 1 else None)


def _brought_along(group: Group, everyone: Crowd) -> list[Actor]:
    """People whom a participant brought; the country is that of who brought them where nothing else says it."""
    keys = {actor.key for actor in group.people}
    found: list[Actor] = []
    for company in everyone.companies:
        together = any(actor.key in keys for actor in company)
        if not keys or together or (group.is_visit and _came_along(company, group)):
            codes = next((actor.codes for actor in (*company, *group.people) if actor.codes), ())
            found += [structs.replace(actor, codes=actor.codes or codes) for actor in company]
    return found


def _came_along(company: Sequence[Actor], group: Group) -> bool:
    """Whether those who came too are of the guest's side: *Die Minister X und Y reisten mit*."""
    sides = codes_of(group.people)
    return len(sides) == 1 and all(set(actor.codes) <= sides for actor in company)


def guest(group: Group, context: Context) -> list[Actor]:
    """Whom *der Gast* or a pronoun takes up: the subject of the words before, of another party than who is named."""
    mention = next((mention for mention in group.mentions if mention.guest), None)
    if mention is None:
        return []
    hosted = mention.format.endswith("visit") and not mention.people  # those named are his hosts
    if len(codes_of(group.people)) >= 2 and not hosted:
        return []
    others = codes_of(group.people)
    number = mention.passage.number
    for passage in reversed(context.passages[max(0, number - _BACK) : number + 1]):
        end = passage.span_of(mention.clause).start if passage is mention.passage else passage.span.end
        before = [
            actor
            for actor in passage.actors
            if actor.kind == "person" and actor.codes and actor.end <= end and not set(actor.codes) & others
        ]
        if before:
            return [before[-1] if mention.names_guest else before[0]]
    return []


def _host_by_name(group: Group, parties: Sequence[str], context: Context) -> list[Actor]:
    """For a visit of which only the guest is named: the host whom the text names without any office, as a subject."""
    people = group.people
    if len(parties) != 2 or not any(mention.format.endswith("visit") for mention in group.mentions):
        return []
    sides = codes_of(people)
    if len(sides) != 1:
        return []
    missing = set(parties) - sides
    first, last = group.mentions[0].passage.number, group.mentions[-1].passage.number
    for passage in context.passages[max(0, first - _BACK) : last + _BACK]:
        for actor in passage.actors:
            if (
                actor.kind == "person"
                and set(actor.codes) == missing
                and _may_host(actor)
                and _is_subject(passage, actor)
                and not _calls_off(passage, actor)
            ):
                return [actor]
    return []


def _calls_off(passage: Passage, actor: Actor) -> bool:
    """Whether somebody did not come or only asks: *musste ein Gespräch absagen*."""
    clause = passage.clause_at(actor.start)
    return clause.negated or any(verb.sense.lemma in encounter_words().asking for verb in clause.verbs)


def _may_host(actor: Actor) -> bool:
    """Whether somebody may receive a guest of state: without an office beside the name, or head of it."""
    known = encounter_words()
    return actor.role is None or actor.role.lower() in known.heads_of_state | known.courtesy


def _chairs(group: Group, context: Context) -> list[Actor]:
    """Who chaired a session or signed there, told in one of the sentences after it.

    *Den Vorsitz führten die Minister X und Y*, *Das Protokoll trägt die Unterschriften von X und Y*.
    """
    found: list[Actor] = []
    for mention in group.mentions:
        number = mention.passage.number + 1
        if mention.format not in SERIES:
            continue
        for after in context.passages[number : number + _CHAIRED_WITHIN]:
            if set(after.words) & encounter_words().chairing or (not group.people and _tells_who_signed(after)):
                found += [actor for actor in after.actors if actor.kind == "person" and _was_there(after, actor)]
                break
    return found


def _tells_who_signed(passage: Passage) -> bool:
    """Whether a sentence only adds who signed: it names neither a day nor another encounter."""
    if passage.times or any(sense.meeting is not None for sense in passage.senses):
        return False
    signed = "sign" in passage.meanings or not encounter_words().signatures.isdisjoint(passage.words)
    return signed and not any(is_planned(passage, clause) for clause in passage.clauses)


def _was_there(passage: Passage, actor: Actor) -> bool:
    """Not whom somebody only speaks for: *der Sprecher von Minister X*."""
    return noun_word(passage, of(passage, actor)) not in encounter_words().spokesmen


def _is_subject(passage: Passage, actor: Actor) -> bool:
    """Whether a name with its office opens its sentence, governed by nothing."""
    found = of(passage, actor)
    return found.at <= 1 and not found.preposition and found.noun is None
