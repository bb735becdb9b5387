"""Percentages and factors: how much something grew or fell, and what part of a whole it is."""

from __future__ import annotations

from msgspec import structs

from kelisim.language.function_words import function_words
from kelisim.language.words import IndicatorNoun
from kelisim.model import TRADE, Measure
from kelisim.statements.counted_figures import shared
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import GOES_ON, Finding, More, Place, flow_goes_on, found, good_goes_on
from kelisim.statements.reasons import Reason
from kelisim.statements.volume_figures import VOLUMES

_TOLD_ON = ("people_count", "investment")  # of which the next sentence may tell a change: *Das ist ein Plus von …*
_OF_GOODS = 4  # words from a flow to its goods
_OF_A_NUMBER = 8  # words from the noun of a number to what is counted
_DASHES = ("-", "–")
_OPENING = frozenset({"(", "+", *_DASHES})  # before a change in brackets
_PARTS, _WHOLE = 2, 100  # of a whole that is split
_SHARE = More(measure="share", reasons=(Reason("of what whole is not sure", -0.2),))


def flow_named_behind(place: Place) -> Finding | None:
    """A number with its flow right behind it: *6,8 % bei den Exporten und 9,1 % bei den Importen*."""
    passage, at = place.passage, place.last + 2
    if place.quantity.kind not in ("percent", "money") or not figure_words().in_what & set(place.words_after(1)):
        return None
    at += at < len(passage.words) and passage.words[at] in function_words().determiners
    noun = passage.senses[at].indicator if at < place.clause.last else None
    if noun is None or noun.use != "flow":
        return None
    grounds = (place.span(at),)
    if place.quantity.kind == "percent" and not figure_words().share.isdisjoint(place.words) and not moves(place):
        return found(place, noun.indicator, grounds, _SHARE)  # mit einem Anteil von 7 % bei den Importen
    level = place.quantity.kind == "money" or _is_reached(place)
    return found(place, noun.indicator, grounds, More(measure=None if level else "change"))


def share_of_goods(place: Place) -> Finding | None:
    """A part of what one state sells that goes to another: *70 Prozent der kenianischen Schnittblumen gehen nach …*."""
    if place.quantity.unit != "percent" or not figure_words().whole & set(place.words_after(1)):
        return None
    if place.nouns(("flow", "transit")):
        return None
    actors = place.actors
    owned = [a for a in actors if a.kind == "demonym" and 0 <= place.passage.index_at(a.start) - place.last <= 3]
    goods = [index for index, noun in place.nouns(("counted",)) if noun.indicator == "goods_count"]
    came = [a for a in actors if place.passage.word_before(a) in figure_words().out_of and a.codes]
    wares = [
        at
        for at in range(place.last + 2, min(place.last + 2 + _OF_A_NUMBER, place.clause.last))
        if _is_wares(place, at)
    ]
    if came and wares and not figure_words().coming_from.isdisjoint(place.words):
        return found(place, "imports", (place.span(wares[0]),), _SHARE)  # 70 Prozent der Konsumgüter stammen aus …
    if owned and goods and place.passage.index_at(owned[0].start) < goods[0] <= place.last + 5:
        return found(place, "exports", (owned[0].span, place.span(goods[0])), _SHARE)
    sent = [a for a in actors if place.passage.words[place.passage.index_at(a.start) - 1] in figure_words().bound_for]
    return found(place, "exports", (owned[0].span,), _SHARE) if owned and sent else None


def _is_wares(place: Place, at: int) -> bool:
    """Whether a word names goods at large: *Waren, Konsumgüter, Lebensmittel*."""
    noun = place.passage.senses[at].indicator
    return noun is not None and noun.indicator in ("goods_count", "freight") and noun.use != "flow"


def part_owned(place: Place) -> Finding | None:
    """A part that one party owns: *Katar hält 60 Prozent am Flughafen, China ist zu 51 Prozent beteiligt*."""
    if place.quantity.unit != "percent":
        return None
    words, behind = figure_words(), place.last + 1
    if behind < place.clause.last and place.passage.words[behind].endswith(words.stakes) and place.quantity.compound:
        return found(place, "investment", (place.span(behind),), _SHARE)  # eine 10-prozentige Beteiligung
    if place.quantity.change is not None or place.nouns(("flow", "transit")):
        return None
    holds = next((at for at, word in enumerate(place.words, place.clause.first) if word in words.holding), None)
    held = (
        set(place.words_before(1)) & (words.share_before | words.altogether) or set(place.words_after(1)) & words.held
    )
    if holds is None or not held or not shared(place):
        return None
    return found(place, "investment", (place.span(holds),), _SHARE)


