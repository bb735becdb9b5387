"""Further cues of how a figure is meant: raised, due soon, hired, striven for, guessed, said by another to come.

In: a `Mood`, the clauses that govern a number. Out: the words that say so, or nothing. `figure_cues` asks them.
"""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.statements.figure_clauses import Mood, Spans, has_past_verb, is_infinitive, told_as_past
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Place
from kelisim.statements.speech_words import speech_words

# What an agreement about a plant or a line only foresees.
BUILT = frozenset({"capacity", "length", "job_count"})
# What experts set in advance when they estimate it.
PRICED = frozenset({"undertaking_value", "duration"})

_TO_BE_DELIVERED = frozenset({"commodity_volume", "freight", "flights", "training_places"})
_YEAR = 4  # characters
# What somebody says that he is going to do.
_DOING = ("build", "deliver", "invest", "give", "buy", "sell", "train")
_OF_A_NOUN = 7  # words from a preparation to the sum of what is prepared


def raised(mood: Mood) -> Spans:
    """What is told to be raised in the passive of the present: *die Zahl der Flüge wird auf 30 erhöht*."""
    place, words = mood.place, figure_words()
    freed = mood.indicator == "goods_count" and place.quantity.unit == "percent" and not _has_been(place)
    led = freed or place.quantity.kind == "factor" or set(place.words_before(1)) & (words.arriving | words.by)
    if not led or mood.said(words.reached) or (place.quantity.kind == "factor" and _has_been(place)):
        return ()
    if place.verb("able") is not None:
        return ()  # konnte auf 3 Milliarden gesteigert werden
    moved = any(verb.sense.senses & {"up", "down", "lift"} for verb in place.clause.verbs)
    return mood.said(function_words().future) if moved else ()


def _has_been(place: Place) -> bool:
    """Whether an auxiliary of the perfect or the past stands in the clause: *wurde verdoppelt, hat sich halbiert*."""
    small = function_words()
    return not (small.past | small.have).isdisjoint(place.words)


def soon(mood: Mood) -> Spans:
    """What the present tells of the time to come: *in den kommenden Jahren fließen 40 Millionen*, *nach der
    Fertigstellung steigt die Kapazität*.
    """
    place, words = mood.place, figure_words()
    if told_as_past(place) or mood.said(words.reached):
        return ()
    here = range(place.clause.first, place.clause.last)
    coming = [at for at in here if place.passage.words[at] in words.coming and _is_time(place, at + 1)]
    finished = [at for at in here if place.passage.words[at].endswith(words.completions) and _after(place, at)]
    within = mood.said(words.during) and place.verb("start") is None
    freed = mood.said(function_words().future) if within and place.quantity.unit == "percent" else ()
    return (*(place.span(at) for at in (*coming, *finished)), *freed)


def follows(mood: Mood) -> Spans:
    """What comes of what is planned: *sollen 500 Plätze entstehen, damit verdreifacht sich die Zahl*."""
    place, words = mood.place, figure_words()
    opens = place.passage.words[place.clause.first]
    if opens not in words.thereby or told_as_past(place) or mood.said(words.reached):
        return ()
    moved = any("finite" in v.sense.kind and v.sense.senses & {"up", "down"} for v in place.clause.verbs)
    aimed = place.topic.mood == "target" and place.passage.number - place.topic.passage <= 1
    return (place.span(place.clause.first),) if moved and aimed else ()


def _is_time(place: Place, at: int) -> bool:
    return any(
        time.start <= token.start < time.end
        for time in place.passage.times
        for token in place.passage.tokens[at : at + 1]
    )


def _after(place: Place, at: int) -> bool:
    before = place.passage.words[max(place.clause.first, at - 3) : at]
    return bool(set(before) & figure_words().after_it)


def lies_ahead(mood: Mood) -> bool:
    """Whether the size is one of what is only priced: *die Kosten der 152 km langen Leitung*."""
    costs = any(noun.use == "value" for _, noun in mood.place.nouns(("value",)))
    return mood.indicator in BUILT and costs


def hired(mood: Mood) -> Spans:
    """People who are still to come: *die Anwerbung von 250.000 Fachkräften*, where nothing tells it as past."""
    place, nouns = mood.place, figure_words().hiring
    led = place.words_before(2)
    if mood.indicator not in ("people_count", "training_places") or len(led) < 2 or told_as_past(place):
        return ()
    return (place.span(place.first - 2),) if led[0].endswith(nouns) and led[1] in figure_words().leaving else ()


