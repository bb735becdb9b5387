"""Sayings: everybody who speaks in a sentence, and which words of it are theirs.

In: a passage. Out: sayings by preposition (*laut X, X zufolge, nach Angaben von X*), by verb (*sagte X*, *X betonte,
dass …*, *wie X mitteilte*), by *hieß es* and by *so X*.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.once import asked_once
from kelisim.statements.governors import of
from kelisim.statements.passage import Passage
from kelisim.statements.speakers import Speaker, over_attributes, speaker_at, subject
from kelisim.statements.speech_words import speech_words

_HELD_WITHIN, _HELD_AT_MOST = 8, 24  # words from *hält* to *für*
_SAYING = frozenset({"say", "expect", "speak"})


class Saying(Struct, frozen=True):
    """Somebody speaks in a sentence: the speaker, the word that says so, and the words that it covers."""

    speaker: Speaker
    marker: int
    covers: Span


@asked_once
def sayings(passage: Passage) -> tuple[Saying, ...]:
    """Everybody who speaks in a sentence."""
    return (
        *_prepositional(passage),
        *verbal_sayings(passage),
        *_announced(passage),
        *_called(passage),
        *_comma_so(passage),
    )


def _prepositional(passage: Passage) -> Iterator[Saying]:
    words, speech = passage.words, speech_words()
    for index, word in enumerate(words):
        if word in speech.before:
            speaker = _source(passage, index + 1)
        elif word in ("nach", "gemäß"):
            speaker = _giver(passage, index + 1)
        elif word in speech.behind:
            speaker = _before(passage, index)
        else:
            continue
        if speaker is not None:
            yield Saying(speaker, passage.tokens[index].start, _part(passage, index))


def _source(passage: Passage, index: int) -> Speaker | None:
    """The speaker behind *laut*: a name, or who stands behind *Angaben*, *Mitteilung* …"""
    head = over_attributes(passage, index)
    if head is None:
        return None
    if passage.words[head] in speech_words().sources:
        return _behind_source(passage, head)
    found = speaker_at(passage, index)
    return None if found is None or _is_nobody(passage, found) else found


def _giver(passage: Passage, index: int) -> Speaker | None:
    """The speaker behind *nach*: *nach Angaben von X*, *nach X' Worten*, *nach seinen Worten*."""
    words, speech = passage.words, speech_words()
    head = over_attributes(passage, index)
    if head is None:
        return None
    for at in range(head, min(head + 9, len(words))):
        compound = _in_compound(passage, at)
        if compound is not None:
            return compound
        if words[at] in speech.sources and passage.tokens[at].capital:
            if words[index] in speech.own:
                return _doer(passage, index) or Speaker(None, passage.span_between(index, at), at)
            if words[index] in speech.his:
                return Speaker(None, passage.span_between(index, at), at)
            return _before_source(passage, index, at) if at > head else _behind_source(passage, at)
        if at > head and not passage.tokens[at].capital and words[at] not in speech.within_source:
            return None
    return None


def _in_compound(passage: Passage, at: int) -> Speaker | None:
    """Whose figures a compound gives: *nach US-Angaben*."""
    first, _, last = passage.words[at].rpartition("-")
    token = passage.tokens[at]
    if last not in speech_words().sources or first in speech_words().nobody or len(first) < 2:
        return None
    span = Span(token.start, token.start + len(first))
    return Speaker(span.quote(passage.text), span, at)


def _doer(passage: Passage, index: int) -> Speaker | None:
    """Who acts in the clause: *320 Millionen muss Ungarn nach eigener Schätzung aufbringen* gives Ungarn."""
    clause = passage.clause_at(passage.tokens[index].start)
    for actor in passage.actors_of(clause):
        found = of(passage, actor)
        if actor.kind in ("country", "organisation", "person") and not found.preposition and found.noun is None:
            return Speaker(actor.name, actor.span, passage.index_at(actor.end - 1))
    return None


def _before_source(passage: Passage, index: int, at: int) -> Speaker | None:
    """*nach Tokajews Worten*: the name in the genitive before the noun."""
    span = passage.span_between(over_attributes(passage, index) or index, at - 1)
    people = [actor for actor in passage.actors_in(span) if actor.name]
    if people:
        return Speaker(people[0].name, people[0].span, at)
    name = span.quote(passage.text).rstrip("'’")
    return Speaker(name[:-1] if name.endswith("s") else name, span, at)


