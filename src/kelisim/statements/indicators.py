"""Which indicator a number belongs to: rules in their order, the first that accepts decides.

In: a `Place`. Out: a `Finding` or nothing. *«belief sich der Handel auf 4,4 Mrd. Dollar»* is accepted by
`money_of_a_flow` as `trade_turnover`, because *Handel* is the nearest flow in its clause. The rules stand in
`bracket_figures`, `counted_figures`, `duty_figures`, `flows_back`, `goods_money`, `goods_rows`, `money_figures`,
`parts_of_sums`, `plant_outputs`, `price_figures`, `ranked_partners`, `rate_figures` and `volume_figures`.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from kelisim.language.function_words import function_words
from kelisim.statements.bracket_figures import flow_named_ahead, good_in_brackets
from kelisim.statements.counted_figures import (
    counted_again,
    counted_heads,
    counted_machines,
    counted_runs,
    counted_subject,
    counted_thing,
    counted_with_the_next,
    people_of_them,
)
from kelisim.statements.duty_figures import duty_moved, factor_of_a_price, price_moved, tariff
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place
from kelisim.statements.flows_back import goods_the_other_way
from kelisim.statements.goods_money import goods_moved
from kelisim.statements.goods_rows import part_in_a_row
from kelisim.statements.money_figures import (
    glued_sum,
    money_aided,
    money_flowing,
    money_given,
    money_going_on,
    money_growing,
    money_of_a_flow,
    money_of_a_named_thing,
    money_of_the_sentence,
    sum_of_a_thing,
)
from kelisim.statements.parts_of_sums import part_of_a_total, part_of_the_last_sum, sum_as_something
from kelisim.statements.plant_outputs import output_of_a_plant
from kelisim.statements.price_figures import (
    price_of_the_last_thing,
    price_of_what_is_spoken_of,
    price_told_behind,
    priced_thing,
    value_of_a_paper,
)
from kelisim.statements.ranked_partners import part_of_a_partner, sum_of_a_partner
from kelisim.statements.rate_figures import (
    change_of_a_flow,
    flow_named_behind,
    part_freed,
    part_of_the_last,
    part_or_share,
    part_owned,
    share_of_costs,
    share_of_goods,
    split_share,
)
from kelisim.statements.volume_figures import physical_volume, term, term_in_a_name, volume_going_on

Rule = Callable[[Place], Finding | None]

_PAY = 4  # words before a sum in which the noun of a pay stands
_AFTER = 2  # tokens behind a sum: *pro Arzt*
_NEAR = 8  # words before a percentage in which its noun stands
_WHOLE = 100
_OF_A_GOOD = 100_000  # a sum below it is what a measure of a good costs
_SURELY_A_PRICE = 1000  # a smaller sum is what one piece costs

RULES: tuple[Rule, ...] = (
    good_in_brackets,
    part_in_a_row,
    output_of_a_plant,
    counted_thing,
    counted_heads,
    counted_machines,
    people_of_them,
    counted_runs,
    counted_subject,
    counted_with_the_next,
    glued_sum,
    priced_thing,
    value_of_a_paper,
    flow_named_behind,
    flow_named_ahead,
    part_of_a_total,
    sum_as_something,
    price_told_behind,
    money_aided,
    goods_the_other_way,
    goods_moved,
    sum_of_a_thing,
    money_given,
    money_flowing,
    money_of_a_flow,
    sum_of_a_partner,
    part_of_the_last_sum,
    money_growing,
    money_of_a_named_thing,
    money_of_the_sentence,
    money_going_on,
    price_of_the_last_thing,
    price_of_what_is_spoken_of,
    part_freed,
    share_of_costs,
    tariff,
    share_of_goods,
    part_owned,
    part_of_the_last,
    part_of_a_partner,
    price_moved,
    part_or_share,
    duty_moved,
    factor_of_a_price,
    change_of_a_flow,
    physical_volume,
    term,
    term_in_a_name,
    split_share,
    counted_again,
    volume_going_on,
)


def decide(place: Place) -> tuple[str, Finding] | None:
    """The finding of the first rule that accepts, with the rule's name in words."""
    if place.quantity.kind == "money" and place.quantity.high < _SURELY_A_PRICE:
        return None
    if _is_interest(place) or _is_for_each(place) or _is_wholly(place) or _is_of_one_economy(place):
        return None
    for rule in RULES:
        finding = rule(place)
        if finding is not None:
            return rule.__name__.replace("_", " "), finding
    return None


def _is_interest(place: Place) -> bool:
    """Whether a percentage is what a loan costs: *der Zinssatz liegt bei 4,1 Prozent*, *0,1 % Zinsen*."""
    if place.quantity.unit != "percent":
        return False
    lent = any(noun.indicator == "financing" for _, noun in place.nouns(("flow",)))
    if lent and (place.verb("cost") is not None or place.quantity.per is not None):
        return True  # das Darlehen kostet 0,1 Prozent pro Jahr
    near = (*place.words_before(_NEAR), *place.words_after(2))
    return any(figure_words().interest in word for word in near if word.isalpha())


def _names_a_price(place: Place) -> bool:
    """Whether the price of a good stands before the sum in its clause."""
    tokens, words = place.passage.tokens, place.passage.words
    here = range(place.clause.first, place.first)
    return any(tokens[at].capital and words[at].endswith(figure_words().prices) for at in here)


def _is_of_one_economy(place: Place) -> bool:
    """Whether a sum is that of one state's own noun right before it: *gemessen am Bruttoinlandsprodukt von 2 Mrd.*."""
    words, small, at = place.passage.words, function_words(), place.first - 1
    while at > place.clause.first and words[at] in figure_words().carriers:
        at -= 1
    noun = place.passage.senses[at].indicator if at >= place.clause.first else None
    if place.quantity.kind != "money" or noun is None or noun.use != "national" or at == place.first - 1:
        return False
    before = words[max(place.clause.first, at - 3) : at]  # Investitionen in die usbekische Wirtschaft von 3 Milliarden
    return not any(one in small.within and two in small.accusative for one, two in pairwise(before))


def _is_wholly(place: Place) -> bool:
    """Whether a percentage only says that it is so wholly: *zu 100 Prozent in russischem Besitz*."""
    words, whole = figure_words(), place.quantity.unit == "percent" and place.quantity.low == _WHOLE
    return whole and bool(words.borne_by & set(place.words_before(1))) and words.bearing.isdisjoint(place.words)


def _is_for_each(place: Place) -> bool:
    """Whether a sum is what one person or piece costs or earns: *pro Arzt 3500 Dollar*, *900 Dollar Gehalt*."""
    if place.quantity.kind != "money":
        return False
    passage, words = place.passage, figure_words()
    paid = {*place.words_before(_PAY), *place.words_after(1)}
    if any(word.endswith(words.wages) for word in paid):
        return True
    moved = bool((words.from_or_to | words.carriers) & set(place.words_before(1)))
    if moved and place.quantity.high < _OF_A_GOOD and _names_a_price(place):
        return True  # der Preis für Lithium ist von 2500 Dollar auf 6400 Dollar pro Tonne gestiegen
    near = (place.first - 1, place.last + _AFTER)
    nouns = (at for at in near if place.clause.first < at < len(passage.tokens) and passage.tokens[at].capital)
    return any(passage.words[at - 1] in words.for_each and passage.words[at] not in words.of_a_while for at in nouns)
