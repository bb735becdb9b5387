"""Whether one field of a read statement agrees with gold. ``None`` as an answer means: not scored."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

NOT_SCORED = "?"


def agrees(name: str, gold: Any, read: Any) -> bool | None:  # noqa: ANN401 - the values of JSON fields
    """Compare one field; a gold list holds alternatives (of ``parties`` and ``sectors``: members)."""
    if gold == NOT_SCORED:
        return None
    return _COMPARE.get(name, _any_of)(gold, read)


def same_number(gold: Any, read: Any) -> bool:  # noqa: ANN401
    """Equal within 0.2 per cent (33.3 is a third); a list holds alternatives."""
    if isinstance(gold, list):
        return any(same_number(other, read) for other in gold)
    return gold is not None and read is not None and math.isclose(gold, read, rel_tol=2e-3)


def surnames(people: Any) -> set[str]:  # noqa: ANN401
    """The last words of the names in lower-case letters: *Schawkat Mirsijojew* is ``mirsijojew``."""
    return {_surname(person["name"]) for person in people} if isinstance(people, list) else set()


def _surname(name: str) -> str:
    return re.sub(r"\W+", "", name.rsplit(maxsplit=1)[-1].lower()) if name.strip() else ""


def _any_of(gold: Any, read: Any) -> bool:  # noqa: ANN401
    return bool(read in gold if isinstance(gold, list) else gold == read)


def _parties(gold: Any, read: Any) -> bool:  # noqa: ANN401
    options = gold if gold and isinstance(gold[0], list) else [gold]
    return any(set(option or []) == set(read or []) for option in options)


def _amount(gold: Any, read: Any) -> bool:  # noqa: ANN401
    return (gold is None and read is None) or same_number(gold, read)


def _date(gold: Any, read: Any) -> bool | None:  # noqa: ANN401
    if gold is None:
        return None
    return read in (gold if isinstance(gold, list) else [gold])


def _sectors(gold: Any, read: Any) -> bool:  # noqa: ANN401
    """One right sector, and at most one more than the gold names."""
    have = read or []
    return bool(set(gold) & set(have)) and len(have) <= len(gold) + 1


def _wording(gold: Any, read: Any) -> bool:  # noqa: ANN401
    """The gold's words stand in it, or it stands in the gold's words."""
    have = _fold(read)
    options = [_fold(option) for option in (gold if isinstance(gold, list) else [gold])]
    return any((not want and not have) or bool(want and have and (want in have or have in want)) for want in options)


def _fold(words: str | None) -> str:
    return " ".join((words or "").lower().split())


def _participants(gold: Any, read: Any) -> bool:  # noqa: ANN401
    return surnames(gold) == surnames(read)


_COMPARE: dict[str, Callable[[Any, Any], bool | None]] = {
    "parties": _parties,
    "amount": _amount,
    "date": _date,
    "sectors": _sectors,
    "title": _wording,
    "attribution": _wording,
    "participants": _participants,
}
