"""Parties of a statement: from the words that name it, then from its clause, then from what the text is about."""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.blocs import related
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import left_edge
from kelisim.model import Span
from kelisim.statements.checks import codes_under
from kelisim.statements.context import Context
from kelisim.statements.governors import of
from kelisim.statements.passage import Passage
from kelisim.statements.rows import longest_row

_OPENING = 3  # tokens from its beginning within which an actor is what a clause speaks of
_PAIR = 2
_FAR = 4  # tokens between a head and the relative clause of another noun
_NEAR = 2  # sentences before in which the parties of a thing may have been named
_SENDING = frozenset({"deliver", "sell", "export"})


Parties = tuple[tuple[str, ...], tuple[Span, ...]]


def parties(passage: Passage, head: Span, context: Context, owners: Sequence[Actor] = ()) -> Parties:
    """The parties of the statement named at ``head``, sorted, and the words that say so.

    Order: a pair named with *zwischen* or in one adjective (*kasachisch-usbekisch*) inside the head, then what head
    and clause name, completed by the pair the text is about. ``owners`` take part though only an adjective names them.
    """
    who, spans = _parties(passage, head, context, owners)
    return who, worded(who, spans, context)


def worded(who: Sequence[str], spans: tuple[Span, ...], context: Context) -> tuple[Span, ...]:
    """The words that name the parties, with those by which the text names whom they leave out (*beide Länder*)."""
    if not context.passages:
        return spans
    named = codes_under(context.passages[0].marks, spans)
    first = zip(context.order, context.mentions, strict=True)
    return (*spans, *(span for code, span in first if code in who and code not in named))


def _parties(passage: Passage, head: Span, context: Context, owners: Sequence[Actor]) -> Parties:
    listed = _in_brackets(passage, head)
    if listed is not None:
        return _beside_the_list(passage, listed, context)
    clause = _about(passage, head)
    named = passage.speaking_in(head)
    around = passage.speaking_in(clause)
    doers = _who_say_it_of_themselves(passage, head)
    if doers and codes_of(around) and len(codes_of(around) - codes_of(doers)) == 1:
        return as_parties([*doers, *(actor for actor in around if actor not in doers)])
    pair = explicit_pair(passage, named) or explicit_pair(passage, around)
    if pair and (len(pair) > 1 or codes_of(around) <= codes_of(pair) or pair[0] in named):
        return as_parties(pair)
    if len(codes_of(named)) >= 2:
        return as_parties(named)
    row = longest_row(passage, around)
    if (
        len(codes_of(row)) == _PAIR == len(codes_of(around))
        and passage.words[passage.index_at(row[-1].start) - 1] != ","
    ):
        return as_parties(around)
    if len(codes_of(around)) >= 2:
        return _fitting(passage, around, [*named, *owners], context)
    capitals = [
        actor
        for actor in passage.actors
        if actor.kind == "capital" and actor.codes and passage.word_before(actor) not in function_words().within
    ]
    if not around and len(codes_of(capitals)) == 2 and not passage.speaking:
        return as_parties(capitals)  # Mit Teheran arbeitet Ankara an einem Vertrag: Er sieht … vor
    beside = [actor for actor in passage.speaking if not in_an_aside(passage, head, actor)]
    if not around and _opens_as_a_row(passage, beside):
        return as_parties(beside)  # Peru, Chile und Kuba erklärten, dass sie bereit sind, die Mengen zu verdoppeln
    both = any(actor.kind == "pair" for actor in passage.actors_in(clause))
    if not around and names_both(passage, clause):
        return _completed(passage, around, owners, context)  # beide Minister unterzeichneten, was die NATO verurteilt
    if not around and not both and len(codes_of(beside)) == _PAIR and not codes_of(beside) <= set(context.pair):
        return as_parties(beside)  # China hatte sich katarisches Gas gesichert: vier Millionen Tonnen
    return _completed(passage, around or beside, owners, context)


