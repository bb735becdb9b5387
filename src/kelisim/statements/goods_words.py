"""Which nouns are goods, and whether a clause tells of them as of an undertaking.

In: a mention that may be goods. Out: yes or no. *300 Traktoren* and *Strom aus Kenia* are; *Unterstützung*, *Daten* and
what only runs as it always does are not.
"""

from __future__ import annotations

from kelisim.language.annotations import Quantity, codes_of
from kelisim.language.body_words import body_role
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective
from kelisim.statements.moods import is_ahead, is_perfect
from kelisim.statements.passage import Passage
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention

_BEFORE, _NEAR = 2, 8  # tokens
_YEAR = 7  # characters: 1978/..
_SHORT = 4  # letters of a word that is not looked for inside others
_STATES = ("country", "demonym", "capital", "organisation")
NO_GOODS = ("money", "percent", "percentage_point", "factor", "ordinal")
"""The kinds of quantities that count no goods."""


def is_no_good(mention: Mention) -> bool:
    """Whether the noun is money or a work, or known goods without a number: *deren Mine die Kohle liefert*."""
    passage = mention.passage
    thing = passage.senses[mention.index].thing
    works = thing is not None and thing.kind in ("project", "institution") and thing.weight == "strong"
    leads = mention.chain.outer <= mention.clause.first + 1 and mention.count is None
    works = works or (thing is not None and thing.kind == "project" and (leads or mention.definite))
    known = mention.clause.kind == "relative" and mention.determiner in ("die", "das", "den") and not mention.count
    fewer = not stage_words().words.fewer.isdisjoint(mention.words)
    part = mention.definite and not stage_words().words.demonstratives.isdisjoint(mention.words)
    if part or passage.words[mention.index] in stage_words().words.visa:
        return True  # die ersten Panzer aus dieser Lieferung
    return works or known or fewer or _is_unnamed(mention) or passage.words[mention.index] in stage_words().words.means


def counts_no_goods(passage: Passage, quantity: Quantity, noun: int) -> bool:
    """Whether sorts, firms or ways are counted: *gewährte 16 Unternehmen Hilfen*, *liefert über zwei Pipelines Gas*."""
    words, thing = stage_words().words, passage.senses[noun].thing
    word = passage.words[noun]
    if word in words.sorts | function_words().states or word.endswith(tuple(words.firms)):
        return True  # die drei baltischen Staaten bekommen Gas
    led = passage.words[passage.index_at(quantity.full_start)] in function_words().passing
    return led and thing is not None and thing.kind == "project"


def is_use(mention: Mention) -> bool:
    """Whether goods without a number are only what a work is for: *ein Werk, das beide mit Strom versorgen soll*."""
    passage, clause = mention.passage, mention.clause
    if clause.kind != "relative" or has_number(mention) or clause.first < _BEFORE:
        return False
    return any(passage.senses[at].thing is not None for at in range(max(0, clause.first - _NEAR), clause.first))


def has_long_been(mention: Mention) -> bool:
    """Whether goods run since a year that is told by its number alone: *versorgt Slowenien mit Gas seit 1978*."""
    passage, clause = mention.passage, mention.clause
    times = passage.times_of(clause)
    return "seit" in passage.words_of(clause) and any(
        time.timex[:4].isdigit() and len(time.timex) <= _YEAR for time in times
    )


def _is_unnamed(mention: Mention) -> bool:
    """Whether goods have neither a number nor a name for it: no commodity, nothing new, not given to another state."""
    passage = mention.passage
    if mention.kind != "supply" or has_number(mention) or is_commodity(mention):
        named = not mention.definite and names_two(passage, mention.clause)  # ukrainische Piloten
        some = has_number(mention) or mention.determiner.startswith("ein") or named
        return mention.kind == "training" and not some
    if mention.determiner.startswith("ein") or mention.words[0] in stage_words().words.firsts:
        return False
    plain = not passage.words[mention.index].endswith(tuple(stage_words().words.no_goods))
    known = passage.words[mention.index] in stage_words().words.abstract_goods
    owned = mention.determiner.startswith(("sein", "ihr"))
    said = names_two(passage, mention.clause) or _is_priced(mention) or _is_promised(mention)
    return not plain or known or owned or not said


