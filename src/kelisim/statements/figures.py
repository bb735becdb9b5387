"""Figures: numbers about what goes on between states.

In: the context of a text. Out: one figure for each number that a rule of `indicators` accepts, with its fields and
the words behind each. The same number given twice in one text is one figure; its evidence is the fuller sentence.
"""

from __future__ import annotations

from msgspec import structs

from kelisim.language.annotations import Quantity
from kelisim.language.function_words import function_words
from kelisim.model import TRADE, Evidence, Figure, Modality, Span, Sum
from kelisim.statements.attributions import attribution
from kelisim.statements.context import Context
from kelisim.statements.directions import direction
from kelisim.statements.figure_checks import UNRATED
from kelisim.statements.figure_evidence import lent_scale, plain_moods, rate_words, told_rate
from kelisim.statements.figure_items import item
from kelisim.statements.figure_lines import line_ends
from kelisim.statements.figure_moods import conditional, measure, modality, polarity, signed
from kelisim.statements.figure_parties import figure_parties
from kelisim.statements.figure_periods import period
from kelisim.statements.figure_scope import equals_something, in_all, is_elsewhere, of_one_alone, sent_to_a_region
from kelisim.statements.figure_twins import merged
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place, Topic, place
from kelisim.statements.flow_ends import Ends, flow_way, way
from kelisim.statements.indicators import decide
from kelisim.statements.lenders import of_no_state
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason, confidence
from kelisim.statements.volume_figures import names_a_line

_BASE = 0.93
_PAIR = 2
# What *Vertrag über* leads to: sums, and goods that are ordered.
_SIGNED_OVER = ("financing", "undertaking_value", "other")
# Plants, lines and terms are told of in the present before they are there.
_OFTEN_PLANNED = ("capacity", "length", "duration", "commodity_volume")
_LENT = ("financing", "undertaking_value")
_GOODS = ("commodity_volume", "freight", "transit")
_ONE_WAY = ("exports", "imports")


def figures(context: Context) -> list[Figure]:
    """All figures of a text in their order; none where the text is not about what goes on between states."""
    if not context.interstate:
        return []
    found: list[Figure] = []
    topic = Topic(money=_first_money(context))
    for passage in context.passages:
        if names_a_line(passage):
            topic = _with_the_line(topic, passage)
        for quantity in passage.quantities:
            if quantity.kind == "ordinal":
                continue
            here = place(passage, quantity, _latest_flow(passage, quantity.start, topic, context.pair))
            if here.verb("dispute") is not None:
                continue  # streiten über einen Kredit von drei Milliarden
            named = decide(here)
            if named is None:
                continue
            rule, finding = named
            figure = _figure(here, finding, rule, context)
            if _has_parties(here, figure) and not is_elsewhere(here, finding):
                found.append(figure)
                topic = _carried_on(here, finding, figure)
            if here.quantity.kind == "money" and here.lent_unit is None:
                topic = structs.replace(topic, money=here.quantity)
        topic = _latest_flow(passage, passage.span.end, topic, context.pair)
        ends = way(passage) if passage.quantities or topic.origin is None else None
        if ends is not None:
            topic = structs.replace(topic, origin=ends[0], destination=ends[1])
        if any(sense.thing is not None for sense in passage.senses):
            topic = structs.replace(topic, thing_passage=passage.number)
    return merged(found, context)


def _has_parties(here: Place, figure: Figure) -> bool:
    """Whether two take part, or one borrows from a bank of no state."""
    last = here.topic.finding_is("financing") and figure.parties == here.topic.parties
    alone = figure.indicator in _LENT and (last or of_no_state(here))
    return len(figure.parties) >= (1 if alone else _PAIR)


