"""Packages and their members: *76 Dokumente* keeps its count, and the papers named of it attach to it.

A package is told by a bare title in the plural or with a number; what the same report names behind it, of the same
sort and stage, are its members, and so are papers that another report on the same meeting names. Papers told in the
plural (*Exportverträge*) are a heap of their own unless the report lists them (*darunter*). A sum counts the package or
its members, never both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from kelisim.account.mentions import Mention
from kelisim.account.things import RULE, Link, Reason
from kelisim.account.title_words import Title, concepts
from kelisim.ledger.days import Bounds, bounds
from kelisim.lexicons import load_lines, load_table
from kelisim.model import Undertaking

_REACH = 700  # characters behind the package in which its members are named
_FAR = 3000  # the same where report and package use the same words for the stage: «gaben den Startschuss für»
_PROJECTS = ("project", "institution", "programme")
_OF_FIRMS = ("contract", None)  # papers that states do not sign at their meetings, or nobody knows


class _PackageWords(Struct, frozen=True, forbid_unknown_fields=True):
    listing: tuple[str, ...]
    total: tuple[str, ...]


@cache
def _words() -> _PackageWords:
    return load_table("de/package_words.toml", _PackageWords)


@cache
def _papers() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The nouns of papers in the singular, and their forms in the plural as far as these differ."""
    rows = [(row[0].lower(), row[1].lower()) for row in load_lines("de/undertakings.txt", 6) if row[2] == "agreement"]
    plurals = {form for singular, forms in rows for form in forms.split("/") if form not in ("", "-", singular)}
    ended = {form + "n" for form in plurals if not form.endswith(("n", "s"))}
    return tuple(sorted({singular for singular, _ in rows})), tuple(sorted(plurals | ended))


def inside(mentions: Iterable[Mention]) -> Iterator[Link]:
    """The members of packages that one text names both."""
    ordered = sorted(mentions, key=lambda item: (item.entry.statement.evidence.head, item.id))
    packages = [item for item in ordered if is_package(item)]
    for item in ordered:
        package = _around(item, packages)
        if package is not None:
            yield _part(item, package, "named behind it in the same report", "linked")


def elsewhere(items: Iterable[Mention], package: Mention, days: Sequence[Bounds]) -> Iterator[Link]:
    """The members, among the papers that belong to no package of their own text, of the one package of another text.

    Both texts tell of one meeting; ``days`` are those of the meetings they tell of.
    """
    for item in sorted(items, key=lambda item: item.id):
        if item.is_paper and _fits(item, package):
            verdict = "linked" if _is_signed_there(item, package, days) else "suggested"
            yield _part(item, package, "signed at the same meeting by another report", verdict)


def is_package(item: Mention) -> bool:
    """Whether a title names several things by their sort alone."""
    return names_several(item.entry.statement, item.title)


def names_several(statement: Undertaking, named: Title) -> bool:
    """The same of a statement and its title."""
    if statement.instrument == "package":
        return True
    if not named.is_bare or named.head in concepts() or statement.kind == "measure":
        return False
    return bool(named.numbers) or ("vorhaben" in named.general and named.paper is None)


def _around(item: Mention, packages: Sequence[Mention]) -> Mention | None:
    """The nearest package before ``item`` that it can be a member of, else one behind it that counts all."""
    before = [package for package in packages if 0 < _distance(package, item) <= _reach(package, item)]
    behind = [package for package in packages if 0 < _distance(item, package) <= _REACH and _counts_all(package)]
    return next((package for package in (*reversed(before), *behind) if _fits(item, package)), None)


def _distance(first: Mention, second: Mention) -> int:
    return second.entry.statement.evidence.head.start - first.entry.statement.evidence.head.start


def _reach(package: Mention, item: Mention) -> int:
    words = _stage_words(package)
    return _FAR if words and words == _stage_words(item) else _REACH


def _stage_words(item: Mention) -> str:
    """The words of its sentence that tell its stage."""
    evidence = item.entry.statement.evidence
    spans = sorted(evidence.fields.get("stage", ()))
    inside = [span for span in spans if evidence.start <= span.start and span.end <= evidence.end]
    sentence = item.entry.sentence
    return " ".join(sentence[span.start - evidence.start : span.end - evidence.start] for span in inside).casefold()


def _counts_all(package: Mention) -> bool:
    return bool(package.title.numbers) and _says(package.entry.sentence, _words().total)


def _says(text: str, words: Sequence[str]) -> bool:
    lower = text.casefold()
    return any(word in lower for word in words)


def _fits(item: Mention, package: Mention) -> bool:
    part, whole = item.entry.statement, package.entry.statement
    if item is package or is_package(item) or not item.parties & package.parties or part.stage != whole.stage:
        return False
    if part.unit == whole.unit and part.amount is not None and whole.amount is not None and part.amount > whole.amount:
        return False
    if item.is_paper or package.is_paper:
        return item.is_paper and package.is_paper and (not _is_heap(item) or _is_listed(item, package))
    return part.kind == "project" and whole.kind in _PROJECTS


def _is_heap(item: Mention) -> bool:
    """Whether a paper is told in the plural, and nothing says of what: *Exportverträge*, not *Verträge über …*."""
    singulars, plurals = _papers()
    for word in item.entry.statement.title.casefold().split():
        if word.endswith(plurals):
            return not item.about
        if word.endswith(singulars):
            return False
    return False


def _is_listed(item: Mention, package: Mention) -> bool:
    """Whether the report lists the item as one of the package, in one sentence."""
    evidence, start = item.entry.statement.evidence, package.entry.statement.evidence.head.end
    if item.text != package.text or not evidence.start <= start <= evidence.head.start:
        return False
    return _says(item.entry.sentence[start - evidence.start : evidence.head.start - evidence.start], _words().listing)


def _is_signed_there(item: Mention, package: Mention, days: Sequence[Bounds]) -> bool:
    """Whether a paper of the same states, of a sort that states sign, is of the day of the package or the meeting."""
    part, whole = item.entry.statement, package.entry.statement
    if part.instrument in _OF_FIRMS or item.parties != package.parties or part.amount is not None:
        return False
    signed, told = bounds(part.stage_date), bounds(whole.stage_date)
    known = [told] if told else days
    return signed is None or any(signed[0] <= day[1] and day[0] <= signed[1] for day in known)


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