def striven_for(mood: Mood) -> Spans:
    """What somebody tries to have or to do: *bemühen sich um ein Wachstum von zehn Prozent, darum, 9 zu erreichen*."""
    place, said = mood.place, mood.said(figure_words().striving)
    led = said and place.passage.index_at(said[0].start) < place.first
    done = len(mood.clauses) > 1 and is_infinitive(place.passage.words, place.clause)
    return said if led and (done or not figure_words().by.isdisjoint(place.words)) else ()


def created(mood: Mood) -> Spans:
    """Jobs that the present tells of are still to come: *Dadurch entstehen 500 Arbeitsplätze*."""
    place = mood.place
    if mood.indicator != "job_count" or told_as_past(place):
        return ()
    here = range(place.clause.first, place.clause.last)
    return tuple(place.span(at) for at in here if place.passage.words[at] in figure_words().arising)


def prepared(mood: Mood) -> Spans:
    """What is only prepared: *die Vorbereitung neuer Projekte im Wert von 9 Milliarden*."""
    place = mood.place
    if mood.indicator not in ("undertaking_value", "project_count", "agreement_count"):
        return ()
    near = range(max(place.clause.first, place.first - _OF_A_NOUN), place.first)
    return tuple(place.span(at) for at in near if place.passage.words[at] in figure_words().preparing)


def thought_to_cost(mood: Mood) -> Spans:
    """A price with the participle of guessing right behind it: *die auf sechs Milliarden Euro geschätzten Kosten*."""
    place = mood.place
    guessed = mood.indicator in PRICED and set(place.words_after(1)) & figure_words().estimated and not closed(mood)
    return (place.span(place.last + 1),) if guessed else ()


def closed(mood: Mood) -> bool:
    """Whether the sum is what a deal is worth that has been closed: *das Geschäft wird auf 2 Milliarden geschätzt*."""
    place, words = mood.place, figure_words()
    before = place.passage.clause_before(place.clause) or place.clause
    here = range(before.first if place.clause.kind == "relative" else place.clause.first, place.clause.last)
    nouns = [place.passage.words[at] for at in here if place.passage.tokens[at].capital]
    deal = mood.indicator == "undertaking_value" and any(noun.endswith(words.deals) for noun in nouns)
    ahead = any(sense.modal for sense in place.passage.senses)  # ausgeschrieben werden soll der Bau; Kenner schätzen …
    return deal and not ahead and not any(noun.endswith(words.costs) for noun in nouns)


def is_told_habit(place: Place) -> bool:
    """Whether *würden* only gives what another says is so all the time: *laut X würden jährlich Waren … gehen*."""
    told = not (speech_words().before | speech_words().behind).isdisjoint(place.passage.words)
    here = figure_words()
    return told and not here.every.keys().isdisjoint(place.words) and not here.would.isdisjoint(place.words)


def _is_passive(place: Place) -> bool:
    """Whether the clause ends with a participle, so that *würden* only reports a passive."""
    said = [at for at in range(place.clause.first, place.clause.last) if place.passage.words[at].isalpha()]
    verb = next((verb for verb in place.clause.verbs if said and verb.index == said[-1]), None)
    return verb is not None and any(option.kind == "participle" for option in place.passage.senses[verb.index].verbs)


def said_to_come(mood: Mood) -> Spans:
    """What somebody says that he would do, as German puts a plan in another's mouth: *hieß es, China würde 7 Mrd.
    Dollar geben*.
    """
    place, clauses = mood.place, mood.place.passage.clauses
    at = clauses.index(place.clause)
    if not mood.said(figure_words().would):
        return ()
    if _is_passive(place):
        return mood.said(figure_words().would)  # Dazu würden Projekte im Umfang von 19 Millionen Euro finanziert
    if at == 0:
        return ()
    before = clauses[at - 1]
    words = place.passage.words_of(before)
    says = any("say" in verb.sense.senses for verb in before.verbs) or not speech_words().called.isdisjoint(words)
    return mood.said(figure_words().would) if says and words[-1] in (",", ":") else ()


def would_have(mood: Mood) -> Spans:
    """What would have been, told by nobody else: *17 Milliarden hätte die Strecke gekostet*."""
    place = mood.place
    if place.clause.kind != "main" or "say" in place.passage.meanings or not _ends_in_a_participle(place):
        return ()
    return () if place.passage.words[-1] == "“" else mood.said(figure_words().unreal)


def _ends_in_a_participle(place: Place) -> bool:
    """Whether the last word of the clause is a participle: *… gekostet*."""
    said = [at for at in range(place.clause.first, place.clause.last) if place.passage.words[at].isalpha()]
    return bool(said) and "participle" in place.passage.senses[said[-1]].kinds


