"""Cards as rows of a CSV: plain values with the words they rest on; headings are those of the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kelisim.web.answers import Record
from kelisim.web.index.cards import SORT_OF, Aim, Amount, Card, CheckCard, Dispute, Hit, Meet, SeriesCard, Words, Work


def rows(cards: Iterable[Card | Hit]) -> list[Record]:
    """The rows of cards; a series has one for each of its points."""
    return [row for card in cards for row in _rows(card)]


def mixed(cards: Iterable[Card | Hit]) -> list[Record]:
    """The rows of cards of several sorts, each with the name of its sort first."""
    return [
        {"row": "point" if isinstance(card, SeriesCard) else SORT_OF[type(card)], **row}
        for card in cards
        for row in _rows(card)
    ]


def _rows(card: Card | Hit) -> Iterator[Record]:
    match card:
        case Work():
            yield _work(card)
        case SeriesCard():
            yield from _points(card)
        case Meet():
            yield _meet(card)
        case Aim():
            yield _aim(card)
        case Hit():
            yield _hit(card)
        case Dispute():
            for said in card.said:
                yield {
                    "kind": card.kind, "about": card.about, "title": card.title, "parties": card.parties,
                    "why": card.why, **value(said.amount), "period": said.period,
                    "period_basis": "inferred" if said.inferred else None, "stage": said.stage,
                    **words_row(said.words),
                }  # fmt: skip
        case CheckCard():
            told = card.said[0].words if card.said else None
            yield {
                "kind": card.kind, "outcome": card.outcome, "parties": card.parties, "arithmetic": card.arithmetic,
                **words_row(told),
            }  # fmt: skip


def _work(card: Work) -> Record:
    amount = card.amount
    return {
        "id": card.id,
        "title": card.title,
        "kind": card.kind,
        "stage": card.stage,
        "since": card.since.latest,
        "since_basis": card.since.basis,
        "legal_stage": card.legal,
        "parties": card.parties,
        "organisations": card.organisations,
        "sectors": card.sectors,
        "place": "; ".join(card.places),
        "amount": amount.low if amount else None,
        "unit": amount.unit if amount else None,
        "amount_qualifier": amount.qualifier if amount else None,
        "deadline": card.deadline,
        "slipped": card.slipped,
        "verdict": card.verdict,
        "calls": card.calls,
        "silent_since": card.silent_since,
        "texts": card.texts,
        **words_row(card.steps[-1].words if card.steps else None),
    }


def _points(card: SeriesCard) -> Iterator[Record]:
    for point in card.points:
        yield {
            "series": card.id,
            "indicator": card.indicator,
            "measure": card.measure,
            "parties": card.parties,
            "from": card.origin,
            "to": card.destination,
            "item": card.item,
            "id": point.id,
            "period": point.period,
            "period_basis": "inferred" if point.inferred else None,
            **value(point.amount),
            "modality": point.modality,
            "texts": point.texts,
            **words_row(point.words[0] if point.words else None),
        }


def _meet(card: Meet) -> Record:
    return {
        "id": card.id,
        "date": card.date,
        "format": card.format,
        "place": card.place,
        "parties": card.parties,
        "participants": tuple(who.name for who in card.participants),
        "texts": card.texts,
        **words_row(card.words[0] if card.words else None),
    }


def _aim(card: Aim) -> Record:
    return {
        "series": card.series,
        "indicator": card.indicator,
        "parties": card.parties,
        "from": card.origin,
        "to": card.destination,
        "item": card.item,
        **value(card.amount),
        "deadline": card.deadline,
        "verdict": card.verdict,
        "needed_percent_a_year": card.needed,
        "made_percent_a_year": card.made,
        "slip": card.slip,
        **words_row(card.words[0] if card.words else None),
    }


def _hit(card: Hit) -> Record:
    return {
        "id": card.id,
        "statement": card.sort,
        "kind": card.topic,
        "title": card.title,
        "parties": card.parties,
        "from": card.origin,
        "to": card.destination,
        **value(card.amount),
        "period": card.period,
        "stage": card.stage,
        "modality": card.modality,
        "place": card.place,
        "sectors": card.sectors,
        "about": card.thing,
        **words_row(card.words),
    }


def value(amount: Amount | None) -> Record:
    """A number with its bounds, unit and rate; nothing where there is none."""
    if amount is None:
        return dict.fromkeys(("low", "high", "unit", "per", "qualifier"))
    return {
        "low": amount.low, "high": amount.high, "unit": amount.unit, "per": amount.per, "qualifier": amount.qualifier,
    }  # fmt: skip


def words_row(words: Words | None) -> Record:
    """The words of a statement with their report; nothing where there are none."""
    names = ("head", "sentence", "report", "source", "url", "outlet")
    if words is None:
        return dict.fromkeys((*names, "published_earliest", "published_latest"))
    told: Record = {name: getattr(words, name) for name in names}
    return told | {"published_earliest": words.earliest, "published_latest": words.latest}
