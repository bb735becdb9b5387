"""Which way a flow goes: exporter and importer, investor and recipient, lender and borrower."""

from __future__ import annotations

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.language.pairs import means_the_other
from kelisim.model import Span
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, Finding, Place
from kelisim.statements.flow_ends import (
    Ends,
    closed,
    is_oblique,
    meant_for,
    of_a_noun,
    of_a_part,
    only_a_visit,
    plain_first,
    preposition_at,
    signs_with_a_bank,
    subject,
    to_and_fro,
    told_way,
    whose_goods,
)
from kelisim.statements.flow_subjects import way_of_a_pronoun
from kelisim.statements.flows_back import turns_round
from kelisim.statements.governors import governor
from kelisim.statements.lenders import of_no_state
from kelisim.statements.ranked_partners import way_by_rank
from kelisim.statements.rows import longest_row

_DIRECTED = (
    "exports",
    "imports",
    "investment",
    "financing",
    "undertaking_value",
    "goods_count",
    "training_places",
    "people_count",
    "commodity_volume",
    "transit",
    "freight",
)
_CARRIED = ("commodity_volume", "transit", "freight")
# What a thing costs and what a line carries goes no way that was told of something else before.
_ITS_OWN_WAY = ("undertaking_value", "freight", "transit")
# Flows of one family go on in the direction that the text has told of another of them.
_FAMILIES = (
    ("exports", "imports", "trade_turnover", "commodity_volume", "transit", "freight", "goods_count"),
    ("financing", "investment", "undertaking_value"),
    ("training_places",),
    ("people_count",),
    ("other",),
)
# What belongs to its subject even where no verb of sending stands there.
_OWNED = ("exports", "goods_count", "investment", "financing")
_ENDS = 2  # of a way
_JOINT = 3  # tokens before a flow in which it is joined to the one before (*…, während die Einfuhren*)
_BESIDE = 4  # tokens within which a state is that of the people counted
_LANDS = ("country", "demonym", "bloc", "capital", "place")
_ACTING = ("country", "bloc", "person", "office")
_GIVEN = ("financing", "investment", "undertaking_value")
_SPENT = frozenset(("give", "invest"))


def direction(place: Place, finding: Finding, parties: tuple[str, ...]) -> Ends:
    """Origin and destination of a directed figure, with the words that say so; None where the text does not."""
    if not _has_a_way(place, finding, parties):
        return None, None, ()
    bank = _bank_that_signs(place, finding, parties)
    if bank is not None:
        return closed(bank, None, parties)
    ranked = way_by_rank(place, finding)
    if ranked is not None:
        return (*ranked, ())
    actors = _with_the_other(place, [actor for actor in _actors(place) if actor.codes[0] in parties], parties)
    told = told_way(place, finding, actors, parties) or way_of_a_pronoun(place, actors, parties)
    if told is not None:
        return told
    goes_on = GOES_ON in finding.reasons
    if goes_on and place.topic.directed == finding.indicator and figure_words().owned_by & set(place.words):
        return of_a_part(place, parties)
    if not actors and finding.indicator in _ITS_OWN_WAY and not (_of_the_last(place) or _is_near(place)):
        return None, None, ()
    if not actors and (
        goes_on or finding.indicator in (*_CARRIED, "imports", "financing") or _same_family(place, finding)
    ):
        return _way_before(place, finding)
    if finding.indicator in ("training_places", "people_count"):
        return _of_people(place, finding, actors, parties)
    thither = _thither(place, actors)
    if thither is not None:
        return closed(None, thither, parties)
    if _buys(place, finding) and actors:
        return _bought(place, actors, parties)
    return _of_what_goes(place, finding, actors, parties)


def _has_a_way(place: Place, finding: Finding, parties: tuple[str, ...]) -> bool:
    """Whether what is measured goes from one to another; not a loan of a body that is no state's."""
    if finding.indicator == "other":
        return _hands_over(place)
    alone = finding.indicator == "financing" and len(parties) < _ENDS and of_no_state(place)
    return finding.indicator in _DIRECTED and not alone