def part_of_the_last(place: Place) -> Finding | None:
    """A part of the sum that was told just before: *68 Millionen Euro. Ein Drittel davon trägt das Ministerium*."""
    topic = place.topic
    last = topic.finding
    if place.quantity.unit != "percent" or last is None or place.passage.number - topic.passage > 1:
        return None
    if not figure_words().owned_by & {*place.words_after(1), *place.words_before(1)}:
        return None
    one_way = [pair for pair in place.nouns(("flow",)) if pair[1].indicator in ("exports", "imports")]
    if one_way and last.indicator == "trade_turnover":  # die Exporte machen drei Viertel davon aus
        return found(place, one_way[0][1].indicator, (place.span(one_way[0][0]),), More(measure="share"))
    return found(place, last.indicator, last.grounds, More(measure="share", reasons=(GOES_ON,)))


def share_of_costs(place: Place) -> Finding | None:
    """What part of the costs somebody bears: *Kenia trägt 60 Prozent der Kosten*, *übernimmt sie zu zwei Dritteln*."""
    words = figure_words()
    if place.quantity.unit != "percent" or words.bearing.isdisjoint(place.words):
        return None
    costs = next((at for at, noun in place.nouns(("value",)) if place.passage.words[at].endswith(words.costs)), None)
    lent = [at for at, noun in place.nouns(("flow",)) if noun.indicator == "financing"]
    put = [at for at, noun in place.nouns(("flow",)) if noun.indicator == "investment" and at == place.last + 2]
    if lent and put:  # finanziert 85 Prozent der Investition aus dem Darlehen
        return found(place, "financing", (place.span(lent[0]),), _SHARE)
    behind = not words.whole.isdisjoint(place.words_after(1)) and costs == place.last + 2
    part = behind or bool(words.borne_by & set(place.words_before(1)))
    return found(place, "undertaking_value", (place.span(costs),), _SHARE) if part and costs is not None else None


def part_freed(place: Place) -> Finding | None:
    """A part of the goods on which duties fall: *für 90 Prozent der Waren fallen die Zölle weg*."""
    if place.quantity.unit != "percent" or not figure_words().whole & set(place.words_after(1)):
        return None
    goods = [index for index, noun in place.nouns(("counted",)) if noun.indicator == "goods_count"]
    duties = any(word.endswith(figure_words().tariff) for word in place.words)
    if goods and duties:
        return found(place, "goods_count", (place.span(goods[0]),), _SHARE)
    wares = place.words_after(3)[1:]
    if duties and wares and not figure_words().wares.isdisjoint(wares):
        return found(place, "goods_count", (place.span(place.last + 2),), _SHARE)  # Zölle auf 94 Prozent der Güter
    behind = place.words_after(2)[1:]  # beseitigt 91 Prozent der Zölle
    return found(place, "other", (), _SHARE) if behind and behind[0].endswith(figure_words().tariff) else None


