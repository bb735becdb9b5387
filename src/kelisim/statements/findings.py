"""What a rule finds out about a number: which indicator it is, and the words that say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from msgspec import Struct, structs

from kelisim.language.annotations import Actor, Quantity
from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective
from kelisim.language.words import IndicatorNoun, ThingNoun
from kelisim.model import TRADE, Indicator, Measure, Modality, Span
from kelisim.once import once
from kelisim.statements.figure_words import figure_words
from kelisim.statements.governors import governor, noun_word
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason
from kelisim.statements.speech_words import speech_words

# A bare number this large is a sum of money where the text speaks of money; one this large is no count of its own.
_SURELY_MONEY, _SURELY_SCALED = 1_000_000, 1_000


class Finding(Struct, frozen=True, kw_only=True):
    """An indicator for a quantity. ``grounds`` are the words that name it; ``item`` the part of a whole."""

    indicator: Indicator
    head: Span
    grounds: tuple[Span, ...]
    measure: Measure | None = None
    item: Span | None = None
    reasons: tuple[Reason, ...] = ()


class Topic(Struct, frozen=True, kw_only=True):
    """What the last figures were about, so that *er kam auf 3 Mrd.* and *Ziel seien 10* go on with it."""

    finding: Finding | None = None
    quantity: Quantity | None = None
    passage: int = -9
    money: Quantity | None = None
    flow: IndicatorNoun | None = None
    flow_span: Span | None = None
    flow_passage: int = -9
    good: IndicatorNoun | None = None
    good_span: Span | None = None
    good_passage: int = -9
    thing_passage: int = -9
    line_passage: int = -9
    line_ends: tuple[str, ...] = ()
    line_passage_of_ends: int = -9
    line_spans: tuple[Span, ...] = ()
    unit: Span | None = None
    origin: str | None = None
    destination: str | None = None
    directed: str | None = None
    reporter: str | None = None
    trading: bool = False
    mood: Modality = "actual"
    mood_spans: tuple[Span, ...] = ()
    parties: tuple[str, ...] = ()
    party_spans: tuple[Span, ...] = ()
    way_said: bool = False
    period: str | None = None
    period_span: Span | None = None
    period_passage: int = -9

    def finding_is(self, indicator: str) -> bool:
        """Whether the last figure was of this indicator."""
        return self.finding is not None and self.finding.indicator == indicator


class Place(Struct, frozen=True, dict=True, kw_only=True):
    """Where a quantity stands: its passage, its clause, the tokens it takes, and what came before."""

    passage: Passage
    quantity: Quantity
    clause: Clause
    first: int
    last: int
    topic: Topic
    lent_unit: Span | None = None

    @property
    def head(self) -> Span:
        """Number, unit and qualifier."""
        return self.quantity.full

    def nouns(self, use: tuple[str, ...], *, reach: str = "clause") -> list[tuple[int, IndicatorNoun]]:
        """Indicator nouns of these uses in the clause (or the sentence), nearest to the number first."""
        found = [pair for pair in (self._here if reach == "clause" else self._around) if pair[1].use in use]
        if len(found) > 1 and "(" in self.words:  # die Einfuhren (vor allem Reis, Kaffee) stiegen um 45 Prozent
            found = [pair for pair in found if not self.is_aside(pair[0])] or found
        return found

    @once
    def _here(self) -> list[tuple[int, IndicatorNoun]]:
        return [pair for pair in self._around if self.clause.holds(pair[0])]

    @once
    def _around(self) -> list[tuple[int, IndicatorNoun]]:
        """All indicator nouns of the sentence but those of the number itself, nearest first."""
        others = [pair for pair in self.passage.indicators if not self.first <= pair[0] <= self.last]
        return sorted(others, key=lambda pair: self.distance(pair[0]))

    def is_aside(self, index: int) -> bool:
        """Whether a word stands in brackets that the number does not stand in."""
        words = self.passage.words
        opening = next((at for at in range(index, self.clause.first, -1) if words[at] in "()"), -1)
        closing = next((at for at in range(index, len(words)) if words[at] in "()"), -1)
        shut = opening >= 0 and closing >= 0 and words[opening] == "(" and words[closing] == ")"
        return shut and not opening < self.first < closing

    def distance(self, index: int) -> int:
        """Tokens between the number and a word; words behind it count a little further off."""
        return self.first - index if index < self.first else 2 * (index - self.last)

    @property
    def closes(self) -> bool:
        """Whether nothing follows the number but the end of its part of the sentence."""
        following = self.words_after(1)
        return not following or not following[0][:1].isalnum() or following[0] in figure_words().splitting

    def words_after(self, count: int) -> tuple[str, ...]:
        """The words behind the number."""
        return self.passage.words[self.last + 1 : self.last + 1 + count]

    @once
    def noun_after(self) -> int | None:
        """The noun that a bare number counts: the next one behind its adjectives."""
        passage, words = self.passage, figure_words()
        if (described := self._behind_a_participle()) is not None:
            return described
        sizes = [q.span for q in passage.quantities if q.kind == "measure" and q.start > self.quantity.end]
        for index in range(self.last + 1, min(self.last + 7, self.clause.last, len(passage.tokens))):
            token = passage.tokens[index]
            if self.quantity.kind == "count" and any(size.start <= token.start < size.end for size in sizes):
                continue  # fünf 40 Meter lange Schiffe
            if token.capital and token.word[0].isalpha():
                if token.word.endswith("er") and self._is_whence(index):
                    continue  # 330 Schweizer Unternehmen
                return self._second_part(index)
            if not is_adjective(passage.tokens, passage.senses, index) and passage.words[index] not in words.between:
                return None
        return None

    def _behind_a_participle(self) -> int | None:
        """The noun behind a participle with what belongs to it: *150 aus Polen gelieferte Busse*."""
        tokens, words, small = self.passage.tokens, self.passage.words, function_words()
        first, end = self.last + 1, min(self.last + _ATTRIBUTE, self.clause.last - 1)
        if first + 1 >= end or words[first] not in small.prepositions or words[first + 1] in small.determiners:
            return None
        for at in range(first + 1, end):
            if not words[at].isalpha():
                return None
            told = not tokens[at].capital and words[at].endswith(_PARTICIPLES) and self.passage.senses[at].verbs
            if told and tokens[at + 1].capital:
                return self._second_part(at + 1)
        return None

    def _is_whence(self, index: int) -> bool:
        """Whether a word is the adjective of a state or town before a noun: *Schweizer Firmen*."""
        tokens, following = self.passage.tokens, index + 1
        starts = {actor.start for actor in self.passage.actors}
        noun = following < self.clause.last and tokens[following].capital
        return noun and tokens[index].start in starts and tokens[following].start not in starts

    def _second_part(self, index: int) -> int:
        """Of *Ausbildungs- und Arbeitsplätze* the noun that both share, else the word itself."""
        words, small = self.passage.words, function_words()
        hanging = words[index].endswith("-") and words[index + 1 : index + 2] and words[index + 1] in small.conjunctions
        return index + 2 if hanging and index + 2 < self.clause.last else index

    @once
    def words(self) -> tuple[str, ...]:
        """The words of the clause in lower case."""
        return self.passage.words_of(self.clause)

    @property
    def actors(self) -> list[Actor]:
        """The actors of the clause."""
        return self.passage.actors_of(self.clause)

    def verb(self, sense: str) -> int | None:
        """The first verb of the clause with this sense."""
        if sense not in self.passage.meanings:
            return None
        return next((verb.index for verb in self._own_verbs if sense in verb.sense.senses), None)

    @once
    def stretch(self) -> tuple[int, int]:
        """The tokens of the clause; where *und* joins participles (*… eingeführt und … verkauft*) the number's."""
        words, joints = self.passage.words, function_words().clause_conjunctions
        parts = (verb.index + 1 for verb in self.clause.verbs if verb.sense.kind == "participle")
        cuts = [at for at in parts if at < self.clause.last and words[at] in joints]
        start = max((cut for cut in cuts if cut < self.first), default=self.clause.first)
        return start, min((cut for cut in cuts if cut > self.last), default=self.clause.last)

    @once
    def _own_verbs(self) -> Sequence[ClauseVerb]:
        start, end = self.stretch
        return [verb for verb in self.clause.verbs if start <= verb.index < end] or self.clause.verbs

    @once
    def aside(self) -> frozenset[int]:
        """The tokens whose moves are not the number's: in other brackets, or outside of its own where that tells one.

        *Erz – 29 Prozent (die Menge fiel um 30 Prozent); Korn – 27 Prozent (Wachstum um 289 Prozent)*.
        """
        words = self.passage.words
        if "(" not in words:
            return frozenset()
        brackets, number, inside = [], 0, 0
        for word in words:
            number += word == "("
            inside = number if word == "(" else 0 if word == ")" else inside
            brackets.append(inside)
        own = brackets[self.first]
        here = [at for at, bracket in enumerate(brackets) if bracket == own]
        moves = own > 0 and any(
            words[at] in figure_words().moves or not self.passage.senses[at].meanings.isdisjoint(_MOVES) for at in here
        )
        return frozenset(at for at, bracket in enumerate(brackets) if bracket != own and (bracket or moves))

    def thing(self, index: int) -> ThingNoun | None:
        """The undertaking that a word names; not both parties, nor an institute that says so: *nach Zahlen des …*."""
        thing = self.passage.senses[index].thing
        if thing is not None and self._is_of_a_pair(index):
            return None  # der Handel beider Blöcke
        if thing is None or thing.kind != "institution":
            return thing
        told = noun_word(self.passage, governor(self.passage, index)) in speech_words().sources
        return None if told else thing

    def _is_of_a_pair(self, index: int) -> bool:
        start = self.passage.tokens[index].start
        return any(actor.kind == "pair" and actor.start <= start < actor.end for actor in self.passage.actors)

    @once
    def is_regular(self) -> bool:
        """Whether the clause tells a rate and names no time but that: *verkauft dem Land jährlich drei Millionen*."""
        times = self.passage.times_of(self.clause)
        rated = self.quantity.per is not None or bool(times)
        return rated and all(time.kind == "set" for time in times) and not self.clause.planned

    def words_before(self, count: int) -> tuple[str, ...]:
        """The words before the number and its qualifier, nearest last."""
        return self.passage.words[max(0, self.first - count) : self.first]

    def span(self, index: int) -> Span:
        """One word as a span of the text."""
        token = self.passage.tokens[index]
        return Span(token.start, token.end)