def _of_what_goes(place: Place, finding: Finding, actors: list[Actor], parties: tuple[str, ...]) -> Ends:
    """The ends of a flow of goods or money by the prepositions before its states, its owner, its subject."""
    lands = [actor for actor in actors if actor.kind not in ("person", "office", "organisation")]
    directed = finding.indicator in (*_OWNED, *_CARRIED) or _sends(place) or _of_exports(place, finding)
    owner = _owner(place, finding, actors)
    others = [actor for actor in actors if owner is None or actor.codes != owner.codes]
    destination = _whereto(place, finding, others, directed=directed)
    sources = [actor for actor in lands if actor is not destination and not of_a_noun(place, actor)]
    origin = _agent(place, finding, actors) or _first(place, sources, figure_words().out_of)
    bought = any(place.verb(sense) is not None for sense in ("import", "take", "buy", "get"))
    if finding.indicator in _CARRIED and place.verb("buy") is not None and origin is None:
        origin = _first(place, lands, figure_words().bought_in)  # hat in Polen 400.000 t gekauft
    if finding.indicator == "imports" and place.verb("export") is not None:
        origin = origin or destination  # exportierte nach Kuba bei einem Importwert von …
    if finding.indicator in _CARRIED and bought:  # will turkmenisches Gas kaufen
        return _imported(parties, plain_first(place, actors), origin or owner)
    led = [ground for ground in finding.grounds if destination is not None and ground.end <= destination.start]
    if finding.indicator == "imports" and destination is not None and led and destination is not origin:
        return closed(origin, destination, parties)  # der Anteil Perus an den Importen nach Chile
    if finding.indicator == "imports":
        return _imported(parties, [owner] if owner else plain_first(place, actors), origin)
    if not directed and destination is None:
        return None, None, ()
    origin = origin or owner
    if origin is None and destination is not None and _goes_on(place, finding, destination, parties):
        return place.topic.origin, destination.codes[0], (destination.span,)
    if origin is None and destination is None and _goes_no_way(place, finding, actors, parties):
        return None, None, ()
    told = [actor for actor in actors if not is_oblique(place, actor)]
    origin = origin or subject(plain_first(place, told), destination)
    if origin is None and destination is None:
        return closed(None, next((actor for actor in lands if is_oblique(place, actor)), None), parties)
    if destination is None and _sends(place):
        destination = _receiver(place, lands, origin)
    if finding.indicator == "transit" and destination is None:
        return (origin.codes[0], None, (origin.span,)) if origin else (None, None, ())
    return closed(origin, destination, parties)


def _agent(place: Place, finding: Finding, actors: list[Actor]) -> Actor | None:
    """The body by which money is given in the passive: *werden von der Europäischen Kommission bereitgestellt*."""
    if finding.indicator not in _GIVEN or place.verb("give") is None or function_words().become.isdisjoint(place.words):
        return None
    bodies = [actor for actor in actors if actor.kind == "organisation"]
    return _first(place, bodies, figure_words().by_whom)


def _thither(place: Place, actors: list[Actor]) -> Actor | None:
    """The state that *dorthin* points back to: *hat aus Togo Kaffee eingeführt und dorthin Reis verkauft*."""
    words, small = place.passage.words, function_words()
    at = next((at for at in range(*place.stretch) if words[at] in figure_words().thither), None)
    if at is None:
        return None
    start = place.passage.tokens[at].start
    led = [actor for actor in actors if actor.start < start and _introduced(place, actor, small.prepositions)]
    return led[-1] if led else None


def _whereto(place: Place, finding: Finding, actors: list[Actor], *, directed: bool) -> Actor | None:
    """Where something goes: *nach Peru*; what money is for; *in Taschkent* only of what goes somewhere."""
    lands = [actor for actor in actors if actor.kind not in ("person", "office", "organisation")]
    bound = _first(place, lands, figure_words().bound_for)
    if bound is None and finding.indicator in ("financing", "investment"):
        bound = meant_for(place, actors)
    return _first(place, lands, figure_words().towards) if bound is None and directed else bound


