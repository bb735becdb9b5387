"""Who gives to whom: several givers and takers, named in rows, who promises it to another, firms that do it together.

In: a clause with its sentence. Out: all who give and get, none where the clause does not tell it so. *«Norwegen und
Dänemark liefern der Ukraine 20 Panzer»* has all three, *«Japan stellt für Togo und Benin 3 Millionen bereit»* too.
"""

from __future__ import annotations

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.word_classes import guards
from kelisim.statements.governors import of
from kelisim.statements.passage import Passage
from kelisim.statements.rows import longest_row
from kelisim.statements.stage_words import stage_words

_GIVING = frozenset({"give", "deliver", "aid", "export", "sell"})
_STATES = ("country", "bloc")
_PAIR = 2
_OPENING = 3  # tokens from the beginning of a clause to the first of those who give
_LED = 4  # tokens from *gemeinsam* to a partner: in einer gemeinsamen Initiative mit den Niederlanden


def all_in_a_giving(passage: Passage, clause: Clause) -> list[Actor]:
    """Those who give and get by the first way in which a clause or its sentence joins them."""
    return (
        _promised_to_give(passage, clause)
        or _givers_and_takers(passage, clause)
        or _takers_and_sources(passage, clause)
        or _doing_it_together(passage)
    )


def firms_in_a_row(passage: Passage, clause: Clause) -> list[Actor]:
    """Firms of three states or more that do it, the first cut off by its comma: *die russische X, Y und Z*."""
    before = passage.clause_before(clause)
    if before is None or before.first != 0 or before.verbs or function_words().conjunctions.isdisjoint(passage.words):
        return []
    end = min((verb.index for verb in clause.verbs), default=clause.last)
    inside = passage.actors_in(passage.span_between(0, max(0, end - 1)))
    row = [a for a in inside if a.kind in (*_STATES, "demonym", "organisation") and len(a.codes) == 1]
    opens = bool(row) and passage.index_at(row[0].start) < min(_OPENING, before.last) and _is_a_firm(passage, row[0])
    joined = any(passage.words[at] in function_words().conjunctions for at in range(clause.first, end))
    return row if opens and joined and len(codes_of(row)) > _PAIR else []


def _is_a_firm(passage: Passage, actor: Actor) -> bool:
    """Whether a firm is named or its adjective stands before one: *der norwegische Netzbetreiber*."""
    behind = passage.words[passage.index_at(actor.end - 1) + 1 :][:1]
    adjective = actor.kind == "demonym" and bool(behind) and behind[0].endswith(guards().firms)
    return actor.kind == "organisation" or adjective


def _promised_to_give(passage: Passage, clause: Clause) -> list[Actor]:
    """Who promises and who gets it: *beim Besuch in Somalia versprach Katar, Äthiopien eine Milliarde zu geben*."""
    if clause.kind != "infinitive" or not any(verb.sense.senses & _GIVING for verb in clause.verbs):
        return []
    before = passage.clause_before(clause)
    if before is None or not any("pledge" in verb.sense.senses for verb in before.verbs):
        return []
    takers = [a for a in passage.speaking_of(clause) if a.kind in _STATES and _is_bare(passage, a)]
    givers = [a for a in passage.speaking_of(before) if a.kind in _STATES and _is_bare(passage, a)]
    told = len(codes_of(takers)) == 1 == len(codes_of(givers)) and codes_of(takers) != codes_of(givers)
    return [*givers, *takers] if told else []


def _givers_and_takers(passage: Passage, clause: Clause) -> list[Actor]:
    """Those who give and those who get it, if they are more than two and one side is a row of states."""
    if not any(verb.sense.senses & _GIVING for verb in clause.verbs) or len(passage.parties) <= _PAIR:
        return []
    named = (a for a in passage.speaking_of(clause) if a.kind in _STATES)
    here = [a for a in named if passage.text[a.end : a.end + 1] != "-"]  # no US-Waffen
    bare = [actor for actor in here if _is_bare(passage, actor)]
    led = [actor for actor in here if actor not in bare and _is_taker(passage, actor)]
    found = [actor for actor in here if actor in bare or actor in led]
    row = longest_row(passage, found)
    rest = [actor for actor in found if actor not in row]
    if len(codes_of(row)) < _PAIR or not rest or codes_of(rest) & codes_of(row):
        return []
    opens = passage.index_at(found[0].start) - clause.first <= _OPENING
    sides = len(longest_row(passage, rest)) == len(rest)
    return found if opens and sides and found[0] in bare else []


def _doing_it_together(passage: Passage) -> list[Actor]:
    """All states of a sentence in which one does it with others: *zusammen mit Dänemark und Norwegen*.

    *in Zusammenarbeit mit Dänemark* and *in einer gemeinsamen Initiative mit Dänemark* say it, too.
    """
    if not any(word in passage.lower for word in stage_words().words.together):
        return []
    here = [a for a in passage.actors if a.kind == "country" and a.codes]
    return here if len(codes_of(here)) > _PAIR and any(_is_partner(passage, actor) for actor in here) else []


def _is_partner(passage: Passage, actor: Actor) -> bool:
    at = passage.index_at(actor.start)
    before = passage.words[max(0, at - _LED) : at]
    joined = not function_words().accompanied.isdisjoint(before)
    return joined and any(word.startswith(tuple(stage_words().words.together)) for word in before)


def _takers_and_sources(passage: Passage, clause: Clause) -> list[Actor]:
    """Who gets something from several: *Die Ukraine erhält von Dänemark, Norwegen und Belgien 100 Raketen*."""
    if not any("get" in verb.sense.senses for verb in clause.verbs) or len(passage.parties) <= _PAIR:
        return []
    named = [a for a in passage.speaking_of(clause) if a.kind in (*_STATES, "demonym")]
    row = longest_row(passage, [a for a in named if of(passage, a).preposition in stage_words().words.ways])
    takers = [actor for actor in named if _is_bare(passage, actor)]
    told = len(codes_of(row)) >= _PAIR and len(codes_of(takers)) == 1 and not codes_of(takers) & codes_of(row)
    return [*takers, *row] if told else []


def _is_bare(passage: Passage, actor: Actor) -> bool:
    """Whether a state is governed by nothing: *die Ukraine*, *den Inselstaaten Palau und Nauru*."""
    found = of(passage, actor)
    called = found.noun is not None and passage.words[found.noun].endswith(tuple(function_words().states))
    return not found.preposition and (found.noun is None or called)


def _is_taker(passage: Passage, actor: Actor) -> bool:
    return of(passage, actor).preposition in stage_words().words.to_whom