def _who_say_it_of_themselves(passage: Passage, head: Span) -> list[Actor]:
    """The two that open a sentence, for a clause in which *sie* do it: *Peru und Chile teilten mit, dass sie …*."""
    at = passage.clauses.index(passage.clause_at(head.start))
    while at > 0 and passage.clauses[at].kind == "infinitive":
        at -= 1
    clause = passage.clauses[at]
    if (
        at == 0
        or clause.kind != "subordinate"
        or function_words().they.isdisjoint(passage.words[clause.first : clause.first + _PAIR])
    ):
        return []
    first = passage.clauses[0]
    row = longest_row(passage, passage.speaking_of(first))
    if first.kind != "main" or len(codes_of(row)) != _PAIR or passage.index_at(row[0].start) >= _OPENING:
        return []
    return [] if passage.word_before(row[0]) in function_words().prepositions else list(row)


def _opens_as_a_row(passage: Passage, actors: Sequence[Actor]) -> bool:
    """Whether three or more states that alone are named open the sentence in a row."""
    row = longest_row(passage, actors)
    if len(codes_of(row)) <= _PAIR or codes_of(row) != codes_of(actors):
        return False
    return (
        passage.index_at(row[0].start) < _OPENING and passage.word_before(row[0]) not in function_words().prepositions
    )


def in_an_aside(passage: Passage, head: Span, actor: Actor) -> bool:
    """Whether an actor stands in what is only added behind the head: *in Duqm, wo Indien einen Hafen baut*."""
    if actor.start < head.end:
        return False
    words, first, last = passage.words, passage.index_at(head.end), passage.index_at(actor.start)
    clause = passage.clause_at(actor.start)
    if clause.kind == "relative" and clause.first - first > _FAR:
        return True  # eine Raffinerie in Gwadar, dem Ende einer Straße, die China baut
    if clause.first > first and passage.words[clause.first] in function_words().explaining:
        return True  # …, nachdem Russland in die Ukraine einmarschiert war
    asides = function_words().asides
    if asides.isdisjoint(words[first + 1 : last]):
        return False
    return any(words[at] in asides and words[at - 1] == "," for at in range(first + 1, last))


def names_both(passage: Passage, clause: Span) -> bool:
    """Whether a clause speaks of two people together: *beide Minister*."""
    if function_words().both.isdisjoint(passage.words):
        return False
    first, last = passage.index_at(clause.start), passage.index_at(clause.end - 1)
    return any(
        passage.words[at] in function_words().both and passage.tokens[at + 1].capital for at in range(first, last)
    )


def _in_brackets(passage: Passage, head: Span) -> Actor | None:
    """The state whose sum stands in brackets behind it: *Deutschland (3 Mrd. Euro), Italien (2 Mrd. Euro)*."""
    at = passage.index_at(head.start) - 1
    if at < 1 or passage.words[at] != "(":
        return None
    end = passage.tokens[at - 1].end
    return next((a for a in passage.actors if a.end == end and a.kind == "country" and len(a.codes) == 1), None)


def _beside_the_list(passage: Passage, listed: Actor, context: Context) -> Parties:
    """A listed state with the one that the sentence tells it of; where that is not sure, the listed state alone."""
    codes = set(listed.codes)
    others = [
        actor
        for actor in passage.speaking
        if not set(actor.codes) & codes and passage.text[actor.end : actor.end + 2] != " ("
    ]
    whose = codes_of(others) or set(context.pair) - codes
    if len(whose) != 1:
        return tuple(sorted(codes)), (listed.span,)
    return tuple(sorted(codes | whose)), (listed.span, *(actor.span for actor in others))


def _about(passage: Passage, head: Span) -> Span:
    """The clause of the head; with a relative clause the one it belongs to (*ein Abkommen mit Iran, das … sichert*)."""
    clause = passage.clause_at(head.start)
    span = passage.span_of(clause)
    before = passage.clause_before(clause)
    hangs = clause.kind in ("relative", "infinitive")
    return Span(passage.span_of(before).start, span.end) if hangs and before else span


