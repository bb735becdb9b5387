"""Sameness: two mentions of one thing in one text are one undertaking.

*das Abkommen* takes up *ein Abkommen über den Zoll*; the headline's *22 Abkommen* are the body's. The fuller sentence
of the body is kept as evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import takewhile

from msgspec import structs

from kelisim.language.function_words import function_words
from kelisim.language.words import senses
from kelisim.statements.concreteness import is_on_the_same
from kelisim.statements.same_works import family, has_topic, is_one_line
from kelisim.statements.scenes import STEM, Found
from kelisim.statements.sectors import sectors
from kelisim.statements.stage_words import stage_words

_ENDED = ("suspended", "cancelled")
_SHORTEST_NOUN = 3
_LISTED = ("listed paper", "item of a package", "item by its content", "work among several")
_PROJECTS = ("project", "institution", "programme")
_STRONG = 0.5
_STATES, _PAIR = ("country", "demonym", "bloc"), 2
_NEAR, _ENDING = 3, 5  # sentences, letters


def distinct(found: Sequence[Found]) -> list[Found]:
    """Leave out what says again what another one says; headlines yield to the body, anaphors to what they take up."""
    kept: list[Found] = []
    for item in found:
        if _is_terse(item):
            continue
        if item.anaphor:
            meant = next((other for other in reversed(kept) if _takes_up(item, other)), None)
            if meant is not None and _tells_more(item, meant):
                kept[kept.index(meant)] = meant = structs.replace(meant, stage=item.stage, cue=item.cue)
            if meant is None and _stands_alone(item):
                kept.append(item)
        else:
            meant = next((other for other in kept if _same(item, other) or _tells_effects_of(item, other)), None)
            if meant is None:
                kept.append(item)
            elif _counts(item, meant) or _is_done(item, meant) or _is_agreed(item, meant):
                kept[kept.index(meant)] = meant = item
        if meant is not None and item.stage in _ENDED and meant.stage not in _ENDED and not _goes_on(meant):
            kept[kept.index(meant)] = structs.replace(meant, stage=item.stage, cue=item.cue)
    for item in found:
        if _is_terse(item) and not any(_same_in_headline(item, other) for other in kept):
            kept.append(item)
    kept = [item for item in kept if not _listed_below(item, kept) and not _is_part(item, kept)]
    return sorted(kept, key=lambda item: item.head)


def _tells_more(item: Found, other: Found) -> bool:
    """Whether the next sentence says what becomes of a work of which only is said what it is to do."""
    known = other.cue is not None and other.cue.lemma == "sollen" and other.stage == "pledged"
    done = item.cue is not None and item.cue.how == "phrase" and item.stage in ("implementing", "completed")
    return known and done and item.passage.number - other.passage.number == 1


def _takes_up(item: Found, other: Found) -> bool:
    """Whether an anaphor takes up a thing; a paper on the same matter only one that is there."""
    if item.kind == "agreement" and is_on_the_same(item.mention) and other.stage != item.stage:
        return False
    return compatible(item, other) and _may_mean(item, other)


def _goes_on(item: Found) -> bool:
    """Whether it is done once more, so that an end of it lies before: *Georgien plant wieder einen Hafen*."""
    words, clause = item.passage.words, item.mention.clause
    return not stage_words().words.again.isdisjoint(words[clause.first : clause.last])


def _is_part(item: Found, kept: Sequence[Found]) -> bool:
    """Whether goods are some of those that a sentence before has counted: *537 Wagen … 234 Schlafwagen*."""
    count = item.mention.count
    if item.kind not in ("supply", "training") or count is None:
        return False
    for other in kept:
        whole, distance = other.mention.count, item.passage.number - other.passage.number
        near = other.kind == item.kind and 0 <= distance <= _NEAR and other.head < item.head
        if near and whole is not None and whole.low > count.low and _ending(item) == _ending(other):
            return True
    return False


def _ending(item: Found) -> str:
    return item.passage.words[item.mention.index][-_ENDING:]


def _is_terse(item: Found) -> bool:
    """Whether a headline says it, not an item of a list."""
    return item.passage.is_headline and item.rule != "listed paper"


def _listed_below(item: Found, kept: Sequence[Found]) -> bool:
    """Whether a package is told item by item behind it or in the list it opens (*eine Reihe von Dokumenten:*)."""
    named = item.mention.last > item.mention.index
    if item.rule in _LISTED or (named and item.kind == "agreement"):
        return False
    number, count = item.passage.number, item.mention.count
    listed = [other for other in kept if other.rule in _LISTED and other.kind == item.kind]
    if count is None:
        return item.kind == "agreement" and any(number <= other.passage.number <= number + 1 for other in listed)
    below = sum(number < other.passage.number <= number + count.low for other in listed)
    return count.low in (below, sum(other.passage is item.passage for other in listed))


def _may_mean(item: Found, other: Found) -> bool:
    """Whether an anaphor may speak of a thing named before: the same noun, a general one, or of the same sector."""
    front = _front(item)
    if front:
        said = other.head.quote(other.passage.text).lower()
        return front[:STEM] in said or (other.mention.count is None and _same_noun(item, other))
    if item.kind == "agreement" or _noun(item).lower() in stage_words().words.general or _same_noun(item, other):
        return True
    mine, yours = sectors(_noun(item), ""), sectors(other.head.quote(other.passage.text), "")
    return not mine or bool(set(mine) & set(yours))


def _front(item: Found) -> str:
    """What stands in front of the plain noun in a compound: *Migrations* of *Migrationspakt*."""
    word = item.passage.tokens[item.mention.index].word.lower()
    for cut in range(len(word) - _SHORTEST_NOUN, _SHORTEST_NOUN, -1):
        thing = senses(word[cut:].capitalize()).thing
        if thing is not None and same_family(thing.kind, item.kind):
            front = word[:cut].rstrip("-")
            return "" if front in stage_words().words.plain_fronts else front
    return ""


def _stands_alone(item: Found) -> bool:
    """Whether a definite phrase that takes up nothing is enough by itself: a thing being built, opened, ended."""
    ended = item.stage in _ENDED
    inside = item.mention.index in item.mention.chain.acts  # Vertragsunterzeichnung
    if item.cue is None or (item.cue.how == "act" and not (inside and item.kind == "agreement")):
        return False
    if item.kind == "agreement" and (inside or (item.cue.how == "verb" and _front(item))):
        return True
    plainly = item.cue.lemma in stage_words().words.opening
    if item.cue.weak and not plainly and not ended and not item.cue.senses & {"build", "sign"}:
        return item.kind == "measure" or bool(item.states)
    ratified = item.cue.how == "verb" and bool(item.states) and "commit" in item.cue.senses  # den Vertrag mit Indien
    return item.kind != "agreement" or ended or ratified or "sign" in item.cue.senses or item.cue.how == "phrase"


def _same(one: Found, other: Found) -> bool:
    if not compatible(one, other) or one.passage is other.passage or one.rule == other.rule == "listed paper":
        return False
    if "work among several" in (one.rule, other.rule):
        return False
    if not function_words().further.isdisjoint((one.mention.determiner, *one.mention.words)) or _is_next(one):
        return False  # ein weiteres Abkommen
    mine_count, your_count = one.mention.count, other.mention.count
    if mine_count is not None and your_count is not None and mine_count.low != your_count.low:
        return False
    if any(test(one, other) for test in (_counts, _same_goods, _same_step)) or _counts(other, one):
        return True
    if one.kind == "agreement" and (mine_count is None) != (your_count is None):
        return not (one.stems or other.stems) and _noun(one) == _noun(other)
    beside = frozenset(code for actor in other.passage.actors for code in actor.codes)
    new = one.states - (beside if one.stage == other.stage == "pledged" else other.states)
    if one.kind == "agreement" and one.mention.determiner.startswith("ein") and new:
        return False
    if any(test(one, other) for test in (_is_alike_in_front, _said_before, _is_told_fully, _is_its_signing)):
        return True
    if one.kind == other.kind == "programme" and _is_same_loan(one, other):
        return True  # einen Kredit von einer Milliarde … ein Darlehen von einer Milliarde
    mine, yours = one.stems, other.stems
    if not mine or not yours:
        drafted = one.kind == "agreement" and one.stage == other.stage == "pledged" and _noun(one) == _noun(other)
        return (drafted or (not mine and not yours)) and _same_noun(one, other)
    if is_one_line(one, other):
        return True
    return _same_noun(one, other) and _alike(mine, yours) >= _STRONG


def _is_its_signing(one: Found, other: Found) -> bool:
    """Whether the signing is told again with its topic: *unterzeichneten ein Abkommen. Die Unterzeichnung eines …*."""
    near = not other.stems and 0 < one.passage.number - other.passage.number <= _NEAR
    papers = one.kind == other.kind == "agreement" and one.stage == other.stage == "committed"
    told = one.cue is not None and one.cue.how == "act" and other.cue is not None and "sign" in other.cue.senses
    return near and papers and told and _noun(one) == _noun(other) and not one.states - other.states


def _is_next(item: Found) -> bool:
    """Whether a number says that it is another one: *ein zweites Abkommen*."""
    ranks = (q for q in item.passage.quantities if q.kind == "ordinal" and item.head.covers(q.span))
    return item.mention.determiner.startswith("ein") and any(rank.low > 1 for rank in ranks)


def _is_told_fully(one: Found, other: Found) -> bool:
    """Whether the next sentences tell again of a paper with the same verb: *ein Zollabkommen*, *ein Abkommen*."""
    if one.kind != "agreement" or one.stage != other.stage or one.cue is None or other.cue is None:
        return False
    near = 0 < one.passage.number - other.passage.number <= _NEAR
    bare = one.mention.first == one.mention.last and one.mention.determiner == "ein"
    noun, kind = (item.passage.words[item.mention.index] for item in (one, other))
    fuller = kind != noun and kind.endswith(noun) and other.mention.determiner == "ein"
    return near and bare and fuller and one.cue.lemma == other.cue.lemma and not one.states - other.states


def _is_same_loan(one: Found, other: Found) -> bool:
    """Whether money is told again: with the same sum, or near with the same noun where only one of them has a sum."""
    mine, yours = _sum(one), _sum(other)
    if mine is not None and mine == yours:
        return True
    near = abs(one.passage.number - other.passage.number) <= _NEAR
    return near and one.mention.signable and _noun(one) == _noun(other) and (mine is None) != (yours is None)


def _counts(item: Found, other: Found) -> bool:
    """Whether it gives the number of papers that the other one calls many: *17 Abkommen*, *zahlreiche Abkommen*."""
    many = {other.mention.determiner, other.mention.words[0]} & stage_words().words.many
    counted = item.mention.count is not None and other.mention.count is None
    papers = item.kind == other.kind == "agreement" and _noun(item) == _noun(other) and item.stage == other.stage
    return bool(many) and counted and papers and not has_topic(other)


def _same_goods(one: Found, other: Found) -> bool:
    """Whether goods are told again: the same noun, with the same number or without one."""
    if one.kind != "supply" or other.kind != "supply" or not (_goods(one) == _goods(other) or _delivers(one, other)):
        return False
    mine, yours = _amount(one), _amount(other)
    return mine is None or yours is None or mine == yours


def _delivers(one: Found, other: Found) -> bool:
    """Whether one names as goods what stands in front of the other's noun: *Gaslieferungen*, *Lieferung von Gas*."""
    near = abs(one.passage.number - other.passage.number) <= _NEAR
    if near and _front(one) and _front(one).rstrip("s") == _front(other).rstrip("s"):
        return True  # Stromlieferungen, Stromexport
    fronts = [(_front(item), mate) for item, mate in ((one, other), (other, one)) if _front(item)]
    return near and any(front.rstrip("s") in {word.lower() for word in mate.mention.words} for front, mate in fronts)


