"""Parties of an undertaking: those of its words, with what an undertaking's name and a capital may add.

*«Mit Peking hat Georgien ein Freihandelsabkommen geschlossen»* has China and Georgia; *«die Eisenbahn von China über
Kirgisistan nach Usbekistan»* all three; the name *„Zentralasien“* in quotation marks is no party.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.statements.context import Context
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.giving_parties import firms_in_a_row
from kelisim.statements.governors import of
from kelisim.statements.joined_parties import (
    all_who_give,
    body_and_takers,
    builder_and_line,
    firm_alone,
    lender_named,
    line_of_a_clause,
    rest_of_a_bloc,
    signed_by_all,
    taker_and_sources,
    trilateral,
    with_colleagues,
    with_own_land,
    with_partners,
)
from kelisim.statements.moods import parent_of
from kelisim.statements.paper_parties import between, two_of_a_bilateral_paper, with_partner, with_whom_it_was
from kelisim.statements.parties import (
    Parties,
    as_parties,
    in_an_aside,
    is_a_guess,
    just_spoken_of,
    names_both,
    parties,
    worded,
)
from kelisim.statements.passage import Passage
from kelisim.statements.region_parties import alone_with_a_region
from kelisim.statements.routes import along_the_route
from kelisim.statements.scenes import Found
from kelisim.statements.shared_costs import paid_from_a_budget
from kelisim.statements.stage_words import stage_words
from kelisim.statements.told_before import (
    both_just_named,
    left_out_of_a_row,
    taken_up_by_name,
    that_land,
    third_beside_both,
    three_just_named,
)
from kelisim.statements.undertaking_rows import beside_row, opening_row, row_before, row_in_clause
from kelisim.statements.wars import is_at_war, tells_of_war

_STATES = ("country", "bloc")
_LOCAL = ("capital", "place", "organisation")
_DASHES = ("–", "-", "—")
_QUOTES = ("„", "“", "«", "»", '"', "‚")
_PARTNER = ("mit", "zwischen", "und")
_AGENCY = "agency"
_PAIR = 2
_NAME = 60  # characters of a name in quotation marks
_ROUTE = 3  # states along a line
_BORDER = 5  # tokens from *an der Grenze* to the state behind it
_PHRASE = 14  # tokens from *am Rande* to the last of whose gathering it is
_FAR = 9  # tokens between *nahe* and the state whose border it is


def parties_of(found: Found, context: Context) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """The parties, sorted, and the words that say so."""
    who, spans = _parties_of(found, context)
    others = rest_of_a_bloc(found)
    who = tuple(sorted({*who, *codes_of(others)})) if who and others else who
    return who, worded(who, (*spans, *(actor.span for actor in others)), context)


def _parties_of(found: Found, context: Context) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    passage = _without_names(found, context)
    along = [actor for actor in passage.actors_in(found.head) if actor.kind == "country"]
    along += _at_the_end(found, passage) if along else []
    along += [*_in_brackets_along(found, passage), *_behind_dashes(found, passage, along)]
    route = along if found.kind == "project" and len(codes_of(along)) >= _ROUTE else along_the_route(found, passage)
    if route:
        return as_parties(route)
    paid = paid_from_a_budget(found, passage, context) or trilateral(found, passage, context)
    told = between(found, passage) or _joined(found, passage)
    if paid or told:
        return paid or as_parties(told)
    row = row_in_clause(found, passage) or opening_row(found, passage) or row_before(found, passage)
    if len(codes_of(row)) >= _ROUTE:
        row = [*row, *beside_row(found, passage, row)]
        return as_parties(row)
    way = _along_the_way(found, passage)
    if len(codes_of(way)) >= _ROUTE:
        return as_parties(way)
    part = _of_a_part(found, passage)
    if part:
        return as_parties(part)
    subjects = _subjects(found, passage)
    joined = builder_and_line(found, along, subjects) or with_colleagues(found, passage)
    joined = joined or line_of_a_clause(found, passage, subjects)
    if joined:
        return as_parties(joined)
    if found.kind == "project" and along and len(codes_of(subjects)) >= 2:
        return as_parties(subjects)
    named = [
        actor
        for actor in passage.actors_of(found.mention.clause)
        if actor.kind in ("country", "demonym", "person", "office") or _stands_for_government(passage, actor)
    ]
    two = two_of_a_bilateral_paper(found, passage, named)
    if two:
        return as_parties(two)
    lent = _banks_and_taker(found, passage, context, named)
    if lent is not None:
        return lent
    partners = with_partners(found, passage, named)
    if partners:
        return as_parties(partners)
    standing = [actor for actor in named if actor.kind in ("capital", "organisation")]
    if standing and len(codes_of(named)) == 2:
        return as_parties(named)
    return (
        that_land(found, context)
        or taken_up_by_name(found, context)
        or third_beside_both(found, passage, context)
        or left_out_of_a_row(found, passage, context)
        or alone_with_a_region(found, passage)
        or with_whom_it_was(found, passage)
        or three_just_named(found, context)
        or with_partner(found, passage)
        or _giver_and_taker(found, passage)
        or both_just_named(found, context)
        or firm_alone(found, passage, context)
        or _surely(found, passage, context)
    )


def _banks_and_taker(found: Found, passage: Passage, context: Context, named: Sequence[Actor]) -> Parties | None:
    """Banks of two states with the party that gets their money: *die EIB und die KfW unterzeichneten Kredite*."""
    money = any(q.kind == "money" for q in passage.quantities) and not found.mention.paper
    others = set(context.pair) - codes_of(named)
    banks = [a for a in named if a.kind == "organisation"]
    if not money or len(codes_of(banks)) != _PAIR or len(others) != 1 or codes_of(passage.speaking):
        return None
    return tuple(sorted({*codes_of(banks), *others})), tuple(actor.span for actor in banks)


def _joined(found: Found, passage: Passage) -> list[Actor]:
    """Those whom the clause joins to others, by the first way in which it does."""
    firms = firms_in_a_row(passage, found.mention.clause)
    if firms:
        return firms
    ways = (all_who_give, with_own_land, taker_and_sources, signed_by_all, body_and_takers)
    return next((told for way in ways if (told := way(found, passage))), [])


def _in_brackets_along(found: Found, passage: Passage) -> list[Actor]:
    """The states that brackets give to the towns along a line: *von Tallinn (Estland) über Riga (Lettland) bis …*."""
    if found.kind != "project":
        return []
    behind = passage.actors_of(found.mention.clause)
    bracketed = [a for a in behind if a.kind == "country" and a.start > found.head.start]
    return [actor for actor in bracketed if passage.text[actor.start - 1] == "(" and actor.end > found.head.end]


def _behind_dashes(found: Found, passage: Passage, along: Sequence[Actor]) -> list[Actor]:
    """The states that dashes join to the first of a line: *der Korridor Togo – Benin – Nigeria*."""
    joined = list(along[:1]) if found.kind == "project" else []
    for actor in passage.actors if joined else ():
        if actor.kind == "country" and passage.text[joined[-1].end : actor.start].strip() in _DASHES:
            joined.append(actor)
    return joined[1:]


def _at_the_end(found: Found, passage: Passage) -> list[Actor]:
    """The last state of a row that has its own preposition: *Strecken nach Uganda, Ruanda und in den Südsudan*."""
    at, small = found.mention.last + 1, function_words()
    if at >= len(passage.words) or passage.words[at] not in small.conjunctions:
        return []
    behind = [actor for actor in passage.actors if actor.kind == "country" and passage.index_at(actor.start) > at]
    first = behind[0] if behind else None
    between = passage.words[at + 1 : passage.index_at(first.start)] if first is not None else ()
    joined = bool(between) and set(between) <= small.leading
    return [first] if first is not None and joined else []


def is_guessed(found: Found, who: Sequence[str], context: Context) -> bool:
    """Whether parties come from a text that speaks of others alike, and not from the sentence or those before it."""
    passage = found.passage
    here = passage.codes
    if set(who) <= here or not _asks_for_more(passage, context):
        return False
    near = just_spoken_of(passage, codes_of(passage.speaking), context)
    return near is None or near[0] != tuple(who)


def _asks_for_more(passage: Passage, context: Context) -> bool:
    """Whether the pair of the text is no sure answer to who is meant; it is where *beide Länder* stands."""
    both = any(actor.kind == "pair" for actor in passage.actors) or names_both(passage, passage.span)
    return is_a_guess(context) and not both


def _surely(found: Found, passage: Passage, context: Context) -> Parties:
    """The parties by clause and text; where the text speaks of others alike, by the sentence or those right before."""
    hosts = passage.actors_in(found.head) if found.kind == "institution" else ()
    lender = lender_named(found, passage, context.pair)
    if lender:
        return tuple(lender), (*(actor.span for actor in passage.actors_in(found.head)), *context.mentions)
    who, spans = parties(passage, found.head, context, [host for host in hosts if host.kind == "country"])
    named = [actor for actor in passage.speaking if not in_an_aside(passage, found.head, actor)]
    here = codes_of(named)
    ends = _ends_of_a_way(found, passage) if not here else []
    if ends:
        return as_parties(ends)
    if set(who) <= here or not _asks_for_more(passage, context):
        return who, spans
    places = [actor for actor in passage.actors if actor.kind in _LOCAL and actor.codes]
    both = codes_of([*named, *places])
    if len(both) == _PAIR:
        return tuple(sorted(both)), tuple(actor.span for actor in (*named, *places))
    return just_spoken_of(passage, here, context) or (who, spans)


def _ends_of_a_way(found: Found, passage: Passage) -> list[Actor]:
    """The towns of two states that a line joins: *nördlich von Lima … eine direkte Route nach Schanghai*."""
    if found.kind not in ("institution", "project"):
        return []
    towns = [actor for actor in passage.actors if actor.kind in ("capital", "place") and len(actor.codes) == 1]
    led = [a for a in towns if found.head.covers(a.span) and passage.word_before(a) in stage_words().words.ways]
    return towns if led and len(codes_of(towns)) == _PAIR else []


def _along_the_way(found: Found, passage: Passage) -> list[Actor]:
    """The states that goods come from and go to: *Strom aus Kirgisistan und Tadschikistan nach Pakistan liefern*."""
    if found.kind != "supply":
        return []
    here = passage.actors_of(found.mention.clause)
    ends = [a for a in here if a.kind == "country" and of(passage, a).preposition in stage_words().words.ways]
    if len(codes_of(ends)) < _PAIR:
        return ends
    before = (a for a in passage.actors_in(found.head) if a.end < ends[0].start)
    return [*(a for a in before if a.kind == "demonym"), *ends]  # russisches Öl von Togo nach Benin


def _of_a_part(found: Found, passage: Passage) -> list[Actor]:
    """The states of a line and of the part of it that is built: *am serbischen Teil der Pipeline von … zur …*."""
    mention = found.mention
    if found.kind != "project" or mention.chain.outer >= mention.first:
        return []
    whole = passage.span_between(mention.chain.outer, mention.last)
    named = [actor for actor in passage.actors_in(whole) if actor.kind in ("country", "demonym") and actor.codes]
    return named if len(codes_of(named)) >= _ROUTE else []


def _subjects(found: Found, passage: Passage) -> list[Actor]:
    """The states of the clause outside the phrase that no preposition leads to: *Oman und Iran planen eine Bahn …*.

    Of what money is given for also who gives it: *Peru stellt 9 Millionen bereit, mit denen eine Bahn … gebaut wird*.
    """
    clause, small = found.mention.clause, function_words()
    here = passage.actors_of(clause)
    above = parent_of(passage, clause) if passage.words[clause.first] in stage_words().words.paid_with else None
    if above is not None and any("give" in verb.sense.senses for verb in above.verbs):
        here += passage.actors_of(above)
    return [
        actor
        for actor in here
        if actor.kind in ("country", "demonym")
        and not found.head.covers(actor.span)
        and passage.words[max(0, passage.index_at(actor.start) - 1)] not in small.prepositions
    ]


def _giver_and_taker(found: Found, passage: Passage) -> tuple[tuple[str, ...], tuple[Span, ...]] | None:
    """Who acts and for whom, two states in one clause: *für Moldau hat Ministerin Baerbock Hilfen zugesagt*."""
    here = passage.actors_of(found.mention.clause)
    named = [actor for actor in here if actor.kind in ("country", "demonym", "person", "office") and actor.codes]
    if len(codes_of(named)) != len(named) or len(named) != _PAIR:
        return None
    small = function_words()
    before = [passage.words[max(0, passage.index_at(actor.start) - 1)] for actor in named]
    acting = [
        actor for actor, word in zip(named, before, strict=True) if actor.kind in ("person", "office") and word != "von"
    ]
    taking = [word for word in before if word in small.joining_parties]
    return as_parties(named) if acting and taking else None


def _without_names(found: Found, context: Context) -> Passage:
    """The passage without actors that are only names in quotation marks, or where a paper was signed."""
    passage, local = found.passage, stage_words().words.local
    kept = tuple(
        actor
        for actor in passage.actors
        if not _is_quoted(passage, actor)
        and actor.role != _AGENCY
        and not _is_only_near(passage, actor)
        and not _is_on_its_margins(passage, actor)
        and not (_is_at_the_border(passage, actor) and not set(actor.codes) & set(context.pair))
        and not passage.is_likened(actor)
        and "sondern" not in passage.words[found.mention.last : passage.index_at(actor.start)]
        and not (
            found.kind == "agreement"
            and actor.kind == "country"
            and passage.words[max(0, passage.index_at(actor.start) - 1)] in local
            and not set(actor.codes) & set(context.pair)
        )
    )
    if tells_of_war(passage):
        kept = _without_wars(kept, passage)
    return passage if len(kept) == len(passage.actors) else passage.with_actors(kept)


def _without_wars(actors: tuple[Actor, ...], passage: Passage) -> tuple[Actor, ...]:
    """Those who do not only wage a war or have it, if two others are named: *wegen des Kriegs in der Ukraine*."""
    rest = tuple(actor for actor in actors if not is_at_war(passage, actor))
    return rest if len(codes_of(rest)) >= _PAIR else actors


def _is_quoted(passage: Passage, actor: Actor) -> bool:
    """Whether it opens a name in quotation marks, not the speech that the whole sentence is."""
    if passage.text[max(0, actor.start - 1)] not in _QUOTES:
        return False
    opens = actor.start - 1 <= passage.span.start
    behind = passage.text[actor.end : actor.end + _NAME]
    return not opens or any(quote in behind for quote in _QUOTES)


def _is_only_near(passage: Passage, actor: Actor) -> bool:
    """Whether a state only says near what border something stands: *nahe der Grenze zu Polen und Litauen*."""
    if "grenze" not in passage.words:
        return False
    at, known = passage.index_at(actor.start), stage_words().words
    before, after = passage.words[max(0, at - _FAR) : at], passage.words[at + 1 : at + 3]
    return "grenze" in (*before, *after) and not known.near.isdisjoint(before)


def _is_on_its_margins(passage: Passage, actor: Actor) -> bool:
    """Whether an actor only says at what gathering of others it was: *am Rande des Gipfels der OWZ in Lima*."""
    margins = encounter_words().margins
    if margins.isdisjoint(passage.words) or actor.kind in ("person", "office"):
        return False
    at = passage.index_at(actor.start)
    start = next((i for i in range(at - 1, max(-1, at - _PHRASE), -1) if passage.words[i] in margins), None)
    between = () if start is None else passage.senses[start:at]
    return bool(between) and not any(sense.kinds & {"finite", "past"} for sense in between)


def _is_at_the_border(passage: Passage, actor: Actor) -> bool:
    """Whether a state only says whose border a place lies at: *Abu Simbel an der Grenze zum Sudan*."""
    at = passage.index_at(actor.start)
    before = passage.words[max(0, at - _BORDER) : at]
    return "grenze" in before and not stage_words().words.local.isdisjoint(before[: before.index("grenze")])


def _stands_for_government(passage: Passage, actor: Actor) -> bool:
    """Whether a capital acts, behind *mit*, *zwischen* or a verb; a body with a country stands for it."""
    if actor.kind == "organisation":
        return bool(actor.codes)
    if actor.kind != "capital":
        return False
    index = passage.index_at(actor.start)
    if index == 0 or passage.words[index - 1] in _PARTNER:
        return index > 0
    return any(verb.kind in ("finite", "past") for verb in passage.senses[index - 1].verbs)  # schloss Luanda
