"""Cues: the words by which a figure is more than a fact, in the order in which they are asked.

In: a `Mood`, the clauses that govern a number. Out: the words that say so, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from kelisim.language.function_words import function_words
from kelisim.model import Modality, Span
from kelisim.statements.figure_clauses import COULD, Mood, Spans, goes_on, has_past_verb, is_infinitive, told_as_past
from kelisim.statements.figure_hints import (
    BUILT,
    PRICED,
    announced,
    becomes,
    closed,
    created,
    expected,
    expected_behind,
    follows,
    goes_with_a_plan,
    hired,
    is_told_habit,
    lies_ahead,
    marked,
    ordered,
    prepared,
    raised,
    said_to_come,
    soon,
    starts_then,
    striven_for,
    thought_to_cost,
    would_have,
)
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Place

# What is only promised or prepared is not reached: of these a pledge alone makes a target.
_PROMISED = frozenset(
    {
        "undertaking_value",
        "project_count",
        "agreement_count",
        "training_places",
        "commodity_volume",
        "financing",
        "investment",
    }
)
# What one agrees to raise or lower.
_MOVED = frozenset(
    {"trade_turnover", "exports", "imports", "investment", "commodity_volume", "flights", "freight", "training_places"}
)
_DONE = frozenset({"commit", "start", "complete"})
# What goes somewhere, and the articles that join it to where it goes.
_GOING = frozenset({"exports", "imports", "people_count", "goods_count"})
_GENITIVE = frozenset({"der", "des", "von"})
_ENDS = ("te", "ten", "tes", "tem", "ter")  # of participles before a noun
_BEHIND = 4  # words between a number and the relative clause about it


def _foretold(mood: Mood) -> Spans:
    """The words of a forecast; *Schätzungen* of what was or is so are none: *nach Schätzungen stiegen, sind sie …*."""
    said = mood.said(figure_words().forecast)
    is_so = mood.indicator not in PRICED and not mood.words.keys().isdisjoint(function_words().be)
    is_so = (is_so and not mood.said(function_words().future)) or bool(mood.said(figure_words().letting))
    return said or (() if is_so or told_as_past(mood.place) else mood.said(figure_words().guessed))


def _aimed(mood: Mood) -> Spans:
    if mood.said(figure_words().reached):
        return ()
    return tuple(span for span in mood.said(figure_words().aim) if not _is_where_goods_go(mood, span))


def _aim_itself(mood: Mood) -> Spans:
    """The aim that the number is, whoever hopes for it: *wir hoffen, das Ziel von zehn Milliarden zu erreichen*."""
    place, words = mood.place, figure_words()
    if place.quantity.compound and place.passage.words[place.last].endswith(words.aim_ends):
        return (place.span(place.last),)  # das 20-Milliarden-Dollar-Handelsziel
    before = place.words_before(2)
    named = len(before) > 1 and before[0] in words.aim and before[1] in words.leaving
    return (place.span(place.first - 2),) if named and not mood.said(words.reached) else ()


def _is_where_goods_go(mood: Mood, aim: Span) -> bool:
    """Whether *Ziel* is where goods or people go: *das wichtigste Ziel für Ausfuhren*, *das Ziel der Exporte*."""
    passage = mood.place.passage
    at = passage.index_at(aim.start)
    led = passage.words[at + 1 : at + 2]
    behind = passage.senses[at + 2 : at + 4] if led and set(led) & (_GENITIVE | figure_words().paid_for) else ()
    return any(said.indicator is not None and said.indicator.indicator in _GOING for said in behind)


def _aimed_at(mood: Mood) -> Spans:
    """What works or a plan lead to: *die Arbeiten zur Verdopplung der Kapazität*."""
    place, words = mood.place, figure_words()
    named = place.passage.words[place.last].endswith(words.raising)
    return (place.span(place.first - 1),) if named and set(place.words_before(1)) & words.towards_aim else ()


def _ready(mood: Mood) -> Spans:
    if "able" in mood.verbs and "plan" not in mood.verbs and not _will_be_able(mood):
        # die 350 Kilometer lange Bahn ermöglicht …: the thing enables, its size is no possibility
        enables = mood.indicator in BUILT and mood.place.last < mood.verbs["able"]
        # dürfen 30 Tage ohne Visum bleiben
        stays = mood.indicator == "duration" and not figure_words().staying.isdisjoint(mood.place.passage.words)
        return () if stays or (enables and "modal" not in mood.verbs) else mood.done("able")
    governed = len(mood.clauses) > 1 and is_infinitive(mood.place.passage.words, mood.place.clause)
    if governed and (capable := mood.said(figure_words().capable)):
        return capable
    itself = mood.said(figure_words().itself)
    if "cost" in mood.verbs and itself:
        return ()  # lässt sich die Freundschaft 30 Millionen kosten
    if itself and mood.said(figure_words().letting) and not _behind_a_preposition(mood, itself[0]):
        return mood.said(figure_words().letting)
    return _of_the_next(mood, mood.said(figure_words().potential)) or mood.said(figure_words().asked)


def _of_the_next(mood: Mood, said: Spans) -> Spans:
    """The words without those of a number behind: *beträgt 3 mit der Möglichkeit von 5 Milliarden*."""
    place = mood.place
    said = tuple(span for span in said if not _of_more(place, span))
    later = [
        q.start for q in place.passage.quantities if q.start > place.quantity.end and q.unit == place.quantity.unit
    ]
    return tuple(span for span in said if not any(place.quantity.end < span.start < start for start in later))


def _of_more(place: Place, span: Span) -> bool:
    """Whether what is possible is only more of it: *wurden 400 Abkommen besiegelt, mit Aussicht auf weitere*."""
    at = place.passage.index_at(span.start)
    behind = place.passage.words[at + 1 : at + 3]
    if span.start <= place.quantity.end:
        return False
    theirs = place.passage.words[at - 1].startswith(figure_words().theirs)  # 40 Firmen präsentierten ihr Angebot
    opens = place.passage.tokens[at].capital and (theirs or behind[:1] == (",",))  # die Möglichkeit, sie zu erhöhen
    return opens or not figure_words().further.isdisjoint(behind)


def _behind_a_preposition(mood: Mood, word: Span) -> bool:
    """Whether a word hangs on a preposition: *lässt auf sich warten* is nothing that can be done."""
    at = mood.place.passage.index_at(word.start)
    return at > 0 and mood.place.passage.words[at - 1] in function_words().prepositions


def _will_be_able(mood: Mood) -> bool:
    """Whether it is what a plant is made for: *werden dort 80.000 Container abgefertigt werden können*."""
    able = mood.verbs["able"]
    clause, verb = next(((clause, v) for clause in mood.clauses for v in clause.verbs if v.index == able), (None, None))
    if clause is None or verb is None or not mood.said(function_words().future):
        return False
    words = mood.place.passage.words  # wird 280 Menschen die Auswanderung ermöglichen; not umgeschlagen werden können
    last = words[able].endswith("en") and not any(word.isalpha() for word in words[able + 1 : clause.last])
    waits = not function_words().future.isdisjoint(words[clause.first : able - 1])
    return verb.sense.kind == "infinitive" or (last and waits)


def _planned(mood: Mood) -> Spans:
    if "able" in mood.verbs and _will_be_able(mood):
        return mood.said(function_words().future)
    if "plan" in mood.verbs:
        return mood.done("plan")
    if any(verb.sense.kind == "past" and verb.sense.senses >= COULD for verb in mood.place.clause.verbs):
        return ()  # konnten um 22 Prozent gesteigert werden
    planned = any(clause.planned for clause in mood.clauses) or _ends_what_was_cut(mood) or _is_cut(mood.place)
    return mood.said(function_words().future) if planned and not is_told_habit(mood.place) else ()


def _is_cut(place: Place) -> bool:
    """Whether the infinitive of the clause stands behind a relative clause: *wird die Zölle, die …, senken*."""
    clauses, words = place.passage.clauses, place.passage.words
    at = clauses.index(place.clause)
    if at + 2 >= len(clauses) or clauses[at + 1].kind != "relative":
        return False
    rest = clauses[at + 2]
    said = [word for word in words[rest.first : rest.last] if word.isalpha()]
    alone = rest.kind == "main" and len(said) == 1 and words[rest.first - 1] == ","
    return alone and said[0].endswith("en") and not said[0].startswith("ge")


def _ends_what_was_cut(mood: Mood) -> bool:
    """Whether the clause ends with the infinitive for which *werden* waits before a relative clause."""
    passage, clause = mood.place.passage, mood.place.clause
    if len(mood.clauses) == 1 or not goes_on(mood.place, passage.clauses.index(clause)):
        return False
    last = next(word for word in reversed(passage.words_of(clause)) if word.isalpha())
    return last.endswith("en") and not last.startswith("ge")


def _due(mood: Mood) -> Spans:
    """What the present tells of a later day: *bis Ende März kommen 10.000 hinzu*, *schrittweise steigt die Menge*."""
    place = mood.place
    deadlines = [t.span for t in place.passage.times_of(place.clause) if t.role == "until"]
    deadlines += mood.said(figure_words().gradual)
    deadlines += [place.span(at) for at in range(*_bounds(place)) if starts_then(place, at)]
    return () if told_as_past(place) else tuple(deadlines)


def _agreed(mood: Mood) -> Spans:
    """What was agreed to be done: *vereinbarten, die Zahl der Flüge auf vier zu erhöhen, auf die Erhöhung auf vier*."""
    words, place = figure_words(), mood.place
    if is_infinitive(place.passage.words, place.clause):
        if words.not_reached & mood.words.keys():
            return ()
        moves = mood.done("up") or mood.done("down") or announced(mood)
        return mood.done("commit") or (moves if len(mood.clauses) > 1 else ())
    nouns = (at for at in range(place.clause.first, place.first) if place.passage.words[at].endswith(words.raising))
    at = next(nouns, None)
    raised = at is not None and set(place.words_before(1)) & words.reached_by and _MOVED & {mood.indicator}
    if at is None or not raised:
        return ()
    open_to = place.quantity.qualifier == "up_to" and not has_past_verb(place)
    return mood.done("commit") or mood.done("talk") or ((place.span(at),) if open_to else ())


def _obliged(mood: Mood) -> Spans:
    sized = mood.indicator in BUILT and set(mood.place.words_after(1)) & figure_words().long
    return () if sized or mood.indicator.endswith("_count") else mood.said(figure_words().obliged)


def _then(mood: Mood) -> Spans:
    """What is told in the present as coming: *schrittweise steigt die Menge dann auf 15 TWh*."""
    place = mood.place
    known = figure_words()
    if told_as_past(place) or not (known.reached.isdisjoint(mood.words) and known.ranked.isdisjoint(mood.words)):
        return ()
    words, led = place.passage.words, known.aiding  # mit dann insgesamt 300 Millionen tells of today
    return tuple(
        place.span(at)
        for at in range(*_bounds(place))
        if words[at] in figure_words().then and words[at - 1] not in led and not _by_that(place, at)
    )


def _by_that(place: Place, at: int) -> bool:
    """Whether *danach* opens what somebody said and speaks of today: *Danach warten derzeit 300 Menschen*."""
    return at == place.clause.first and not figure_words().so_now.isdisjoint(place.words)


def _bounds(place: Place) -> tuple[int, int]:
    return place.clause.first, place.clause.last


def _of_this_number(mood: Mood, said: Spans) -> Spans:
    """The words without adjectives of the noun of another number: *30 Jahre und ein geschätztes Volumen von 4 Mrd.*."""
    passage, place = mood.place.passage, mood.place
    kept = []
    for span in said:
        at = passage.index_at(span.start)
        describes = (
            at + 1 < len(passage.tokens) and passage.tokens[at + 1].capital and passage.words[at].endswith(_ENDS)
        )
        between = any(span.end <= q.start < place.quantity.start for q in passage.quantities)
        if not describes or (at < place.first and not between):
            kept.append(span)
    return tuple(kept)


def _estimated(mood: Mood) -> Spans:
    """What something is only thought to cost: *die Kosten werden auf 20 Milliarden geschätzt*."""
    if closed(mood):
        return ()
    said = mood.said(figure_words().estimated) if mood.indicator in PRICED or lies_ahead(mood) else ()
    return _of_this_number(mood, said)


def _would(mood: Mood) -> Spans:
    """What somebody would do; not a passive that another tells (*angestrebt würden 20 Milliarden*)."""
    strives = "talk" in mood.verbs and is_infinitive(mood.place.passage.words, mood.place.clause)
    meant = any("plan" in v.sense.senses and v.sense.kind == "participle" for v in mood.place.clause.verbs)
    if strives or meant or is_told_habit(mood.place):
        return ()  # würden sich bemühen, den Handel zu verdoppeln
    return mood.said(figure_words().would)


def _will_be(mood: Mood) -> Spans:
    """What the future of a passive tells: *wird 20 Millionen Tonnen in die Türkei geleitet werden*."""
    place, future = mood.place, function_words().future
    said = [at for at in range(*_bounds(place)) if place.passage.words[at].isalpha()]
    if len(said) < 2:
        return ()
    led, last = (place.passage.words[at] for at in said[-2:])
    ends = last in future and led.endswith(("t", "n"))
    return tuple(place.span(at) for at in said[:-2] if place.passage.words[at] in future) if ends else ()


def _talked_about(mood: Mood) -> Spans:
    """What is still negotiated: *Gespräche über einen Kredit von 300 Millionen Dollar*."""
    place, words = mood.place, mood.place.passage.words
    about = function_words().prepositions
    spoken = mood.done("talk") or mood.done("speak")
    for at in range(place.clause.first, place.last + 1 if spoken else place.clause.first):
        if words[at].endswith(figure_words().raising) and place.passage.tokens[at].capital:
            return spoken  # redeten von einer Verdoppelung auf 9 Milliarden
    for at in range(place.clause.first, place.first - 1):
        if words[at] in figure_words().negotiated and words[at + 1] in about and not mood.verbs.keys() & {"sign"}:
            return (place.span(at),)
    return ()


def _enabled(mood: Mood) -> Spans:
    """What something is decided for: *Beschlüsse gefasst, um die Auszahlung von 80 Millionen zu ermöglichen*."""
    place, words = mood.place, mood.place.passage.words
    purpose = words[place.clause.first] in figure_words().by and is_infinitive(words, place.clause)
    return (place.span(place.clause.first),) if purpose else ()


def _told_behind(mood: Mood) -> Spans:
    """What the relative clause right behind the number plans: *40 Millionen, die künftig ausgezahlt werden sollen*."""
    place = mood.place
    behind = next((c for c in place.passage.clauses if place.last < c.first <= place.last + _BEHIND), None)
    if mood.indicator == "agreement_count" and told_as_past(place):
        return ()  # haben 27 Vereinbarungen getroffen, die die Zusammenarbeit stärken sollen
    if behind is None or behind.kind != "relative" or behind.first != place.clause.last:
        return ()
    alike = [q for q in place.passage.quantities if q.kind == "count" or q.unit == place.quantity.unit]
    if any(place.passage.span_of(behind).covers(q.span) for q in alike):
        return ()  # zwei Millionen Tonnen, was auf zehn Millionen gesteigert werden soll
    said = [at for at in range(behind.first, behind.last) if place.passage.words[at] in figure_words().coming]
    if not behind.planned and not said:
        return ()
    verbs = (verb.index for verb in behind.verbs if "plan" in verb.sense.senses)
    future = (at for at in range(behind.first, behind.last) if place.passage.words[at] in function_words().future)
    return tuple(place.span(at) for at in [*verbs, *future, *said][:1])


def _meant(mood: Mood) -> Spans:
    place = mood.place
    if set(place.words_before(1)) & figure_words().target and place.verb("level") is None:
        return (place.span(place.first - 1),)  # zu den bereits geplanten rund 215 Millionen Euro
    if mood.said(figure_words().reached):
        return ()
    done = next((verb.index for verb in mood.place.clause.verbs if "complete" in verb.sense.senses), None)
    said = mood.said(figure_words().target)
    said += () if told_as_past(mood.place) else mood.said(figure_words().at_first)
    # 10.000 Tonnen Reis übergeben und weitere 1500 Tonnen zugesagt: what is meant comes only behind
    first = done is not None and mood.place.last < done
    said = tuple(span for span in said if not _is_of_another(mood.place, span))
    return tuple(span for span in said if not (first and mood.place.passage.index_at(span.start) > (done or 0)))


def _is_of_another(place: Place, span: Span) -> bool:
    """Whether plans come only behind the number, joined to it: *47 Millionen an Schulden sowie Pläne zum Ausbau*."""
    at = place.passage.index_at(span.start)
    joined = place.passage.words[at - 1] in function_words().clause_conjunctions
    return at > place.last + 1 and joined and place.passage.tokens[at].capital


def _pledged(mood: Mood) -> Spans:
    return mood.done("pledge") if mood.indicator in _PROMISED and not mood.verbs.keys() & _DONE else ()


CUES: tuple[tuple[Modality, Callable[[Mood], Spans]], ...] = (
    ("target", _aim_itself),
    ("forecast", lambda mood: _of_this_number(mood, _foretold(mood)) or expected(mood)),
    ("forecast", expected_behind),
    ("target", _aimed),
    ("target", marked),
    ("target", _aimed_at),
    ("target", _enabled),
    ("forecast", thought_to_cost),
    ("potential", would_have),
    ("potential", _ready),
    ("target", said_to_come),
    ("potential", _would),
    ("target", _planned),
    ("target", _talked_about),
    ("target", raised),
    ("target", becomes),
    ("target", goes_with_a_plan),
    ("target", soon),
    ("target", follows),
    ("target", _due),
    ("target", _agreed),
    ("target", ordered),
    ("target", _obliged),
    ("target", _then),
    ("target", _will_be),
    ("target", _meant),
    ("target", _pledged),
    ("target", hired),
    ("target", striven_for),
    ("target", prepared),
    ("target", created),
    ("target", _told_behind),
    ("forecast", _estimated),
)
"""What makes a figure more than a fact, in the order in which it is asked."""
