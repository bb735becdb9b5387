"""What is thought of an undertaking, as lines, cells and records: grades, whether it is added up, its members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kelisim.account.assessments import Assessment
from kelisim.account.things import Grade, Package, Thing
from kelisim.presentations.account.naming import SHORT_ID
from kelisim.presentations.amounts import bounded
from kelisim.presentations.headings import phrase

_BEST = 5


def assessment_line(found: Assessment, lang: str) -> str:
    """*Sources 3/5, completeness 4/5 · not in the sum: suspended*; what has no amount is in no sum anyway."""
    grades = (("source_grade", found.grade.sources), ("completeness", found.grade.completeness))
    told = ", ".join(f"{phrase(name, lang)} {grade}/{_BEST}" for name, grade in grades)
    return told if found.left_out == "no_amount" else f"{told} · {_counted(found, lang)}"


def _counted(found: Assessment, lang: str) -> str:
    if found.left_out is None:
        return phrase("in_sum", lang)
    return f"{phrase('not_summed', lang)}: {phrase('out_' + found.left_out, lang)}"


def assessment_cells(found: Assessment, lang: str) -> dict[str, str]:
    """The same in two columns, for terminals that have room."""
    grade = f"{found.grade.sources} · {found.grade.completeness}"
    return {"grades": grade, "counted": phrase("yes" if found.left_out is None else f"out_{found.left_out}", lang)}


def membership_lines(titles: Mapping[str, str], thing: Thing, package: Package | None, lang: str) -> Iterator[str]:
    """Of a package how many members are named, and which; of a member which package it is a part of."""
    if thing.package is not None:
        yield f"{phrase('part_of', lang)}: {_named(titles, thing.package)}"
    if package is None:
        return
    named, colon = str(len(thing.parts)), ":" if thing.parts else ""
    if package.count is None:
        yield f"{named} {phrase('members', lang)}{colon}"
    else:
        whole = bounded(str(package.count), package.qualifier, lang)
        yield f"{named} {phrase('of', lang)} {whole} {phrase('identified', lang)}{colon}"
    for id in thing.parts:
        yield f"→ {_named(titles, id)}"


def _named(titles: Mapping[str, str], id: str) -> str:
    title = f"{titles[id]} " if id in titles else ""
    return f"{title}[{id[:SHORT_ID]}]"


def grade_record(found: Grade | None) -> dict[str, int | None]:
    """What programs get of the grade of a fact or a meeting."""
    return {
        "source_grade": found.sources if found else None,
        "independent_sources": found.independent if found else None,
    }


def assessment_record(found: Assessment, thing: Thing) -> dict[str, Any]:
    """What programs get of it."""
    package = found.package
    return {
        **grade_record(found.grade),
        "completeness": found.grade.completeness,
        "recommended_for_aggregates": found.left_out is None,
        "aggregates_reason": found.left_out,
        "members": package.count if package else None,
        "members_qualifier": package.qualifier if package and package.count is not None else None,
        "members_named": len(thing.parts) if package else None,
    }
