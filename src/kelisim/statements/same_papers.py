"""Papers told again: the same paper by another noun, by the day it was signed, first in short and then in full.

In: two papers that rules have found. Out: whether they are one. *ein Zollabkommen* and *ein Abkommen, das …*, *ein
Freihandelspakt* and *das Freihandelsabkommen* are.
"""

from __future__ import annotations

from decimal import Decimal

from kelisim.language.function_words import function_words
from kelisim.once import asked_once
from kelisim.statements.concreteness import has_sum, only_parties_behind
from kelisim.statements.found_words import alike, front_of, noun_of
from kelisim.statements.same_works import families, has_topic
from kelisim.statements.scenes import STEM, Found
from kelisim.statements.stage_words import stage_words

_NEAR, _FAR, _LEAD, _DAY = 3, 8, 3, 10  # sentences, the last sentence of the lead, characters of a date
_SIGNED = "signed paper"
_OWN = ("item of a package", "item by its content", "paper by its topic", "one named after all")  # rules of lists
_STRONG, _PAIR, _BESIDE, _TITLE = 0.5, 2, 3, 1


def _is_its_signing(one: Found, other: Found) -> bool:
    """Whether the signing is told again with its topic: *unterzeichneten ein Abkommen. Die Unterzeichnung eines …*."""
    near = not other.stems and one.follows(other, _NEAR)
    papers = one.kind == other.kind == "agreement" and one.stage == other.stage == "committed"
    told = one.cue is not None and one.cue.how == "act" and other.cue is not None and "sign" in other.cue.senses
    return near and papers and told and noun_of(one) == noun_of(other) and not one.states - other.states


def is_next(item: Found) -> bool:
    """Whether a number says that it is another one: *ein zweites Abkommen*."""
    return item.mention.determiner.startswith("ein") and rank(item) > 1


@asked_once
def is_further(item: Found) -> bool:
    """Whether a word says that it is another one: *ein weiteres Abkommen*."""
    return not function_words().further.isdisjoint((item.mention.determiner, *item.mention.words))


def rank(item: Found) -> Decimal:
    """The ordinal number in the phrase, 0 where there is none."""
    ranks = (q.low for q in item.passage.quantities if q.kind == "ordinal" and item.head.covers(q.span))
    return next(ranks, Decimal(0))


def _is_any_draft(one: Found, other: Found) -> bool:
    """Whether a paper still to come is told again by a plain noun: *ein Sicherheitsabkommen … einen Pakt*."""
    plain = one.mention.bare and one.mention.determiner.startswith("ein")
    drafts = one.kind == other.kind == "agreement" and one.stage == other.stage == "pledged"
    if not (plain and drafts) or one.mention.passage.words[one.mention.index] != noun_of(one).lower():
        return False
    return one.states_around <= other.passage.codes


def _is_of_one_day(one: Found, other: Found) -> bool:
    """Whether two papers are signed on the same day and only one of them says on what: *am 28. März*."""
    signed = one.kind == "agreement" and one.stage == other.stage == "committed"
    if not signed or not (one.mention.bare or other.mention.bare):
        return False
    mine, yours = _days(one), _days(other)
    return bool(mine & yours) and not one.states - other.states and rank(one) == rank(other)


def are_months_apart(one: Found, other: Found) -> bool:
    """Whether two papers were signed in other months: *im Juli einen Rahmenvertrag, im August einen Vertrag*."""
    if one.kind != "agreement" or not one.stage == other.stage == "committed":
        return False
    if any(item.cue is not None and item.cue.how == "phrase" for item in (one, other)):
        return False  # tritt am 1. Oktober in Kraft
    mine, yours = _months(one), _months(other)
    return bool(mine and yours) and mine.isdisjoint(yours)


@asked_once
def _months(item: Found) -> set[str]:
    """The months in which the clause tells it."""
    span = item.passage.span_of(item.mention.clause)
    return {time.timex[5:7] for time in item.passage.times_in(span) if time.role == "on" and time.timex[5:7].isdigit()}


def _days(item: Found) -> set[str]:
    """The days on which the clause tells it."""
    span = item.passage.span_of(item.mention.clause)
    return {time.timex for time in item.passage.times_in(span) if time.role == "on" and len(time.timex) == _DAY}


def _is_told_fully(one: Found, other: Found) -> bool:
    """Whether the next sentences tell again of a paper with the same verb: *ein Zollabkommen*, *ein Abkommen*."""
    if one.kind != "agreement" or one.stage != other.stage or one.cue is None or other.cue is None:
        return False
    near = one.follows(other, _NEAR)
    bare = one.mention.first == one.mention.last and one.mention.determiner == "ein"
    noun, kind = (item.passage.words[item.mention.index] for item in (one, other))
    fuller = kind != noun and kind.endswith(noun) and other.mention.determiner == "ein"
    return near and bare and fuller and one.cue.lemma == other.cue.lemma and not one.states - other.states