def _goes_no_way(place: Place, finding: Finding, actors: list[Actor], parties: tuple[str, ...]) -> bool:
    """Whether nobody gives to the other: what two do together, goods that go both ways."""
    if finding.indicator in _CARRIED and to_and_fro(place, actors):
        return True
    return finding.indicator in (*_GIVEN, *_CARRIED) and _act_together(place, actors, parties)


def _act_together(place: Place, actors: list[Actor], parties: tuple[str, ...]) -> bool:
    """Whether the parties do it together, so that nobody gives to the other: *Oman und Togo gründen einen Fonds*."""
    row = longest_row(place.passage, [actor for actor in actors if actor.kind in _ACTING])
    small, passage = function_words(), place.passage
    if not row or codes_of(row) != set(parties):
        return False
    joined = passage.words[passage.index_at(row[0].end) : passage.index_at(row[-1].start)]
    return not small.conjunctions.isdisjoint(joined) and not _introduced(place, row[0], small.prepositions)


def _bank_that_signs(place: Place, finding: Finding, parties: tuple[str, ...]) -> Actor | None:
    """The bank of one of the parties that signs a loan with another: it has given it, whoever is named first."""
    if finding.indicator != "financing" or place.verb("sign") is None or place.verb("give") is not None:
        return None
    bodies = [a for a in _actors(place) if a.kind == "organisation" and a.codes[0] in parties]
    return bodies[0] if len({body.codes for body in bodies}) == 1 else None


def _goes_on(place: Place, finding: Finding, destination: Actor, parties: tuple[str, ...]) -> bool:
    """Whether goods come from where the last ones came: *weitere zwei Millionen Tonnen nach Spanien*."""
    if finding.indicator not in _CARRIED or not _same_family(place, finding):
        return False
    return place.topic.origin in parties and place.topic.origin not in destination.codes


def _same_family(place: Place, finding: Finding) -> bool:
    """Whether the last figure with a direction was of the same family of flows."""
    last = place.topic.directed
    return any(finding.indicator in family and last in family for family in _FAMILIES)


def _hands_over(place: Place) -> bool:
    """Whether the clause tells that things pass from one to another."""
    return any(place.verb(sense) is not None for sense in ("deliver", "sell", "buy", "give", "get", "export", "import"))


def _buys(place: Place, finding: Finding) -> bool:
    """Whether what is counted or priced comes to the subject: *kauft in Korea 212 Haubitzen, erhält einen Kredit*."""
    if finding.indicator in ("other", "undertaking_value", "goods_count"):
        return any(place.verb(sense) is not None for sense in ("buy", "take", "get", "import"))
    if finding.indicator == "exports":
        return place.verb("take") is not None or place.verb("buy") is not None  # nimmt Peru 90 % seiner Exporte ab
    asks = not figure_words().asked.isdisjoint(place.words)  # hat eine Kreditlinie beantragt, nicht wurde gebeten
    asks = asks and function_words().passive_past.isdisjoint(place.words)
    hopes = not figure_words().attracting.isdisjoint(place.words) or signs_with_a_bank(place)
    asks = asks or place.verb("get") is not None
    return hopes if finding.indicator == "investment" else finding.indicator == "financing" and (asks or hopes)


def _bought(place: Place, actors: list[Actor], parties: tuple[str, ...]) -> Ends:
    """The ends of what somebody buys or is given: the subject has it, *von, aus, in, bei* name where it comes from."""
    source = _first(place, actors, figure_words().out_of) or _first(place, actors, figure_words().bought_in)
    return closed(source, subject(actors, source), parties)


def _of_people(place: Place, finding: Finding, actors: list[Actor], parties: tuple[str, ...]) -> Ends:
    """From where people come or who trains them: *18 kirgisische Fachleute* are trained by the other, tourists come."""
    training = finding.indicator == "training_places"
    lands = [actor for actor in actors if actor.kind in _LANDS]
    to = _first(place, lands, figure_words().for_whom if training else figure_words().bound_for)
    own = next((a for a in actors if 0 <= place.passage.index_at(a.start) - place.last <= _BESIDE), None)
    own = own if own is not None and own is not to else _first(place, lands, figure_words().out_of)
    if not training:
        return closed(own, to, parties) if own is not None or to is not None else (None, None, ())
    if own is not None or to is not None:
        return closed(None, own or to, parties)
    return closed(subject(actors, None), None, parties) if _sends(place) else (None, None, ())


