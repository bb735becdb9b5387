"""B³ (Bagga and Baldwin 1998): how pure and how whole groups are, seen from each statement in them.

Pairs count a group of ten as 45 and one of two as 1; B³ counts each statement once, so that large groups do not decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kelisim.evaluation.measures import Rates


def b_cubed(wanted: Mapping[str, int], groups: Iterable[Iterable[str]]) -> Rates:
    """Of each statement that the gold names, the share of its group that belongs there, and of what belongs there.

    ``wanted`` has the group of each in the gold; those that it leaves alone have one of their own. What the gold does
    not name counts neither way.
    """
    have = {id: number for number, members in enumerate(groups) for id in members if id in wanted}
    if not have:
        return Rates(1.0, 1.0, 1.0)
    purity = whole = 0.0
    for id, number in have.items():
        together = {other for other in have if have[other] == number}
        belonging = {other for other in have if wanted[other] == wanted[id]}
        purity += len(together & belonging) / len(together)
        whole += len(together & belonging) / len(belonging)
    precision, recall = purity / len(have), whole / len(have)
    return Rates(precision, recall, 2 * precision * recall / (precision + recall))