def _said_before(one: Found, other: Found) -> bool:
    """Whether all words of a definite phrase stand in the sentence of one with its noun: *das Papier mit Oman*."""
    definite = one.kind == "agreement" and one.mention.definite and bool(one.stems)
    if not definite or noun_of(one) != noun_of(other) or other.passage.number > one.passage.number:
        return False
    said = {word[:STEM] for word in other.passage.words}
    return one.stems <= said


def _is_alike_in_front(one: Found, other: Found) -> bool:
    """Whether two papers without another state have the same first part: *Freihandelspakt*, *Freihandelsabkommen*."""
    plain = one.stems - {front_of(one)[:STEM]} == other.stems - {front_of(other)[:STEM]}
    front = front_of(one) if one.mention.definite or plain else ""
    if one.mention.definite and {front, front_of(other)} <= stage_words().words.loan_fronts:
        return one.stage == other.stage and not one.states - other.passage.codes  # Darlehensvertrag, der Kreditvertrag
    return len(front) >= STEM and front == front_of(other) and not one.states - other.states


def counts(item: Found, other: Found) -> bool:
    """Whether it gives the number of papers that the other one calls many: *17 Abkommen*, *zahlreiche Abkommen*."""
    mine, yours = item.mention.count, other.mention.count
    if mine is not None and yours is not None and _are_signed(item, other) and noun_of(item) == noun_of(other):
        near = item.follows(other, _NEAR)  # drei Abkommen, drei Abkommen im Wert von …
        return near and mine.low == yours.low and not (has_topic(item) and has_topic(other))
    if mine is None or yours is not None:
        return False
    if _is_any_number(other) and _are_signed(item, other) and noun_of(item).lower() in stage_words().words.any_papers:
        return True  # unterzeichneten Verträge … die sieben Abkommen
    if _are_signed(item, other) and not other.mention.determiner and _words_of(item) == _words_of(other):
        near = item.follows(other, _FAR)  # Protokolle, zwei Protokolle
        return item.rule == other.rule == _SIGNED and near and not item.passage.codes - other.passage.codes
    many = {other.mention.determiner, other.mention.words[0]} & stage_words().words.many
    papers = item.kind == other.kind == "agreement" and noun_of(item) == noun_of(other) and item.stage == other.stage
    return bool(many) and papers and not has_topic(other)


def is_told_in_full(one: Found, other: Found) -> bool:
    """Whether a paper that the lead only names is told with its topic: *ein Abkommen. Das Protokoll zu Zöllen*."""
    known = stage_words().words
    if one.rule in _OWN or not _are_signed(one, other) or not (_is_only_named(other) and _is_one(one)):
        return False
    if only_parties_behind(one.mention):
        return False
    near = one.follows(other, _NEAR)
    apart = one.states - other.passage.codes or not known.besides.isdisjoint(one.passage.words)
    if not near or apart or rank(one) > 1 or one.cue is None:
        return False
    fronts = {front_of(one), front_of(other)} - {""}
    return len(fronts) < _PAIR and (noun_of(other).lower() in known.any_papers or noun_of(one) == noun_of(other))


def is_told_better(one: Found, other: Found) -> bool:
    """Whether it is told in full what before had no name of its own."""
    return is_told_in_full(one, other) and not front_of(other)


def _is_only_named(item: Found) -> bool:
    """Whether the lead names one new paper and not what it is on."""
    mention, passage = item.mention, item.passage
    new = mention.determiner.startswith("ein") and mention.count is None and passage.number <= _LEAD
    behind = (clause for clause in passage.clauses if 0 < clause.first - mention.last <= _BESIDE)
    told = any(clause.kind != "main" for clause in behind)
    return new and not told and only_parties_behind(mention)


def _words_of(item: Found) -> str:
    """The noun as it stands."""
    return item.passage.words[item.mention.index]


def _is_any_number(item: Found) -> bool:
    """Whether the first sentences only say that papers were signed: *haben Verträge unterzeichnet*."""
    plain = noun_of(item).lower() in stage_words().words.any_papers and not item.mention.determiner
    return (
        plain
        and item.rule == _SIGNED
        and not has_sum(item.mention)
        and item.passage.number <= (_TITLE if has_topic(item) else _LEAD)
    )


def _are_signed(one: Found, other: Found) -> bool:
    return one.kind == other.kind == "agreement" and one.stage == other.stage == "committed"


