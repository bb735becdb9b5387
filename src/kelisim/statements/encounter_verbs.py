"""Encounters that a verb names: *empfing, kamen zusammen, tagte*; two sides or a joint body must be there."""

from __future__ import annotations

from functools import cache

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective
from kelisim.language.number_words import ordinal
from kelisim.language.word_classes import CLASSES
from kelisim.language.words import NOTHING
from kelisim.model import MeetingFormat, Span
from kelisim.statements.encounter_frames import Frame, frame, when
from kelisim.statements.encounter_mentions import Mention, changed, mention_of
from kelisim.statements.encounter_pairs import acts_for_all
from kelisim.statements.encounter_phrases import head_of_verb
from kelisim.statements.encounter_sites import Site, where
from kelisim.statements.encounter_words import body_endings, encounter_words
from kelisim.statements.governors import governor, noun_word, of
from kelisim.statements.passage import Passage

MEETING = frozenset({"meet", "speak"})
"""What a verb says that may be one of meeting."""
_PHRASE = 7  # words from *am Rande* to the body on whose margins others meet
_SUBJECT_WITHIN = 5  # words from the beginning of the clause to a pronoun that is its subject


def of_verb(passage: Passage, clause: Clause, verb: ClauseVerb, rule: str) -> Mention:
    """The mention that a verb of meeting makes; ``rule`` is the name of the rule."""
    phrase = head_of_verb(passage, clause, verb.index)
    around = frame(passage, verb.index, phrase)
    mention = mention_of(around, verb.index, _verb_format(passage, clause, verb), by="verb", rule=rule)
    body = has_body(passage, clause)
    subject = shared_subject(passage, clause)
    if subject and mention.time is None and mention.site is None:
        mention = _there(mention, subject[0])
    return changed(
        mention,
        people=(*_whom_it_tells_of(passage, clause), *subject, *mention.people),
        site=_visited(mention, verb) or mention.site,
        strong=not verb.sense.weak,
        body=body,
        ordinal=first_time(passage, clause) if mention.format == "session" or body else None,
        guest=takes_up(passage, clause) or _shares_pronoun(passage, clause),
        pair=acts_for_all(passage, clause),
    )


def _visited(mention: Mention, verb: ClauseVerb) -> Site | None:
    """What is visited without a preposition: *besuchte Estland, stattete Lima einen Besuch ab*."""
    if "visit" not in verb.sense.senses:
        return None
    passage, own = mention.passage, codes_of(mention.people)
    for actor in passage.actors_of(mention.clause):
        if actor.kind in ("country", "capital", "place") and actor.codes and not own & set(actor.codes):
            found = of(passage, actor)
            if not found.preposition and found.noun is None and not _leads_to_noun(passage, actor):
                return Site(actor.name, actor.span, actor.codes, actor.kind != "country")
    return None


def _leads_to_noun(passage: Passage, actor: Actor) -> bool:
    """Whether a state stands in the genitive before its noun: *Deutschlands größtes Werk*."""
    at = passage.index_at(actor.end - 1) + 1
    if at >= len(passage.tokens):
        return False
    return passage.tokens[at].capital or is_adjective(passage.tokens, passage.senses, at)


def _whom_it_tells_of(passage: Passage, clause: Clause) -> list[Actor]:
    """The person before a relative clause: *sagte Tinubu, der zuvor mit Scholz konferiert hatte*."""
    if clause.kind != "relative" or clause.first < 2 or passage.words[clause.first] in encounter_words().no_subject:
        return []
    before = clause.first - 2
    if before > 0 and not passage.tokens[before].capital:
        before -= 1  # sagte X zu, der …
    end = passage.tokens[before].end
    return [actor for actor in passage.actors if actor.kind == "person" and actor.end == end]


def _joined_to(passage: Passage, clause: Clause) -> Clause | None:
    """The main clause before *und* with a finite verb, whose subject goes on; None where the clause has its own."""
    if clause.first == 0 or passage.words[clause.first - 1] != "und":
        return None
    finite = passage.words[clause.first] in function_words().auxiliaries
    if not finite and not any(verb.index == clause.first for verb in clause.verbs):
        return None
    before = passage.clause_before(clause)
    return before if before is not None and before.kind == "main" else None


def _shares_pronoun(passage: Passage, clause: Clause) -> bool:
    """*Dabei traf er X und wurde von Y empfangen*: the pronoun is the subject of both."""
    before = _joined_to(passage, clause)
    return before is not None and takes_up(passage, before)