_ATTRIBUTE = 7  # tokens from a number to the end of what describes its noun
_PARTICIPLES = ("te", "ten", "ter", "tes", "ene", "enen", "ener", "enes")
_NEAR_NOUN = 3  # tokens from a noun to its bare number
_ONE_WAY = ("exports", "imports")
_MOVES = frozenset({"up", "down"})
_STREAMS = (*TRADE, "financing")
GOES_ON = Reason("goes on with the topic", -0.1)
_RECENT = 2  # sentences over which a topic goes on
_STILL_RECENT = 4  # where sums of trade are still being told


class More(Struct, frozen=True, kw_only=True):
    """What a rule knows of a figure beside its indicator."""

    measure: Measure | None = None
    head: Span | None = None
    item: Span | None = None
    reasons: tuple[Reason, ...] = ()


PLAIN, LEVEL = More(), More(measure="level")


def found(place: Place, indicator: str, grounds: tuple[Span, ...], more: More = PLAIN) -> Finding:
    """A finding for the number at ``place``: the indicator and the words that name it."""
    if indicator in _ONE_WAY and grounds and _is_of_both_ways(place, grounds[0]):
        indicator = "trade_turnover"
    if indicator == "trade_turnover" and grounds and _is_of_services(place, grounds[0]):
        indicator = "other"
    return Finding(
        indicator=cast(Indicator, indicator),
        head=more.head or place.head,
        grounds=grounds,
        measure=more.measure,
        item=more.item,
        reasons=more.reasons,
    )


