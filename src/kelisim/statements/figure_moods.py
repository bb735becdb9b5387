"""How a figure is meant: level, change or share; reported as fact, aimed at, possible or expected.

Every answer comes with the words that say so; a plain fact and a plain level need none.
"""

from __future__ import annotations

from decimal import Decimal

from kelisim.language.clauses import ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective
from kelisim.model import Measure, Modality, Polarity, Span
from kelisim.statements.figure_clauses import Spans, mood_of
from kelisim.statements.figure_cues import CUES
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place

_STATT = 3  # words before the number in which "statt" speaks of it
_ARTICLES = ("die", "den", "der")
_NOW = 5  # words before the number in which *heute* speaks of it
_TIMES = ("minute", "hour", "day", "week", "month", "year")
_NEAR = 4  # words before the number in which "um" or "zusätzlich" speaks of it


def measure(place: Place, finding: Finding) -> tuple[Measure, Spans]:
    """How the number measures: what the rule says, else a change after *um*, *Plus von*, *zusätzlich*."""
    words, before = figure_words(), place.words_before(_NEAR)
    moving = [
        verb
        for verb in place.clause.verbs
        if verb.sense.senses & {"up", "down"} and verb.index not in place.aside and not _takes_goods(place, verb)
    ]
    reached = set(before[-1:]) & words.from_or_to and not _is_amount(place, before)
    cues = [
        place.first - len(before) + at
        for at, word in enumerate(before)
        if (
            not reached
            and word in words.moves
            and not _counts_time(place, place.first - len(before) + at)
            and not _grows_by_another(place, place.first - len(before) + at)
            and not set(before[at + 1 : at + 2]) & function_words().comparing  # mehr als verdoppelt und 600 Millionen …
        )
        or (word in words.by and at == len(before) - 1 and not _about(before))
    ]
    behind = set(place.words_after(1)) & words.moves
    if behind and place.quantity.kind == "money" and not reached:
        return "change", (place.span(place.last + 1),)  # eine halbe Milliarde weniger als im Vorjahr
    if len(before) > 1 and before[-1] in _ARTICLES and before[-2] in function_words().comparing:
        return "level", ()  # weit weniger als die 11 Millionen, die nötig wären
    if place.quantity.compound and place.passage.words[place.last].endswith(words.marks_ends):
        return "level", ()  # überschritten die Vier-Milliarden-Euro-Marke
    if place.quantity.kind == "money" and place.words_before(1) == (":",) and "(" in before:
        return "level", ()  # stiegen auf 9,2 Mrd. Euro (2021: 8,1 Mrd. Euro)
    if finding.measure is not None:
        return finding.measure, tuple(place.span(verb.index) for verb in moving if finding.measure == "change")
    if place.quantity.kind in ("factor", "percent", "percentage_point"):
        return "change", tuple(place.span(verb.index) for verb in moving)
    if cues:
        return "change", tuple(place.span(index) for index in cues)
    if behind and not reached:  # auf 9 Milliarden mehr als verdoppelt
        return "change", (place.span(place.last + 1),)
    # Exporte für 550 Millionen erhöhen: a sum of exports that is to be raised is the raise
    if (
        moving
        and finding.indicator in ("exports", "imports")
        and not (words.arriving | words.leaving | words.aiding)
        & set(before[-2:] if set(before[-1:]) & words.so_far or _is_described(place) else before[-1:])
    ):
        return "change", tuple(place.span(verb.index) for verb in moving)
    return "level", ()


def _is_described(place: Place) -> bool:
    """Whether an adjective stands right before the number: *von bescheidenen 6 Millionen auf 1 Milliarde*."""
    at = place.first - 1
    return at > 0 and is_adjective(place.passage.tokens, place.passage.senses, at)


def _takes_goods(place: Place, verb: ClauseVerb) -> bool:
    """Whether *abnehmen* is said of goods: *verpflichtet sich, zehn Milliarden Kubikmeter abzunehmen*."""
    if "take" not in verb.sense.senses or figure_words().by & set(place.words_before(1)):
        return False  # nahm um zehn Prozent ab
    return place.quantity.kind == "measure" or bool(place.nouns(("counted", "measured")))


def _is_amount(place: Place, before: tuple[str, ...]) -> bool:
    """Whether *von* leads to how much a noun of growth is: *ein Rückgang von neun Millionen*, not *von 5 auf 4*."""
    words = figure_words()
    return (
        len(before) > 1
        and before[-1] in words.leaving
        and before[-2] in words.moves
        and not set(place.words_after(1)) & words.arriving
    )


def _counts_time(place: Place, at: int) -> bool:
    """Whether *weniger* or *mehr* belongs to a span of time: *binnen weniger Jahre eine Milliarde*."""
    return place.passage.words[at + 1] in figure_words().spans_of_time


def _grows_by_another(place: Place, at: int) -> bool:
    """Whether a noun of growth has its own percentage right before it: *erreichte mit 20 Prozent Zuwachs 700 Mio.*."""
    start = place.passage.tokens[at].start
    return any(q.kind == "percent" and 0 < start - q.end <= 1 for q in place.passage.quantities)