def explicit_pair(passage: Passage, actors: Sequence[Actor]) -> list[Actor]:
    """The parties that *zwischen* or one adjective (*kasachisch-usbekisch*) names together; none where neither does."""
    for at, actor in enumerate(actors):
        if actor.kind == "demonym" and len(actor.codes) >= 2:
            return [actor]
        if passage.word_before(actor) in function_words().between:
            row = [actor]
            for other in actors[at + 1 :]:
                gap = passage.words[passage.index_at(row[-1].end) : passage.index_at(other.start)]
                if len(gap) > 6 or not function_words().joints & set(gap):
                    break
                row.append(other)
            if len(codes_of(row)) >= 2:
                return row
    return []


def _fitting(passage: Passage, around: Sequence[Actor], named: Sequence[Actor], context: Context) -> Parties:
    """Of many parties in a clause: the text's pair, with others only where the head or *mit, nach, aus* joins them."""
    inside = [actor for actor in around if set(actor.codes) & set(context.pair)]
    outside = [actor for actor in around if actor not in inside]
    joined = [
        actor
        for actor in outside
        if actor in named
        or (
            passage.word_before(actor) in function_words().joining_parties
            and passage.text[actor.end : actor.end + 1] != "-"  # the US-Sanktionen make nobody a party
        )
    ]
    if not inside:
        whole = [actor for actor in around if passage.text[actor.end : actor.end + 1] != "-"]
        return as_parties(around) if len(codes_of(whole)) >= 2 else _completed(passage, whole, (), context)
    joined += _in_their_row(passage, around, [*inside, *joined], outside)
    if not joined and len(codes_of(inside)) == 1:  # in die USA exportierte Deutschland
        joined = [actor for actor in outside if passage.word_before(actor) in function_words().placing]
    if not joined and len(codes_of(inside)) == 1 == len(codes_of(outside)):
        joined = [actor for actor in outside if _is_subject(passage, actor) or _acts(passage, actor)]
    if not joined and len(codes_of(inside)) == 1 and len(longest_row(passage, outside)) == len(outside) >= _PAIR:
        joined = outside  # die USA haben mit Nachbarn wie Peru und Chile Abkommen
    if joined or (context.of_a_line and len(codes_of(inside)) == _PAIR):
        return as_parties([*inside, *joined])
    return context.pair, tuple(actor.span for actor in inside)


def _in_their_row(
    passage: Passage, around: Sequence[Actor], known: Sequence[Actor], outside: Sequence[Actor]
) -> list[Actor]:
    """Those outside the pair that stand in one row with a party: *die Exporte nach Togo und Benin*."""
    row = longest_row(passage, [actor for actor in around if actor.kind == "country"])
    if len(row) < _PAIR or row[0] not in known or any(actor not in outside for actor in row[1:]):
        return []
    small = function_words()
    joins = passage.word_before(row[0]) in (small.joining_parties - small.between) | small.likening | small.placing
    return row[1:] if joins and all(passage.text[actor.end : actor.end + 1] != "-" for actor in row) else []


def _is_subject(passage: Passage, actor: Actor) -> bool:
    """Whether a state stands for itself, without a preposition and no adjective: it does something or is done to."""
    return actor.kind in ("country", "bloc") and passage.word_before(actor) not in function_words().prepositions


def _completed(passage: Passage, actors: Sequence[Actor], owners: Sequence[Actor], context: Context) -> Parties:
    """What the clause names, with the party that the text is most about; a mere mention leaves the pair alone."""
    codes = codes_of(actors)
    spans = tuple(actor.span for actor in actors)
    if not codes or codes & set(context.pair):
        return context.pair, spans or context.mentions
    if len(codes) >= 2:
        return tuple(sorted(codes)), spans
    if not owners and not any(_takes_part(passage, actor) for actor in actors):
        return context.pair, context.mentions
    if all(any(related(code, other) for other in codes) for code in context.pair):
        return context.pair, (*spans, *context.mentions)  # the bloc of both: die EU könnte 40 Prozent beisteuern
    others = (a for a in passage.actors if not (passage.only_says_which(a) or passage.only_tells(a)))
    beside = codes_of(others) & set(context.pair)
    opening = _acting_before(passage, actors)
    if opening is not None:
        return tuple(sorted(codes | set(opening.codes))), (*spans, opening.span)
    return tuple(sorted(codes | (beside if len(beside) == 1 else _partners_of(codes, context)))), spans


