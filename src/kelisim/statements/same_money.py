"""Money told again: a loan by another noun, a bare sum that is the value of what is told in full.

In: two things that rules have found. Out: whether they are one. *ein Kredit* and *ein Darlehen von 5 Millionen* are.
"""

from __future__ import annotations

from decimal import Decimal

from kelisim.once import asked_once
from kelisim.statements.found_words import noun_of
from kelisim.statements.scenes import Found

_NEAR, _FAR, _LEAD = 3, 8, 5  # sentences
_BARE = ("money promised", "money received", "funds promised")  # rules that find no more than a sum


def is_same_loan(one: Found, other: Found) -> bool:
    """Whether money is told again: with the same sum, or near where only one of them has a sum."""
    mine, yours = _sums(one), _sums(other)
    if mine & yours:
        return True
    near = abs(one.passage.number - other.passage.number) <= _NEAR
    if not near or bool(mine) == bool(yours) or not one.mention.signable:
        return False
    named = other.mention.signable and not yours and other.passage.number <= _LEAD
    return noun_of(one) == noun_of(other) or named


def is_headline_of_loan(headline: Found, other: Found) -> bool:
    """Whether the lead tells the loan of a headline, which may give only its sum: *leiht Togo 30 Millionen*."""
    lead = other.kind == headline.kind == "programme" and other.mention.signable and other.passage.number <= _LEAD
    bare = headline.rule in _BARE and headline.mention.thing is None
    loan = headline.mention.signable and (not _sums(headline) or not _sums(other))
    return lead and (bare or loan) and not headline.states - other.passage.codes


def is_its_sum(item: Found, bare: Found) -> bool:
    """Whether one tells of what the other one only gives the sum: *zahlt 5 Millionen … Pakt über 5 Millionen*."""
    if bare.rule not in _BARE or item.rule in _BARE or not 0 < abs(item.passage.number - bare.passage.number) <= _FAR:
        return False
    own = [q.low for q in bare.passage.quantities if q.kind == "money" and bare.head.covers(q.span)]
    return bool(own) and own[0] in _sums(item) and not item.states - bare.passage.codes


@asked_once
def _sums(item: Found) -> frozenset[Decimal]:
    """The money of the clause that names the thing."""
    sums = item.passage.money_in(item.mention.clause)
    return frozenset(each.low for quantity in sums for each in (quantity, quantity.also) if each is not None)
