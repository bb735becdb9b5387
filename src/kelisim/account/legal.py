"""How far an agreement has come in law, beside what is done about it.

    «… mit dem das Abkommen über das Zentrum ratifiziert wird»    committed; in law: ratified

The words stand in `lexicons/de/legal_stages.toml`; an agreement that is planned is negotiated, one that is agreed is
signed where its kind is signed at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal, get_args

from msgspec import Struct

from kelisim.account.histories import Event, History
from kelisim.account.moments import Moment
from kelisim.ledger.query import UndertakingEntry
from kelisim.lexicons import load_table

LegalStage = Literal["negotiated", "signed", "ratified", "in_force", "ended"]
LEGAL_STAGES: tuple[LegalStage, ...] = get_args(LegalStage)
_SIGNED = ("treaty", "agreement", "framework_agreement", "memorandum", "letter_of_intent", "protocol", "contract")


class _LegalWords(Struct, frozen=True, forbid_unknown_fields=True):
    words: dict[LegalStage, tuple[str, ...]]
    not_yet: dict[Literal["words"], tuple[str, ...]]


class LegalEvent(Struct, frozen=True, kw_only=True):
    """A legal stage as one statement reports it."""

    stage: LegalStage
    moment: Moment
    entry: UndertakingEntry


def legal_events(history: History) -> tuple[LegalEvent, ...]:
    """What the agreements of a thing have come to in law, in the order of the history."""
    found = ((event, _legal_stage(event)) for event in history.events if event.entry.statement.kind == "agreement")
    return tuple(LegalEvent(stage=stage, moment=event.moment, entry=event.entry) for event, stage in found if stage)


def legal_stage(events: Iterable[LegalEvent]) -> LegalStage | None:
    """The furthest of the stages; None where nothing tells."""
    return max((event.stage for event in events), key=LEGAL_STAGES.index, default=None)


def _legal_stage(event: Event) -> LegalStage | None:
    told = event.entry.statement
    if event.stage == "pledged":
        return "negotiated"
    if event.stage == "cancelled":
        return "ended"
    named = _named(event.entry.sentence)
    if named:
        return named
    return "signed" if told.instrument in _SIGNED else None


def _named(sentence: str) -> LegalStage | None:
    lower = sentence.casefold()
    patterns, not_yet = _patterns()
    if not_yet.search(lower):
        return None
    return next(
        (stage for stage in reversed(LEGAL_STAGES) if stage in patterns and patterns[stage].search(lower)), None
    )


@cache
def _patterns() -> tuple[dict[LegalStage, re.Pattern[str]], re.Pattern[str]]:
    lexicon = load_table("de/legal_stages.toml", _LegalWords)
    patterns = {stage: _any_of(words) for stage, words in lexicon.words.items()}
    return patterns, re.compile(rf"\b(?:{'|'.join(map(re.escape, lexicon.not_yet['words']))})")


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})")