def _of_exports(place: Place, finding: Finding) -> bool:
    """Whether the noun of the sum speaks of exports: *Exportverträge über 44 Millionen Dollar*."""
    return any(ground.quote(place.passage.text).lower().startswith(figure_words().export) for ground in finding.grounds)


def _owner(place: Place, finding: Finding, actors: list[Actor]) -> Actor | None:
    """The state whose flow it is by the words beside the noun: *Schweizer Ausfuhren*, *die Exporte Georgiens*."""
    if finding.indicator == "exports" and (sender := whose_goods(place, actors)) is not None:
        return sender
    for ground in finding.grounds[:1]:
        index = place.passage.index_at(ground.start)
        if not place.passage.tokens[index].capital:
            break  # gibt Laos 40 Millionen: a verb is nobody's
        for actor in actors:
            last, first = place.passage.index_at(actor.end - 1), place.passage.index_at(actor.start)
            genitive = actor.kind == "country" and place.passage.words[first].endswith("s")
            glued = first == index and actor.end < place.passage.tokens[index].end
            if glued and finding.indicator in _OWNED:
                return actor  # der EU-Zuschuss
            if last == index - 1 and (actor.kind == "demonym" or genitive):
                into = actor.kind == "demonym" and governor(place.passage, first).preposition in figure_words().towards
                put = into and (place.verb("deliver") is not None or finding.indicator in _GIVEN)
                return None if put else actor  # 30 Millionen in elf deutsche Projekte
            if first == index + 1 and genitive:
                return actor
            owed = place.passage.words[index].endswith(figure_words().owing)
            if (
                first == index + 2
                and not owed
                and place.passage.words[index + 1] in function_words().genitive_determiners
            ):
                return actor if actor.kind in ("country", "bloc") else None  # die Investitionszusage der VAE
    return None


def _way_before(place: Place, finding: Finding) -> Ends:
    """The way that the text told before; the other way round for *in umgekehrter Richtung* and for imports."""
    source, target = place.topic.origin, place.topic.destination
    last = place.topic.directed
    turned = turns_round(place) or {finding.indicator, last} == {"exports", "imports"}
    return (target, source, ()) if turned else (source, target, ())


def _of_the_last(place: Place) -> bool:
    """Whether the clause speaks of a part or of more of what was just told: *weitere 7 Mio. Euro sind für …*."""
    return not (figure_words().owned_by | figure_words().further).isdisjoint(place.words)


def _is_near(place: Place) -> bool:
    """Whether more goods are told of, by their weight, in this sentence or the one before."""
    last = place.topic.finding if place.quantity.kind == "measure" else None
    return last is not None and last.indicator in _CARRIED and place.passage.number - place.topic.passage <= 1


def _receiver(place: Place, lands: list[Actor], origin: Actor | None) -> Actor | None:
    """The other state of a clause about sending, without a preposition: *Russland lieferte der Türkei Gas*."""
    others = [actor for actor in lands if origin is not None and actor.codes != origin.codes]
    free = [actor for actor in others if not _introduced(place, actor, function_words().prepositions)]
    return free[0] if len({actor.codes for actor in free}) == 1 else None


def _first(place: Place, actors: list[Actor], words: frozenset[str]) -> Actor | None:
    return next((actor for actor in actors if _introduced(place, actor, words)), None)


def _actors(place: Place) -> list[Actor]:
    """The single states that the clause names (of a dependent clause also those of the one before)."""
    span = _own_stretch(place)
    kinds = ("country", "demonym", "bloc", "capital", "office", "person", "organisation")
    found = [actor for actor in place.passage.actors_in(span) if actor.kind in kinds and len(actor.codes) == 1]
    head = place.passage.marks.dateline
    found = [actor for actor in found if not only_a_visit(place, actor) and not (head and head.covers(actor.span))]
    at = place.passage.clauses.index(place.clause)
    if at > 0 and (place.clause.kind == "infinitive" or _shares_its_subject(place)):
        before = place.passage.span_of(place.passage.clauses[at - 1])
        found = [*[a for a in place.passage.actors_in(before) if a.kind in kinds and len(a.codes) == 1], *found]
    return found