def _figure(here: Place, finding: Finding, rule: str, context: Context) -> Figure:
    passage, quantity = here.passage, here.quantity
    if _is_preposition(here, finding):
        quantity = structs.replace(quantity, full_start=quantity.start, qualifier="exact")
        finding = structs.replace(finding, head=quantity.span)
    scale = lent_scale(here)
    spans: dict[str, tuple[Span, ...]] = {
        "indicator": finding.grounds,
        "low": (quantity.span, *scale),
        "high": (quantity.span, *scale),
        "unit": (here.lent_unit or next(iter(scale), quantity.span),),
        "qualifier": _bound(here, quantity),
    }
    kind, spans["measure"] = measure(here, finding)
    mode, spans["modality"] = _mood(here, finding)
    sense, spans["polarity"] = polarity(here)
    (who, spans["parties"]), guesses = figure_parties(here, finding, context)
    when, spans["period"] = period(here, finding, mode)
    origin, destination, way = _between(direction(here, finding, who), who)
    speaker, spans["attribution"] = attribution(passage, finding.head, context)
    part = item(here, finding)
    rate = None if finding.indicator in UNRATED else quantity.per or _rate(here, finding)
    moods, mood_spans = plain_moods(here)
    spans |= {"per": rate_words(here, rate), "conditional": conditional(here), **mood_spans}
    spans |= {"from": way if origin else (), "to": way if destination else (), "item": (part,) if part else ()}
    spans["also"] = (quantity.also.span,) if quantity.also else ()
    low, high = signed(here, kind)
    doubts = [*finding.reasons, *_doubts(here, finding, spans), *guesses]
    score, reason = confidence(_BASE, doubts)
    return Figure(
        indicator=finding.indicator,
        measure=kind,
        low=low,
        high=high,
        unit=quantity.unit,
        per=rate,
        qualifier=quantity.qualifier,
        modality=mode,
        polarity=sense,
        conditional=bool(spans["conditional"]),
        provisional=moods["provisional"],
        estimate=moods["estimate"],
        parties=who,
        origin=origin,
        destination=destination,
        period=when,
        item=part.quote(passage.text) if part else None,
        also=(Sum(quantity.also.low, quantity.also.high, quantity.also.unit),) if quantity.also else (),
        attribution=speaker,
        rule=rule,
        confidence=score,
        confidence_reason=reason,
        evidence=Evidence(
            start=passage.span.start,
            end=passage.span.end,
            head=finding.head,
            fields={name: value for name, value in spans.items() if value},
        ),
    )


def _mood(here: Place, finding: Finding) -> tuple[Modality, tuple[Span, ...]]:
    """How a figure is meant; the parts of a sum are meant as the sum is: *Davon entfallen 60 Millionen auf Kredite*."""
    mode, said = modality(here, finding)
    part = here.quantity.kind in ("money", "percent", "count") and _is_part_of_the_last(here)
    said_of_it = said and here.topic.passage != here.passage.number
    told = here.topic.mood_spans and not said_of_it and part and not figure_words().paid_out & set(here.passage.words)
    return (here.topic.mood, here.topic.mood_spans) if told else (mode, said)


def _is_part_of_the_last(here: Place) -> bool:
    """Whether *davon* stands with the number or before it in its sentence, and its whole not far off."""
    if here.passage.number - here.topic.passage > 1:
        return False
    near = here.passage.words[: here.last + 2]
    return not figure_words().owned_by.isdisjoint(near)


def _bound(here: Place, quantity: Quantity) -> tuple[Span, ...]:
    """The words of the bound before the number, without the blank behind them."""
    words = here.passage.text[quantity.full_start : quantity.start].rstrip()
    return (Span(quantity.full_start, quantity.full_start + len(words)),) if words else ()


def _rate(here: Place, finding: Finding) -> str | None:
    """The unit of time that a number goes by: *verkehren wöchentlich drei Flüge*, *die tägliche Liefermenge von …*."""
    rates = figure_words().every
    own = [here.passage.words[here.passage.index_at(ground.start) - 1] for ground in finding.grounds[:1]]
    return next((rates[word] for word in (*here.words_before(3), *own) if word in rates), None) or told_rate(here)


def _is_preposition(here: Place, finding: Finding) -> bool:
    """Whether *über* before the sum belongs to the loan or contract in front, not to the number."""
    quantity, passage = here.quantity, here.passage
    words = passage.text[quantity.full_start : quantity.start].strip().lower()
    if finding.indicator == "duration" and finding.head == quantity.span != here.head:
        return words in figure_words().preposition_of_sums  # einen Liefervertrag über 15 Jahre
    if here.words_before(1) and here.words_before(1)[0] in function_words().prepositions:
        return False  # ausgestattet mit über 200 Millionen Euro
    if words not in figure_words().preposition_of_sums or finding.indicator not in _SIGNED_OVER:
        return False
    if set(here.words_before(1)) & figure_words().from_or_to:
        return False  # im Gesamtwert von über 352 Millionen
    at = passage.index_at(finding.grounds[0].start) if finding.grounds else here.first
    thing = passage.senses[at].thing
    paper = finding.indicator == "financing" or (thing is not None and thing.kind == "agreement")
    verbs = {verb.index for verb in here.clause.verbs}
    return paper and at < here.first and not any(index in verbs for index in range(at, here.first))


def _between(ends: Ends, who: tuple[str, ...]) -> Ends:
    """Only the ends that are parties of the figure."""
    origin, destination, spans = ends
    return (origin if origin in who else None), (destination if destination in who else None), spans