def _is_of_both_ways(place: Place, ground: Span) -> bool:
    """Whether one number is of both ways: *die Ein- und Ausfuhren*, *Exporte und Importe summierten sich auf …*."""
    words, at = place.passage.words, place.passage.index_at(ground.start)
    joined = at > 1 and words[at - 1] in function_words().conjunctions
    if joined and (words[at - 2] == "-" or words[at - 2].endswith("-")):
        return True
    span = place.passage.span_of(place.clause)
    alike = [q for q in place.passage.quantities if span.covers(q.span) and q.kind == place.quantity.kind]
    ahead = at + 1 < len(words) and words[at + 1] in function_words().conjunctions
    return len(alike) == 1 and ((joined and _is_one_way(place, at - 2)) or (ahead and _is_one_way(place, at + 2)))


def _is_of_services(place: Place, ground: Span) -> bool:
    """Whether what is traded are no goods: *der Handel mit Dienstleistungen*, not *mit Waren und Dienstleistungen*."""
    at = place.passage.index_at(ground.start)
    behind = place.passage.words[at + 1 : at + 3]
    return len(behind) > 1 and behind[0] in figure_words().aiding and behind[1] in figure_words().services


def _is_one_way(place: Place, at: int) -> bool:
    senses = place.passage.senses
    noun = senses[at].indicator if 0 <= at < len(senses) else None
    return noun is not None and noun.indicator in _ONE_WAY and noun.use == "flow"