def shared_subject(passage: Passage, clause: Clause) -> list[Actor]:
    """The people before *und* with a verb: *Orbán machte in Moskau Station und unterredete sich mit Putin*."""
    before = _joined_to(passage, clause)
    if before is None or takes_up(passage, before):
        return []
    people = [actor for actor in passage.actors_of(before) if actor.kind == "person"]
    subjects = [actor for actor in people if (found := of(passage, actor)).noun is None and not found.preposition]
    return subjects[:1]


def _there(mention: Mention, subject: Actor) -> Mention:
    """With the day and the place of the clause that holds the subject."""
    passage = mention.passage
    clause = passage.clause_at(subject.start)
    span = passage.span_of(clause)
    around = Frame(passage, (span,), span, clause)
    return changed(mention, time=when(around), site=where(around))


def takes_up(passage: Passage, clause: Clause) -> bool:
    """Whether somebody named before is meant: *der Gast*, *er kam auch mit Y zusammen*, *wurde sie empfangen*."""
    known = encounter_words()
    words = passage.words_of(clause)
    if not known.guests.isdisjoint(words):
        return True
    if known.pronouns.isdisjoint(words):
        return False
    return any(
        word in known.pronouns and _is_somebody(passage, clause, clause.first + at) for at, word in enumerate(words)
    )


def _is_somebody(passage: Passage, clause: Clause, at: int) -> bool:
    """Whether a pronoun is the subject, near the beginning or behind its verb; not *beide Länder*."""
    if at - clause.first > _SUBJECT_WITHIN and not any(verb.index == at - 1 for verb in clause.verbs):
        return False  # Mit ihrem Kollegen X sprach sie
    stands_alone = not passage.words[at].startswith(encounter_words().before_noun)
    return stands_alone or at + 1 >= len(passage.tokens) or not passage.tokens[at + 1].capital


def _verb_format(passage: Passage, clause: Clause, verb: ClauseVerb) -> MeetingFormat:
    meanings = verb.sense.senses
    if "call" in meanings or set(passage.words_of(clause)) & encounter_words().video:
        return "call"
    if "visit" in meanings:
        return "official_visit"
    counted = "session" in meanings and first_time(passage, clause) is not None
    return "session" if counted or has_body(passage, clause) else "talks"


def has_body(passage: Passage, clause: Clause) -> bool:
    """Whether a joint body meets: *der Rat kam zusammen*, *die Kommission tagte*; not a body of one state."""
    known = encounter_words()
    for at in range(clause.first, clause.last):
        if not passage.tokens[at].capital or not is_body(passage, at) or passage.words[at] in known.domestic:
            continue
        if noun_word(passage, governor(passage, at)) in known.leading or _is_aside(passage, clause, at):
            continue  # am Rande der Konferenz
        return True
    return False


def _is_aside(passage: Passage, clause: Clause, at: int) -> bool:
    """Whether a body is the occasion (*am Rande einer Sitzung der Versammlung*), that of an office, or a bloc."""
    if any(word in encounter_words().margins for word in passage.words[max(clause.first, at - _PHRASE) : at]):
        return True
    noun = governor(passage, at).noun
    cls = CLASSES[passage.tokens[noun].word] if noun is not None else None
    if cls is not None and cls.office is not None:
        return True  # den Geschäftsführer des Ost-Ausschusses
    start = passage.tokens[at].start
    return any(actor.kind == "bloc" and actor.start <= start < actor.end for actor in passage.actors)


def is_body(passage: Passage, at: int) -> bool:
    """Whether a word is a joint body, by itself or as the last part of a compound; no name of a person."""
    word = passage.words[at]
    if word in encounter_words().press:
        return False
    if word in encounter_words().bodies:
        return True
    if not word.endswith(_any_body()):
        return False  # so it ends like none of the longer endings either
    if _is_of_two(passage, at):
        return True
    if not word.endswith(body_endings()):
        return False
    start = passage.tokens[at].start
    return not any(actor.kind == "person" and actor.start <= start < actor.end for actor in passage.actors)


@cache
def _any_body() -> tuple[str, ...]:
    return tuple(sorted(encounter_words().bodies))


def _is_of_two(passage: Passage, at: int) -> bool:
    """Whether a demonym of two states stands right before: *der ungarisch-serbische Strategierat*."""
    before = passage.tokens[at - 1].end if at else -1
    return any(actor.kind == "demonym" and len(actor.codes) > 1 and actor.end == before for actor in passage.actors)


def first_time(passage: Passage, clause: Clause) -> tuple[int, Span] | None:
    """*erstmals*, *zum ersten Mal* is the first session."""
    words = passage.words
    for at in range(clause.first, clause.last):
        if words[at] in encounter_words().first_time:
            return 1, Span(passage.tokens[at].start, passage.tokens[at].end)
        if words[at] == "mal" and at > clause.first and (value := ordinal(words[at - 1])) is not None:
            return value, passage.span_between(at - 1, at)
    return None


