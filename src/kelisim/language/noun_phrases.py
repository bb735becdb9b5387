"""Noun phrases: how far the words reach that name a thing.

In: the tokens of a sentence and the place of a head noun. Out: the first and last token of the shortest wording that
still names the thing: adjectives and numbers before it, genitives, prepositional groups and quoted names after it.
*«… ein historisches Abkommen zur Vertiefung ihrer Beziehungen unterzeichnet»* reaches from *historisches* to
*Beziehungen*.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Protocol

from kelisim.language.function_words import function_words
from kelisim.language.words import Senses
from kelisim.lexicons import load_lines
from kelisim.once import Remembered
from kelisim.text.tokens import Token

_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_OPENING, _CLOSING = "„“\"«»‚'”", "“”\"»«‘'"
_STRAIGHT = '"'
_ORDINAL, _ROMAN = 2, frozenset("IVX")  # tokens of 6.
_BRACKETS = 3  # tokens of (BK)
_LONGEST = 24  # tokens after the head noun
_NEVER, _PERHAPS, _SURELY = 0, 1, 2
_WIDEST_PARTICIPLE = 6  # tokens before a participle that may be its own


class Stops(Protocol):
    """The tokens at which a phrase must not go on: a set of them, or what tells of each when it is asked for."""

    def __contains__(self, at: int, /) -> bool: ...


def left_edge(tokens: Sequence[Token], senses: Sequence[Senses], head: int) -> int:
    """The first token of the phrase around the noun at ``head``: adjectives and numbers, without the article."""
    at = head
    while at > 0 and _belongs_before(tokens, senses, at - 1, head):
        at -= 1
    small = function_words()
    while at < head and tokens[at].word.lower() in small.joints:
        at += 1
    return at


def right_edge(tokens: Sequence[Token], senses: Sequence[Senses], head: int, stops: Stops) -> int:
    """The last token (inclusive) of the phrase around the noun at ``head``.

    ``stops`` are tokens at which a phrase must not go on: times, amounts, another thing that is named by itself.
    """
    last = at = head
    limit = min(len(tokens), head + _LONGEST)
    at += 1
    while at < limit:
        step = _step(tokens, senses, at, stops, last)
        if step == 0:
            break
        at += step
        if _may_end(tokens, at - 1):
            last = at - 1
    return last


def quoted_name(tokens: Sequence[Token], at: int) -> int:
    """How many tokens a quoted name at ``at`` takes, marks included; 0 where there is none."""
    if at >= len(tokens) or tokens[at].word not in _OPENING:
        return 0
    if tokens[at].word == _STRAIGHT and sum(token.word == _STRAIGHT for token in tokens[:at]) % 2:
        return 0  # closes: auf dem "Gipfel" ein "Abkommen"
    for end in range(at + 1, min(at + 12, len(tokens))):
        if tokens[end].word in _CLOSING and end > at + 1:
            return end - at + 1
    return 0


def is_adjective(tokens: Sequence[Token], senses: Sequence[Senses], at: int) -> bool:
    """Whether the token looks like an inflected adjective: small, with an ending, no function word."""
    looks = _LOOKS[tokens[at].word]
    if looks != _PERHAPS:
        return looks == _SURELY
    before = tokens[at - 1].word if at > 0 else ""
    if before == "zu" and not _before_noun(tokens, at):
        return False  # an infinitive
    kinds = senses[at].kinds
    if kinds and before != "zu" and before in function_words().phrase_prepositions and _before_noun(tokens, at):
        return True  # mit gleichen Zöllen
    return not kinds or "attributive" in kinds


def _looks_like_adjective(word: str) -> int:
    """What a word by itself says: a numeral surely goes like an adjective, a word with an ending perhaps."""
    if not word[:1].islower() and not word.rpartition("-")[2][:1].islower():
        return _NEVER  # US-amerikanische, not IT-Produkte
    lower, small = word.lower(), function_words()
    if lower in small.numerals:
        return _SURELY
    if not lower.endswith(_ADJECTIVE_ENDINGS) or lower in small.no_adjectives or lower.endswith("ieren"):
        return _NEVER
    return _PERHAPS


_LOOKS = Remembered(_looks_like_adjective)


def is_name_adjective(tokens: Sequence[Token], senses: Sequence[Senses], at: int) -> bool:
    """Whether a capital word is the adjective of a name: *der Oberste Zwischenstaatliche Rat*."""
    token = tokens[at]
    if not token.capital or not token.word.endswith(_ADJECTIVE_ENDINGS) or not _before_noun(tokens, at):
        return False
    if at == 0 or not token.word.lower().endswith(_name_endings()):
        return False
    before = tokens[at - 1]
    small, lower = function_words(), before.word.lower()
    return (
        ends_ordinal(tokens, at)
        or lower in small.determiners
        or lower in small.prepositions
        or is_adjective(tokens, senses, at - 1)
        or is_name_adjective(tokens, senses, at - 1)
    )


def ends_ordinal(tokens: Sequence[Token], at: int) -> bool:
    """Whether an ordinal in digits with its dot stands right before: *zum 6.*, *des VI.*."""
    if at < _ORDINAL or tokens[at - 1].word != ".":
        return False
    number = tokens[at - _ORDINAL].word
    return number.isdigit() or set(number) <= _ROMAN


@cache
def _name_endings() -> tuple[str, ...]:
    """The ends of adjectives that stand in names, with every ending."""
    return tuple(stem + ending for (stem,) in load_lines("de/name_adjectives.txt", 1) for ending in _ADJECTIVE_ENDINGS)


def _names(token: Token) -> bool:
    """Whether a word is a noun or a name by its capital, the first letter or a later one (*eGov-Plattform*)."""
    return token.capital or token.word[1:2].isupper()


def _before_noun(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].capital


def _belongs_before(tokens: Sequence[Token], senses: Sequence[Senses], at: int, head: int) -> bool:
    token, small = tokens[at], function_words()
    lower = token.word.lower()
    if token.word[0].isdigit() and token.word[-1].isdigit():
        return at + 1 <= head
    if lower in small.aside_ends and at and tokens[at - 1].word.lower() in small.prepositions:
        return False  # unter anderem direkte Flüge
    counted = tokens[at + 1].word.lower() in small.numerals or tokens[at + 1].word.isdigit()
    if counted and "past" in senses[at].kinds and (at == 0 or tokens[at - 1].word.lower() not in small.determiners):
        return False  # besiegelten zwei Verträge
    if is_adjective(tokens, senses, at) and (not token.word[:1].isdigit() or "-" in token.word):
        return not token.capital or at == 0 or not tokens[at - 1].capital
    if at == 0 and token.capital and lower.endswith(_ADJECTIVE_ENDINGS) and tokens[1].capital:
        return not senses[0] and lower not in small.no_adjectives  # Transafghanische Bahn gestoppt
    if is_name_adjective(tokens, senses, at) or (lower in small.further and at > 0):
        return True
    if token.capital and token.word.endswith("-") and at + 1 < head:
        return True
    if token.capital and at > 0 and tokens[at - 1].word[0].isdigit():  # rund 930 Kilometer lange
        return tokens[at + 1].word.lower().startswith(small.measured_stems)
    if (lower in small.conjunctions or lower == ",") and at > 0:
        return tokens[at - 1].word.endswith("-") or (
            not tokens[at + 1].capital and is_adjective(tokens, senses, at - 1)
        )
    return False


def _step(tokens: Sequence[Token], senses: Sequence[Senses], at: int, stops: Stops, last: int) -> int:
    """How many tokens the phrase goes on by at ``at``; 0 where it ends."""
    small, token = function_words(), tokens[at]
    lower = token.word.lower()
    if at in stops:
        return 0
    quoted = quoted_name(tokens, at)
    if quoted:
        return quoted
    if _names(token) and token.word[0].isalpha():
        return 1
    if (lower in small.conjunctions and lower != "wie") or token.word == ",":
        return _step_over_joint(tokens, senses, at, stops)
    if lower in small.determiners and not _goes_on(tokens, at):
        return 0
    if lower in small.determiners or lower in small.phrase_prepositions:
        return 1 if _leads_to_noun(tokens, senses, at + 1, stops) else 0
    if is_adjective(tokens, senses, at):
        # a verb behind a noun is none of it: eine Mission in Rom endete mit Verträgen
        part = not _names(tokens[at - 1]) or _is_genitive(tokens, at) or _is_measured(tokens, at)
        return 1 if part and _leads_to_noun(tokens, senses, at + 1, stops) else 0
    if token.word[0].isdigit() and last >= at - 3:
        return 1
    if token.word == "." and tokens[at - 1].word.isdigit() and _before_noun(tokens, at):
        return 1  # der 9. Sitzung
    if (lower in small.foreign and _before_noun(tokens, at)) or (
        lower in small.by_name and quoted_name(tokens, at + 1)
    ):
        return 1  # ein Projekt namens „Donau“
    if token.word in ("–", "-", "/") and tokens[at - 1].end == token.start:
        return 1
    return _short_name(tokens, senses, at)


def _short_name(tokens: Sequence[Token], senses: Sequence[Senses], at: int) -> int:
    """How many tokens a short name in brackets takes inside a work's name: *der Baku-Kars (BK) Eisenbahn*."""
    if tokens[at].word != "(" or at + _BRACKETS >= len(tokens) or not tokens[at + 1].word.isupper():
        return 0
    thing = senses[at + _BRACKETS].thing
    work = thing is not None and thing.kind in ("project", "institution")
    return _BRACKETS if work and tokens[at + 2].word == ")" else 0


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether an article goes on with the phrase: a genitive, or behind a preposition or a joint."""
    small, before = function_words(), tokens[at - 1].word.lower()
    if tokens[at].word.lower() in small.genitive_determiners:
        return True
    return before in small.prepositions or before in small.conjunctions or before == ","


def _is_genitive(tokens: Sequence[Token], at: int) -> bool:
    """Whether an adjective behind a noun may be a genitive: *Ausbau grüner Energien, digitalen Handels*."""
    lower = tokens[at].word.lower()
    if lower.endswith("er") or lower in function_words().numerals:
        return True
    noun = next((token.word for token in tokens[at + 1 : at + 3] if token.capital), "")
    return lower.endswith("en") and ((noun.endswith("s") and not noun.endswith("ss")) or _inside_participle(tokens, at))


def _is_measured(tokens: Sequence[Token], at: int) -> bool:
    """Whether an adjective has its measure before it: *97 Meter langen*."""
    measured = tokens[at].word.lower().startswith(function_words().measured_stems)
    return measured and at > 1 and tokens[at - 2].word[-1:].isdigit()


def _inside_participle(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle has words of its own before it: *von auf höchster Ebene getroffenen Vereinbarungen*."""
    small, words = function_words(), [token.word.lower() for token in tokens[max(0, at - _WIDEST_PARTICIPLE) : at]]
    return any(one in small.prepositions and two in small.prepositions for one, two in pairwise(words))


