"""Attributions: who says what stands at a place of the text.

In: a passage and a span in it (a figure's number, say). Out: the name as printed, with the words that say so; None
where nobody is named. *«Laut Smailov lag der Warenaustausch bei 5 Milliarden Dollar»* gives *Smailov*. The nearest
speaker wins, so that a minister goes before the agency that reports him.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

from kelisim.language.clauses import Clause
from kelisim.model import Span
from kelisim.statements.context import Context
from kelisim.statements.passage import Passage
from kelisim.statements.sayings import Saying, is_reported, sayings, verbal_sayings
from kelisim.statements.speakers import Speaker, over_attributes
from kelisim.statements.speech_words import speech_words

Attribution = tuple[str | None, tuple[Span, ...]]
_NOBODY: Attribution = (None, ())
_BACK = 3  # sentences that a reported speech may go on for
_BACK_FOR_BODY = 20  # sentences back to the body that *der Konzern* means
_LONGEST_QUOTATION = 900
_OPENING_TOKENS = 3  # before a person with whom a sentence opens
# The mark comes first in the pattern, since marks are rare: what stands before it is asked behind it.
_OPENING = re.compile(r"[„“\"«»‚](?:(?<=[\s(:].)|(?<=^.))(?=\S)")
_CLOSING = re.compile(r"[“”\"»«](?<=\S.)(?=[\s.,;:!?)]|$)")


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
    told = sayings(passage)
    if not told and _quotation(passage.text, head) is not None:
        told = tuple(verbal_sayings(passage, announcing=True))  # „…“, kündigte er an
    covering = [saying for saying in told if saying.covers.covers(head) and not _is_inside(saying, head)]
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
        if _takes_up(following) and (told := list(verbal_sayings(following, announcing=True))):
            return told[0].speaker
        between = passage.text[before.span.end : following.span.start]
        if "\n" in between or sayings(following):
            return None
    return None


def _takes_up(passage: Passage) -> bool:
    """Whether a sentence begins with *Das* or *Dies* as the object of its verb."""
    if not passage.words or passage.words[0] not in speech_words().taking_up:
        return False
    return over_attributes(passage, 1) != 1 and _verb_second(passage, passage.clauses[0])


def reported_speech_that_goes_on(passage: Passage, head: Span, context: Context) -> Speaker | None:
    """A clause in the first subjunctive goes on with the speaker of the sentences before."""
    clause = passage.clause_at(head.start)
    here = [saying for saying in sayings(passage) if saying.covers.end <= passage.tokens[clause.first].start]
    if here and (is_reported(passage, clause) or _has_second_subjunctive(passage, clause)):
        return here[-1].speaker
    if not is_reported(passage, clause):
        return None
    for back in range(1, _BACK + 1):
        number = passage.number - back
        if number < 0:
            return None
        earlier = sayings(context.passages[number])
        if earlier:
            return max(earlier, key=lambda saying: saying.marker).speaker
        opening = _opening_person(context.passages[number])
        if opening is not None:
            return opening
    return None


def _has_second_subjunctive(passage: Passage, clause: Clause) -> bool:
    """*…, rechnete X vor; die Exporte hätten um 23 Prozent zugelegt*."""
    return not speech_words().told_before.isdisjoint(passage.words_of(clause))


def _opening_person(passage: Passage) -> Speaker | None:
    """The person with whom a sentence opens, whose words follow: *Tokajew zog Bilanz. Der Handel sei …*."""
    people = [actor for actor in passage.actors if actor.kind == "person" and not passage.is_headline]
    if not people or passage.index_at(people[0].start) > _OPENING_TOKENS:
        return None
    person = people[0]
    return Speaker(person.name or person.span.quote(passage.text), person.span, passage.index_at(person.end - 1))


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
    for number in range(passage.number, max(-1, passage.number - _BACK_FOR_BODY), -1):
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


def _is_inside(saying: Saying, head: Span) -> bool:
    return saying.speaker.name is not None and saying.speaker.span.overlaps(head)


def _distance(passage: Passage, saying: Saying, head: Span) -> int:
    return abs(passage.index_at(saying.marker) - passage.index_at(head.start))


def _passage_at(context: Context, offset: int) -> Passage | None:
    at = bisect_right(context.passages, offset, key=lambda passage: passage.span.start) - 1
    return context.passages[at] if at >= 0 and offset < context.passages[at].span.end else None


RULES: tuple[Callable[[Passage, Span, Context], Speaker | None], ...] = (
    said_in_the_sentence,
    said_around_the_quotation,
    said_of_this_in_the_next_sentence,
    reported_speech_that_goes_on,
)