def _is_agreed(item: Found, other: Found) -> bool:
    """Whether a step that was told in the present is said to be decided."""
    return _same_step(item, other) and (other.stage, item.stage) == ("pledged", "committed")


def _is_done(item: Found, other: Found) -> bool:
    """Whether goods told in the present have been delivered: *liefert 22 Haubitzen*, *hat 22 Haubitzen geliefert*."""
    counted = _amount(item) is not None and _amount(item) == _amount(other)
    return counted and item.kind == "supply" and (other.stage, item.stage) == ("pledged", "completed")


def _goods(item: Found) -> str:
    """The noun of goods: of *5000 Tonnen Reis aus Peru* the *reis*."""
    tokens = item.passage.tokens[item.mention.index : item.mention.last + 1]
    nouns = [token.word.lower() for token in takewhile(lambda token: token.capital, tokens)]
    return nouns[-1].rstrip("ens") if nouns else ""


def _same_step(one: Found, other: Found) -> bool:
    """Whether a step is told once by its verb, once by its noun: *Zölle abschaffen*, *die Abschaffung von Zöllen*."""
    if one.kind != "measure" or other.kind != "measure" or (one.states ^ other.states):
        return False
    acted = [item for item in (one, other) if item.mention.act is not None]
    plain = [item for item in (one, other) if item.mention.act is None]
    return bool(acted and plain) and any(
        word.startswith(plain[0].passage.words[plain[0].mention.index][:_ENDING]) for word in acted[0].mention.words
    )