def _about(before: tuple[str, ...]) -> bool:
    """Whether *um* only says what something is about: *Es geht um eine Terawattstunde*."""
    return bool(figure_words().concerns & set(before))


def signed(place: Place, kind: Measure) -> tuple[Decimal, Decimal]:
    """The numbers with their sign: a fall is negative; a factor and a level never are."""
    quantity = place.quantity
    low, high = quantity.low, quantity.high
    if kind != "change" or quantity.kind == "factor" or low < 0:
        return low, high
    falls = quantity.change == "down" or any(
        "down" in verb.sense.senses and not _takes_goods(place, verb)
        for verb in place.clause.verbs
        if verb.sense.kind != "attributive" and verb.index not in place.aside
    )
    behind = place.passage.words[place.last + 1 : place.last + 2]  # 20 Prozent weniger als im Vorjahr
    if set(behind) & figure_words().beneath and any(word in figure_words().sizes for word in place.words_after(4)):
        return -high, -low  # um 2,8 Prozent unter dem Vorjahreswert
    if falls or figure_words().decline & {*place.words_before(_NEAR), *behind} or _falls_by(place):
        return -high, -low
    return low, high


def _falls_by(place: Place) -> bool:
    """Whether the last noun of a move before *um* is one of a fall: *ein Rückgang der Weinimporte um 3 Prozent*."""
    words, moving = figure_words(), figure_words().moves
    if not words.by & set(place.words_before(2)) or any(v.sense.senses & {"up", "down"} for v in place.clause.verbs):
        return False
    told = [word for word in place.passage.words[place.clause.first : place.first] if word in moving]
    return bool(told) and told[-1] in words.decline


def modality(place: Place, finding: Finding) -> tuple[Modality, Spans]:
    """Fact, aim, possibility or forecast, by the first cue of `CUES` that the governing clauses hold."""
    if _is_left(place):
        return "actual", ()  # von 4,4 auf 10 Milliarden: the first is what is so now
    if figure_words().instead & set(place.words_before(_STATT)):
        return "actual", ()  # statt wie heute 35 Tage: so it is now
    if (aside := _told_in_brackets(place)) is not None:
        return "actual", (aside,)
    if (now := _is_so_now(place)) is not None:
        return "actual", (now,)
    if (today := _is_todays(place, finding)) is not None:
        return "actual", (today,)
    if (before := _is_there(place)) is not None:
        return "actual", (before,)
    mood = mood_of(place, finding)
    for meaning, cue in CUES:
        spans = cue(mood)
        if spans:
            return meaning, spans
    return "actual", ()


def _told_in_brackets(place: Place) -> Span | None:
    """The past verb of the brackets in which a number stands: *versprach 300.000 (vor dem Krieg waren es 90.000)*."""
    words = place.passage.words
    opening = next((at for at in range(place.first - 1, place.clause.first - 2, -1) if words[at] in "()"), None)
    if opening is None or opening < 0 or words[opening] != "(":
        return None
    past = (at for at in range(opening, place.first) if words[at] in function_words().past)
    return next((place.span(at) for at in past), None)


def _is_so_now(place: Place) -> Span | None:
    """The word before the number that says that it is so now: *heute liefern wir täglich eine Million Kubikmeter*."""
    words, first = figure_words(), max(place.clause.first, place.first - _NOW)
    opens = place.first - place.clause.first <= 1  # Fünf Millionen Kubikmeter liefert Bolivien derzeit
    last = min(place.clause.last, place.last + 2 * _NOW) if opens else place.first
    now = next((at for at in range(first, last) if place.passage.words[at] in words.so_now), None)
    if now is not None and now == place.first - 1:
        return place.span(now)  # soll von gegenwärtig 7 Milliarden im Jahr auf 60 steigen
    bound = set(place.words_before(1)) & words.arriving or any(
        "plan" in verb.sense.senses for verb in place.clause.verbs
    )
    return None if now is None or bound else place.span(now)


def _is_there(place: Place) -> Span | None:
    """The past verb said of a sum of which a plan is told: *Der Kredit von 2 Mrd., den Peru gab, soll …*."""
    clauses, small, words = place.passage.clauses, function_words(), place.passage.words
    at = clauses.index(place.clause)
    if any(place.clause.holds(v.index) for v in place.clause.verbs) or at + 2 >= len(clauses):
        return None
    behind, rest = clauses[at + 1 : at + 3]
    if behind.kind != "relative" or behind.first - place.last > _NOW or not rest.planned:
        return None
    done = not (small.have | small.past).isdisjoint(words[behind.first : behind.last])
    verbs = (v for v in behind.verbs if done or v.sense.kind == "past")
    return next((place.span(v.index) for v in verbs if any(u.index == rest.first for u in rest.verbs)), None)