def _shares_its_subject(place: Place) -> bool:
    """Whether the clause goes on with *und* and a verb, so that who does it stands before: *und könnte … liefern*."""
    passage, first, small = place.passage, place.clause.first, function_words()
    if first == 0:
        return False
    verb = first if passage.words[first - 1] in small.conjunctions else first + 1
    joined = passage.words[verb - 1] in small.conjunctions
    said = passage.senses[verb] if verb < len(passage.senses) else None
    return joined and said is not None and (passage.words[verb] in small.finite or said.modal or "finite" in said.kinds)


def _with_the_other(place: Place, named: list[Actor], parties: tuple[str, ...]) -> list[Actor]:
    """The states of the clause, *das Nachbarland* read as the party that is not named there."""
    others = set(parties) - codes_of(named)
    if len(parties) != _ENDS or len(others) != 1:
        return named
    tokens, own = place.passage.tokens, _own_stretch(place)
    here = (at for at in range(place.clause.first, place.clause.last) if own.start <= tokens[at].start < own.end)
    told = (tokens[at] for at in here if means_the_other(place.passage.words, at))
    meant = [Actor(start=token.start, end=token.end, kind="country", codes=tuple(others)) for token in told]
    return sorted([*named, *meant], key=lambda actor: actor.start)


def _own_stretch(place: Place) -> Span:
    """The clause, or of one with several numbers alike the stretch around this one, where states are named in it."""
    clause = place.passage.span_of(place.clause)
    others = [
        q
        for q in place.passage.quantities
        if clause.covers(q.span) and q.kind == place.quantity.kind and q.end != place.quantity.end
    ]
    start = max((q.end for q in others if q.end <= place.head.start), default=clause.start)
    end = min((q.full_start for q in others if q.start >= place.head.end), default=clause.end)
    own = Span(start, min(end, _next_flow(place)))
    named = [actor for actor in place.passage.actors_in(own) if actor.kind in ("country", "demonym")]
    return own if others and named else clause


def _next_flow(place: Place) -> int:
    """Where the clause goes on with another flow: *stiegen auf 31 Milliarden, die Einfuhren aus …*; else its end."""
    words, small = place.passage.words, function_words()
    for index, noun in place.passage.indicators:
        joints = {*words[max(place.last, index - _JOINT) : index]} & {",", *small.conjunctions}
        apart = joints or not figure_words().facing.isdisjoint(words[index : place.clause.last])
        if noun.use == "flow" and place.last < index < place.clause.last and apart:
            return place.passage.tokens[index].start
    return place.passage.span_of(place.clause).end


def _introduced(place: Place, actor: Actor, words: frozenset[str]) -> bool:
    """Whether a preposition of direction stands before the actor, articles left out."""
    passage = place.passage
    first = passage.tokens[place.clause.first].start
    opens = place.clause.kind == "relative" and preposition_at(passage, actor) == first  # in die chinesische Firmen …
    return not opens and passage.word_before(actor) in words


def _sends(place: Place) -> bool:
    """Whether the subject gives or sends it (*stellt bereit, steckt in*) or bears it (*trug sechs Millionen*)."""
    words, verbs = figure_words(), place.clause.verbs
    if any(verb.sense.lemma in words.sending or not _SPENT.isdisjoint(verb.sense.senses) for verb in verbs):
        return True
    return place.quantity.kind in ("money", "percent") and not words.bearing.isdisjoint(place.words)


def _imported(parties: tuple[str, ...], actors: list[Actor], origin: Actor | None) -> Ends:
    """The ends of what comes in: *Über Serbien bezog Ungarn 7,6 Milliarden Kubikmeter* is Hungary's."""
    importer = subject(actors, origin)
    return closed(origin, importer, parties)