def _amount(item: Found) -> Decimal | None:
    """How much or how many it is, by the number in or right before the phrase."""
    head, passage = item.head, item.passage
    near = (q for q in passage.quantities if q.kind != "money" and q.start < head.end and head.start - 1 <= q.end)
    return next((quantity.low for quantity in near), None)


def _tells_effects_of(item: Found, other: Found) -> bool:
    """Whether a sentence that *the* paper opens only tells what it will do: *Das Freihandelsabkommen werde …*."""
    opens = item.mention.first - item.mention.clause.first <= 1
    told = item.kind == "agreement" and item.mention.definite and item.mention.count is None
    if not (told and opens and item.stage == "pledged") or has_topic(item) or not compatible(item, other):
        return False
    signed = other.stage == "committed" and other.mention.count is None
    return signed and other.passage.number < item.passage.number and not item.states - other.states


def _said_before(one: Found, other: Found) -> bool:
    """Whether all words of a definite phrase stand in the sentence of one with its noun: *das Papier mit Oman*."""
    definite = one.kind == "agreement" and one.mention.definite and bool(one.stems)
    if not definite or _noun(one) != _noun(other) or other.passage.number > one.passage.number:
        return False
    said = {word[:STEM] for word in other.passage.words}
    return one.stems <= said


def _sum(item: Found) -> Decimal | None:
    """The money of the clause that names the thing."""
    span = item.passage.span_of(item.mention.clause)
    sums = (q for q in item.passage.quantities if q.kind == "money" and span.start <= q.start < span.end)
    return next((quantity.low for quantity in sums), None)


