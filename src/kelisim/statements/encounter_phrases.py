"""The words that name an encounter: how far its phrase reaches, and the short head that is quoted.

*Treffen mit dem tadschikischen Außenminister Sirojiddin Mukhriddin am 25. Januar* is a phrase; a head is at most about
a hundred characters and begins or ends with the word that names the encounter.
"""

from __future__ import annotations

from collections.abc import Iterable

from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective, left_edge, quoted_name
from kelisim.model import Span
from kelisim.once import asked_once_at
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.passage import Passage

_LONGEST_HEAD = 100
_LONGEST_PHRASE = 60  # tokens


def phrase_of_noun(passage: Passage, index: int) -> Span:
    """The noun with its attributes and all that goes on behind it: with whom, where, when, of which body."""
    first = left_edge(passage.tokens, passage.senses, index)
    ends = _ends(passage, index)
    return passage.span_between(_with_digits(passage, first), ends[-1])


def head_of_noun(passage: Passage, index: int) -> Span:
    """The same, cut to the length of a head."""
    first = _with_digits(passage, left_edge(passage.tokens, passage.senses, index))
    while first < index and any(time.end == passage.tokens[first].end for time in passage.times):
        first += 1  # am 1. April 2025 Gespräche
    start = passage.tokens[first].start
    fitting = [end for end in _ends(passage, index) if passage.tokens[end].end - start <= _LONGEST_HEAD]
    return passage.span_between(first, fitting[-1] if fitting else index)


def head_of_verb(passage: Passage, clause: Clause, index: int) -> Span:
    """The verb with the words between it and the other end of its clause, as many as a head may have.

    A finite verb takes what follows it, a participle or verb at the end what stands before it.
    """
    last = min(clause.last, len(passage.tokens)) - 1
    while last > index and not passage.tokens[last].word[0].isalnum():
        last -= 1
    small = function_words()
    helpers = [at for at in range(clause.first, index) if passage.words[at] in small.auxiliaries]
    if helpers or last - index <= 1:
        return _backwards(
            passage, (helpers[0] + 1) if helpers else clause.first, max(index, _particle(passage, index, last))
        )
    return _forwards(passage, index, last)


def head_of_act(passage: Passage, spans: Iterable[Span], index: int) -> Span:
    """The day and the place of a joint act with their prepositions (*am Mittwoch in Peking*), else its verb."""
    found = sorted(spans)
    if not found:
        return passage.span_between(index, index)
    first, last = passage.index_at(found[0].start), passage.index_at(found[-1].end - 1)
    if passage.tokens[last].end - passage.tokens[first].start > _LONGEST_HEAD:
        last = passage.index_at(found[0].end - 1)
    if first > 0 and passage.words[first - 1] in function_words().prepositions:
        first -= 1
    return passage.span_between(first, last)


def _particle(passage: Passage, index: int, last: int) -> int:
    return last if last - index == 1 and not passage.tokens[last].capital else index


def _backwards(passage: Passage, first: int, last: int) -> Span:
    """From the earliest good beginning that keeps the head short to the verb."""
    end = passage.tokens[last].end
    beginnings = [at for at in range(first, last + 1) if at == first or _begins(passage, at)]
    fitting = [at for at in beginnings if end - passage.tokens[at].start <= _LONGEST_HEAD]
    return passage.span_between(fitting[0] if fitting else last, last)


def _forwards(passage: Passage, first: int, last: int) -> Span:
    """From the verb to the last good end that keeps the head short; what is spoken about is no part of it."""
    last = next((at - 1 for at in range(first + 1, last + 1) if passage.words[at] in encounter_words().topics), last)
    start = passage.tokens[first].start
    limit = [at for at in range(first, last + 1) if passage.tokens[at].end - start <= _LONGEST_HEAD]
    if limit and limit[-1] == last:
        return passage.span_between(first, last)
    ends = [at for at in limit if passage.tokens[at].capital or passage.tokens[at].word[0].isdigit()]
    return passage.span_between(first, ends[-1] if ends else first)


def _begins(passage: Passage, at: int) -> bool:
    word = passage.words[at]
    return word in function_words().prepositions and passage.tokens[at - 1].word not in (",",)


def _with_digits(passage: Passage, first: int) -> int:
    """Take in a figure with its point (*18. Sitzung*)."""
    if first > 1 and passage.words[first - 1] == "." and passage.words[first - 2].isdigit():
        return first - 2
    return first