def _step_over_joint(tokens: Sequence[Token], senses: Sequence[Senses], at: int, stops: Stops) -> int:
    """Go on over *und* or a comma where the same list of nouns goes on, not where another thing is named."""
    small = function_words()
    following = at + 1
    if following >= len(tokens) or following in stops:
        return 0
    word = tokens[following].word.lower()
    if word.startswith("-") and len(word) > 1:
        return 2
    if word in small.determiners or word in small.phrase_prepositions:
        joins = _closes_pair(tokens, at) or (
            tokens[at].word.lower() in small.conjunctions
            and (
                word in ("der", "des", "zum", "zur")
                or (word in ("die", "das", "den") and _after_accusative(tokens, at))
            )
        )
        return 1 if joins and _leads_to_noun(tokens, senses, following + 1, stops) else 0
    if tokens[at].word == "," and not _list_ends_with_und(tokens, following):
        return 0
    if tokens[at].word == "," and any("say" in verb.senses and verb.kind == "past" for verb in senses[following].verbs):
        return 0  # Brücken über die Donau, erklärte Verkehrs- und Wirtschaftsminister X
    return 1 if _leads_to_noun(tokens, senses, following, stops) else 0


def _closes_pair(tokens: Sequence[Token], at: int) -> bool:
    """Whether *und* closes what *zwischen* has opened: *eine Bahn zwischen Kiew und dem größten Flughafen*."""
    if tokens[at].word != "und":
        return False
    before = [token.word.lower() for token in tokens[max(0, at - 8) : at]]
    return not function_words().between.isdisjoint(before) and "und" not in before


