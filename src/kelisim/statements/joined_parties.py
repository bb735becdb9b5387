"""Parties that a clause joins to others: who builds a line through two states, colleagues who sign with one.

In: what was found and its sentence. Out: the three or more actors, none where the clause does not say so. *«China
finanziert die Bahn zwischen Serbien und Ungarn»* has all three, *«der Premier Chinas und seine Amtskollegen aus Serbien
und Ungarn»* too.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.context import Context
from kelisim.statements.encounter_frames import frame, offices, people, states
from kelisim.statements.giving_parties import all_in_a_giving
from kelisim.statements.governors import of
from kelisim.statements.moods import parent_of
from kelisim.statements.parties import Parties, as_parties
from kelisim.statements.passage import Passage
from kelisim.statements.rows import longest_row
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.told_before import named_together

_PAIR = 2  # states
_NEAR = 2  # tokens
_ACTING = ("country", "demonym", "person", "office")
_BEHIND_BRACKETS = ((")", "und"), (")", "sowie"), ("“", "und"))
_PLACED = ("country", "demonym", "capital", "place")


def builder_and_line(found: Found, along: Sequence[Actor], subjects: Sequence[Actor]) -> list[Actor]:
    """Who builds or pays, with the two states that the line joins: *China finanziert die Bahn zwischen … und …*."""
    if found.kind not in ("project", "institution") or len(codes_of(along)) != _PAIR:
        return []
    others = [actor for actor in subjects if not set(actor.codes) & codes_of(along)]
    joins = function_words().between.isdisjoint(found.mention.words)
    return [] if joins or len(codes_of(others)) != 1 else [*others, *along]


def line_of_a_clause(found: Found, passage: Passage, subjects: Sequence[Actor]) -> list[Actor]:
    """The states that the relative clause behind a line says it joins, with who builds it or helps.

    *China baut eine Bahn, die Togo mit Benin verbindet*, *mit Hilfe aus China eröffnet, die Togo mit Benin verbindet*.
    """
    if found.kind not in ("project", "institution"):
        return []
    last, end = found.mention.last, found.mention.clause.last
    behind = (c for c in passage.clauses if c.kind == "relative" and (c.first == end or 0 <= c.first - last <= _NEAR))
    clause = next(behind, None)
    if clause is None or stage_words().words.joining.isdisjoint(passage.words_of(clause)):
        return []
    here = [a for a in passage.actors_of(clause) if a.kind in _PLACED and len(a.codes) == 1]
    inside = [actor for actor in here if not passage.is_only_a_place(actor)]
    if len(codes_of(inside)) < _PAIR:
        return []
    helpers = [actor for actor in passage.speaking if _helps(passage, actor)]
    others = [actor for actor in (*subjects, *helpers) if not set(actor.codes) & codes_of(inside)]
    return [*others, *inside] if len(codes_of(others)) <= 1 else inside


def _helps(passage: Passage, actor: Actor) -> bool:
    """Whether something is done with the help of a state: *mit Hilfe aus China*, *mit Krediten Chinas*."""
    noun = of(passage, actor).noun
    return noun is not None and passage.words[noun] in stage_words().words.helping


def signed_by_all(found: Found, passage: Passage) -> list[Actor]:
    """Three or more states whose people sign a paper: *wurde von X, seinem Kollegen Y und Premier Z unterzeichnet*."""
    clause = found.mention.clause
    sign = next((verb for verb in clause.verbs if "sign" in verb.sense.senses), None)
    if found.kind != "agreement" or sign is None or len(passage.codes) <= _PAIR:
        return []
    around = frame(passage, sign.index, found.head)
    named = [*people(around), *offices(around)]
    signers = [actor for actor in named if actor.codes and not found.head.covers(actor.span)]
    if len(codes_of(signers)) < _PAIR:
        return []
    beside = [actor for actor in states(around) if actor.kind == "country" and not found.head.covers(actor.span)]
    both = sorted({*signers, *beside}, key=lambda actor: actor.start)
    return both if len(codes_of(both)) > _PAIR else []


def with_partners(found: Found, passage: Passage, named: Sequence[Actor]) -> list[Actor]:
    """Who has a paper with two others, a body among them: *Das Ministerium Togos schloss mit der KfW und Japan …*."""
    if found.kind != "agreement" or len(codes_of(named)) <= _PAIR:
        return []
    partners: list[Actor] = []
    acting: list[Actor] = []
    for actor in named:
        leads = of(passage, actor)
        goes_on = passage.words[max(0, leads.at - _NEAR) : leads.at] in _BEHIND_BRACKETS  # mit der Bank (X) und Peru
        if leads.preposition in function_words().accompanied or (goes_on and partners):
            partners.append(actor)
        elif not leads.preposition and actor.start < passage.tokens[found.mention.index].start:
            acting.append(actor)
    told = len(codes_of(partners)) >= _PAIR and len(codes_of(acting)) == 1
    return [*acting, *partners] if told and not codes_of(acting) & codes_of(partners) else []


def with_colleagues(found: Found, passage: Passage) -> list[Actor]:
    """Who signs, with the colleagues from two or more states: *und seine Amtskollegen aus Serbien und Ungarn*."""
    clause = found.mention.clause
    words, known = passage.words_of(clause), stage_words().words.colleagues
    if found.kind != "agreement" or known.isdisjoint(words):
        return []
    here = passage.actors_of(clause)
    row = longest_row(passage, [actor for actor in here if actor.kind == "country" and actor.codes])
    at = passage.index_at(row[0].start) if len(codes_of(row)) >= _PAIR else 0
    if not at or known.isdisjoint(passage.words[max(0, at - _NEAR) : at]):
        return []
    acting = [actor for actor in here if actor.kind in _ACTING and actor.codes and actor.end <= row[0].start]
    others = [actor for actor in acting if not found.head.covers(actor.span) and not set(actor.codes) & codes_of(row)]
    return [*others, *row] if len(codes_of(others)) == 1 else []


def body_and_takers(found: Found, passage: Passage) -> list[Actor]:
    """The body of a state or bloc that gives to several: *vergab die EU-Kommission Kredite an Peru und an Chile*."""
    if found.kind == "agreement":
        return []
    here = passage.actors_of(found.mention.clause)
    small = function_words()
    bodies = [
        a for a in here if a.kind == "organisation" and a.codes and passage.word_before(a) not in small.prepositions
    ]
    takers = [a for a in here if a.kind == "country" and passage.word_before(a) in stage_words().words.to_whom]
    others = codes_of(a for a in here if a.kind in _ACTING) - codes_of(takers)
    told = len(codes_of(bodies)) == 1 and len(codes_of(takers)) >= _PAIR and others <= codes_of(bodies)
    return [*bodies, *takers] if told and not codes_of(bodies) & codes_of(takers) else []


def all_who_give(found: Found, passage: Passage) -> list[Actor]:
    """All who give and get in the clause of what is no paper: *Peru und Chile stellen 40 Millionen für Mali bereit*."""
    return [] if found.kind == "agreement" else all_in_a_giving(passage, found.mention.clause)


def rest_of_a_bloc(found: Found) -> list[Actor]:
    """The bloc whose other members sign as well: *gemeinsam mit Vertretern der anderen EFTA-Staaten*."""
    passage, known = found.passage, stage_words().words.others_of
    if found.kind != "agreement" or known.isdisjoint(passage.words):
        return []
    here = passage.actors_of(found.mention.clause)
    blocs = [a for a in here if a.kind == "bloc" and passage.text[a.end : a.end + 1] == "-"]
    return [actor for actor in blocs if passage.words[max(0, passage.index_at(actor.start) - 1)] in known]


def trilateral(found: Found, passage: Passage, context: Context) -> Parties | None:
    """The three of a trilateral paper: those of its sentence, else those whom the sentences before name."""
    said = any(word.startswith(stage_words().words.trilateral) for word in found.mention.words)
    if not said:
        return None
    named = [actor for actor in passage.speaking if actor.kind != "bloc"]
    if len(codes_of(named)) == _PAIR + 1:
        return as_parties(named)
    return named_together(context.passages[: passage.number + 1], _PAIR + 1)


def with_own_land(found: Found, passage: Passage) -> list[Actor]:
    """The speaker's state beside its partners: *der irakische Minister sagte, sein Land wolle mit Syrien …*."""
    clause, known = found.mention.clause, stage_words().words
    words = passage.words_of(clause)
    own = any(word == "land" and words[at - 1] in known.own for at, word in enumerate(words) if at)
    here = passage.actors_of(clause)
    partners = [a for a in here if a.kind == "country" and a.codes]
    speakers = [a for a in passage.actors if a.kind in _ACTING[1:] and a.codes and a not in here]
    told = own and bool(partners) and len(codes_of(speakers)) == 1 and not codes_of(speakers) & codes_of(partners)
    return [*speakers, *partners] if told else []