@asked_once_at
def _ends(passage: Passage, index: int) -> list[int]:
    """Every token with which the phrase may end, in order; the noun itself is the first."""
    ends, at = [index], index + 1
    limit = min(len(passage.tokens), index + _LONGEST_PHRASE)
    while at < limit:
        step = _step(passage, at)
        if not step:
            break
        at += step
        if passage.tokens[at - 1].word[0].isalnum() or passage.tokens[at - 1].word in ")“”»":
            ends.append(at - 1)
    return ends


def _step(passage: Passage, at: int) -> int:
    """How many tokens the phrase goes on by; 0 where something else begins."""
    taken = _annotated(passage, at)
    if taken:
        return taken
    quoted = quoted_name(passage.tokens, at)
    if quoted:
        return quoted
    token, word = passage.tokens[at], passage.words[at]
    if token.capital and token.word[0].isalpha():
        return 0 if _ends_in_name(passage, at - 1) else 1
    if _goes_on(word) or _attribute_behind(passage, at):
        return _up_to_noun(passage, at)
    if word in (",", "und", "sowie"):
        return _over_joint(passage, at)
    return 0


def _goes_on(word: str) -> bool:
    """Whether a preposition, an article or a possessive carries the phrase on."""
    return word in encounter_words().going_on or word in encounter_words().attributes


def _attribute_behind(passage: Passage, at: int) -> bool:
    """Whether an adjective behind a noun begins a genitive: *Treffen hochrangiger Vertreter*; not a verb form."""
    return (
        passage.words[at].endswith("er")
        and not passage.senses[at].verbs
        and is_adjective(passage.tokens, passage.senses, at)
    )


def _ends_in_name(passage: Passage, at: int) -> bool:
    """Whether a place, a person or a time ends here, so that the next noun is something else."""
    end = passage.tokens[at].end
    return any(item.end == end for item in passage.times) or any(
        actor.end == end and actor.kind in ("place", "capital", "country", "person") for actor in passage.actors
    )


def _annotated(passage: Passage, at: int) -> int:
    """The tokens of a time or of a name that begins here."""
    start = passage.tokens[at].start
    ends = [time.end for time in passage.times if time.start == start]
    ends += [actor.end for actor in passage.actors if actor.start == start]
    return passage.index_at(max(ends) - 1) - at + 1 if ends else 0


def _up_to_noun(passage: Passage, at: int) -> int:
    """Articles, prepositions and adjectives up to the noun, name or time that they lead to; 0 if they lead to none."""
    small = function_words()
    for index in range(at, min(at + 8, len(passage.tokens))):
        taken = _annotated(passage, index)
        if taken and (passage.tokens[index].capital or not passage.tokens[index].word[0].isalpha()):
            return index + taken - at
        if passage.tokens[index].capital:
            return index - at + 1
        word = passage.words[index]
        fits = _goes_on(word) or word in small.determiners or taken
        if not fits and not is_adjective(passage.tokens, passage.senses, index):
            return 0
    return 0


def _over_joint(passage: Passage, at: int) -> int:
    """Go on over a comma or *und* to another person, office or state, or to a date in apposition."""
    following = at + 1
    if following >= len(passage.tokens):
        return 0
    step = _up_to_noun(passage, following)
    if not step or _is_relative(passage, at):
        return 0
    last = passage.tokens[following + step - 1]
    if passage.words[at] == "," and _is_state(passage, following) and not _is_state(passage, at - 1):
        return 0  # während des Besuchs, Deutschland müsse …
    named = any(
        actor.start <= last.start < actor.end and actor.kind in ("person", "office", "country", "demonym", "bloc")
        for actor in passage.actors
    )
    person = _leads_to_person(passage, following)
    return step + 1 if named or person else 0


def _is_relative(passage: Passage, comma: int) -> bool:
    """Whether a relative clause begins behind the comma: *der Gipfel, den Habeck eröffnete*; not *, dem Minister X*."""
    if passage.words[comma] != "," or passage.words[comma + 1] not in function_words().relatives:
        return False
    start = passage.tokens[min(comma + 2, len(passage.tokens) - 1)].start
    return any(actor.start == start and actor.kind == "person" for actor in passage.actors)


def _is_state(passage: Passage, at: int) -> bool:
    start = passage.tokens[at].start
    return any(actor.kind in ("country", "bloc") and actor.start <= start < actor.end for actor in passage.actors)


def _leads_to_person(passage: Passage, at: int) -> bool:
    """Whether a title and a name begin here: *und Bundespräsident Steinmeier*."""
    starts = {actor.start for actor in passage.actors if actor.kind in ("person", "office")}
    for index in range(at, min(at + 8, len(passage.tokens))):
        if passage.tokens[index].start in starts:
            return True
        if passage.words[index] in function_words().prepositions or passage.tokens[index].word == ",":
            return False
    return False