def _is_priced(mention: Mention) -> bool:
    """Whether the clause says what they cost: *liefert für 1,5 Milliarden Euro zahlreiche Bauteile*."""
    passage = mention.passage
    starts = (passage.index_at(quantity.full_start) for quantity in passage.money_in(mention.clause))
    return any("für" in passage.words[max(0, at - 2) : at] for at in starts)


def _is_promised(mention: Mention) -> bool:
    """Whether a state that is named is to deliver them by a plain verb: *soll Russland die Brennstäbe liefern*."""
    passage, clause = mention.passage, mention.clause
    plainly = any("deliver" in verb.sense.senses and not verb.sense.weak for verb in clause.verbs)
    named = any(actor.kind in _STATES for actor in passage.actors_of(clause))
    return clause.planned and plainly and named and clause.kind == "main" and not clause.negated


def has_number(mention: Mention) -> bool:
    """Whether the goods are counted or measured."""
    return mention.count is not None or is_physical(mention)


def is_usual(mention: Mention) -> bool:
    """Whether goods only run as they always do: *erhält täglich 9 Millionen Kubikmeter Gas*, not *ab 2027*."""
    passage, clause = mention.passage, mention.clause
    span = passage.span_of(clause)
    rates = (q for q in passage.quantities if q.per is not None and span.start <= q.start < span.end)
    if next(rates, None) is None or clause.planned or clause.able or is_ahead(mention):
        return False
    return clause.kind != "infinitive"


def names_two(passage: Passage, clause: Clause) -> bool:
    """Whether the clause names two states: *schenkt Kenia ein Lazarett*, *kauft von Italien Hubschrauber*."""
    here = passage.actors_of(clause)
    return len(codes_of(actor for actor in here if actor.kind in _STATES)) > 1


def is_goods(mention: Mention) -> bool:
    """Whether the noun names new goods: *ein Lazarett*, not *eine Unterstützung*."""
    if is_commodity(mention):
        return True
    new = mention.determiner.startswith("ein") or _is_machinery(mention)
    firm = body_role(mention.passage.tokens[mention.index].word) == "introducer"
    plain = mention.passage.senses[mention.index].thing is None and new and not firm
    return plain and not mention.passage.words[mention.index].endswith(tuple(stage_words().words.no_goods))


def _is_machinery(mention: Mention) -> bool:
    """Whether the noun is one of machines and arms told without an article: *übergibt Patriot-Systeme*."""
    return not mention.determiner and mention.passage.words[mention.index].endswith(
        tuple(stage_words().words.any_goods)
    )


def is_commodity(mention: Mention) -> bool:
    """Whether the noun is one of goods that run or are shipped: *Erdgas*, *Solarstrom*."""
    return _names_a_commodity(mention.passage.words[mention.index])


def holds_commodity(mention: Mention) -> bool:
    """Whether a commodity stands in the phrase: *20.000 Tonnen Öl*, *300.000 t kasachischen Öls*."""
    return any(map(_names_a_commodity, mention.words))


def _names_a_commodity(word: str) -> bool:
    names = stage_words().words.commodities
    return any(
        word in (name, name + "s", name + "es") or (len(name) > _SHORT and word.endswith(name)) for name in names
    )


def is_physical(mention: Mention) -> bool:
    """Whether the goods are measured in a physical unit: *33 Milliarden Kubikmeter*."""
    head = mention.head
    measured = (q for q in mention.passage.quantities if q.kind not in ("count", *NO_GOODS))
    return any(quantity.start < head.end and quantity.end > head.start for quantity in measured)


def _is_unknown(passage: Passage, index: int) -> bool:
    """Whether a word with a capital is in no lexicon, as a name is."""
    local = passage.words[index] in stage_words().words.local_nouns
    return passage.tokens[index].capital and not passage.senses[index] and not local


