"""The words around a number that say what kind of figure it is, loaded once."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_table


class FigureWords(Struct, frozen=True, forbid_unknown_fields=True):
    """Word lists of `lexicons/de/figure_words.toml`, in lower case; the file says what each holds."""

    target: frozenset[str]
    potential: frozenset[str]
    forecast: frozenset[str]
    reached: frozenset[str]
    by: frozenset[str]
    concerns: frozenset[str]
    as_what: frozenset[str]
    arriving: frozenset[str]
    leaving: frozenset[str]
    gradual: frozenset[str]
    would: frozenset[str]
    coming: frozenset[str]
    completions: tuple[str, ...]
    after_it: frozenset[str]
    so_far: frozenset[str]
    so_now: frozenset[str]
    namely: frozenset[str]
    altogether: frozenset[str]
    lending: frozenset[str]
    itself: frozenset[str]
    it: frozenset[str]
    paid_for: frozenset[str]
    falls_to: frozenset[str]
    growth: frozenset[str]
    decline: frozenset[str]
    sizes: frozenset[str]
    size_ends: tuple[str, ...]
    share: frozenset[str]
    share_ends: tuple[str, ...]
    share_before: frozenset[str]
    holding: frozenset[str]
    held: frozenset[str]
    handing: tuple[str, ...]
    disposal: frozenset[str]
    aiding: frozenset[str]
    towards_noun: frozenset[str]
    whole: frozenset[str]
    above_or_below: frozenset[str]
    every: dict[str, str]
    rates: frozenset[str]
    each: frozenset[str]
    long: frozenset[str]
    lines: tuple[str, ...]
    sooner: frozenset[str]
    owned_by: frozenset[str]
    tariff: tuple[str, ...]
    not_reached: frozenset[str]
    raising: tuple[str, ...]
    obliged: frozenset[str]
    then: frozenset[str]
    until: frozenset[str]
    regions: frozenset[str]
    manner: frozenset[str]
    overall: tuple[str, ...]
    marks: frozenset[str]
    estimated: frozenset[str]
    aim: frozenset[str]
    lasting: frozenset[str]
    pointing: frozenset[str]
    carriers: frozenset[str]
    compared: frozenset[str]
    joint: frozenset[str]
    bound_for: frozenset[str]
    splitting: frozenset[str]
    instead: frozenset[str]
    within_time: frozenset[str]
    between: frozenset[str]
    number_of: frozenset[str]
    reached_by: frozenset[str]
    preposition_of_sums: frozenset[str]
    of_time: frozenset[str]
    reverse: frozenset[str]
    away: frozenset[str]
    work: frozenset[str]
    letting: frozenset[str]
    hence: frozenset[str]
    towards: frozenset[str]
    export: tuple[str, ...]
    out_of: frozenset[str]
    bought_in: frozenset[str]
    for_whom: frozenset[str]
    sending: frozenset[str]


@cache
def figure_words() -> FigureWords:
    """The word lists, read once."""
    return load_table("de/figure_words.toml", FigureWords)
