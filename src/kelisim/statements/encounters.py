"""Encounters: every wording of a text that says that representatives of states met.

In: the context of a text. Out: mentions, in the order of the text, each with its frame read. *«Beim Treffen mit dem
usbekischen Außenminister am 25. Januar»* is one by its noun, *«Tokajew empfing Saidov»* by its verb, *«X und Y haben
am Mittwoch in Peking eine Erklärung unterzeichnet»* because two people did something together in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kelisim.language.annotations import Actor
from kelisim.language.clauses import Clause
from kelisim.statements.context import Context
from kelisim.statements.encounter_acts import (
    act_format,
    are_signatories,
    has_time_or_place,
    is_joint,
    is_signing,
    is_stay,
    is_support,
    may_act_together,
    may_be_joint,
    plain_verb,
    puts_names,
    signatories,
)
from kelisim.statements.encounter_feasts import opened_with_a_feast
from kelisim.statements.encounter_frames import Frame, frame, people
from kelisim.statements.encounter_mentions import FORMATS, Mention, changed, mention_of
from kelisim.statements.encounter_moods import is_denied, is_planned, is_repeated
from kelisim.statements.encounter_news import without_plans
from kelisim.statements.encounter_nouns import is_domestic, is_negotiation, is_real, of_noun
from kelisim.statements.encounter_pairs import acts_for_all
from kelisim.statements.encounter_phrases import head_of_act, head_of_verb
from kelisim.statements.encounter_signings import at_a_signing
from kelisim.statements.encounter_sites import where
from kelisim.statements.encounter_verbs import (
    MEETING,
    has_body,
    has_two_sides,
    is_body,
    is_meeting,
    is_something_concluded,
    of_verb,
    takes_up,
)
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.governors import governor
from kelisim.statements.passage import Passage

_SAYING = frozenset({"say", "declare"})
_SHORT_HEADLINE = 7  # words
_TWO = 2  # codes in the sentence, of the guest and of the place


def mentions(context: Context) -> list[Mention]:
    """All mentions of encounters in a text, in order; one for each noun or verb that a rule accepts and no plan."""
    found: list[Mention] = []
    for passage in context.passages:
        here: list[Mention] = []
        for rule in RULES:
            for mention in rule(passage):
                same = next((at for at, other in enumerate(here) if _same_place(mention, other)), None)
                if same is None:
                    here.append(mention)
                else:
                    here[same] = _completed(here[same], mention)
        found += sorted(here, key=lambda mention: mention.index)
    return without_plans(found, context)


def _same_place(mention: Mention, other: Mention) -> bool:
    """Whether a weaker rule only repeats what another has found in the same clause."""
    if mention.index == other.index:
        return True
    return mention.by == "act" and mention.clause == other.clause


def _completed(mention: Mention, act: Mention) -> Mention:
    """A noun that only takes up, with the day and place of what the same people did in its clause."""
    if not (mention.definite and act.by == "act" and mention.people and mention.people == act.people):
        return mention
    return changed(mention, time=mention.time or act.time, site=mention.site or act.site)


def named_by_a_noun(passage: Passage) -> Iterator[Mention]:
    """A noun of meeting that is no topic, no plan and not long past: *bei einem Treffen mit …, Besuch von … in …*."""
    for index, sense in enumerate(passage.senses):
        noun = sense.meeting
        if noun is None or noun.format == "none" or not is_real(passage, index):
            continue
        mention = of_noun(passage, index, FORMATS[noun.format], strong=noun.weight == "strong")
        if is_domestic(passage, mention) or is_repeated(mention) or is_negotiation(mention):
            continue
        yield mention


def named_by_a_verb(passage: Passage) -> Iterator[Mention]:
    """A verb of meeting with two sides, or with a joint body as its subject: *empfing, traf, tagte, beriet mit*."""
    if passage.meanings.isdisjoint(MEETING):
        return
    for clause in passage.clauses:
        for verb in clause.verbs:
            if not clause.first <= verb.index < clause.last or not is_meeting(passage, clause, verb):
                continue
            if (
                verb.sense.kind in ("attributive", "infinitive")
                or is_planned(passage, clause)
                or is_denied(passage, clause)
            ):
                continue
            if is_something_concluded(passage, clause, verb):
                continue
            if "visit" in verb.sense.senses and verb.sense.weak and verb.sense.kind == "finite":
                continue  # reist am Donnerstag weiter: still to come
            mention = of_verb(passage, clause, verb, named_by_a_verb.__name__)
            if has_two_sides(mention, verb) and not is_repeated(mention):
                yield mention


def held_by_a_body(passage: Passage) -> Iterator[Mention]:
    """A joint body that is held like a session: *in Graz fand die Gemischte Kommission statt*."""
    if "hold" not in passage.meanings:
        return
    for clause in passage.clauses:
        for verb in clause.verbs:
            if not clause.first <= verb.index < clause.last or "hold" not in verb.sense.senses:
                continue
            if is_planned(passage, clause) or clause.negated or not has_body(passage, clause):
                continue
            if any(passage.senses[at].meeting is not None for at in range(clause.first, clause.last)):
                continue
            mention = of_verb(passage, clause, verb, held_by_a_body.__name__)
            yield changed(mention, format="session")


def during_a_session(passage: Passage) -> Iterator[Mention]:
    """A numbered joint body as the scene of something: *wurde während der 20. Gemischten Kommission unterzeichnet*."""
    for index, token in enumerate(passage.tokens):
        if not token.capital or not is_body(passage, index) or passage.senses[index].meeting is not None:
            continue
        if (
            passage.words[index] in encounter_words().domestic
            or governor(passage, index).preposition not in encounter_words().at_signing
        ):
            continue
        mention = of_noun(passage, index, "session", strong=True)
        if mention.ordinal is not None and not is_planned(passage, mention.clause):
            yield mention


def before_the_press(passage: Passage) -> Iterator[Mention]:
    """Two people who stepped before the press: *sind am 8. August vor die Presse getreten*."""
    press = encounter_words().press
    for index, word in enumerate(() if press.isdisjoint(passage.words) else passage.words):
        if word not in press or passage.senses[index].meeting is not None:
            continue
        if governor(passage, index).preposition != "vor":
            continue
        clause = passage.clause_at(passage.tokens[index].start)
        if clause.negated or is_planned(passage, clause):
            continue
        around = frame(passage, index, head_of_verb(passage, clause, index))
        mention = mention_of(around, index, "talks", by="verb", rule=before_the_press.__name__)
        if len(mention.people) >= 2:
            yield changed(mention, press=True)


def stayed_somewhere(passage: Passage) -> Iterator[Mention]:
    """Somebody of one state was in a city of another: *eine iranische Delegation war im Mai in Duschanbe*."""
    known = encounter_words()
    if len(passage.codes) < _TWO or (known.stayed | known.staying).isdisjoint(passage.words):
        return
    for clause in passage.clauses:
        words = passage.words_of(clause)
        at = next((at for at, word in enumerate(words) if word in encounter_words().stayed), None)
        at = _is_guest_now(words) if at is None else at
        if at is None or clause.negated or clause.kind == "relative":
            continue
        if any(verb.sense.kind in ("participle", "infinitive") for verb in clause.verbs):
            continue
        index = clause.first + at
        around = frame(passage, index, head_of_verb(passage, clause, index))
        mention = mention_of(around, index, "official_visit", by="act", rule=stayed_somewhere.__name__)
        if is_stay(mention) or _came_to_meet(mention):
            spans = [item.span for item in (mention.time, mention.site) if item is not None]
            yield changed(mention, head=head_of_act(passage, spans, index))


def _is_guest_now(words: tuple[str, ...]) -> int | None:
    """Where the clause says that somebody is there now: *weilt seit Montag in Hanoi*, *ist bis Freitag zu Gast*."""
    known = encounter_words()
    at = next((at for at, word in enumerate(words) if word in known.staying), None)
    here = at is not None and (words[at] in known.sojourning or not known.guests.isdisjoint(words))
    return at if here else None


def _came_to_meet(mention: Mention) -> bool:
    """Whether the clause behind says that somebody came to meet another: *war in Oman, um Präsident X zu treffen*."""
    clauses = mention.passage.clauses
    behind = next((c for c in clauses if c.first == mention.clause.last and c.kind == "infinitive"), None)
    meets = behind is not None and any("meet" in verb.sense.senses for verb in behind.verbs)
    return meets and bool(mention.people) and mention.site is not None and bool(mention.site.codes)


def spoke_abroad(passage: Passage) -> Iterator[Mention]:
    """Somebody of one state says something in a city of another on a day: *Das gab X am Montag in Dakar bekannt*."""
    if len(passage.codes) < _TWO or passage.is_headline or passage.meanings.isdisjoint(_SAYING):
        return
    if not any(actor.kind == "person" for actor in passage.actors):
        return
    for clause in passage.clauses:
        if clause.negated or clause.kind == "relative" or is_planned(passage, clause):
            continue
        for verb in clause.verbs:
            told = verb.sense.senses & _SAYING and verb.sense.kind in ("past", "participle", "finite")
            if not clause.first <= verb.index < clause.last or not told:
                continue
            around = frame(passage, verb.index, head_of_verb(passage, clause, verb.index))
            if len(people(around)) != 1 or not _is_in_a_city(around):
                continue
            mention = mention_of(around, verb.index, "official_visit", by="act", rule=spoke_abroad.__name__)
            if mention.time is not None and is_stay(mention) and not _resides(mention.people[0]):
                spans = [item.span for item in (mention.time, mention.site) if item is not None]
                yield changed(mention, head=head_of_act(passage, spans, verb.index), strong=False)


def _is_in_a_city(around: Frame) -> bool:
    site = where(around)
    return site is not None and site.city


def _resides(person: Actor) -> bool:
    """Whether somebody lives where he serves: an ambassador is no guest."""
    role = (person.role or "").lower()
    return any(word.endswith(tuple(encounter_words().posted)) for word in role.replace("-", " ").split())


def headlined(passage: Passage) -> Iterator[Mention]:
    """A headline without a verb that names a person and a foreign city: *Baerbock in Nairobi*."""
    if not passage.is_headline or passage.number > 1 or len(passage.words) > _SHORT_HEADLINE:
        return
    if len(passage.codes) < _TWO or passage.clauses[0].verbs:
        return
    around = frame(passage, 0, passage.span)
    mention = mention_of(around, 0, "talks", by="act", rule=headlined.__name__)
    if is_stay(mention):
        yield changed(mention, head=passage.span, strong=False, visiting=True)


def did_something_together(passage: Passage) -> Iterator[Mention]:
    """Two people of different states do something together in one place or on one day: talks, or a signing."""
    if not may_act_together(passage):
        return
    for clause in passage.clauses:
        if clause.negated or is_planned(passage, clause) or clause.kind == "infinitive":
            continue
        verbs = [verb for verb in clause.verbs if clause.first <= verb.index < clause.last]
        acts = [verb for verb in verbs if verb.sense.kind not in ("attributive", "infinitive")]
        index = acts[-1].index if acts else plain_verb(passage, clause)
        called_off = any(verb.sense.senses & {"cancel", "suspend"} for verb in acts)
        if index is None or called_off:
            continue
        signs = any(is_signing(verb) for verb in acts) or puts_names(passage, clause)
        around = frame(passage, index, head_of_verb(passage, clause, index))
        pair = acts_for_all(passage, clause) if signs else None
        if pair is None and not may_be_joint(around, signs=signs):
            continue
        if not has_time_or_place(passage):
            return
        mention = mention_of(
            around, index, act_format(passage, clause, signs=signs), by="act", rule=did_something_together.__name__
        )
        mention = changed(mention, pair=pair)
        supporting = is_support(mention)
        if supporting or is_joint(mention, signs, clause):
            spans = [item.span for item in (mention.time, mention.site) if item is not None]
            yield changed(
                mention,
                head=head_of_act(passage, spans, index),
                states=(*mention.states, *(signatories(mention) if signs else ())),
                guest=takes_up(passage, clause),
                supporting=supporting and not are_signatories(mention, clause),
            )


def looked_on(passage: Passage) -> Iterator[Mention]:
    """People who were there while others acted; more people for an encounter: *Auch von der Leyen sah zu*."""
    present = not encounter_words().present.isdisjoint(passage.words)
    if "attend" not in passage.meanings and not present:
        return
    for clause in passage.clauses:
        if present and not clause.negated and not is_planned(passage, clause):
            yield from _were_there(passage, clause)
        for verb in clause.verbs:
            if not clause.first <= verb.index < clause.last or "attend" not in verb.sense.senses:
                continue
            if verb.sense.kind not in ("past", "participle") or clause.negated or is_planned(passage, clause):
                continue
            around = frame(passage, verb.index, head_of_verb(passage, clause, verb.index))
            mention = mention_of(around, verb.index, "ceremony", by="act", rule=looked_on.__name__)
            if mention.people and mention.site is None and mention.time is None:
                yield changed(mention, supporting=True, strong=False)


def _were_there(passage: Passage, clause: Clause) -> Iterator[Mention]:
    """*dabei waren X und Y*, *Vizepremier Z war zugegen*."""
    known = encounter_words()
    words = passage.words_of(clause)
    at = next((at for at, word in enumerate(words, clause.first) if word in known.stayed), None)
    if at is None or known.present.isdisjoint(words):
        return
    mention = mention_of(
        frame(passage, at, head_of_verb(passage, clause, at)), at, "ceremony", by="act", rule=looked_on.__name__
    )
    if mention.people and mention.site is None and mention.time is None:
        yield changed(mention, supporting=True, strong=False)
    elif len({actor.codes for actor in mention.people}) > 1:
        spans = [item.span for item in (mention.time, mention.site) if item is not None]
        yield changed(mention, head=head_of_act(passage, spans, at))


RULES: tuple[Callable[[Passage], Iterator[Mention]], ...] = (
    named_by_a_noun,
    named_by_a_verb,
    held_by_a_body,
    during_a_session,
    before_the_press,
    did_something_together,
    looked_on,
    at_a_signing,
    opened_with_a_feast,
    stayed_somewhere,
    spoke_abroad,
    headlined,
)
