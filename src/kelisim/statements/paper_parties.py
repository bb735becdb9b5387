"""Parties of a paper by its own words: whom *zwischen* joins, whom *mit* leads to, with whom it was signed.

In: what was found and its sentence. Out: the actors or the parties, nothing where the clause does not tell it so. *«ein
Abkommen zwischen der EFTA und Peru»*, *«die EU hat mit Peru ein Abkommen geschlossen»*.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.parties import Parties, as_parties, explicit_pair
from kelisim.statements.passage import Passage
from kelisim.statements.rows import longest_row
from kelisim.statements.scenes import Found

_STATES = ("country", "bloc")
_PAIR = 2


def between(found: Found, passage: Passage) -> list[Actor]:
    """The row that *zwischen* leads in a paper's own phrase: *ein Abkommen zwischen der EFTA und Montenegro*."""
    if found.kind != "agreement" or function_words().between.isdisjoint(found.mention.words):
        return []
    behind = [a for a in passage.speaking if a.start >= found.head.start and a.kind in (*_STATES, "demonym")]
    first = behind[0] if behind and found.head.covers(behind[0].span) else None
    if first is None or passage.word_before(first) not in function_words().between:
        return []
    return explicit_pair(passage, behind)


def two_of_a_bilateral_paper(found: Found, passage: Passage, named: Sequence[Actor]) -> list[Actor]:
    """The two joined by *und* where a third is named with a bilateral thing: *Peru und Chile verärgern Kuba*."""
    pairs = (a for a in passage.actors_in(found.head) if a.kind == "pair")
    bilateral = any(passage.text[a.start : a.end].lower().startswith("bilateral") for a in pairs)
    if not bilateral or len(codes_of(named)) <= _PAIR:
        return []
    row = longest_row(passage, [actor for actor in named if actor.kind in _STATES])
    led = bool(row) and passage.word_before(row[0]) in function_words().prepositions
    return row if len(codes_of(row)) == _PAIR == len(row) and not led else []


def with_partner(found: Found, passage: Passage) -> Parties | None:
    """A party and its partner behind *mit* in a clause of a paper: *die EU hat mit Peru ein Abkommen geschlossen*."""
    here = passage.actors_of(found.mention.clause)
    acting = [actor for actor in here if actor.kind in _STATES and actor.codes]
    before = {actor: passage.word_before(actor) for actor in acting}
    row = longest_row(passage, acting)
    words = passage.words_of(found.mention.clause)
    joined = bool(row) and (before[row[0]] == "mit" or (before[row[0]] == "nach" and "auch" in words))
    led = row if joined else []  # nach Peru und Chile hat auch Bolivien das Abkommen ratifiziert
    partners = [actor for actor in acting if before[actor] == "mit" or actor in led]
    subjects = [a for a in acting if before[a] not in function_words().prepositions and a not in led]
    if (
        (found.kind != "agreement" and len(led) < _PAIR)
        or not partners
        or not subjects
        or len(acting) != len(partners) + len(subjects)
    ):
        return None
    both = [*subjects, *partners]
    return as_parties(both) if len(codes_of(both)) >= 2 else None


def with_whom_it_was(found: Found, passage: Passage) -> Parties | None:
    """Both that a relative clause right behind a paper names: *eine Vereinbarung, die Trump mit Malaysia schloss*."""
    behind = found.mention.last
    clause = next((one for one in passage.clauses if 0 < one.first - behind <= _PAIR), None)
    if found.kind != "agreement" or clause is None or clause.kind != "relative":
        return None
    here = [a for a in passage.actors_of(clause) if a.codes and a.kind in (*_STATES, "person", "office")]
    partners = [actor for actor in here if passage.word_before(actor) == "mit"]
    subjects = [actor for actor in here if passage.word_before(actor) not in function_words().prepositions]
    if len(codes_of(partners)) != 1 or len(codes_of(subjects)) != 1 or len(codes_of(here)) != _PAIR:
        return None
    return as_parties(here)
