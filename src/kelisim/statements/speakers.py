"""Speakers: the noun phrase that names who says something, and where it stands in its clause.

In: a passage and the place of a word. Out: a `Speaker` with the name as printed. *«sagte der kasachische Vizepremier
Murat Nurtleu bei einem Treffen»* gives *Murat Nurtleu*, *«teilte der Pressedienst des usbekischen Staatsoberhauptes
mit»* the press service in full.
"""

from __future__ import annotations

from msgspec import Struct

from kelisim.language.annotations import Actor
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective, quoted_name
from kelisim.model import TRADE, Span
from kelisim.statements.passage import Passage
from kelisim.statements.speech_words import speech_words

_LONGEST = 16  # tokens of a speaker's phrase


class Speaker(Struct, frozen=True):
    """Who speaks: ``name`` as printed (None for a pronoun), its words, and the last token of the whole phrase."""

    name: str | None
    span: Span
    last: int


def speaker_at(passage: Passage, index: int) -> Speaker | None:
    """The speaker whose phrase begins with the token at ``index``; None if no phrase begins there."""
    words, small = passage.words, function_words()
    if index >= len(words):
        return None
    if words[index] in speech_words().he and not _leads_on(passage, index):
        token = passage.tokens[index]
        return Speaker(None, Span(token.start, token.end), index)
    at = over_attributes(passage, index)
    if at is None or words[at] in small.pronouns:
        return None
    last = phrase_end(passage, at)
    return _named(passage, at, last)


def over_attributes(passage: Passage, index: int) -> int | None:
    """The head noun behind articles and adjectives from ``index`` on; None if anything else comes first."""
    small = function_words()
    for at in range(index, min(index + 9, len(passage.tokens))):
        token, word = passage.tokens[at], passage.words[at]
        if token.capital and word not in small.determiners and not _capital_function_word(passage, at):
            return at if token.word[0].isalpha() else None
        if quoted_name(passage.tokens, at):
            return at
        if word in small.determiners or word.isdigit() or word == "." or word in speech_words().within_attributes:
            continue
        if not is_adjective(passage.tokens, passage.senses, at):
            return None
    return None


def _capital_function_word(passage: Passage, at: int) -> bool:
    """Whether a capital only marks the beginning of the sentence (*Der usbekische Präsident*, *Kasachische Firmen*)."""
    if at != 0 or any(actor.start == passage.tokens[0].start and actor.kind != "demonym" for actor in passage.actors):
        return False
    small, word = function_words(), passage.words[0]
    if word in small.determiners or word in small.prepositions or word in small.adverbs or word in small.pronouns:
        return True
    return any(actor.start == passage.tokens[0].start for actor in passage.actors) and word.endswith(
        ("e", "en", "er", "es", "em")
    )


def phrase_end(passage: Passage, at: int) -> int:
    """The last token of a speaker's phrase with its head at ``at``: names, genitives, *von …*, *und …*."""
    last, index = at, at + 1
    quoted = quoted_name(passage.tokens, at)
    if quoted:
        last, index = at + quoted - 1, at + quoted
    named = _named_until(passage, at)
    if named > last:
        last, index = named, named + 1
    while index < min(len(passage.tokens), at + _LONGEST):
        step = _step(passage, index)
        if not step:
            break
        index += step
        last = index - 1
    return last


def _named_until(passage: Passage, at: int) -> int:
    """The last token of the name that begins at ``at`` (*Lula da Silva*), or ``at``."""
    start = passage.tokens[at].start
    ends = [actor.end for actor in passage.actors if actor.start == start and actor.kind in ("person", "organisation")]
    return passage.index_at(max(ends) - 1) if ends else at


