"""Sameness: two mentions of one thing in one text are one undertaking.

*das Abkommen* takes up *ein Abkommen über den Zoll*; the headline's *22 Abkommen* are the body's. The fuller sentence
of the body is kept as evidence.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import structs

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.statements.concreteness import is_on_the_same
from kelisim.statements.found_words import alike, front_of, has_same_noun, noun_of, nouns_of, same_family
from kelisim.statements.same_goods import are_same_goods, is_done, is_its_measure, is_part
from kelisim.statements.same_money import is_headline_of_loan, is_its_sum, is_same_loan
from kelisim.statements.same_papers import (
    PAPERS_AGAIN,
    are_months_apart,
    counts,
    is_further,
    is_its_contract,
    is_next,
    is_told_better,
    rank,
)
from kelisim.statements.same_works import are_plants, family, has_topic, is_link_again, is_one_line, is_plant_again
from kelisim.statements.scenes import STEM, Found
from kelisim.statements.sectors import sectors
from kelisim.statements.stage_words import stage_words

_ENDED = ("suspended", "cancelled")
_LISTED = (
    "listed paper",
    "item of a package",
    "item by its content",
    "work among several",
    "paper by its topic",
    "one named after all",
    "tie in a list",
)
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
            elif any(test(item, meant) for test in _TOLD_BETTER):
                kept[kept.index(meant)] = meant = item
        if meant is not None and _ends(item, meant):
            kept[kept.index(meant)] = structs.replace(meant, stage=item.stage, cue=item.cue)
    for item in found:
        if _is_terse(item) and not any(_same_in_headline(item, other) for other in kept):
            kept.append(item)
    kept = [item for item in kept if not _listed_below(item, kept) and not is_part(item, kept)]
    for says_again in (_is_apposed, _is_named_behind, is_its_measure):
        kept = _left_alone(kept, says_again)
    return sorted(kept, key=lambda item: item.head)


def _left_alone(kept: Sequence[Found], says_again: Callable[[Found, Found], bool]) -> list[Found]:
    """Those that say nothing again of another one in the same sentence."""
    beside: dict[int, list[Found]] = {}
    for item in kept:
        beside.setdefault(item.passage.number, []).append(item)
    return [item for item in kept if not any(says_again(item, other) for other in beside[item.passage.number])]


def _is_apposed(item: Found, other: Found) -> bool:
    """Whether it only says again behind a comma what the thing before it is: *den Windpark am See, den größten …*."""
    alike_lines = bool(family(item)) and family(item) == family(other)
    if item.passage is not other.passage or item is other or item.head < other.head:
        return False
    between = item.passage.words[other.mention.last + 1 : item.mention.chain.outer]
    if ":" in between and alike_lines and item.stage == other.stage:
        return True  # Das Bahnnetz wird eröffnet: Togo will die Bahnlinie eröffnen
    if between != (",",) or item.mention.count is not None or item.mention.chain.acts:
        return False
    named = item.kind == other.kind == "agreement" and other.mention.definite  # die erste Vereinbarung, ein Memorandum
    if named and item.mention.determiner.startswith("ein"):
        return True
    return item.mention.definite and (has_same_noun(item, other) or alike_lines)


def _is_named_behind(item: Found, other: Found) -> bool:
    """Whether a dash or colon opens what so many projects are: *zwei Projekte wurden beendet – zwei Kraftwerke*."""
    general = item.mention.count is not None and noun_of(item).lower() in stage_words().words.general
    if not general or item.passage is not other.passage or (item.kind, item.stage) != (other.kind, other.stage):
        return False
    between = item.passage.words[item.mention.last + 1 : other.mention.first]
    return item.head < other.head and not {"–", "—", ":"}.isdisjoint(between)


def _tells_more(item: Found, other: Found) -> bool:
    """Whether the next sentence says what becomes of a work of which only is said what it is to do."""
    known = other.cue is not None and other.cue.lemma == "sollen" and other.stage == "pledged"
    done = item.cue is not None and item.cue.how == "phrase" and item.stage in ("implementing", "completed")
    opened = item.cue is not None and {"complete", "open"} <= item.cue.senses and other.stage == "implementing"
    next_one = item.passage.number - other.passage.number == 1
    return next_one and ((known and done) or (opened and item.stage == "completed"))  # Startschuss … weihte sie ein


def _takes_up(item: Found, other: Found) -> bool:
    """Whether an anaphor takes up a thing; a paper on the same matter only one that is there."""
    if item.kind == "agreement" and is_on_the_same(item.mention) and other.stage != item.stage:
        return False
    return compatible(item, other) and (_may_mean(item, other) or is_plant_again(item, other))


def _ends(item: Found, meant: Found) -> bool:
    """Whether it is told again with its end, and neither goes on nor is another one of other states or far before."""
    if item.stage not in _ENDED or meant.stage in _ENDED or _goes_on(meant, item):
        return False
    named = item.states_around
    pointed = item.mention.determiner in stage_words().words.demonstratives
    far = pointed and item.passage.number - meant.passage.number > _NEAR  # die Pläne für diese Pipeline
    return not far and not (named and named.isdisjoint(meant.passage.codes))


def _goes_on(item: Found, end: Found) -> bool:
    """Whether it is done once more, or is only late: *Georgien plant wieder einen Hafen*, *verzögerte sich*."""
    words, clause, cue = item.passage.words, item.mention.clause, end.cue
    if cue is not None and cue.lemma in stage_words().words.late and item.stage == "pledged":
        return True
    return not stage_words().words.again.isdisjoint(words[clause.first : clause.last])


def _is_terse(item: Found) -> bool:
    """Whether a headline says it, not an item of a list."""
    return item.passage.is_headline and item.rule != "listed paper"


def _listed_below(item: Found, kept: Sequence[Found]) -> bool:
    """Whether a package is told item by item behind it or in the list it opens (*eine Reihe von Dokumenten:*)."""
    mention = item.mention
    named = mention.last > mention.index and mention.passage.words[mention.index + 1] not in function_words().between
    if item.rule in _LISTED or (named and item.kind == "agreement"):
        return False
    number, count = item.passage.number, item.mention.count
    listed = [other for other in kept if other.rule in _LISTED and other.kind == item.kind]
    if count is None:
        return item.kind == "agreement" and any(number <= other.passage.number <= number + 1 for other in listed)
    below = sum(number < other.passage.number <= number + count.low for other in listed)
    after = sum(other.rule == "one named after all" and other.passage.number > number for other in listed)
    return count.low in (below, after, sum(other.passage is item.passage for other in listed))


def _may_mean(item: Found, other: Found) -> bool:
    """Whether an anaphor may speak of a thing named before: the same noun, a general one, or of the same sector."""
    front, nuclear = front_of(item), stage_words().words.nuclear
    if front:
        said = other.head.quote(other.passage.text).lower()
        if front in nuclear:
            return any(part in said for part in nuclear)
        return front[:STEM] in said or (other.mention.count is None and has_same_noun(item, other))
    if item.kind == "agreement" or noun_of(item).lower() in stage_words().words.general or has_same_noun(item, other):
        return True
    mine, yours = sectors(noun_of(item), ""), sectors(other.head.quote(other.passage.text), "")
    return not mine or bool(set(mine) & set(yours))


def _stands_alone(item: Found) -> bool:
    """Whether a definite phrase that takes up nothing is enough by itself: a thing being built, opened, ended."""
    ended = item.stage in _ENDED
    inside = item.mention.index in item.mention.chain.acts  # Vertragsunterzeichnung
    if item.cue is None:
        return False
    if item.cue.how == "act" and item.kind == "agreement" and item.stage == "committed" and item.states:
        return True  # bei der Unterzeichnung des Abkommens mit Katar
    if item.cue.how == "act" and not (inside and item.kind == "agreement"):
        return False
    if item.kind == "agreement" and (inside or (item.cue.how == "verb" and front_of(item))):
        return True
    who = codes_of(actor for actor in item.passage.speaking_of(item.mention.clause) if actor.kind in _STATES)
    if "conclude" in item.cue.senses and len(who) >= _PAIR:
        return True  # Die Vereinbarung wurde zwischen Peru und Chile getroffen
    plainly = item.cue.lemma in stage_words().words.opening
    if item.cue.weak and not plainly and not ended and not item.cue.senses & {"build", "sign"}:
        return item.kind == "measure" or bool(item.states)
    ratified = item.cue.how == "verb" and bool(item.states) and "commit" in item.cue.senses  # den Vertrag mit Indien
    return item.kind != "agreement" or ended or ratified or "sign" in item.cue.senses or item.cue.how == "phrase"


def _same(one: Found, other: Found) -> bool:
    if is_its_sum(one, other) or is_its_sum(other, one):
        return True
    return not _are_apart(one, other) and _tells_again(one, other)


def _are_apart(one: Found, other: Found) -> bool:
    """Whether something says that they are two: their kinds, a list, an ordinal, other months, other numbers."""
    if one.passage is other.passage or one.rule == other.rule == "listed paper" or not compatible(one, other):
        return True
    if min(rank(one), rank(other)) > 0 and rank(one) != rank(other):
        return True  # die fünfte Brücke, die sechste Brücke
    apart = is_next(one) or (is_next(other) and not one.mention.definite)
    if is_further(one) or (apart and rank(one) != rank(other)) or are_months_apart(one, other):
        return True  # ein zweites Abkommen
    mine_count, your_count = one.mention.count, other.mention.count
    numbered = mine_count is not None and your_count is not None and mine_count.low != your_count.low
    return numbered or "work among several" in (one.rule, other.rule)


def _tells_again(one: Found, other: Found) -> bool:
    """Whether it tells again of the same, where nothing says that they are two."""
    if any(test(one, other) for test in (counts, are_same_goods, _same_step)) or counts(other, one):
        return True
    if one.kind == "agreement" and (one.mention.count is None) != (other.mention.count is None):
        single = next(item for item in (one, other) if item.mention.count is None)
        bare = not (one.stems or other.stems or single.mention.determiner.startswith("ein"))
        return bare and noun_of(one) == noun_of(other)  # ein Abkommen, insgesamt vier Abkommen
    signing = one.cue is not None and one.cue.how == "act" and noun_of(one) == noun_of(other)
    around = signing or one.stage == other.stage == "pledged" or (one.stems == other.stems and len(one.stems) >= _PAIR)
    new = one.states - (other.passage.codes if around else other.states)
    if new and one.kind == "agreement" and one.mention.determiner.startswith("ein"):
        return False
    if any(test(one, other) for test in _AGAIN):
        return True
    if one.kind == other.kind == "programme" and is_same_loan(one, other):
        return True  # einen Kredit von einer Milliarde … ein Darlehen von einer Milliarde
    mine, yours = one.stems, other.stems
    if not mine or not yours:
        drafted = one.kind == "agreement" and one.stage == other.stage == "pledged" and noun_of(one) == noun_of(other)
        return (drafted or (not mine and not yours)) and has_same_noun(one, other)
    if is_one_line(one, other):
        return True
    return has_same_noun(one, other) and alike(mine, yours) >= _STRONG


def _is_agreed(item: Found, other: Found) -> bool:
    """Whether a step that was told in the present is said to be decided."""
    return _same_step(item, other) and (other.stage, item.stage) == ("pledged", "committed")


def _same_step(one: Found, other: Found) -> bool:
    """Whether a step is told once by its verb, once by its noun: *Zölle abschaffen*, *die Abschaffung von Zöllen*."""
    if one.kind != "measure" or other.kind != "measure" or (one.states ^ other.states):
        return False
    acted = [item for item in (one, other) if item.mention.act is not None]
    plain = [item for item in (one, other) if item.mention.act is None]
    return bool(acted and plain) and any(
        word.startswith(plain[0].passage.words[plain[0].mention.index][:_ENDING]) for word in acted[0].mention.words
    )


def _is_step_again(one: Found, other: Found) -> bool:
    """Whether a step is soon told again with its noun and verb: *hohe Zölle verhängt*, *30 Prozent Zölle verhängt*."""
    near = one.follows(other, _NEAR) and one.kind == other.kind == "measure"
    plain = near and not (has_topic(one) or has_topic(other)) and noun_of(one) == noun_of(other)
    told = plain and one.cue is not None and other.cue is not None and one.cue.lemma == other.cue.lemma
    return told and not codes_of(one.passage.actors_of(one.mention.clause)) - other.passage.codes


def _tells_effects_of(item: Found, other: Found) -> bool:
    """Whether a sentence that *the* paper opens only tells what it will do: *Das Freihandelsabkommen werde …*."""
    opens = item.mention.first - item.mention.clause.first <= 1
    told = item.kind == "agreement" and item.mention.definite and item.mention.count is None
    if not (told and opens and item.stage == "pledged") or has_topic(item) or not compatible(item, other):
        return False
    signed = other.stage == "committed" and other.mention.count is None
    return signed and other.passage.number < item.passage.number and not item.states - other.states


def _same_in_headline(headline: Found, other: Found) -> bool:
    """A headline is terse: one content word in common, or a paper that the body names more fully, is enough."""
    if _is_what_paper_is_on(headline, other) or is_headline_of_loan(headline, other) or _is_plan_of(headline, other):
        return True
    if not compatible(headline, other):
        return False
    if other.passage.number <= _NEAR and are_plants(headline, other):
        return True  # will eine Fabrik bauen … ein neues Werk für Granaten
    if headline.rule == "headline of a project" and other.passage.number <= _NEAR:
        return True  # what the body names more fully
    mine, yours = headline.stems, other.stems
    one, two = headline.mention.count, other.mention.count
    if one is not None and two is not None and one.low == two.low:
        return True
    general = noun_of(headline).lower() in stage_words().words.general and headline.mention.count is None
    if (
        general
        and headline.kind == other.kind == "project"
        and headline.stage == other.stage
        and other.passage.number <= _NEAR
    ):
        return True  # Schwimmende Anlage in Betrieb … das Terminal wurde eingeweiht
    if headline.kind == "agreement":
        return True
    if headline.kind == "supply" and set(nouns_of(headline)) & set(nouns_of(other)):
        return True
    if family(headline) and family(headline) == family(other):
        return True
    if not mine:
        return _may_mean(headline, other)
    return alike(mine, yours) > 0 or has_same_noun(headline, other)


def _is_plan_of(headline: Found, other: Found) -> bool:
    """Whether the lead names the paper on a project that the headline only says is planned: *planen ein Projekt*."""
    general = headline.kind == "project" and noun_of(headline).lower() in stage_words().words.general
    paper = general and other.kind == "agreement" and other.passage.number <= _NEAR
    return paper and headline.mention.count is None and headline.stage == other.stage == "pledged"


def _is_what_paper_is_on(headline: Found, other: Found) -> bool:
    """Whether a paper of the lead is on what the headline names: *gründen Freihandelszone*, *Abkommen über eine …*."""
    agreed = headline.kind != "agreement" and headline.stage in ("committed", "implementing")
    paper = agreed and other.kind == "agreement" and other.passage.number <= _NEAR
    noun = headline.passage.words[headline.mention.index]
    return paper and noun in other.mention.words[1:]


def compatible(one: Found, other: Found) -> bool:
    """Whether two things may be one: by their kinds, and not told of other states (*mit Chile*, *mit Indien*)."""
    if one.states - other.states and other.states - one.states:
        return False
    return same_family(one.kind, other.kind) and not (_is_of_others(one, other) or _is_of_others(other, one))


def _is_of_others(one: Found, other: Found) -> bool:
    """Whether its phrase names two states or more, and the clause of the other one two or more that are not these."""
    if len(one.states) < _PAIR:
        return False
    around = other.states_around
    return len(around) >= _PAIR and around.isdisjoint(one.states)


def _is_line_again(one: Found, other: Found) -> bool:
    """Whether a line is told again a little later: *das Kabel … das längste Unterwasserkabel*."""
    near = abs(one.passage.number - other.passage.number) <= _NEAR
    return near and (one.mention.definite or other.mention.definite) and is_one_line(one, other)


_AGAIN = (_is_line_again, _is_step_again, is_plant_again, is_link_again, *PAPERS_AGAIN)
"""By these a thing is told again."""
_TOLD_BETTER = (counts, is_done, _is_agreed, is_told_better, is_its_contract, is_its_sum)
"""By these what is told again is told better than before."""