def _is_todays(place: Place, finding: Finding) -> Span | None:
    """The adjective by which a level is today's: *das derzeitige Volumen von 12 Milliarden soll sich verdoppeln*."""
    if not finding.grounds or place.quantity.kind not in ("money", "count", "measure"):
        return None
    at = place.passage.index_at(finding.grounds[-1].start)
    told = at > 0 and place.passage.words[at - 1].startswith(figure_words().present) and at < place.first
    carried = all(
        word in figure_words().carriers or word in figure_words().leaving
        for word in place.passage.words[at + 1 : place.first]
    )
    return place.span(at - 1) if told and carried else None


def _is_left(place: Place) -> bool:
    """Whether the number is a level that is left for another: *von 4,4 auf 10*, *von derzeit rund 5 auf 9*."""
    words, before = figure_words(), place.words_before(2)
    if place.quantity.kind == "factor":
        return False  # redeten von einer Verdoppelung auf 9 Milliarden
    if before and before[-1] in words.leaving and _goes_to_another_time(place):
        return True
    if before and words.leaving & set(before) and _is_multiplied(place):
        return True  # die Menge von täglich einer Million soll sich verdoppeln
    behind = place.words_after(1 if place.quantity.per is None else _NOW)  # von 50 Milliarden pro Jahr auf 60
    if words.arriving.isdisjoint(behind) or not before or not _number_follows(place):
        return False  # Zölle von 30 Prozent auf Wein
    return before[-1] in words.leaving or (before[-1] in words.so_far and before[0] in words.leaving)


def _is_multiplied(place: Place) -> bool:
    """Whether a factor behind the number in its clause says what becomes of it."""
    span = place.passage.span_of(place.clause)
    behind = (q for q in place.passage.quantities if q.kind == "factor" and q.start >= place.quantity.end)
    return any(span.covers(q.span) for q in behind)


def _goes_to_another_time(place: Place) -> bool:
    """Whether a term gives way to another one in its clause: *von drei Stunden mit der Fähre auf 20 Minuten*."""
    times = _TIMES
    if place.quantity.unit not in times:
        return False
    rest = range(place.last + 1, place.clause.last - 1)
    starts = {q.start for q in place.passage.quantities if q.unit in times}
    tokens = place.passage.tokens
    return any(place.passage.words[at] in figure_words().arriving and tokens[at + 1].start in starts for at in rest)


def _number_follows(place: Place) -> bool:
    """Whether another number comes soon behind."""
    near = place.passage.tokens[place.last + 2 : place.last + 2 + _NOW]
    last = near[-1].end if near else place.quantity.end
    behind = [quantity for quantity in place.passage.quantities if quantity.start > place.quantity.end]
    if any(quantity.start < last for quantity in behind):
        return True
    # von 9 Milliarden Dollar auf das von den Präsidenten festgelegte Niveau von 30 Milliarden Dollar
    whole = place.passage.span_of(place.clause)
    money = place.quantity.kind == "money" and (place.verb("up") is not None or place.verb("down") is not None)
    return money and any(whole.covers(quantity.span) and quantity.unit == place.quantity.unit for quantity in behind)


def conditional(place: Place) -> Spans:
    """The words of a condition in or beside the clause, or the verb that opens it: *falls …*, *Fällt der Zoll, …*."""
    words, small, clauses = place.passage.words, function_words(), place.passage.clauses
    at = clauses.index(place.clause)
    beside = [clauses[number].first for number in (at - 1, at + 1) if 0 <= number < len(clauses)]
    here = [*range(place.clause.first, place.clause.last), *beside]
    said = tuple(place.span(index) for index in here if words[index] in small.conditions)
    if said or not ("finite" in place.passage.senses[0].kinds and _turns(place)):
        return said
    return (place.span(0),)


def _turns(place: Place) -> bool:
    """Whether the main clause begins with its verb behind the first comma: *Fällt der Zoll, könnte der Handel …*."""
    words, small = place.passage.words, function_words()
    if words[-1] == "?" or "," not in words[: place.first]:
        return False
    behind = words.index(",") + 1
    return bool(place.passage.senses[behind].kinds) or words[behind] in small.finite | figure_words().potential


def polarity(place: Place) -> tuple[Polarity, Spans]:
    """Denied where the clause negates its verb, not where *nicht nur* or *kein* stands with something else."""
    if not place.clause.negated:
        return "affirmed", ()
    small, words = function_words(), place.passage.words
    for index in range(place.clause.first, place.clause.last):
        following = words[index + 1] if index + 1 < len(words) else ""
        if (
            words[index] in small.verb_negations
            and following not in small.not_only
            and not _describes(place, index + 1)
        ):
            corrected = "sondern" in words[index : place.first]  # nicht 160, sondern 150 Milliarden
            return ("affirmed", ()) if corrected else ("denied", (place.span(index),))
    return "affirmed", ()


def _describes(place: Place, at: int) -> bool:
    """Whether the negated word only describes a noun: *eine nicht zurückzuzahlende Hilfe*."""
    passage = place.passage
    if at + 1 >= len(passage.words):
        return False
    return passage.words[at].endswith(figure_words().describing) and passage.tokens[at + 1].capital
