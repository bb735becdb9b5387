"""Parties of an undertaking that only the sentences before name.

In: what was found and the text. Out: the parties with their words, None where the clause does not point back so.
*«Die Präsidenten von Mali, Niger und Togo treffen sich. Die drei Länder unterzeichnen ein Abkommen»* has all three,
*«das Treffen der Präsidenten von Mali, Niger und Togo. Dieses Gipfeltreffen soll …»* too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.context import Context
from kelisim.statements.parties import Parties, as_parties, just_spoken_of
from kelisim.statements.passage import Passage
from kelisim.statements.rows import longest_row
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words

_STATES = ("country", "bloc")
_PAIR = 2
_THREE = 3
_BACK = 3  # sentences in which three may be named one after the other
_NOUN = 5  # letters


def that_land(found: Found, context: Context) -> Parties | None:
    """The two that the sentence before names, where *Das Land* does it: *Das Land wird die Lieferung bezahlen*."""
    passage, clause = found.passage, found.mention.clause
    opened = passage.words[clause.first : clause.first + _PAIR] == ("das", "land")
    if not opened or any(a.codes for a in passage.actors_of(clause) if a.kind == "country"):
        return None
    return just_spoken_of(passage, set(), context)


def both_just_named(found: Found, context: Context) -> Parties | None:
    """The two that the sentence before names, where a clause only says *beide Regierungen* of them."""
    passage, number = found.passage, found.passage.number
    clause = passage.span_of(found.mention.clause)
    here = passage.actors_in(clause)
    both = any(a.kind == "pair" and passage.text[a.start : a.end].lower().startswith("beide") for a in here)
    if not both or any(actor.codes for actor in passage.actors) or number == 0:
        return None
    before = [a for a in context.passages[number - 1].actors if a.kind in (*_STATES, "demonym", "person", "office")]
    named = [actor for actor in before if actor.codes]
    return as_parties(named) if len(codes_of(named)) == _PAIR else None


def three_just_named(found: Found, context: Context) -> Parties | None:
    """The three or more that the sentences before name, where a clause says *die drei Länder* of them.

    *Die drei Länder wollen zusammenarbeiten. Geplant ist ein Kraftwerk* says it too, in a sentence that names nobody;
    *Alle vier Staaten haben ein Abkommen mit den USA* joins another.
    """
    passage, clause, number = found.passage, found.mention.clause, found.passage.number
    beside = [a for a in passage.actors_in(found.head) if a.codes]
    if any(a.kind not in _STATES or passage.word_before(a) != "mit" for a in beside):
        return None
    here = longest_row(passage, [a for a in passage.speaking if a.kind in _STATES])
    if len(codes_of(here)) >= _THREE and _number_of_states(passage.words) == len(codes_of(here)):
        return as_parties(here)
    count = _number_of_states(passage.words[clause.first : found.mention.first])
    if count:
        told = _in_a_row(found, context, count) or named_together(context.passages[:number], count)
        return _with(told, beside)
    before = context.passages[number - 1] if number and not passage.speaking else None
    count = _number_of_states(before.words) if before is not None and not before.speaking else 0
    return named_together(context.passages[: number - 1], count) if count else None


def _with(told: Parties | None, others: Sequence[Actor]) -> Parties | None:
    if told is None or not others:
        return told
    return tuple(sorted({*told[0], *codes_of(others)})), (*told[1], *(actor.span for actor in others))


def _number_of_states(words: Sequence[str]) -> int:
    """How many *die drei Länder* or *alle vier beteiligten Staaten* are; 0 where the words hold nothing of it."""
    small = function_words()
    if small.several_states.keys().isdisjoint(words):
        return 0
    named = small.states | stage_words().words.counted_sides
    for one, two in (*pairwise(words), *zip(words, words[2:], strict=False)):
        if one in small.several_states and two in named:
            return small.several_states[one]
    return 0


def _in_a_row(found: Found, context: Context, count: int) -> Parties | None:
    """The last row of so many states before a paper; none where it stands under a preposition or has more."""
    for before in reversed(context.passages[: found.passage.number] if found.kind == "agreement" else ()):
        row = longest_row(before, [a for a in before.actors if a.kind in (*_STATES, "demonym") and a.codes])
        if len(codes_of(row)) >= _THREE:
            known = len(codes_of(row)) == count and before.word_before(row[0]) not in function_words().prepositions
            return as_parties(row) if known else None
    return None


def named_together(before: Sequence[Passage], count: int) -> Parties | None:
    """The states that the last sentences name between them, if they are so many; none where they name more at once."""
    named: list[Actor] = []
    for passage in reversed(before[-_BACK:]):
        named += passage.speaking
        if len(codes_of(named)) >= count:
            return as_parties(named) if len(codes_of(named)) == count else None
    return None


def taken_up_by_name(found: Found, context: Context) -> Parties | None:
    """Those whom the sentence before names with the same thing: *ein Treffen von A, B und C. Dieses Treffen soll …*."""
    passage, number, mention = found.passage, found.passage.number, found.mention
    known = mention.definite or mention.determiner.startswith("dies")
    if not number or not known or passage.speaking or any(a.kind == "pair" for a in passage.actors):
        return None
    noun = passage.words[mention.index]
    for before in reversed(context.passages[max(0, number - _BACK) : number]):
        if any(_same_noun(noun, word) for word in before.words):
            row = longest_row(before, [a for a in before.speaking if a.kind in (*_STATES, "demonym")])
            return as_parties(row) if len(codes_of(row)) >= _THREE else None
    return None


def _same_noun(one: str, other: str) -> bool:
    """Whether two nouns end alike, in the genitive too: *Kabel*, *des Elektrizitätskabels*."""
    one, other = one.removesuffix("s"), other.removesuffix("s")
    return len(other) >= _NOUN and (one.endswith(other) or other.endswith(one))


def third_beside_both(found: Found, passage: Passage, context: Context) -> Parties | None:
    """Both with a third one: *Gemeinsam mit Portugal besiegelten die beiden Länder das Projekt*."""
    known = stage_words().words.together
    if known.isdisjoint(passage.words):
        return None
    here = passage.actors_of(found.mention.clause)
    thirds = [a for a in here if a.kind in _STATES and a.codes and passage.word_before(a) == "mit"]
    both = any(actor.kind == "pair" for actor in here) and codes_of(here) == codes_of(thirds)
    if not both or len(codes_of(thirds)) != 1 or not _does_it_with(passage, thirds[0]):
        return None
    two = just_spoken_of(passage, set(), context)
    who = set(two[0] if two else context.pair) | codes_of(thirds)
    return (tuple(sorted(who)), (thirds[0].span, *context.mentions)) if len(who) == _THREE else None


def _does_it_with(passage: Passage, actor: Actor) -> bool:
    """Whether *gemeinsam* or *zusammen* stands before the preposition of a state."""
    at = passage.index_at(actor.start)
    return not stage_words().words.together.isdisjoint(passage.words[max(0, at - _THREE) : at])


def left_out_of_a_row(found: Found, passage: Passage, context: Context) -> Parties | None:
    """Who has papers with two others that alone are named: *Togo hat X; weitere Verträge mit Peru und Chile …*."""
    here = passage.speaking_of(found.mention.clause)
    row = longest_row(passage, here)
    if found.kind != "agreement" or len(codes_of(row)) < _PAIR or codes_of(row) != codes_of(here):
        return None
    if passage.word_before(row[0]) != "mit" or set(context.pair) <= codes_of(row):
        return None
    before = [a for a in passage.speaking if a.end <= passage.span_of(found.mention.clause).start]
    acting = [a for a in before if passage.word_before(a) not in function_words().prepositions]
    if len(codes_of(acting)) == 1:
        return as_parties([*acting[:1], *row])
    if before or context.lead in codes_of(row):
        return None
    who = tuple(sorted({context.lead, *codes_of(row)}))
    return who, tuple(actor.span for actor in row)