def _behind_source(passage: Passage, head: int) -> Speaker | None:
    """Who stands behind *Angaben*, *Mitteilung*: *von X*, *des Ministeriums*, *aus dem Ministerium*, a bare name."""
    at = head + 1
    while at < len(passage.words) and passage.words[at] in speech_words().from_whom:
        at += 1
    if at == head + 1 and at < len(passage.words) and passage.words[at] not in function_words().determiners:
        return None
    found = speaker_at(passage, at)
    return None if found is None or _is_nobody(passage, found) else found


def _before(passage: Passage, index: int) -> Speaker | None:
    """The speaker before *zufolge*: the phrase that ends there."""
    words, small = passage.words, function_words()
    first = index - 1
    while first > 0 and index - first < 14 and not _opens_phrase(passage, first - 1):
        first -= 1
    while first < index - 1 and words[first] in (",", *small.clause_conjunctions):
        first += 1
    if words[first] in speech_words().his:
        return Speaker(None, passage.span_between(first, index - 1), index)
    return _source(passage, first)


def _opens_phrase(passage: Passage, at: int) -> bool:
    """Whether the phrase before *zufolge* cannot reach back to this token: a verb, a comma, an adverb."""
    small, word = function_words(), passage.words[at]
    if word in (",", ";", ":", "–", "(") or word in small.auxiliaries or word in small.adverbs:
        return True
    if word in small.plain_finite or word in small.subordinators or word in speech_words().no_speaker:
        return True
    return not passage.tokens[at].capital and any(verb.kind != "attributive" for verb in passage.senses[at].verbs)


def _part(passage: Passage, index: int) -> Span:
    """The part of the sentence between semicolons that holds the token at ``index``."""
    first = last = index
    while first > 0 and passage.words[first - 1] != ";":
        first -= 1
    while last + 1 < len(passage.words) and passage.words[last + 1] != ";":
        last += 1
    return passage.span_between(first, last)


def verbal_sayings(passage: Passage, *, announcing: bool = False) -> Iterator[Saying]:
    """Who speaks by a verb of saying; ``announcing`` also by one that only tells news (*kündigte an*)."""
    speech = speech_words()
    told = announcing or not passage.meanings.isdisjoint(_SAYING)
    for number, clause in enumerate(passage.clauses if told else ()):
        for verb in clause.verbs:
            if not clause.first <= verb.index < clause.last or verb.sense.kind in ("attributive", "infinitive"):
                continue
            telling = announcing and verb.sense.lemma in speech.announcing
            if not telling and not verb.sense.senses & {"say", "expect"} and not _speaks_of(passage, clause, verb):
                continue
            speaker = subject(passage, clause, verb.index)
            if speaker is None or _is_nobody(passage, speaker):
                continue
            covers = passage.span if announcing else _reach(passage, number, verb.index, speaker)
            yield Saying(speaker, passage.tokens[verb.index].start, covers)
    yield from _held(passage)


def _announced(passage: Passage) -> Iterator[Saying]:
    """News before a comma, and who announced it behind: *Kredite von 4 Milliarden gewährt Seoul, kündigte Yoon an.*"""
    words, announcing = passage.words, speech_words().announcing
    for number, clause in enumerate(passage.clauses):
        if clause.first == 0 or words[clause.first - 1] != "," or clause.kind != "main":
            continue
        for verb in clause.verbs:
            if verb.index == clause.first and verb.sense.lemma in announcing and verb.sense.kind == "past":
                speaker = subject(passage, clause, verb.index)
                if speaker is not None and not _is_nobody(passage, speaker):
                    covers = _reach(passage, number, verb.index, speaker)
                    yield Saying(speaker, passage.tokens[verb.index].start, covers)


def _speaks_of(passage: Passage, clause: Clause, verb: ClauseVerb) -> bool:
    """*Der Präsident sprach von 4 Milliarden Dollar.*"""
    behind = passage.words[verb.index + 1 : clause.last]
    return "speak" in verb.sense.senses and verb.sense.kind in ("past", "finite") and "von" in behind


def _held(passage: Passage) -> Iterator[Saying]:
    """*X hält es für möglich, dass …*, *X hält im Handel 500 Mio. Dollar für erreichbar*."""
    for index, word in enumerate(passage.words if "für" in passage.words else ()):
        if word in speech_words().holding and _for_what(passage, index):
            speaker = subject(passage, passage.clause_at(passage.tokens[index].start), index)
            if speaker is not None:
                yield Saying(speaker, passage.tokens[index].start, _from(passage, passage.index_at(speaker.span.start)))


