"""Rows of three states or more that sign, give or build together, and who stands beside them.

In: what was found and its sentence. Out: the actors of the row. *«die Minister der Türkei, des Irak und Katars»*,
*«Die Präsidenten von Mali, Senegal und Guinea eröffneten ein Kraftwerk»*.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.governors import of
from kelisim.statements.passage import Passage
from kelisim.statements.rows import longest_row
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words

_STATES = ("country", "bloc")
_PAIR, _ROUTE = 2, 3  # states
_ADJECTIVE = ("en", "e")
_OPENING = 4  # tokens before a row that opens its clause


def row_in_clause(found: Found, passage: Passage) -> list[Actor]:
    """States in a row before or in a paper's phrase: *die Minister der Türkei, des Irak, Katars und der Emirate*."""
    if found.kind != "agreement":
        return []
    best: list[Actor] = []
    row: list[Actor] = []
    for actor in _with_their_rows(passage, found):
        if row and actor.codes == row[-1].codes and passage.text[actor.start - 1] == "(":
            continue  # die Vereinigten Arabischen Emirate (VAE) und Bahrain
        between = passage.words[passage.index_at(row[-1].end - 1) + 1 : passage.index_at(actor.start)] if row else ()
        if between[:1] == (")",):
            between = between[1:]  # zwischen der Gemeinschaft (ECOWAS), Nigeria und Marokko
        if between[:1] == ("(",) and ")" in between:
            between = between[between.index(")") + 1 :]
        row = [*row, actor] if _joins(between) else [actor]
        best = max(best, row, key=len)
    return best if set(codes_of(best)) and _is_joined(best, passage) else []


def _joins(between: Sequence[str]) -> bool:
    """Whether the words between two states make a row of them: *Peru, der Dominikanischen Republik und Panama*."""
    small = function_words()
    links = small.conjunctions | {","}
    joints = small.determiners | links | stage_words().words.in_names
    return not links.isdisjoint(between) and all(word in joints for word in between)


def _with_their_rows(passage: Passage, found: Found) -> list[Actor]:
    """The states of the clause, and those a comma cut off their row: *Die Chefs von Peru, | Chile und Haiti*."""
    clause = passage.span_of(found.mention.clause)
    run: list[Actor] = []
    found_here: list[Actor] = []
    for actor in (a for a in passage.actors if a.kind in (*_STATES, "demonym") and a.codes):
        between = passage.words[passage.index_at(run[-1].end - 1) + 1 : passage.index_at(actor.start)] if run else ()
        if _joins(between[1:] if between[:1] == (")",) else between):
            run = [*run, actor]
        else:
            found_here += _if_inside(run, clause)
            run = [actor]
    return found_here + _if_inside(run, clause)


def _if_inside(run: list[Actor], clause: Span) -> list[Actor]:
    inside = [actor for actor in run if clause.covers(actor.span)]
    return run if inside and len(run) >= _ROUTE else inside


def opening_row(found: Found, passage: Passage) -> list[Actor]:
    """States in a row that open the clause and act in it: *Die Präsidenten von Mali, Senegal und Guinea eröffneten*."""
    clause = found.mention.clause
    here = [a for a in _with_their_rows(passage, found) if a.kind == "country" and a.codes]
    row = longest_row(passage, here)
    if len(row) < _ROUTE or passage.index_at(row[0].start) - clause.first > _OPENING:
        return []
    return row if row[-1].end <= found.head.start and _is_joined(row, passage) else []


def row_before(found: Found, passage: Passage) -> list[Actor]:
    """The row that acts in a clause before one that names nobody: *Mali, Niger und Togo sind einig; das Abkommen …*."""
    clause = passage.span_of(found.mention.clause)
    if passage.speaking_in(clause):
        return []
    here = [a for a in passage.actors if a.kind == "country" and a.codes and a.end <= clause.start]
    row = longest_row(passage, here)
    return row if len(row) >= _ROUTE and _is_joined(row, passage) else []


def beside_row(found: Found, passage: Passage, row: list[Actor]) -> list[Actor]:
    """Who stands against a row: *das Abkommen der Schweiz, Islands und Norwegens mit Indien*."""
    signed = any("sign" in verb.sense.senses for verb in found.mention.clause.verbs)
    through = ("durch",) if signed else ()  # wurde durch die EU und durch Peru unterzeichnet
    standing = (*function_words().accompanied, *function_words().between, *through)
    here = passage.actors_of(found.mention.clause)
    others = [actor for actor in here if actor.kind in _STATES and actor not in row]
    return [
        actor
        for actor in others
        if _joins_brackets(passage, row[-1], actor)
        or of(passage, actor).preposition in standing
        or passage.word_before(actor) in standing
        or (passage.word_before(row[0]) in standing and _acts_alone(passage, actor))
    ]


def _joins_brackets(passage: Passage, last: Actor, actor: Actor) -> bool:
    """Whether a state is joined to a group named in brackets: *die EFTA (Schweiz, Island und Norwegen) und Peru*."""
    between = passage.words[passage.index_at(last.end - 1) + 1 : passage.index_at(actor.start)]
    small = function_words()
    if between[-1:] and between[-1].endswith(_ADJECTIVE) and between[-1] not in small.determiners:
        between = between[:-1]  # und die südamerikanischen Mercosur-Staaten
    return between[:1] == (")",) and len(between) > 1 and set(between[1:]) <= small.conjunctions | small.determiners


def _acts_alone(passage: Passage, actor: Actor) -> bool:
    """Whether a state opens its clause: *die EFTA hat Abkommen mit Chile, Peru und Panama geschlossen*."""
    clause = passage.clause_at(actor.start)
    return passage.index_at(actor.start) - clause.first < _PAIR


def _is_joined(row: list[Actor], passage: Passage) -> bool:
    """Whether the row is closed by *und*, and is no row of places (*in Kenia, Uganda und Ruanda*)."""
    first = passage.index_at(row[0].start)
    inside = passage.words[first : passage.index_at(row[-1].end)]
    led = any(
        word in stage_words().words.local or (word in function_words().passing and word != "durch")
        for word in passage.words[max(0, first - 2) : first]
    )
    return not led and any(word in function_words().conjunctions for word in inside)