def _is_one(item: Found) -> bool:
    """Whether it is one paper, not several."""
    return item.mention.count is None and item.mention.determiner.startswith(tuple(stage_words().words.one_paper))


def _is_any_document(one: Found, other: Found) -> bool:
    """Whether one of two papers on the same is only called a document: *ein Dokument über Drohnen*."""
    plain = [item for item in (one, other) if item.mention.thing and item.mention.thing.instrument is None]
    return _are_signed(one, other) and len(plain) == 1 and alike(one.stems, other.stems) >= _STRONG


def _is_meant_before(one: Found, other: Found) -> bool:
    """Whether it is told once more what a signed paper was wanted for: *traf ihn, um ein Abkommen zu unterzeichnen*."""
    told = one.kind == other.kind == "agreement" and (other.stage, one.stage) == ("committed", "pledged")
    near = one.follows(other, _FAR)
    if not (told and near and _is_one(one) and _is_one(other)) or noun_of(one) != noun_of(other):
        return False
    if one.states - other.passage.codes or is_next(one) or one.cue is None:
        return False
    purpose = one.passage.words[one.mention.clause.first] in stage_words().words.what_for
    wanted = "plan" in one.cue.senses and bool(one.mention.chain.acts)
    return (purpose and _are_nuclear(one, other)) or (not has_topic(one) and (purpose or wanted))


def _are_nuclear(one: Found, other: Found) -> bool:
    """Whether both are on nuclear energy, by whichever word."""
    stems = stage_words().words.nuclear
    return all(any(word.startswith(tuple(stems)) for word in item.mention.words) for item in (one, other))


def is_its_contract(one: Found, other: Found) -> bool:
    """Whether the next sentence tells the contract of the order that a text begins with: *erhielt einen Auftrag*."""
    orders = stage_words().words.orders
    placed = other.passage.number <= _LEAD and noun_of(other).lower() in orders and noun_of(one).lower() not in orders
    binding = one.mention.thing is not None and one.mention.thing.instrument == "contract"
    next_one = one.passage.number - other.passage.number == 1
    new = one.mention.determiner.startswith("ein") and other.mention.determiner.startswith("ein")
    return placed and binding and next_one and new and _are_signed(one, other) and not one.states - other.passage.codes


def _is_paper_on_it(one: Found, other: Found) -> bool:
    """Whether it is the paper on what was agreed: *eine Migrationspartnerschaft, das MoU über die Partnerschaft*."""
    near = one.follows(other, _NEAR)
    papers = one.kind == other.kind == "agreement" and other.mention.last == other.mention.index
    noun = other.passage.words[other.mention.index]
    whole = noun_of(other).lower() not in stage_words().words.any_papers
    return near and papers and whole and noun in one.mention.words[1:] and not one.states - other.passage.codes


def _is_settlement(one: Found, other: Found) -> bool:
    """Whether an agreement is told again by the word for agreeing alone: *nun wurde eine Einigung erzielt*."""
    plain = one.mention.bare and noun_of(one).lower() in stage_words().words.settlements
    near = one.follows(other, _FAR)
    new = one.states_around - other.passage.codes
    return plain and near and _are_signed(one, other) and other.mention.count is None and not new


def _is_signing_of_one_line(one: Found, other: Found) -> bool:
    """Whether the signing is told of a paper on the same line: *ein Abkommen zur Bahn*, *ein Memorandum zur Bahn*."""
    told = (one.cue is None or one.cue.how == "act") and _are_signed(one, other) and _is_one(one) and _is_one(other)
    told = told or (one.mention.definite and _are_signed(one, other) and noun_of(one) == noun_of(other))
    near = told and (one.cue is None or one.follows(other, _NEAR))
    lines = near and families(one) & families(other)
    return bool(lines) and not one.states - other.passage.codes and not is_next(one)


def _is_free_trade(one: Found, other: Found) -> bool:
    """Whether both are the pact on free trade that two states talk about: *Freihandelsabkommen*, *Partnerschafts…*."""
    near = one.stage == other.stage and one.follows(other, _FAR)
    if one.kind != "agreement" or not near or one.states - other.passage.codes or not _is_one(one):
        return False
    words = [item.passage.words[item.mention.index] for item in (one, other)]
    return all(word.startswith(tuple(stage_words().words.free_trade)) for word in words)


PAPERS_AGAIN = (
    _is_meant_before,
    is_its_contract,
    _is_settlement,
    _is_paper_on_it,
    _is_free_trade,
    is_told_in_full,
    _is_any_document,
    _is_signing_of_one_line,
    _is_alike_in_front,
    _said_before,
    _is_told_fully,
    _is_its_signing,
    _is_any_draft,
    _is_of_one_day,
)
"""By these a paper is told again."""