def is_name_of_place(passage: Passage, index: int) -> bool:
    """Whether a noun only names the province, or the work, before it: *in die Provinz Mono*, *an die Mühle Al Nur*."""
    known, at = stage_words().words, index - 1
    while (
        at > 0 and passage.tokens[at].capital and not passage.senses[at] and passage.words[at] not in known.local_nouns
    ):
        at -= 1
    if at < 0 or not passage.tokens[at].capital or passage.senses[index] or passage.words[index] in known.commodities:
        return False
    thing = passage.senses[at].thing
    return passage.words[at] in known.local_nouns or (thing is not None and thing.kind == "project")


def is_work(passage: Passage, index: int) -> bool:
    """Whether a noun names a work for certain."""
    thing = passage.senses[index].thing
    return thing is not None and thing.kind == "project" and thing.weight == "strong"


def in_a_row_of_fields(passage: Passage, first: int) -> bool:
    """Whether a phrase stands in a row of fields or examples: *die Bereiche Wald und Energie*, *darunter Bildung*."""
    known, small = stage_words().words, function_words()
    for at in range(first - 1, 0, -1):
        word = passage.words[at]
        if word in known.fields or word in known.as_examples:
            return True
        if word in known.listing:
            return any(before in known.fields for before in passage.words[max(0, at - _NEAR) : at])
        if is_work(passage, at) and _is_unknown(passage, at + 1):
            return True  # an die Kraftwerke Al Nur, Al Badr und Sadr
        if not (passage.tokens[at].capital or word == "," or word in small.conjunctions):
            return False
    return False


def noun_from(passage: Passage, start: int) -> int | None:
    """The noun behind a number, its adjectives stepped over; None where none follows."""
    for index in range(start, min(start + 5, len(passage.tokens))):
        joint = index > start and passage.words[index] in function_words().conjunctions
        if joint or passage.words[index].endswith("-"):
            continue  # Schlaf- und Liegewagen
        if passage.tokens[index].capital or _is_measured_noun(passage.tokens[index].word):
            return index
        if not is_adjective(passage.tokens, passage.senses, index):
            return None
    return None


def _is_measured_noun(word: str) -> bool:
    """Whether a noun begins with its measure: *155-mm-Granaten*."""
    return word[0].isdigit() and "-" in word and word.rsplit("-", 1)[-1][:1].isupper()


def is_left_out(mention: Mention) -> bool:
    """Whether goods are told only as what they are used for, as what always runs, or are none."""
    until_now = not stage_words().words.all_in_all.isdisjoint(mention.around)
    if until_now and not has_number(mention) and is_commodity(mention):
        return True  # bisher wurde Weizen verschifft
    if is_use(mention) or (not has_number(mention) and (has_long_been(mention) or _only_can_be(mention))):
        return True
    return is_usual(mention) or is_no_good(mention) or _only_goes_on(mention)


def _only_can_be(mention: Mention) -> bool:
    """Whether goods without a number or a time only can be delivered: *so könne auch Getreide geliefert werden*."""
    clause, passage = mention.clause, mention.passage
    words = passage.words_of(clause)
    timed = any(passage.times_of(clause)) or not stage_words().words.lasting.isdisjoint(words)
    return clause.able and not timed and not stage_words().words.can_be.isdisjoint(words)


def _only_goes_on(mention: Mention) -> bool:
    """Whether goods without a number or a time are told in the present as what always runs: *liefert Kuba Erdöl*."""
    passage, clause, known = mention.passage, mention.clause, stage_words().words
    present = any(verb.sense.kind == "finite" and "deliver" in verb.sense.senses for verb in clause.verbs)
    told = passage.is_headline or is_perfect(passage, clause) or clause.planned or clause.able or is_ahead(mention)
    if not present or told or has_number(mention) or clause.kind == "infinitive":
        return False
    here = passage.words_of(clause)
    timed = any(passage.times_of(clause)) or not known.lasting.isdisjoint(here)
    any_amount = not known.commodities.isdisjoint(mention.words)  # große Mengen Erdöl
    return not known.now.isdisjoint(here) or (not timed and (any_amount or is_commodity(mention)))
