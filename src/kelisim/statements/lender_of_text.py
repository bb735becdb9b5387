"""A bank of no state gives its money to one: *Die Weltbank leiht Togo 40 Millionen*, and Benin is only named beside.

In: what a text is about. Out: the same, with the borrower as its only party, where headline or first sentences name
such a bank and every other state weighs far less than the one that the text is most about.
"""

from __future__ import annotations

from msgspec import structs

from kelisim.language.blocs import bloc_members
from kelisim.statements.context import Context
from kelisim.statements.figure_words import figure_words
from kelisim.statements.passage import Passage

_FIRST = 4  # sentences, headlines among them
_LESS = 0.2  # of the borrower's weight that another party must have
_OWN = 2  # tokens before the word for a bank in which whose it is stands: die KfW Entwicklungsbank


def with_the_borrower(about: Context) -> Context:
    """The context with one party where a bank of no state lends to it; as it was where two are dealt with alike."""
    others = [code for code in about.pair if code != about.lead]
    enough = _LESS * about.weights.get(about.lead, 0.0)
    known = bloc_members().keys()
    if not others or about.lead in known or any(about.weights[code] >= enough or code in known for code in others):
        return about
    if not any(map(_names_a_lender, about.passages[:_FIRST])):
        return about
    first = dict(zip(about.order, about.mentions, strict=True))
    return structs.replace(about, pair=(about.lead,), order=(about.lead,), mentions=(first[about.lead],))


def _names_a_lender(passage: Passage) -> bool:
    """Whether a sentence names a bank of many states, none with its owner: *die chinesische Entwicklungsbank*."""
    lenders = figure_words().lenders
    return any(
        word.endswith(lenders)
        and not any(a.codes and at - _OWN <= passage.index_at(a.end - 1) <= at for a in passage.actors)
        for at, word in enumerate(passage.words)
    )
