"""The account of two parties as it was on a day: asked of the ledger, as no index of the web keeps the past.

found = past(path, ("KZ", "UZ"), AsOf(published="2024-12-31"))
found.works(List((), "signed"))           the same questions as of `kelisim.web.queries.Sight`
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Literal

from msgspec import Struct

from kelisim.account.snapshots import Change
from kelisim.ledger import Ledger
from kelisim.model import Figure, Undertaking
from kelisim.presentations.account.options import Options
from kelisim.presentations.account.standing import AsOf, Wanted, changed, standing
from kelisim.presentations.account.views import assessed_of
from kelisim.web.index.cards import CARDS, SORT_OF, Amount, Card, Sort, Words
from kelisim.web.index.figures import aims, series_cards
from kelisim.web.index.others import disputes, meets
from kelisim.web.index.ranks import rank
from kelisim.web.index.subjects import parts_of
from kelisim.web.index.words import figure_amount, words
from kelisim.web.index.works import works
from kelisim.web.queries import C, List, Lists

By = Literal["published", "recorded"]
_CONTRADICTED: dict[str, Sort] = {
    "figure": "series",
    "stage": "undertaking",
    "denial": "undertaking",
    "amount": "undertaking",
}


class Past(Lists):
    """What was known of two parties, as lists that answer like those of `Sight`. ``undated`` reports are left out."""

    def __init__(self, cards: Iterable[Card], undated: int) -> None:
        self.undated = undated
        self._lists: dict[tuple[str, str], list[tuple[int, Card]]] = defaultdict(list)
        for card in cards:
            for part in parts_of(card):
                self._lists[SORT_OF[type(card)], part].append((rank(card, part), card))
        for told in self._lists.values():
            told.sort(key=lambda one: one[0])

    def counts(self, _keys: Sequence[str]) -> dict[str, dict[str, int]]:
        """By sort and part how many there are."""
        found: dict[str, dict[str, int]] = {sort: {} for sort in CARDS}
        for (sort, part), told in self._lists.items():
            found[sort][part] = len(told)
        return found

    def _cards(self, type: type[C], asked: List) -> list[C]:
        told = self._lists[SORT_OF[type], asked.part][asked.start : asked.start + asked.most]
        return [card.slim() for _, card in told]  # type: ignore[misc]


class Changed(Struct, frozen=True, kw_only=True):
    """One difference between two days: what it was, what it is, and the words that tell it."""

    kind: str
    about: str
    about_sort: Sort | None = None
    title: str
    before: str = ""
    after: str = ""
    amount: Amount | None = None
    words: tuple[Words, ...] = ()


class Difference(Struct, frozen=True, kw_only=True):
    """What changed; ``undated`` reports cannot be placed and are left out."""

    changes: tuple[Changed, ...]
    undated: int


def past(path: Path, parties: Sequence[str], as_of: AsOf) -> Past:
    """What was known of ``parties`` on a day, by the ledger at ``path``."""
    with Ledger(path, create=False) as ledger:
        found = standing(ledger, Options(party=list(parties)), Wanted("everything"), as_of)
    state = found.state
    cards: Iterator[Card] = chain[Card](
        works(state, assessed_of(found).of),
        series_cards(state),
        aims(state),
        meets(state, found.titles),
        disputes(state, found.titles),
    )
    return Past(cards, found.undated)


def difference(path: Path, parties: Sequence[str], days: tuple[AsOf, AsOf]) -> Difference:
    """What is otherwise on the later of two days."""
    asked = Options(party=list(parties))
    with Ledger(path, create=False) as ledger:
        found = changed(ledger, asked, days, None)
    told = tuple(
        Changed(
            kind=change.kind,
            about=change.about,
            about_sort=_sort(change),
            title=change.title,
            before=change.before,
            after=change.after,
            amount=_amount(change),
            words=tuple(words(entry) for entry in change.entries),
        )
        for change in found.changes
    )
    return Difference(changes=told, undated=found.undated)


def _amount(change: Change) -> Amount | None:
    told = change.entries[0].statement
    return figure_amount(told) if isinstance(told, Figure) and change.kind in ("new_figure", "gone", "target") else None


def _sort(change: Change) -> Sort | None:
    """What sort of thing a change is about; a sum that does not come out is about none."""
    if change.kind in ("new_conflict", "settled_conflict"):
        return _CONTRADICTED.get(change.title)
    match change.entries[0].statement:
        case Figure():
            return "series"
        case Undertaking():
            return "undertaking"
        case _:
            return "meeting"
