"""Attributions: who says what stands at a place of the text.

In: a passage and a span in it (a figure's number, say). Out: the name as printed, with the words that say so; None
where nobody is named. *«Laut Smailov lag der Warenaustausch bei 5 Milliarden Dollar»* gives *Smailov*. The nearest
speaker wins, so that a minister goes before the agency that reports him.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.context import Context
from kelisim.statements.passage import Passage
from kelisim.statements.speakers import Speaker, over_attributes, speaker_at, subject
from kelisim.statements.speech_words import speech_words

Attribution = tuple[str | None, tuple[Span, ...]]
_NOBODY: Attribution = (None, ())
_BACK = 3  # sentences that a reported speech may go on for
_LONGEST_QUOTATION = 900
_OPENING = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[(:]))[„“\"«»‚](?=\S)")
_CLOSING = re.compile(r"(?<=\S)[“”\"»«](?=[\s.,;:!?)]|$)")


class Saying(Struct, frozen=True):
    """Somebody speaks in a sentence: the speaker, the word that says so, and the words that it covers."""

    speaker: Speaker
    marker: int
    covers: Span


def attribution(passage: Passage, head: Span, context: Context) -> Attribution:
    """Who says what stands at ``head``: the name as printed and the words that name it; (None, ()) for nobody."""
    for rule in RULES:
        found = rule(passage, head, context)
        if found is not None:
            name, spans = _resolved(found, passage, context)
            if name is not None:
                return name, spans
    return _NOBODY


def said_in_the_sentence(passage: Passage, head: Span, _context: Context) -> Speaker | None:
    """A speaker in the same sentence whose words reach over the head; the nearest of several."""
    covering = [saying for saying in sayings(passage) if saying.covers.covers(head) and not _is_inside(saying, head)]
    if not covering:
        return None
    return min(covering, key=lambda saying: _distance(passage, saying, head)).speaker


def said_around_the_quotation(passage: Passage, head: Span, context: Context) -> Speaker | None:
    """A quotation of several sentences (*„… Es werden 5 Mrd. …“, sagte X*): its speaker stands at its end or before."""
    quotation = _quotation(passage.text, head)
    if quotation is None:
        return None
    after = _passage_at(context, quotation.end - 1)
    if after is not None and after is not passage:
        late = [saying for saying in sayings(after) if saying.speaker.span.start >= quotation.end]
        if late:
            return late[0].speaker
    before = _passage_at(context, max(0, quotation.start - 2))
    if before is not None:
        early = [saying for saying in sayings(before) if saying.speaker.span.start < quotation.start]
        return early[-1].speaker if early else None
    return None


def _quotation(text: str, head: Span) -> Span | None:
    """The quotation that holds ``head``, its marks included; German, French and plain marks."""
    first = max(0, head.start - _LONGEST_QUOTATION)
    openings = [match.start() for match in _OPENING.finditer(text, first, head.start)]
    if not openings:
        return None
    opening = openings[-1]
    if _CLOSING.search(text, opening + 1, head.start):
        return None
    closing = _CLOSING.search(text, head.end, min(len(text), opening + _LONGEST_QUOTATION))
    return Span(opening, closing.end()) if closing else None


def said_of_this_in_the_next_sentence(passage: Passage, _head: Span, context: Context) -> Speaker | None:
    """A sentence that follows tells who said this one or its paragraph: *Dies teilte der Pressedienst mit.*"""
    for number in range(passage.number + 1, min(passage.number + 1 + _BACK, len(context.passages))):
        following, before = context.passages[number], context.passages[number - 1]
        if _takes_up(following) and (told := list(_verbal(following, announcing=True))):
            return told[0].speaker
        between = passage.text[before.span.end : following.span.start]
        if "\n" in between or any(True for _ in sayings(following)):
            return None
    return None


def _takes_up(passage: Passage) -> bool:
    """Whether a sentence begins with *Das* or *Dies* as the object of its verb."""
    if not passage.words or passage.words[0] not in speech_words().taking_up:
        return False
    return over_attributes(passage, 1) != 1 and _verb_second(passage, passage.clauses[0])


def reported_speech_that_goes_on(passage: Passage, head: Span, context: Context) -> Speaker | None:
    """A clause in the first subjunctive goes on with the speaker of the sentences before."""
    if not _is_reported(passage, passage.clause_at(head.start)):
        return None
    for back in range(1, _BACK + 1):
        number = passage.number - back
        if number < 0:
            return None
        earlier = list(sayings(context.passages[number]))
        if earlier:
            return max(earlier, key=lambda saying: saying.marker).speaker
    return None


RULES: tuple[Callable[[Passage, Span, Context], Speaker | None], ...] = (
    said_in_the_sentence,
    said_around_the_quotation,
    said_of_this_in_the_next_sentence,
    reported_speech_that_goes_on,
)


def sayings(passage: Passage) -> list[Saying]:
    """Everybody who speaks in a sentence."""
    return [*_prepositional(passage), *_verbal(passage), *_called(passage), *_comma_so(passage)]


# --- laut X, X zufolge, nach Angaben von X, nach X' Worten


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
        if words[at] in speech.sources and passage.tokens[at].capital:
            if words[index] in speech.his:
                return Speaker(None, passage.span_between(index, at), at)
            return _before_source(passage, index, at) if at > head else _behind_source(passage, at)
        if at > head and not passage.tokens[at].capital and words[at] not in ("des", "der", "von", "und", "'", "’"):
            return None
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
    while at < len(passage.words) and passage.words[at] in ("von", "vom", "aus", "durch", "im"):
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
    if word in small.plain_finite or word in small.subordinators:
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


# --- sagte X, X betonte, dass …, wie X mitteilte


def _verbal(passage: Passage, *, announcing: bool = False) -> Iterator[Saying]:
    speech = speech_words()
    for number, clause in enumerate(passage.clauses):
        for verb in clause.verbs:
            if not clause.first <= verb.index < clause.last or verb.sense.kind in ("attributive", "infinitive"):
                continue
            telling = announcing and verb.sense.lemma in speech.announcing
            if not telling and not verb.sense.senses & {"say", "expect"}:
                continue
            speaker = subject(passage, clause, verb.index)
            if speaker is None or _is_nobody(passage, speaker):
                continue
            covers = passage.span if announcing else _reach(passage, number, verb.index, speaker)
            yield Saying(speaker, passage.tokens[verb.index].start, covers)
    yield from _held(passage)


def _held(passage: Passage) -> Iterator[Saying]:
    """*X hält es für möglich, dass …*"""
    for index, word in enumerate(passage.words):
        if word in speech_words().holding and "für" in passage.words[index + 1 : index + 8]:
            speaker = subject(passage, passage.clause_at(passage.tokens[index].start), index)
            if speaker is not None:
                yield Saying(speaker, passage.tokens[index].start, _from(passage, passage.index_at(speaker.span.start)))


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
    while first < verb and passage.words[first] in (",", "“", "”", "«", "–", "und", "so"):
        first += 1
    if first == verb or passage.words[first] == "wie":
        return True
    have = first < verb and passage.words[first] in small.have
    return have and clause.first > 0


def _depends(passage: Passage, clause: Clause) -> bool:
    """Whether a clause goes on with what is said: dass …, an infinitive, the subjunctive, behind a colon or *und*."""
    before = passage.words[clause.first - 1] if clause.first else ""
    opener = passage.words[clause.first]
    if before == ":" or clause.kind == "infinitive" or opener in ("dass", "ob", "wie", "wonach", "demnach"):
        return True
    if clause.kind == "subordinate":
        return True
    if _is_reported(passage, clause):
        return True
    last = passage.words[clause.last - 2 : clause.last]
    return before in ("und", "sowie", "aber", "oder") and any(_is_verb_form(word) for word in last)


def _is_verb_form(word: str) -> bool:
    small = function_words()
    return word in small.auxiliaries or word in small.plain_finite


def _is_reported(passage: Passage, clause: Clause) -> bool:
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


# --- in einer Erklärung des X heißt es


def _called(passage: Passage) -> Iterator[Saying]:
    words, speech = passage.words, speech_words()
    for index in range(len(words) - 1):
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


# --- …, so X


def _comma_so(passage: Passage) -> Iterator[Saying]:
    words = passage.words
    for index in range(1, len(words) - 1):
        if words[index] != "so" or words[index - 1] not in (",", "“", "”", "–", "«"):
            continue
        speaker = speaker_at(passage, index + 1)
        if speaker is not None and speaker.name and not _is_nobody(passage, speaker):
            yield Saying(speaker, passage.tokens[index].start, _part(passage, index))


# --- what all share


def _resolved(speaker: Speaker, passage: Passage, context: Context) -> Attribution:
    """The name of a speaker; for a pronoun or *der Konzern* that of the one named last."""
    if speaker.name is None:
        return _last_speaker(passage, speaker, context)
    if speaker.name.lower() in speech_words().generic:
        return _last_body(passage, speaker, context)
    return speaker.name, (speaker.span,)


def _last_speaker(passage: Passage, speaker: Speaker, context: Context) -> Attribution:
    """Who was named last before a pronoun: a speaker of this or an earlier sentence, else a person."""
    for number in range(passage.number, max(-1, passage.number - _BACK - 1), -1):
        here = context.passages[number]
        said = [item.speaker for item in sayings(here) if item.speaker.name and item.speaker.span < speaker.span]
        if said:
            best = max(said, key=lambda found: found.span)
            return best.name, (best.span, speaker.span)
        people = [actor for actor in here.actors if actor.kind == "person" and actor.span < speaker.span]
        if people:
            chosen = people[-1] if number == passage.number else people[0]
            return chosen.name, (chosen.span, speaker.span)
    return _NOBODY


def _last_body(passage: Passage, speaker: Speaker, context: Context) -> Attribution:
    for number in range(passage.number, -1, -1):
        bodies = [
            actor
            for actor in context.passages[number].actors
            if actor.kind == "organisation" and actor.span < speaker.span
        ]
        if bodies:
            return bodies[-1].name, (bodies[-1].span, speaker.span)
    return speaker.name, (speaker.span,)


def _verb_second(passage: Passage, clause: Clause) -> bool:
    return len(passage.words) > 1 and clause.first == 0 and not passage.tokens[1].capital


def _is_nobody(passage: Passage, speaker: Speaker) -> bool:
    """Whether the phrase names nobody who could speak: *Medienberichten*, *dem Vertrag*."""
    words = [token.word.lower() for token in passage.tokens if speaker.span.start <= token.start < speaker.span.end]
    return bool(words) and (words[0] in speech_words().nobody or not any(word[0].isalpha() for word in words))


def _is_inside(saying: Saying, head: Span) -> bool:
    return saying.speaker.name is not None and saying.speaker.span.overlaps(head)


def _distance(passage: Passage, saying: Saying, head: Span) -> int:
    return abs(passage.index_at(saying.marker) - passage.index_at(head.start))


def _from(passage: Passage, index: int) -> Span:
    return passage.span_between(index, len(passage.tokens) - 1)


def _passage_at(context: Context, offset: int) -> Passage | None:
    return next((found for found in context.passages if found.span.start <= offset < found.span.end), None)
