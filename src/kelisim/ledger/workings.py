"""What linking keeps beside its links, as plain structs: what each statement is looked up by, and likely pairs."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kelisim.ledger.links import Link, LinkKind, Verdict

Key = int
Couple = tuple[str, str]
Scores = dict[Couple, float]
Sort = Literal["figure", "figures", "undertaking", "meeting"]
ScoreKind = Literal["same_undertaking", "same_meeting", "met"]


class Indexed(Struct, frozen=True, kw_only=True):
    """What a statement is looked up by: its blocks, and the signs by which blocks that are too large are parted.

    Figures that say the very same are one item of the sort ``figures``, each of them names it in ``kin``; ``period`` is
    that of a figure where its report gives it away.
    """

    sort: Sort
    text: str = ""
    firsts: tuple[Key, ...] = ()
    seconds: tuple[Key, ...] = ()
    kin: str = ""
    period: str | None = None


class Renewed(Struct, frozen=True):
    """The links of a kind and verdict that statements have now; others that they had before hold no more."""

    kind: LinkKind
    ids: frozenset[str]
    links: tuple[Link, ...]
    verdict: Verdict | None = None


class Rescored(Struct, frozen=True):
    """The likely pairs that items have now; others that they had before are likely no more."""

    kind: ScoreKind
    ids: frozenset[str]
    scores: Scores


class Found(Struct, frozen=True):
    """What a run of the rules found: the links that are renewed, the likely pairs that are kept for the next time.

    ``said`` are the links of persons, all of them; ``told`` the statements of the texts that the run was about, those
    that are gone among them; ``dated`` are figures whose report may give away another period now.
    """

    renewed: tuple[Renewed, ...]
    rescored: tuple[Rescored, ...]
    said: tuple[Link, ...]
    told: frozenset[str]
    dated: frozenset[str] = frozenset()

    @property
    def links(self) -> tuple[Link, ...]:
        """All links that were found; a pair that a person decided about has the person's link alone."""
        by_person = {(link.kind, link.left, link.right) for link in self.said}
        every = (link for one in self.renewed for link in one.links)
        found = (*self.said, *(link for link in every if (link.kind, link.left, link.right) not in by_person))
        return tuple(sorted(found, key=lambda link: (link.kind, -link.score, link.left, link.right)))