def _first_money(context: Context) -> Quantity | None:
    """The first sum of the text: a headline's bare *zehn Milliarden* is of its currency."""
    sums = (quantity for passage in context.passages for quantity in passage.quantities if quantity.kind == "money")
    return next(sums, None)


def _doubts(here: Place, finding: Finding, spans: dict[str, tuple[Span, ...]]) -> list[Reason]:
    """What makes a figure less certain; the weights are measured on annotated reports (`evaluate --tables`)."""
    doubts = []
    if finding.indicator in _OFTEN_PLANNED and not spans["modality"]:
        doubts.append(Reason("no word of how real it is", -0.2))
    if not finding.grounds:
        doubts.append(Reason("no word of what it measures", -0.25))
    if here.passage.is_headline:
        doubts.append(Reason("headline", -0.25))
    if equals_something(here):
        doubts.append(Reason("only as much as something else", -0.3))
    if finding.measure == "share" and finding.indicator in _ONE_WAY and of_one_alone(here):
        doubts.append(Reason("a part of what one state sends to all", -0.2))
    if in_all(here, finding):
        doubts.append(Reason("perhaps what one state has with all", -0.3))
    if sent_to_a_region(here, finding):
        doubts.append(Reason("goes to a part of the world", -0.3))
    return doubts


def _latest_flow(passage: Passage, before: int, topic: Topic, pair: tuple[str, ...]) -> Topic:
    """The topic as it stands at an offset: the last flow with its way and the last good that the text has named."""
    changes: dict[str, object] = {}
    for index, noun in passage.indicators:
        token = passage.tokens[index]
        if token.start >= before:
            break
        sent = noun.use == "weak" and noun.indicator == "exports" and _leads_away(passage, index)
        name = "flow" if noun.use == "flow" or sent else "good" if noun.indicator in _GOODS else None
        if name is not None:
            changes[name] = noun
            changes[f"{name}_span"] = Span(token.start, token.end)
            changes[f"{name}_passage"] = passage.number
        ends = flow_way(passage, index, pair) if name == "flow" and noun.indicator in _ONE_WAY else None
        if ends is not None:
            changes |= {"origin": ends[0], "destination": ends[1], "directed": noun.indicator}
            changes["way_said"] = set(ends) <= passage.codes
    return structs.replace(topic, **changes) if changes else topic


def _leads_away(passage: Passage, index: int) -> bool:
    """Whether a noun of delivery has its way behind it: *Lieferungen aus Österreich*."""
    following = passage.words[index + 1] if index + 1 < len(passage.words) else ""
    return following in figure_words().out_of or following in figure_words().bound_for


def _with_the_line(topic: Topic, passage: Passage) -> Topic:
    """The topic with the line that the sentence speaks of, and between whom it runs, where it says so."""
    topic = structs.replace(topic, line_passage=passage.number)
    ends = line_ends(passage)
    return (
        topic
        if ends is None
        else structs.replace(topic, line_ends=ends[0], line_spans=ends[1], line_passage_of_ends=passage.number)
    )


def _carried_on(here: Place, finding: Finding, figure: Figure) -> Topic:
    number = here.passage.number
    rated = structs.replace(here.quantity, per=figure.per)
    topic = structs.replace(here.topic, finding=finding, quantity=rated, passage=number, unit=here.lent_unit)
    topic = structs.replace(topic, parties=figure.parties, party_spans=figure.evidence.fields.get("parties", ()))
    topic = structs.replace(topic, mood=figure.modality, mood_spans=figure.evidence.fields.get("modality", ()))
    if figure.indicator in TRADE:
        topic = structs.replace(topic, trading=True)
    spans = figure.evidence.fields.get("period", ())
    later = topic.period is None or (figure.period or "") >= topic.period or number - topic.period_passage > 2
    told = figure.indicator in TRADE and figure.modality == "actual" and figure.period is not None
    if told and spans and later:
        whole = next((time.point for time in here.passage.times if time.span == spans[0]), None) or figure.period
        topic = structs.replace(topic, period=whole, period_span=spans[0], period_passage=number)
    if finding.indicator in _GOODS and topic.good is not None:
        topic = structs.replace(topic, good_passage=number)
    if figure.origin is None and figure.destination is None:
        return topic
    reporter = {"exports": figure.origin, "imports": figure.destination}.get(figure.indicator) or topic.reporter
    ends = {"origin": figure.origin, "destination": figure.destination, "directed": figure.indicator}
    return structs.replace(topic, reporter=reporter, **ends)
