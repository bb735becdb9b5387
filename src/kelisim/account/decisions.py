"""What persons decided of pairs, brought to the statements that the ledger holds now.

A decision rests on words (text and place in it), so it holds for every reading that gives a statement on them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from msgspec import Struct

from kelisim.account.clusters import Couple, couple
from kelisim.ledger.links import Decision, Link, Words
from kelisim.ledger.query import AnyEntry


class Decisions(Struct, frozen=True):
    """By kind of link the pairs of statement ids that belong together, and those that are kept apart.

    ``links`` say the same with who, when and why.
    """

    together: dict[str, frozenset[Couple]]
    apart: dict[str, frozenset[Couple]]
    links: tuple[Link, ...] = ()

    def of(self, kind: str) -> tuple[frozenset[Couple], frozenset[Couple]]:
        """The two sets of one kind."""
        return self.together.get(kind, frozenset()), self.apart.get(kind, frozenset())


def decided(*entries: Sequence[AnyEntry], decisions: Iterable[Decision]) -> Decisions:
    """The decisions that count, the later one of a pair above the earlier."""
    standing = _Standing(entries)
    latest: dict[tuple[str, Couple], Decision] = {}
    ends: dict[tuple[str, Couple], Couple] = {}
    for decision in sorted(decisions, key=lambda decision: (decision.decided_at, decision.number)):
        left, right = standing.on(decision.left), standing.on(decision.right)
        if left and right and left != right:
            key = decision.kind, couple(left, right)
            latest[key], ends[key] = decision, (left, right) if decision.kind == "part_of" else couple(left, right)
    found: dict[str, dict[str, set[Couple]]] = {"linked": defaultdict(set), "apart": defaultdict(set)}
    for (kind, pair), decision in latest.items():
        if decision.verdict in found:
            found[decision.verdict][kind].add(pair)
    together, apart = (
        {kind: frozenset(pairs) for kind, pairs in found[verdict].items()} for verdict in ("linked", "apart")
    )
    held = (_link(ends[key], decision) for key, decision in sorted(latest.items()) if decision.verdict in found)
    return Decisions(together, apart, tuple(held))


def _link(pair: Couple, decision: Decision) -> Link:
    return Link(
        kind=decision.kind,
        left=pair[0],
        right=pair[1],
        verdict="linked" if decision.verdict == "linked" else "apart",
        score=0.0,
        by=decision.by,
        decided_at=decision.decided_at,
        why=decision.why,
    )


class _Standing:
    """Statements by the words they rest on."""

    def __init__(self, entries: Iterable[Sequence[AnyEntry]]) -> None:
        self._by_text: dict[tuple[str, str], list[tuple[int, int, str]]] = defaultdict(list)
        for entry in (entry for group in entries for entry in group):
            head = entry.statement.evidence.head
            key = entry.statement.statement, entry.sources[0].text_hash
            self._by_text[key].append((head.start, head.end, entry.statement.id))

    def on(self, words: Words) -> str | None:
        """The statement on the very words, else the only one whose head covers them or lies within them."""
        found = sorted(self._by_text.get((words.statement, words.text_hash), ()))
        same = [id for start, end, id in found if (start, end) == (words.start, words.end)]
        if same:
            return same[0]
        near = [
            id
            for start, end, id in found
            if (start <= words.start and words.end <= end) or (words.start <= start and end <= words.end)
        ]
        return near[0] if len(near) == 1 else None