def flow_goes_on(place: Place, measure: Measure | None = None) -> Finding | None:
    """The flow that the text spoke of last, if that is not too long ago."""
    topic, number = place.topic, place.passage.number
    if topic.flow is None or topic.flow_span is None:
        return None
    still = topic.finding is not None and topic.finding.indicator in _STREAMS and number - topic.passage <= 1
    if number - topic.flow_passage > (_STILL_RECENT if still else _RECENT):
        return None
    return found(place, topic.flow.indicator, (topic.flow_span,), More(measure=measure, reasons=(GOES_ON,)))


def good_goes_on(place: Place) -> Finding | None:
    """The good or freight that the text spoke of last."""
    topic = place.topic
    if topic.good is None or topic.good_span is None or place.passage.number - topic.good_passage > _RECENT + 1:
        return None
    return found(place, topic.good.indicator, (topic.good_span,), More(reasons=(GOES_ON,)))


def place(passage: Passage, quantity: Quantity, topic: Topic) -> Place:
    """Find the clause and the tokens of a quantity; a bare number may borrow its unit from another one."""
    here = Place(
        passage=passage,
        quantity=quantity,
        clause=passage.clause_at(quantity.start),
        first=passage.index_at(quantity.full_start),
        last=passage.index_at(quantity.end - 1),
        topic=topic,
    )
    lender = _lender(here)
    if lender is None:
        return here
    borrowed = structs.replace(quantity, unit=lender.unit, kind=lender.kind)
    unit = topic.unit if topic.unit is not None and lender is topic.quantity else lender.span
    return structs.replace(here, quantity=borrowed, lent_unit=unit)


def _lender(here: Place) -> Quantity | None:
    """The quantity whose unit a bare number shares: *… 3 Mrd. US-Dollar. Bis 2020 sollen es 5 Mrd. sein*."""
    quantity, topic = here.quantity, here.topic
    if quantity.kind != "count" or not _is_bare(here) or (quantity.compound and quantity.low < _SURELY_MONEY):
        return None  # of words with a number only *die Milliardengrenze*
    if here.words_after(1) and here.words_after(1)[0] in figure_words().instead:
        later = (q for q in here.passage.quantities if q.start > quantity.end)
        other = next(later, None)
        return other if other is not None and other.kind == "measure" else None
    before = topic.quantity
    measured = before is not None and before.kind == "measure" and here.passage.number - topic.passage <= 1
    # auf ungarischer Seite 180 Kilometer, auf serbischer 120: in one sentence any number shares the unit
    if measured and here.passage.number == topic.passage and (here.closes or topic.finding_is("length")):
        return before
    if measured and here.passage.number == topic.passage and set(here.words_before(1)) & figure_words().arriving:
        return before  # von acht Stunden auf zwei sinken
    if quantity.low >= _SURELY_MONEY:
        if not figure_words().headcount.isdisjoint(here.words):
            return None  # ihre Anzahl wird auf anderthalb Millionen geschätzt
        if measured and not figure_words().it.isdisjoint(here.words_before(1)):
            return before  # bezog 7,6 Milliarden Kubikmeter; in diesem Jahr sollen es acht Milliarden werden
        if _in_brackets_of_a_sum(here):
            return None  # 88 Millionen Euro (58 Milliarden FCFA)
        people = any(noun.use == "national" and here.distance(at) <= _NEAR_NOUN for at, noun in here.passage.indicators)
        return None if people else topic.money  # eine Bevölkerung von 100 Millionen
    return before if measured and quantity.low >= _SURELY_SCALED else None


def _is_bare(here: Place) -> bool:
    """Whether a number counts nothing, or only says what the sum is: *davon 81 Mio. Kredite*."""
    at = here.noun_after
    noun = here.passage.senses[at].indicator if at is not None and here.quantity.low >= _SURELY_MONEY else None
    return at is None or (noun is not None and noun.indicator == "financing" and noun.use == "flow")


def _in_brackets_of_a_sum(here: Place) -> bool:
    """Whether the number opens a bracket behind a sum: that sum again, in money that is not known."""
    passage, words = here.passage, here.passage.words
    opening = next((at for at in range(here.first - 1, max(-1, here.first - 5), -1) if words[at] == "("), 0)
    return any(q.kind == "money" and passage.index_at(q.end - 1) == opening - 1 for q in passage.quantities if opening)
