"""Which read statement is meant by which gold statement: by the words of the head, numbers, and people."""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.evaluation.fields import agrees, same_number, surnames
from kelisim.evaluation.gold import Record

CORE = {
    "figures": ("indicator", "measure", "modality", "parties"),
    "undertakings": ("kind", "stage", "parties"),
    "meetings": ("format", "parties"),
}
# A head must name the thing, not the paragraph: at most three times the gold's length, short ones up to 60 characters.
_LONGEST = 3
_SHORT = 60


def head_score(gold: Record, read: Record) -> float:
    """The best share of the shorter head that both cover, over the gold's equally good heads."""
    start, end = read["evidence"]["head"]
    return max((_share(head, start, end) for head in gold["heads"]), default=0.0)


def _share(head: dict[str, int], start: int, end: int) -> float:
    length = head["end"] - head["start"]
    if end - start > max(_SHORT, _LONGEST * length):
        return 0.0
    both = max(0, min(head["end"], end) - max(head["start"], start))
    return both / max(1, min(length, end - start))


def compatible(group: str, gold: Record, read: Record) -> float:
    """How well a read statement fits a gold one, 0 if it cannot be the same."""
    share = head_score(gold, read)
    if group == "figures":
        return share if _same_amount(gold, read) else 0.0
    if group == "meetings" and share <= 0:
        return _shared_people(gold, read)
    return share if share >= 0.5 else 0.0


def _same_amount(gold: Record, read: Record) -> bool:
    units = gold["unit"] if isinstance(gold["unit"], list) else [gold["unit"]]
    numbers = same_number(gold["low"], read.get("low")) and same_number(gold["high"], read.get("high"))
    return read.get("unit") in units and numbers


def _shared_people(gold: Record, read: Record) -> float:
    want, have = surnames(gold.get("participants")), surnames(read.get("participants"))
    both = want & have
    return len(both) / len(want | have) if want and len(both) * 2 >= len(want) else 0.0


def align(group: str, gold: Sequence[Record], read: Sequence[Record]) -> list[tuple[int, int]]:
    """One-to-one pairs of places in ``gold`` and ``read``, best first.

    Greedy over fit and agreeing core fields together, so that of two read statements on the same words the one that
    says the same wins; of equals, the later one, as in the published numbers.
    """
    candidates = []
    for g, want in enumerate(gold):
        for r, have in enumerate(read):
            fit = compatible(group, want, have)
            if fit > 0:
                agreeing = sum(bool(agrees(name, want.get(name), have.get(name))) for name in CORE[group])
                candidates.append((agreeing + fit, fit, g, r))
    return _best_first(candidates)


def _best_first(candidates: list[tuple[float, float, int, int]]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_read: set[int] = set()
    for _, _, g, r in sorted(candidates, reverse=True):
        if g not in used_gold and r not in used_read:
            used_gold.add(g)
            used_read.add(r)
            pairs.append((g, r))
    return pairs