def taker_and_sources(found: Found, passage: Passage) -> list[Actor]:
    """Who is to get goods, with the states they come from: *Irak will Gas aus Katar und Oman importieren*."""
    clause = found.mention.clause
    parent = parent_of(passage, clause) if clause.kind == "infinitive" else clause
    if found.kind != "supply" or parent is None:
        return []
    here = passage.actors_of(clause)
    sources = [a for a in here if a.kind == "country" and a.codes and not _leads_itself(passage, a)]
    takers = [a for a in passage.actors_of(parent) if a.kind == "country" and _leads_itself(passage, a)]
    row = longest_row(passage, sources)
    told = len(codes_of(row)) >= _PAIR and len(codes_of(takers)) == 1 and not codes_of(takers) & codes_of(row)
    return [*takers, *row] if told and passage.word_before(row[0]) in stage_words().words.ways else []


def firm_alone(found: Found, passage: Passage, context: Context) -> Parties | None:
    """The state of a firm that does something, alone in its sentence, with the state that the text is most about."""
    firms = [a for a in passage.actors_of(found.mention.clause) if a.kind == "organisation"]
    acting = [a for a in firms if len(a.codes) == 1 and passage.word_before(a) not in function_words().prepositions]
    codes = codes_of(acting)
    if len(codes) != 1 or codes_of(passage.actors) != codes or codes & set(context.pair) or len(context.pair) != _PAIR:
        return None
    return tuple(sorted({context.lead, *codes})), tuple(actor.span for actor in acting)


def _leads_itself(passage: Passage, actor: Actor) -> bool:
    return passage.index_at(actor.start) == passage.clause_at(actor.start).first


def lender_named(found: Found, passage: Passage, pair: Sequence[str]) -> list[str]:
    """The lender that only the loan's adjective names, with who gets it: *und einen russischen Kredit*."""
    lenders = [a for a in passage.actors_in(found.head) if a.kind == "demonym" and len(a.codes) == 1]
    if not found.mention.signable or found.mention.paper or len(lenders) != 1 or len(pair) != _PAIR:
        return []
    here = passage.actors_of(found.mention.clause)
    others = [a for a in here if a.kind == "demonym" and a not in lenders]
    takers = set(pair) - codes_of(others) - codes_of(lenders)
    states = any(a.kind == "country" for a in here)
    return sorted({*lenders[0].codes, *takers}) if others and not states and len(takers) == 1 else []
