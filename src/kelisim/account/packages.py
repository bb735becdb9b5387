"""Packages and their members: *76 Dokumente* keeps its count, and the papers named of it attach to it.

A package is told by a bare title in the plural or with a number; what the same report names behind it, of the same
sort and stage, are its members. A sum counts the package or its members, never both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from kelisim.account.clusters import Couple
from kelisim.account.mentions import Mention
from kelisim.account.things import Link, Reason
from kelisim.account.title_words import concepts
from kelisim.account.undertakings import RULE

_REACH = 700  # characters behind the package in which its members are named
_PROJECTS = ("project", "institution", "programme")


def parts(mentions: Sequence[Mention], met: frozenset[Couple]) -> Iterator[Link]:
    """Which undertakings are members of which package; ``met`` are pairs of texts that tell of one meeting."""
    by_text: dict[str, list[Mention]] = defaultdict(list)
    for item in sorted(mentions, key=lambda item: (item.entry.statement.evidence.head, item.id)):
        by_text[item.text].append(item)
    for _, ordered in sorted(by_text.items()):
        packages = [item for item in ordered if is_package(item)]
        for item in ordered:
            package = _around(item, packages)
            if package is not None:
                yield _part(item, package, "named behind it in the same report", "linked")
    for pair in sorted(met):
        for here, there in (pair, pair[::-1]):
            yield from _elsewhere(by_text[here], by_text[there])


def is_package(item: Mention) -> bool:
    """Whether a title names several things by their sort alone."""
    statement = item.entry.statement
    if statement.instrument == "package":
        return True
    named = item.title
    if not named.is_bare or named.head in concepts() or statement.kind == "measure":
        return False
    return bool(named.numbers) or ("vorhaben" in named.general and named.paper is None)


def _around(item: Mention, packages: Sequence[Mention]) -> Mention | None:
    """The nearest package before ``item`` that it can be a member of."""
    head = item.entry.statement.evidence.head
    before = [
        package
        for package in packages
        if package is not item and 0 < head.start - package.entry.statement.evidence.head.start <= _REACH
    ]
    return next((package for package in reversed(before) if _fits(item, package)), None)


def _fits(item: Mention, package: Mention) -> bool:
    part, whole = item.entry.statement, package.entry.statement
    if is_package(item) or not item.parties & package.parties or part.stage != whole.stage:
        return False
    if item.is_paper or package.is_paper:
        return item.is_paper and package.is_paper
    return part.kind == "project" and whole.kind in _PROJECTS


def _elsewhere(items: Sequence[Mention], others: Sequence[Mention]) -> Iterator[Link]:
    packages = [other for other in others if is_package(other)]
    if len(packages) == 1:
        for item in items:
            if item.is_paper and _fits(item, packages[0]):
                yield _part(item, packages[0], "signed at the same meeting by another report", "suggested")


def _part(item: Mention, package: Mention, why: str, verdict: str) -> Link:
    return Link(
        kind="part_of",
        left=item.id,
        right=package.id,
        verdict="linked" if verdict == "linked" else "suggested",
        score=2.0 if verdict == "linked" else 1.0,
        by=RULE,
        reasons=(Reason("package", 1.0, f"{item.entry.statement.title}: {package.entry.statement.title}"),),
        why=why,
    )