def part_or_share(place: Place) -> Finding | None:
    """A percentage that is part of a whole: *die Hälfte des Handelsvolumens, 8 Prozent des Erdöls, Anteil von 12 %*."""
    if place.quantity.unit != "percent" or not _says_share(place) or _is_paid(place):
        return None
    if any(word.endswith(figure_words().payments) for word in place.words_after(_OF_GOODS)) and shared(place):
        return found(place, "other", (), _SHARE)  # 97 Prozent der bilateralen Zahlungen
    nouns = place.nouns(("flow", "measured", "weak", "relation"))
    nouns = [pair for pair in nouns if pair[1].use != "relation" or pair[1].indicator == "trade_turnover"]
    wholes = [pair for pair in nouns if pair[1].use == "flow" and 0 < pair[0] - place.last <= _OF_GOODS]
    if wholes and not figure_words().crossing.isdisjoint(place.words):
        return found(place, "transit", (place.span(wholes[0][0]),), _SHARE)
    passing = any(pair[1].indicator == "transit" for pair in nouns)
    led = figure_words().whole | figure_words().part_of
    if wholes and not passing and set(place.words_after(1)) & led:
        nouns = wholes  # ein Viertel des tschechischen Imports
    transit = [pair for pair in nouns if pair[1].indicator == "transit"]
    flows = [pair for pair in nouns if pair[1].use == "flow" and _is_made_of(place, nouns[0][0])]
    for index, noun in transit or flows or nouns:
        return found(place, noun.indicator, (place.span(index),), _SHARE)
    counted = [pair for pair in place.nouns(("counted", "people")) if place.last < pair[0] <= place.last + _OF_GOODS]
    behind = range(place.last + 1, place.clause.last)
    first = next((at for at in behind if place.passage.tokens[at].capital), None)
    counted = [pair for pair in counted if pair[0] == first]  # not 99 Prozent der Artikel des Abkommens
    if counted and set(place.words_after(1)) & (figure_words().whole - figure_words().of_one):
        for sense in ("import", "export"):  # importiert 23 Prozent aller Waren aus …
            if counted[0][1].indicator == "goods_count" and (verb := place.verb(sense)) is not None:
                return found(place, f"{sense}s", (place.span(verb),), _SHARE)
        return found(place, counted[0][1].indicator, (place.span(counted[0][0]),), _SHARE)  # 60 Prozent der Gäste
    called = any(word.endswith(figure_words().share_ends) for word in place.words)
    market = any(word.endswith(figure_words().markets) for word in place.words_after(_OF_GOODS))
    called = called and not market  # einen Anteil von 20 % am Kraftstoffmarkt
    return flow_goes_on(place, measure="share") if place.quantity.fraction or called else None


def _is_made_of(place: Place, index: int) -> bool:
    """Whether the nearest noun is only what a flow is made of: *die Exporte bestehen zu 70 Prozent aus Garnelen*."""
    before = place.passage.words[max(0, index - 3) : index]
    return bool(set(before) & (figure_words().out_of | figure_words().falls_to)) and index > place.last


def change_of_a_flow(place: Place) -> Finding | None:
    """A percentage or a factor of growth in a clause about a flow or a counted thing: *der Handel wuchs um 15 %*."""
    if place.quantity.kind not in ("percent", "percentage_point", "factor") or _is_paid(place):
        return None
    nouns = place.nouns(("flow", "weak", "measured", "national"))
    nouns = [pair for pair in nouns if pair[1].use != "national" or not _is_gone_into(place, pair[0])]
    measure: Measure = "change" if moves(place) or place.quantity.kind != "percent" else "share"
    nouns = [pair for pair in nouns if pair[1].use != "measured" or pair[1].indicator in VOLUMES]
    if nouns and nouns[0][1].use == "national":
        return None
    if place.quantity.kind == "factor" and place.passage.words[place.last] in figure_words().manner:
        return None  # doppelt so schnell
    counted = _told_number(place) or _so_many(place)
    if counted is not None:
        return found(place, counted[1].indicator, (place.span(counted[0]),), More(measure=measure))
    last = place.topic.finding
    told = place.passage.number - place.topic.passage
    if (
        last is not None
        and told <= (1 if last.indicator in (*VOLUMES, *_TOLD_ON) and not nouns else 0)
        and _only_goods(nouns)
    ):
        moved = moves(place) or place.quantity.kind == "factor"
        if moved and last.indicator in (*TRADE, *VOLUMES, *_TOLD_ON):
            return found(place, last.indicator, last.grounds, More(measure="change", reasons=(GOES_ON,)))
    in_a_row = last is not None and last.indicator in TRADE and place.topic.passage == place.passage.number
    if in_a_row and set(place.words_before(1)) & _OPENING and _only_goods(nouns[:1]) and last is not None:
        listed = place.words_before(1)[0] in _DASHES  # Eisen – 29 Prozent (Wachstum um 4 Prozent)
        told_as: Measure = measure if listed else "change"
        return found(place, last.indicator, last.grounds, More(measure=told_as, reasons=(GOES_ON,)))
    streams = [pair for pair in nouns if pair[1].use == "flow" and pair[1].indicator in TRADE]
    if streams and set(place.words_before(1)) & _OPENING and _only_goods(nouns[:1]):
        nouns = streams  # der Export stieg bei Lebensmitteln (+12 Prozent)
    if not nouns and _in_brackets(place) and last is not None and place.topic.passage == place.passage.number:
        return found(place, last.indicator, last.grounds, More(measure="change", reasons=(GOES_ON,)))
    spoken_of = place.topic.flow_passage == place.passage.number  # der Handel wächst - um 14 Prozent
    if not nouns and not spoken_of and (moves(place) or place.quantity.kind == "factor"):
        nouns = [
            (at, noun)
            for at, noun in place.nouns(("counted", "people"))
            if place.passage.words[at - 1] not in figure_words().of_one  # im zehnten Jahr des Abkommens auf 40 Prozent
            and noun.indicator != "agreement_count"  # die Menge zu verdoppeln und das Abkommen zu verlängern
        ]
    for index, noun in _flow_of_goods(nouns) or _flow_before(place, nouns) or nouns:
        return found(place, noun.indicator, (place.span(index),), More(measure=measure))
    return _change_of_the_last(place, nouns)