def _after_accusative(tokens: Sequence[Token], at: int) -> bool:
    """Whether *und die …* may still hang on the preposition before: *über das Management und die Nutzung*."""
    small = function_words()
    return any(tokens[index].word.lower() in small.topic_prepositions for index in range(max(0, at - 8), at))


def _list_ends_with_und(tokens: Sequence[Token], at: int) -> bool:
    """Whether the list that a comma continues is closed by *und*, with only nouns and adjectives between."""
    small = function_words()
    for index in range(at, min(at + 10, len(tokens))):
        word = tokens[index].word
        if word.lower() in small.conjunctions:
            return word.lower() != "wie"
        if not (word == "," or tokens[index].capital or word.lower().endswith(_ADJECTIVE_ENDINGS)):
            return False
    return False


def _leads_to_noun(tokens: Sequence[Token], senses: Sequence[Senses], at: int, stops: Stops) -> bool:
    """Whether adjectives from ``at`` on lead to a noun or a name before anything else."""
    small = function_words()
    for index in range(at, min(at + 7, len(tokens))):
        word = tokens[index].word.lower()
        if index in stops:
            return False
        if _names(tokens[index]) or quoted_name(tokens, index):
            return True
        if word in small.determiners or word in small.conjunctions or tokens[index].word[0].isdigit():
            continue
        if word == "." and tokens[index - 1].word.isdigit():
            continue
        if not is_adjective(tokens, senses, index) and word not in small.phrase_prepositions:
            return word.endswith("-")
    return False


def _may_end(tokens: Sequence[Token], at: int) -> bool:
    """Whether a phrase may end with this token: a noun, a name, a number, a closing mark."""
    token = tokens[at]
    if token.word.startswith("-") and len(token.word) > 1:
        return True
    return (_names(token) and not token.word.endswith("-")) or token.word in _CLOSING or token.word[0].isdigit()