def _step(passage: Passage, index: int) -> int:
    tokens, words = passage.tokens, passage.words
    quoted = quoted_name(tokens, index)
    if quoted:
        return quoted
    if tokens[index].capital and tokens[index].word[0].isalpha():
        return 1
    if words[index] == "(":
        return _bracket(passage, index)
    if words[index] in speech_words().genitives or words[index] in speech_words().joined_by:
        head = over_attributes(passage, index + 1)
        return _named_until(passage, head) - index + 1 if head is not None and head - index <= 5 else 0
    if words[index] in ("und", "sowie", ","):
        return _joint(passage, index)
    if words[index][0].isalpha() and is_adjective(tokens, passage.senses, index):
        head = over_attributes(passage, index)
        return head - index + 1 if head is not None and _all_demonyms(passage, index, head) else 0
    return 0


def _all_demonyms(passage: Passage, first: int, last: int) -> bool:
    """Whether only demonyms lead to the noun (*Präsident und kasachischer Außenminister*)."""
    starts = {actor.start for actor in passage.actors if actor.kind == "demonym"}
    return all(passage.tokens[at].start in starts for at in range(first, last))


def _bracket(passage: Passage, index: int) -> int:
    for at in range(index + 1, min(index + 6, len(passage.words))):
        if passage.words[at] == ")":
            return at - index + 1
    return 0


def _joint(passage: Passage, index: int) -> int:
    """Go on over *und* to another speaker, and over a comma to a name in apposition."""
    head = over_attributes(passage, index + 1)
    if head is None or head - index > 6:
        return 0
    if passage.words[index] == ",":
        starts = {actor.start for actor in passage.actors if actor.kind == "person"}
        stands_apart = passage.tokens[head].start in starts and head == index + 1
        return _named_until(passage, head) - index + 1 if stands_apart else 0
    return _named_until(passage, head) - index + 1


def _named(passage: Passage, at: int, last: int) -> Speaker:
    span = passage.span_between(at, last)
    people = [actor for actor in passage.actors_in(span) if actor.kind == "person"]
    if people and not _belongs_to(passage, at, people[0]):
        first, final = people[0], people[-1]
        if len(people) > 1 and _is_and(passage, first, final):
            both = Span(first.start, final.end)
            return Speaker(both.quote(passage.text), both, last)
        return Speaker(first.name or first.span.quote(passage.text), first.span, last)
    span = _with_demonym(passage, at, span)
    return Speaker(span.quote(passage.text), span, last)


def _with_demonym(passage: Passage, at: int, span: Span) -> Span:
    """An office with the state before it: *kasachische Außenminister*."""
    if at == 0:
        return span
    before = passage.tokens[at - 1]
    demonym = any(actor.kind == "demonym" and actor.start == before.start for actor in passage.actors)
    return Span(before.start, span.end) if demonym else span


def _belongs_to(passage: Passage, at: int, person: Actor) -> bool:
    """Whether the person only stands in the genitive of a body or spokesman (*Sprecher von Präsident X*)."""
    between = passage.words[at : passage.index_at(person.start)]
    if between[-1:] == (",",):
        return False  # die Präsidentin der Bank, Christine X
    return any(word in ("von", "des", "der", "vom") for word in between) and not any(
        actor.kind == "office" for actor in passage.actors if actor.start == passage.tokens[at].start
    )


def _is_and(passage: Passage, first: Actor, last: Actor) -> bool:
    between = passage.words[passage.index_at(first.end - 1) + 1 : passage.index_at(last.start)]
    return bool({"und", "sowie"} & set(between)) and not {"von", "vom"} & set(between)


def _leads_on(passage: Passage, index: int) -> bool:
    """Whether *diese*, *ihr* … is an article before a noun, not a pronoun by itself."""
    head = over_attributes(passage, index + 1)
    return head is not None and passage.words[index] not in speech_words().alone