def _is_gone_into(place: Place, index: int) -> bool:
    """Whether a noun of one state's own is only where a flow goes: *Investitionen in die usbekische Wirtschaft*."""
    words, small = place.passage.words, function_words()
    return any(
        words[at] in small.within and words[at + 1] in small.accusative
        for at in range(max(place.clause.first, index - 3), index - 1)
    )


def _flow_before(place: Place, nouns: list[tuple[int, IndicatorNoun]]) -> list[tuple[int, IndicatorNoun]]:
    """The flow before a number that *und* parts from the next one: *die Exporte um 12 % und die Importe um 5 %*."""
    if not nouns or nouns[0][0] < place.first:
        return []
    between = place.passage.words[place.last + 1 : nouns[0][0]]
    joined = not function_words().conjunctions.isdisjoint(between)
    return [pair for pair in nouns if pair[0] < place.first and pair[1].use == "flow"] if joined else []


def _change_of_the_last(place: Place, nouns: list[tuple[int, IndicatorNoun]]) -> Finding | None:
    """The change of what the text spoke of last: *Die Menge hat sich verdoppelt*."""
    if not moves(place) and place.quantity.kind != "factor":
        return None
    amount = good_goes_on(place) if figure_words().amounts & set(place.words) and _only_goods(nouns) else None
    return structs.replace(amount, measure="change") if amount else flow_goes_on(place, measure="change")


def _flow_of_goods(nouns: list[tuple[int, IndicatorNoun]]) -> list[tuple[int, IndicatorNoun]]:
    """The flow whose goods the nearest noun only names: *der Export von Fleisch ging um 38 Prozent zurück*."""
    if not nouns or nouns[0][1].use == "flow":
        return []
    near = range(nouns[0][0] - _OF_GOODS, nouns[0][0])
    return [pair for pair in nouns if pair[1].use == "flow" and pair[0] in near]


def split_share(place: Place) -> Finding | None:
    """One of the parts that a whole is split into among parties: *60 Prozent gehen an Peru, 40 Prozent an Ecuador*."""
    if place.quantity.unit != "percent":
        return None
    parts = [other for other in place.passage.quantities if other.unit == "percent"]
    if len(parts) < _PARTS or moves(place) or place.nouns(("national",)):
        return None
    named = place.passage.codes
    if figure_words().compared - {"zum"} & set(place.passage.words):
        return None  # verglichen mit 21,5 Prozent in der EU
    alone = len(parts) > len(named) and not figure_words().lands & set(place.passage.words)
    if not shared(place) or sum(part.high for part in parts) > _WHOLE or alone:
        return None  # 48 Prozent Zuwachs in Peru, 70 in Ecuador
    return found(place, "other", (), More(measure="share", reasons=(Reason("of what whole is not said", -0.3),)))


def _in_brackets(place: Place) -> bool:
    """Whether a percentage with its sign stands in brackets behind a sum: *0,9 Milliarden Euro (+15 Prozent)*."""
    return place.quantity.change is not None and place.words_before(1) == ("(",)


