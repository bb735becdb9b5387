"""The id of a statement: the same words with the same values have the same id, in every run and every ledger."""

from __future__ import annotations

import hashlib
from typing import TypeVar

import msgspec
from msgspec import structs

from kelisim.model import Figure, Meeting, Statement, Undertaking

_LENGTH = 16
# What may be learnt later or by other rules without making it another statement.
_LEFT_OUT = ("id", "of", "figures", "rule", "confidence", "confidence_reason", "evidence")
_encoder = msgspec.json.Encoder(order="sorted", decimal_format="string")
S = TypeVar("S", Figure, Undertaking, Meeting)


def identified(statement: S, hash_of_text: str) -> S:
    """Give a statement its id: SHA-256 over text hash, kind, head span and canonical fields, 16 digits."""
    return structs.replace(statement, id=statement_id(statement, hash_of_text))


def statement_id(statement: Statement, hash_of_text: str) -> str:
    """Compute the id of a statement without changing it."""
    fields = {name: value for name, value in structs.asdict(statement).items() if name not in _LEFT_OUT}
    head = statement.evidence.head
    canonical = _encoder.encode([hash_of_text, statement.statement, head.start, head.end, fields])
    return hashlib.sha256(canonical).hexdigest()[:_LENGTH]