def expected_behind(mood: Mood) -> Spans:
    """Who expects it stands behind: *wird 10 Milliarden erreichen, so erwartet es der Botschafter*."""
    place, clauses = mood.place, mood.place.passage.clauses
    at = clauses.index(place.clause)
    if not place.clause.planned or at + 1 >= len(clauses):
        return ()
    behind = clauses[at + 1]
    span = place.passage.span_of(behind)
    if behind.kind != "main" or any(span.covers(quantity.span) for quantity in place.passage.quantities):
        return ()
    expects = (v.index for v in behind.verbs if "expect" in v.sense.senses and v.index <= behind.first + 1)
    return tuple(place.span(index) for index in expects)


def starts_then(place: Place, at: int) -> bool:
    """Whether the clause opens with a year from which something is so: *ab 2028 folgen 64 Panzer*."""
    words = place.passage.words
    opens = at == place.clause.first and words[at] in figure_words().from_then
    return opens and any(
        time.role == "since" and len(time.timex.split("/")[0]) == _YEAR for time in place.passage.times
    )


def expected(mood: Mood) -> Spans:
    """The verb of expecting; of a deal that has been closed *geschätzt* only says that its sum is not sure."""
    said = mood.done("expect")
    if len(mood.clauses) > 1 and not told_as_past(mood.place):
        said = said or mood.said(figure_words().hoped)
    guessed = "expect" in mood.verbs and mood.place.passage.words[mood.verbs["expect"]] in figure_words().estimated
    return () if guessed and closed(mood) else said


def goes_with_a_plan(mood: Mood) -> Spans:
    """What a thing will have that the clause before plans: *Er soll 1 GW leisten, dazu kommt ein Speicher*."""
    place = mood.place
    before = place.passage.clause_before(place.clause)
    if mood.indicator not in BUILT or before is None or not before.planned or has_past_verb(place):
        return ()
    modal = (verb.index for verb in before.verbs if "plan" in verb.sense.senses)
    return tuple(place.span(at) for at in modal)


def announced(mood: Mood) -> Spans:
    """What somebody says he is going to do: *gab bekannt, zwei Brücken zu errichten*, not *errichtet zu haben*."""
    words, small = mood.place.passage.words, function_words()
    last = [word for word in words[mood.place.clause.first : mood.place.clause.last] if word.isalpha()][-1:]
    if "say" not in mood.verbs or set(last) & (small.have | small.be):
        return ()
    return next((said for sense in _DOING if (said := mood.done(sense))), ())


def becomes(mood: Mood) -> Spans:
    """What will be so long: *fast 1000 Kilometer lang wird das Kabel*."""
    if (mood.indicator not in BUILT and mood.indicator != "duration") or told_as_past(mood.place):
        return ()
    long = set(mood.place.words_after(1)) & (figure_words().long | function_words().future)
    return mood.said(function_words().future) if long else ()


def marked(mood: Mood) -> Spans:
    """An aim that a number is set as: *haben 15 Milliarden als Marke ausgegeben*."""
    words, passage = figure_words(), mood.place.passage
    for at in range(mood.place.clause.first + 1, mood.place.clause.last):
        if passage.words[at] in words.marks and passage.words[at - 1] in words.as_what:
            return (mood.place.span(at),)
    return ()


def ordered(mood: Mood) -> Spans:
    """What is to be built or delivered by what was agreed: *vereinbarten den Bau eines 500 Megawatt starken Parks*."""
    if mood.indicator not in BUILT | _TO_BE_DELIVERED or mood.verbs.keys() & {"start", "complete"}:
        return ()
    if _since_then(mood.place):
        return ()  # hat seit 1994 die Ausbildung von 130 Fachkräften finanziert
    if not function_words().past.isdisjoint(mood.place.words) and mood.verbs.keys() & {"up", "down"}:
        return ()  # durch das unterzeichnete Abkommen wurde die Zahl um 18 erhöht
    if "sell" in mood.verbs and (told_as_past(mood.place) or mood.place.is_regular):
        return ()  # hat 15 Millionen Tonnen Kohle verkauft; verkauft dem Land jährlich 2 Millionen
    return mood.done("commit")


def _since_then(place: Place) -> bool:
    """Whether the perfect tells what has been done since a time."""
    times = place.passage.times_of(place.clause)
    return not function_words().have.isdisjoint(place.words) and any(time.role == "since" for time in times)