def _told_number(place: Place) -> tuple[int, IndicatorNoun] | None:
    """The thing whose number is said to change: *die Zahl der Gemeinschaftsunternehmen habe sich verfünffacht*."""
    for index, noun in place.nouns(("counted", "people", "machine")):
        # die Zahl der von Peru an Chile gelieferten Panzer
        led = place.passage.words[max(place.clause.first, index - _OF_A_NUMBER) : index]
        near = led if noun.use == "machine" else led[-_OF_GOODS:]
        if figure_words().number_of & set(near):
            return index, noun
    return None


def _so_many(place: Place) -> tuple[int, IndicatorNoun] | None:
    """What there is so many times of: *viermal so viele Gemeinschaftsunternehmen*."""
    if place.quantity.kind != "factor":
        return None
    behind = range(place.last + 1, place.last + 3)
    many = [(at, noun) for at, noun in place.nouns(("counted",)) if at in behind]
    led = place.passage.words[max(0, place.last - 1) : place.last + 2]
    return many[0] if many and not figure_words().so_many.isdisjoint(led) else None


def _only_goods(nouns: list[tuple[int, IndicatorNoun]]) -> bool:
    return not any(noun.use in ("flow", "weak") for _, noun in nouns)


def _is_paid(place: Place) -> bool:
    """Whether only a part of the price is told of: *bezahlt das Gas zu einer Hälfte in bar*."""
    known = figure_words()
    if place.quantity.unit != "percent":
        return False
    return not known.bearing.isdisjoint(place.words) and not known.borne_by.isdisjoint(place.words_before(2))


def _says_share(place: Place) -> bool:
    words = place.words
    after = place.passage.words[place.last + 1 : place.last + 3]
    if _by_so_much(place):
        return False  # der Anteil nahm um 3 Prozent zu
    if place.quantity.fraction and not moves(place):
        return True
    if place.quantity.kind == "percent" and _is_reached(place):
        return True  # von 80 auf 50 Prozent gesunken: two levels of a share
    genitive = bool(after) and (after[0] in figure_words().whole or _is_part_of_a_flow(place))
    called = any(word.endswith(figure_words().share_ends) for word in words)
    to = bool(figure_words().share_before & set(place.words_before(1)))
    return genitive or to or called or bool(figure_words().share & set(words))


def _is_part_of_a_flow(place: Place) -> bool:
    """Whether the flow that it is a part of stands right behind: *2,7 Prozent am Importvolumen*."""
    at = place.last + 2
    noun = place.passage.senses[at].indicator if at < place.clause.last else None
    return noun is not None and noun.use == "flow" and place.passage.words[at - 1] in figure_words().part_of


def _by_so_much(place: Place) -> bool:
    """Whether *um* before the number says by how much; not where it opens a purpose (*um 80 Prozent zu bezahlen*)."""
    purpose = place.clause.kind == "infinitive" and place.first - 1 == place.clause.first
    return bool(set(place.words_before(1)) & figure_words().by) and not purpose


def _is_reached(place: Place) -> bool:
    """Whether something grows or falls to this percentage or from it, not by it."""
    if place.verb("up") is None and place.verb("down") is None:
        return False
    words, before, after = figure_words(), set(place.words_before(1)), set(place.words_after(1))
    return bool(before & words.arriving or (before & words.leaving and after & words.arriving))


def _stands_above(place: Place) -> bool:
    """Whether a percentage is told against another level: *27 Prozent über dem Stand von 2018*."""
    after = place.words_after(4)
    return (
        bool(after)
        and after[0] in figure_words().above_or_below
        and any(word in figure_words().sizes for word in after)
    )


def moves(place: Place) -> bool:
    """Whether the clause says that something grows or falls."""
    if place.quantity.change is not None or any(
        verb.sense.senses & {"up", "down"}
        for verb in place.clause.verbs
        if verb.sense.kind != "attributive" and verb.index not in place.aside
    ):
        return True
    if _stands_above(place) or _by_so_much(place):
        return True
    around = (*range(place.clause.first, place.first), *range(place.last + 1, place.clause.last))
    words, moves = place.passage.words, figure_words().moves
    return any(words[at] in moves and at not in place.aside for at in around)
