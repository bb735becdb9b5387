"""Duties and prices as percentages and factors: how high they are, and how much they move."""

from __future__ import annotations

from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, More, Place, found
from kelisim.statements.rate_figures import moves

_IN_HEIGHT_OF = 4  # Zölle in Höhe von 30 Prozent


def price_moved(place: Place) -> Finding | None:
    """How much a price moves that one pays the other: *der Gaspreis soll um ein Drittel sinken*."""
    if place.quantity.kind not in ("percent", "factor") or not moves(place) or place.nouns(("flow",)):
        return None
    ends, tokens = figure_words().prices, place.passage.tokens
    before = [at for at in range(place.first) if tokens[at].capital and place.passage.words[at].endswith(ends)]
    priced = [at for at in before if at >= place.clause.first] or before
    return found(place, "other", (place.span(priced[-1]),), More(measure="change")) if priced else None


def tariff(place: Place) -> Finding | None:
    """What is taken of another's goods: *senkt den Zoll auf Rindfleisch von 38,5 auf 25 Prozent*."""
    if place.quantity.unit != "percent":
        return None
    tariffs = place.nouns(("tariff",))
    of_goods = bool(figure_words().whole & set(place.words_after(1)))  # für 95 Prozent der Waren fallen die Zölle
    compared = set(place.words_after(1)) & figure_words().moves
    if not tariffs or of_goods or compared or (place.nouns(("flow",)) and not _is_levied(place, tariffs[0][0])):
        return None  # registrierte der Zoll 72,7 Prozent mehr
    moved = bool(figure_words().by & set(place.words_before(1)))
    return found(place, "other", (place.span(tariffs[0][0]),), More(measure="change" if moved else "level"))


def _is_levied(place: Place, duty: int) -> bool:
    """Whether the number is the rate of a duty, which flow it may fall on: *30-prozentige Abgabe auf Importe*."""
    behind = place.nouns(("flow",))[0][0] > max(duty, place.last)
    return behind and (duty == place.last + 1 or 0 < place.first - duty <= _IN_HEIGHT_OF)


def duty_moved(place: Place) -> Finding | None:
    """By what factor or percentage duties move, where nothing else does: *die Zölle werden halbiert*."""
    if place.quantity.kind not in ("percent", "percentage_point", "factor") or not place.nouns(("tariff",)):
        return None
    halved = place.quantity.kind == "factor"
    if place.nouns(("flow", "weak", "national") if halved else ("flow", "weak", "measured", "national")):
        return None
    if not (halved or moves(place)):
        return None
    return found(place, "other", (place.span(place.nouns(("tariff",))[0][0]),), More(measure="change"))


def factor_of_a_price(place: Place) -> Finding | None:
    """By what factor a price moves, told by a noun: *eine Verdoppelung der Preise für Gasimporte*."""
    if place.quantity.kind != "factor":
        return None
    if not any(word.endswith(figure_words().prices) for word in place.words_after(2)[1:]):
        return None
    return found(place, "other", (place.span(place.last + 2),), More(measure="change"))