def _partners_of(codes: set[str], context: Context) -> set[str]:
    """Who of the text's parties has to do with a third one: the one it is most about, unless that is its member."""
    outside = [code for code in context.order if not any(related(code, other) for other in codes)]
    return {context.lead} if context.lead in outside or not outside else {outside[0]}


def _acting_before(passage: Passage, actors: Sequence[Actor]) -> Actor | None:
    """Who opens the sentence and acts on in a clause without a subject: *Peru liefert … und vereinbarte mit X*."""
    clause = passage.clause_at(actors[0].start)
    begins = any(verb.kind in ("finite", "past") for verb in passage.senses[clause.first].verbs)
    if clause.first == 0 or not begins or passage.words[clause.first - 1] not in function_words().conjunctions:
        return None
    return next((a for a in passage.speaking if passage.index_at(a.start) < _OPENING), None)


def _takes_part(passage: Passage, actor: Actor) -> bool:
    """Whether an actor opens its clause or is joined by *mit, nach, aus*: not the EU of *gebaut mit Geld der EU*."""
    clause = passage.clause_at(actor.start)
    opens = passage.index_at(actor.start) - clause.first <= _OPENING or _follows_its_verb(passage, actor)
    gives = any(verb.sense.senses & _SENDING for verb in clause.verbs) and actor.kind == "country"
    opens = opens or (gives and of(passage, actor).preposition == "" and of(passage, actor).noun is None)
    return opens or _acts(passage, actor) or passage.word_before(actor) in function_words().joining_parties


def _follows_its_verb(passage: Passage, actor: Actor) -> bool:
    """Whether a state stands right behind the verb of its clause: *ab der Grenze baut Bulgarien die Leitung*."""
    at = passage.index_at(actor.start) - 1
    return actor.kind == "country" and at >= 0 and "finite" in passage.senses[at].kinds


def _acts(passage: Passage, actor: Actor) -> bool:
    """Whether an adjective of a state stands before a firm or an office that does it: *die irische Firma*."""
    at = passage.index_at(actor.end - 1) + 1
    if actor.kind != "demonym" or at >= len(passage.tokens) or not passage.tokens[at].capital:
        return False
    noun = passage.senses[at].indicator
    firm = noun is not None and noun.indicator == "company_count"
    firm = firm or passage.words[at].endswith(function_words().acting_bodies)  # der belgische Ministerrat
    first = left_edge(passage.tokens, passage.senses, at)
    return firm and passage.words[max(0, first - 1)] not in function_words().prepositions


def is_a_guess(context: Context) -> bool:
    """Whether the pair of the text is no sure answer to who is meant: others or a whole region are spoken of alike."""
    return len(context.pair) == _PAIR and (bool(context.rivals) or context.of_a_region)


def just_spoken_of(passage: Passage, here: set[str], context: Context) -> Parties | None:
    """The two parties that the sentences right before speak of, with those that the sentence itself names."""
    for before in reversed(context.passages[max(0, passage.number - _NEAR) : passage.number]):
        actors = before.speaking
        codes = codes_of(actors)
        if len(codes) == _PAIR and here <= codes:
            return as_parties(actors)
        if len(codes) > 1:
            return None
    return None


def as_parties(actors: Sequence[Actor]) -> Parties:
    """The codes of the actors as the parties of a statement, with the words that name them."""
    return tuple(sorted(codes_of(actors))), tuple(actor.span for actor in actors)
