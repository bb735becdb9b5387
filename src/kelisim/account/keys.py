"""Keys by which statements are looked up: the same words give the same number, in every run and every ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from kelisim.ledger.workings import Key


def first_key(*words: str) -> Key:
    """The key of a block."""
    return _number(words) << 1


def second_key(*words: str) -> Key:
    """A sign by which a block is parted; never the key of a block."""
    return _number(words) << 1 | 1


def word_key(word: str) -> Key:
    """The sign of a word that says what a mention tells of."""
    return second_key("word", word)


def _number(words: Sequence[str]) -> int:
    digest = hashlib.blake2b("\n".join(words).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 2  # with its last bit it stays a number that a database holds