def is_meeting(passage: Passage, clause: Clause, verb: ClauseVerb) -> bool:
    """Whether a verb is one of meeting: by itself, or with *miteinander* (*haben miteinander gesprochen*)."""
    if "meet" in verb.sense.senses:
        return True
    if "speak" not in verb.sense.senses:
        return False
    words = passage.words_of(clause)
    return bool(encounter_words().each_other & set(words)) or _speaks_with_somebody(passage, clause)


def _speaks_with_somebody(passage: Passage, clause: Clause) -> bool:
    """Whether a person speaks with one of another state: *X, der Kanzler sprach mit Präsident Y über Energie*."""
    acting = ("person", "office")
    here = [actor for actor in passage.actors_of(clause) if actor.kind in acting and actor.codes]
    partners = [actor for actor in here if of(passage, actor).preposition in function_words().accompanied]
    others = [actor for actor in here if actor not in partners and not of(passage, actor).preposition]
    if partners and clause.kind == "subordinate" and takes_up(passage, clause):
        return True  # dass er mit seinem Kollegen X gesprochen hat
    return any(one.codes != other.codes for one in partners for other in others)


def is_something_concluded(passage: Passage, clause: Clause, verb: ClauseVerb) -> bool:
    """Whether *treffen* has a thing as its object, not people: *haben eine Vereinbarung getroffen*."""
    if "conclude" not in verb.sense.senses:
        return False
    known = encounter_words()
    return any(
        (passage.words[at] in known.concluded or _is_paper(passage, at)) and not governor(passage, at).preposition
        for at in range(clause.first, clause.last)
        if passage.tokens[at].capital
    )


def _is_paper(passage: Passage, at: int) -> bool:
    thing = passage.senses[at].thing
    return thing is not None and thing.kind == "agreement"


def has_two_sides(mention: Mention, verb: ClauseVerb) -> bool:
    """Whether enough people stand beside the verb: two sides, or a body for a session."""
    meanings = verb.sense.senses
    sides = len(mention.codes)
    if mention.pair is not None and (mention.site or mention.time) and meanings.isdisjoint({"visit", "host"}):
        return True
    if _are_both(mention):
        return "visit" not in meanings
    if sides >= 2 and (mention.offices or _are_represented(mention)):
        return True
    named = len(mention.people) + len(mention.offices) + mention.guest + _somebody(mention)
    if "session" in meanings or (mention.body and "host" not in meanings):
        return mention.body or named >= 2 or (named >= 1 and sides >= 2)
    here = mention.passage.words_of(mention.clause)
    passive = not function_words().become.isdisjoint(here)
    received = "host" in meanings and (verb.sense.kind == "participle" or passive)
    if "visit" in meanings or (received and not verb.sense.weak):
        site = set(mention.site.codes) if mention.site else set()
        if (named >= 1 or _are_represented(mention)) and len(mention.codes | site) >= 2:
            return True
    if "visit" in meanings:
        return False
    return named >= 2 and (
        _somebody(mention)
        or sides >= 2
        or any(not actor.codes for actor in (*mention.people, *mention.offices))
        or mention.guest
    )


def _are_represented(mention: Mention) -> bool:
    """Whether delegations or governments of two states are the subject: *die Delegationen Omans und Tansanias*."""
    words, small = mention.passage.words, function_words()
    return any(
        words[at] in encounter_words().representatives and (at == 0 or words[at - 1] not in small.prepositions)
        for at in range(mention.clause.first, mention.clause.last)
    )


def _are_both(mention: Mention) -> bool:
    """Whether the two office holders of the text's pair are the subject: *haben sich beide Staatschefs getroffen*."""
    passage = mention.passage
    return any(
        actor.kind == "pair" and any(actor.span.covers(office.span) for office in mention.offices)
        for actor in passage.actors_of(mention.clause)
    )


def _somebody(mention: Mention) -> bool:
    """Whether a person without an office stands behind a demonym (*die deutsche Spitzendiplomatin*)."""
    passage = mention.passage
    for actor in passage.actors:
        if actor.kind != "demonym" or passage.clause_at(actor.start) is not mention.clause:
            continue
        at = passage.index_at(actor.start) + 1
        if at < len(passage.tokens) and passage.tokens[at].capital and passage.senses[at] is NOTHING:
            found = governor(passage, at)
            inside = any(other.span.covers(actor.span) for other in passage.actors if other is not actor)
            if not inside and found.noun is None and found.preposition in ("", "mit", "von", "vom"):
                return not any(other.start == passage.tokens[at].start for other in passage.actors)
    return False