def subject(passage: Passage, clause: Clause, verb: int) -> Speaker | None:
    """The subject of the verb at ``verb``: before it, or behind it where something else stands first."""
    finite = _finite(passage, clause, verb)
    if finite is None:
        return _first_phrase(passage, _by_whom(passage, clause), clause.last)
    first = clause.first
    if passage.dateline is not None:
        first = max(first, passage.index_at(passage.dateline.end - 1) + 1)
    if first == finite and first > 0 and passage.words[first - 1] in speech_words().same_subject:
        return _of_the_clause_before(passage, clause)
    while first < finite and passage.words[first] in (*function_words().clause_conjunctions, ",", "“", "”", "«", "–"):
        first += 1
    if first == finite:
        return _first_phrase(passage, finite + 1, clause.last)
    if clause.kind in ("subordinate", "relative") or passage.words[first] in function_words().subordinators:
        return _first_phrase(passage, first + 1, clause.last) or _first_phrase(passage, first, clause.last)
    before = speaker_at(passage, first)
    opens = before is not None and before.last < finite and passage.words[first] not in speech_words().taking_up
    if before is not None and opens and not _is_amount(passage, first) and not _comes_behind(passage, before, finite):
        return before
    return _first_phrase(passage, finite + 1, clause.last)


def _comes_behind(passage: Passage, before: Speaker, finite: int) -> bool:
    """Whether a comma parts what is told from its verb: *Zusammen kämen die Netze auf …, erklärte X*.

    Not where it closes what is told of the subject: *Der Minister, der X leitet, erklärte …*.
    """
    words, small, first = passage.words, function_words(), before.last + 1
    if words[finite - 1] != "," or first >= finite - 1 or words[first] == ",":
        return False
    stop = words.index(",", first)
    if stop == finite - 1:
        return True
    return any(words[at] in small.finite or "past" in passage.senses[at].kinds for at in range(first, stop))


def _is_amount(passage: Passage, index: int) -> bool:
    """Whether a phrase names what is told, not who tells it: *Die Kosten schätzt Bagdad auf 20 Milliarden*."""
    at = over_attributes(passage, index)
    noun = passage.senses[at].indicator if at is not None else None
    return noun is not None and (noun.use == "value" or (noun.use == "flow" and noun.indicator in TRADE))


def _of_the_clause_before(passage: Passage, clause: Clause) -> Speaker | None:
    """The subject that two verbs joined by *und* share: *X gab dies bekannt und bezeichnete …*."""
    before = [other for other in passage.clauses if other.last <= clause.first]
    for other in reversed(before):
        verb = next((verb.index for verb in other.verbs if other.first <= verb.index < other.last), None)
        found = subject(passage, other, verb) if verb is not None else speaker_at(passage, other.first)
        if found is not None:
            return found
    return None


def _finite(passage: Passage, clause: Clause, verb: int) -> int | None:
    """The finite verb that goes with the verb at ``verb``; None for a passive without anyone who speaks."""
    small, words = function_words(), passage.words
    helpers = [at for at in range(clause.first, clause.last) if words[at] in small.auxiliaries]
    if any(words[at] in small.become for at in helpers) and helpers:
        return None
    sense = next((found.sense for found in clause.verbs if found.index == verb), None)
    if sense is None or sense.kind in ("finite", "past"):
        return verb
    have = [at for at in helpers if words[at] in small.have]
    return have[0] if have else verb


def _by_whom(passage: Passage, clause: Clause) -> int:
    """Where the phrase behind *von* or *vom* begins in a passive (*wurde vom Ministerium bestätigt*)."""
    for at in range(clause.first, clause.last - 1):
        if passage.words[at] in speech_words().by_whom:
            return at + 1
    return clause.last


def _first_phrase(passage: Passage, index: int, stop: int) -> Speaker | None:
    """The first phrase from ``index`` on that no preposition governs; times, adverbs and *sich* are passed over."""
    small, at = function_words(), index
    while at < stop:
        word = passage.words[at]
        if word in small.prepositions:
            head = over_attributes(passage, at + 1)
            at = phrase_end(passage, head) + 1 if head is not None else at + 1
            continue
        found = speaker_at(passage, at)
        if found is not None and _is_amount(passage, at):
            at = found.last + 1
            continue
        if found is not None:
            return None if word in speech_words().no_speaker else found
        if word in speech_words().no_speaker and word not in speech_words().passed_over:
            return None
        at += 1
    return None
