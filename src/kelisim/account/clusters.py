"""Things out of linked pairs: transitive, but never over a pair that must stay apart.

What persons brought together goes first; then the rules' pairs, the surest first. Two groups are not brought together
if a person, or something that two reports of one thing do not say, keeps any two of their members apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

Couple = tuple[str, str]
_MOST_CHECKED = 400


class Bonds(Struct, frozen=True):
    """What holds of pairs of ids: the rules' links with their scores, a person's links, pairs kept apart."""

    linked: tuple[tuple[float, str, str], ...]
    together: frozenset[Couple] = frozenset()
    apart: frozenset[Couple] = frozenset()


def couple(left: str, right: str) -> Couple:
    """A pair of ids in the one order that it is kept in."""
    return (left, right) if left <= right else (right, left)


def _none(_one: str, _other: str) -> bool:
    return False


def groups(ids: Iterable[str], bonds: Bonds, conflicts: Callable[[str, str], bool] = _none) -> list[tuple[str, ...]]:
    """The ids in groups, each sorted; ``conflicts`` tells of a pair whether the rules keep it apart.

    Whatever the order of ids and links, the groups are the same.
    """
    group_of = {id: [id] for id in sorted(ids)}
    for left, right in sorted(bonds.together):
        if left in group_of and right in group_of:
            _join(group_of, left, right, lambda one, other: couple(one, other) in bonds.apart)
    held = {couple(left, right) for left, right in bonds.together}

    def parted(one: str, other: str) -> bool:
        pair = couple(one, other)
        return pair in bonds.apart or (pair not in held and conflicts(one, other))

    for _, left, right in sorted(bonds.linked, key=lambda bond: (-bond[0], bond[1], bond[2])):
        if left in group_of and right in group_of:
            _join(group_of, left, right, parted)
    return sorted({tuple(sorted(members)) for members in group_of.values()})


def _join(group_of: dict[str, list[str]], left: str, right: str, parted: Callable[[str, str], bool]) -> None:
    mine, yours = group_of[left], group_of[right]
    if mine is yours or _any_parted(mine, yours, parted):
        return
    larger, smaller = (mine, yours) if len(mine) >= len(yours) else (yours, mine)
    larger.extend(smaller)
    for member in smaller:
        group_of[member] = larger


def _any_parted(mine: Sequence[str], yours: Sequence[str], parted: Callable[[str, str], bool]) -> bool:
    """Of groups too large to check every pair, so many of each are asked; the surest of both came first."""
    side = _MOST_CHECKED if min(len(mine), len(yours)) == 1 else int(_MOST_CHECKED**0.5)
    return any(parted(one, other) for one in mine[:side] for other in yours[:side])