def _is_alike_in_front(one: Found, other: Found) -> bool:
    """Whether two papers without another state have the same first part: *Freihandelspakt*, *Freihandelsabkommen*."""
    front = _front(one) if one.mention.definite or one.stems == other.stems else ""
    return len(front) >= STEM and front == _front(other) and not one.states - other.states


def _same_in_headline(headline: Found, other: Found) -> bool:
    """A headline is terse: one content word in common, or a paper that the body names more fully, is enough."""
    if not compatible(headline, other):
        return False
    if headline.rule == "headline of a project" and other.passage.number <= _NEAR:
        return True  # what the body names more fully
    mine, yours = headline.stems, other.stems
    one, two = headline.mention.count, other.mention.count
    if one is not None and two is not None and one.low == two.low:
        return True
    if headline.kind == "agreement":
        return True
    if headline.kind == "supply" and set(_nouns(headline)) & set(_nouns(other)):
        return True
    if family(headline) and family(headline) == family(other):
        return True
    if not mine:
        return _may_mean(headline, other)
    return _alike(mine, yours) > 0 or _same_noun(headline, other)


def _nouns(item: Found) -> list[str]:
    """The nouns of the phrase, units too: *10.000 Megawatt Strom*."""
    tokens = item.passage.tokens[item.mention.first : item.mention.last + 1]
    return [token.word.lower() for token in tokens if token.capital]


def _same_noun(one: Found, other: Found) -> bool:
    """Whether one noun is the other or a compound of it: *Zehnjahresprogramm*, *Programm*."""
    mine, yours = _noun(one).lower(), _noun(other).lower()
    return mine.endswith(yours) or yours.endswith(mine)


def compatible(one: Found, other: Found) -> bool:
    """Whether two things may be one: by their kinds, and not told of other states (*mit Chile*, *mit Indien*)."""
    if one.states - other.states and other.states - one.states:
        return False
    return same_family(one.kind, other.kind) and not (_is_of_others(one, other) or _is_of_others(other, one))


def _is_of_others(one: Found, other: Found) -> bool:
    """Whether its phrase names two states or more, and the clause of the other one two or more that are not these."""
    if len(one.states) < _PAIR:
        return False
    clause = other.passage.span_of(other.mention.clause)
    around = {code for actor in other.passage.actors_in(clause) if actor.kind in _STATES for code in actor.codes}
    return len(around) >= _PAIR and around.isdisjoint(one.states)


def same_family(one: str, other: str) -> bool:
    """Whether two kinds are told of the same things."""
    return one == other or (one in _PROJECTS and other in _PROJECTS)


def _noun(item: Found) -> str:
    mention = item.mention
    return mention.thing.lemma if mention.thing else mention.passage.words[mention.index]


def _alike(mine: frozenset[str], yours: frozenset[str]) -> float:
    return len(mine & yours) / min(len(mine), len(yours)) if mine and yours else 0.0