def _for_what(passage: Passage, index: int) -> bool:
    """Whether *für* follows soon, or further on with an adjective behind it: *… für erreichbar*."""
    words = passage.words
    if "für" in words[index + 1 : index + _HELD_WITHIN]:
        return True
    further = range(index + _HELD_WITHIN, min(len(words) - 1, index + _HELD_AT_MOST))
    return any(words[at] == "für" and words[at + 1] in speech_words().held_for for at in further)


def _reach(passage: Passage, number: int, verb: int, speaker: Speaker) -> Span:
    """The words that a verb of saying covers: its clause and what depends on it, or all before if it comes last."""
    clause = passage.clauses[number]
    first, last = clause.first, clause.last
    if passage.words[first] == "wie":
        return _part(passage, first)
    if _inverted(passage, clause, verb):
        first = passage.index_at(_part(passage, max(0, clause.first - 1)).start)
    for following in passage.clauses[number + 1 :]:
        if not _depends(passage, following):
            break
        last = following.last
    return passage.span_between(min(first, passage.index_at(speaker.span.start)), last - 1)


def _inverted(passage: Passage, clause: Clause, verb: int) -> bool:
    """Whether the verb stands first behind what is said (*…, sagte X*), or in *wie X mitteilte*."""
    first, small = clause.first, function_words()
    while first < verb and passage.words[first] in speech_words().before_verb:
        first += 1
    if first == verb or passage.words[first] == "wie":
        return True
    have = first < verb and passage.words[first] in small.have
    return have and clause.first > 0


def _depends(passage: Passage, clause: Clause) -> bool:
    """Whether a clause goes on with what is said: dass …, an infinitive, the subjunctive, behind a colon or *und*."""
    before = passage.words[clause.first - 1] if clause.first else ""
    opener = passage.words[clause.first]
    if before == ":" or clause.kind == "infinitive" or opener in speech_words().depending:
        return True
    if clause.kind == "subordinate":
        return True
    if is_reported(passage, clause):
        return True
    ends = range(max(clause.first, clause.last - 2), clause.last)
    return before in speech_words().joining_clauses and any(_is_verb_form(passage, at) for at in ends)


def _is_verb_form(passage: Passage, at: int) -> bool:
    """Whether a word at the end of a clause is its finite verb: *…, dass X baut und Y entstehen*."""
    small, word = function_words(), passage.words[at]
    if word in small.auxiliaries or word in small.plain_finite or passage.senses[at].verbs:
        return True
    return not passage.tokens[at].capital and word.endswith("en") and word not in small.adverbs


def is_reported(passage: Passage, clause: Clause) -> bool:
    """Whether the clause stands in the first subjunctive."""
    speech = speech_words()
    for index in range(clause.first, clause.last):
        if passage.tokens[index].capital and index > clause.first:
            continue
        word = passage.words[index]
        if word in speech.subjunctive:
            return True
        if word.endswith("e") and any(verb.kind == "finite" for verb in passage.senses[index].verbs):
            return not any(verb.kind in ("past", "attributive") for verb in passage.senses[index].verbs)
    return False


def _called(passage: Passage) -> Iterator[Saying]:
    words, speech = passage.words, speech_words()
    for index in range(len(words) - 1 if "es" in words else 0):
        if words[index] not in speech.called or words[index + 1] != "es":
            continue
        for at, word in enumerate(words):
            source = word in speech.sources and passage.tokens[at].capital
            speaker = _behind_source(passage, at) if source else None
            if speaker is None and word == "aus" and at > index:
                speaker = speaker_at(passage, at + 1)
            if speaker is not None and speaker.name:
                yield Saying(speaker, passage.tokens[index].start, _part(passage, index))
                break


def _comma_so(passage: Passage) -> Iterator[Saying]:
    words = passage.words
    for index in range(1, len(words) - 1 if "so" in words else 0):
        if words[index] != "so" or words[index - 1] not in speech_words().before_so:
            continue
        speaker = speaker_at(passage, index + 1)
        if speaker is not None and speaker.name and not _is_nobody(passage, speaker):
            yield Saying(speaker, passage.tokens[index].start, _part(passage, index))


def _is_nobody(passage: Passage, speaker: Speaker) -> bool:
    """Whether the phrase names nobody who could speak: *Medienberichten*, *dem Vertrag*."""
    words = [token.word.lower() for token in passage.tokens if speaker.span.start <= token.start < speaker.span.end]
    return bool(words) and (words[0] in speech_words().nobody or not any(word[0].isalpha() for word in words))


def _from(passage: Passage, index: int) -> Span:
    return passage.span_between(index, len(passage.tokens) - 1)
