"""The page: what was measured, as Markdown."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence

from msgspec import Struct

from benchmarks.engines import KELISIM, PEERS
from benchmarks.growth import LINEAR, Growth
from benchmarks.profiles import Cost
from benchmarks.rounds import REPEATS, Course, ratio
from benchmarks.startup import Import, Start, by_package


class Corpus(Struct):
    """One corpus: its name, what it is, its size, the courses over it, and the reading of a new process."""

    name: str
    what: str
    texts: int
    characters: int
    courses: list[Course]
    cold: Course | None = None


class Measured(Struct):
    """All that one run measured."""

    rounds: int
    corpora: list[Corpus]
    nothing_against_seeds: float | None
    growths: list[Growth]
    hostile: list[Growth]
    start: Start
    imports: list[Import]
    profiles: dict[str, list[Cost]]
    notes: str


def page(measured: Measured) -> str:
    """The whole page."""
    parts = [
        _opening(measured),
        _verdicts(measured),
        *[_corpus(corpus) for corpus in measured.corpora],
        _growth(measured),
        _hostile(measured),
        _start(measured),
        *[_profile(name, costs) for name, costs in measured.profiles.items()],
        measured.notes.strip(),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """A table; columns of numbers stand to the right."""
    cells = [[str(cell).replace("|", "\\|") for cell in row] for row in rows]
    marks = ["---:" if all(map(_is_number, column)) else "---" for column in zip(*cells, strict=True)]
    return "\n".join("| " + " | ".join(line) + " |" for line in [head, marks or ["---"] * len(head), *cells])


def _is_number(cell: str) -> bool:
    return not cell.strip("0123456789.,%–≥≤<s ")


def _opening(measured: Measured) -> str:
    versions = table(
        ["engine", "distribution", "version", "looks for"],
        [[e.name, f"`{e.distribution}`", e.version, e.looks_for] for e in (KELISIM, *PEERS)],
    )
    return f"""# How fast kelisim is

Written by `make bench`, which measures everything below in one run.

{versions}

Machine: {os.cpu_count()} cores ({platform.machine()}), {platform.python_implementation()} {platform.python_version()}.

Method: every engine runs in a process of its own on one core, and what counts is its computing time. The engines
take turns on the same texts (A B A B …), {measured.rounds} rounds after one warm-up that does not count; in a turn an
engine reads {REPEATS} variants of every text. In every variant other numbers and other surnames stand, so that none has
been read before. Ratios are medians over the pairs of one round. *Never read* is a new process that has read other
texts, and then reads these once: no word of them is remembered. Peers are asked for German, and only for what they
can do; kelisim gives figures, undertakings and meetings with all that they rest on. text2num only rewrites number words
and finds nothing else, so it is no measure for the rest; the number of things found is then that of changed texts."""


def _verdicts(measured: Measured) -> str:
    rows = [verdict for corpus in measured.corpora for verdict in _speed_verdicts(corpus)]
    times = measured.nothing_against_seeds
    if times is not None:
        rows.append(["texts without relations of states against the seeds", "≥ 10", f"{times:.1f}", _held(times >= 10)])
    rows += [
        [f"a doubling of {growth.kind} costs", f"≤ {LINEAR}", f"{growth.worst:.2f}", _held(growth.is_linear)]
        for growth in measured.growths
    ]
    bent = [growth for growth in measured.hostile if not growth.is_linear]
    rows.append(["hostile texts that are not linear", "0", len(bent), _held(not bent)])
    wall = measured.start.wall
    rows.append(["`kelisim extract` on one text, start included", "< 0.5 s", f"{wall:.2f} s", _held(wall < 0.5)])
    return "## Goals\n\n" + table(["goal", "wanted", "measured", "held"], rows)


def _speed_verdicts(corpus: Corpus) -> list[list[object]]:
    own, others = corpus.courses[0], {course.engine.name: course for course in corpus.courses if course.timings}
    duckling = others.get("Duckling")
    if duckling is None:
        return []
    times = ratio(own, duckling)
    rows: list[list[object]] = [
        [f"whole extraction against Duckling, {corpus.name}", "≥ 4", f"{times:.1f}", _held(times >= 4)]
    ]
    if corpus.cold and corpus.cold.timings:
        times = corpus.cold.speed / duckling.speed
        rows.append([f"the same, {corpus.name} never read", "≥ 4", f"{times:.1f}", _held(times >= 4)])
    return rows


def _held(holds: bool) -> str:
    return "yes" if holds else "**no**"


def _corpus(corpus: Corpus) -> str:
    own = corpus.courses[0]
    rows: list[list[object]] = []
    for course in corpus.courses:
        if course.failure or not course.timings:
            rows.append([course.engine.name, "–", "–", f"left out: {course.failure}"])
        else:
            rows.append(
                [course.engine.name, f"{course.speed:,.0f}", f"{ratio(own, course):.2f}", course.found // REPEATS]
            )
    if corpus.cold and corpus.cold.timings:
        rows.insert(
            1,
            [
                "kelisim, never read",
                f"{corpus.cold.speed:,.0f}",
                f"{own.speed / corpus.cold.speed:.2f}",
                corpus.cold.found,
            ],
        )
    head = ["engine", "characters a second", "whole extraction is faster by", "things found"]
    about = f"{corpus.what}: {corpus.texts} texts, {corpus.characters:,} characters."
    return f"## {corpus.name.capitalize()}\n\n{about}\n\n{table(head, rows)}"


def _growth(measured: Measured) -> str:
    parts = [
        "## Growing texts\n\nThe sentences of the samples, shuffled and renumbered, as one text. The time of a "
        f"doubling must not be more than {LINEAR} times the time before, as a mean of three doublings after each other."
    ]
    for growth in measured.growths:
        ratios = ["", *[f"{ratio:.2f}" if ratio else "" for ratio in growth.ratios]]
        rows = [
            [f"{timing.characters:,}", f"{timing.seconds:.2f}", f"{timing.speed:,.0f}", times, f"{timing.peak:,}"]
            for timing, times in zip(growth.timings, ratios, strict=False)
        ]
        head = ["characters", "seconds", "characters a second", "times the time before", "peak memory, MB"]
        parts.append(f"{growth.kind.capitalize()}:\n\n{table(head, rows)}")
        if growth.stopped:
            parts.append(growth.stopped.capitalize() + ".")
    return "\n\n".join(parts)


def _hostile(measured: Measured) -> str:
    rows = []
    for growth in measured.hostile:
        last = growth.timings[-1] if growth.timings else None
        size, speed = (f"{last.characters:,}", f"{last.speed:,.0f}") if last else ("–", "–")
        worst = f"{growth.worst:.2f}" if growth.worst else ""
        rows.append([growth.kind, size, speed, worst, growth.stopped or "whole"])
    head = ["text", "largest, characters", "characters a second", "worst doubling", "read"]
    return (
        "## Hostile texts\n\nTexts that no one writes, doubled likewise; ratios of what takes no time are left out.\n\n"
        + table(head, rows)
    )


def _start(measured: Measured) -> str:
    start = measured.start
    whole = sum(item.alone for item in measured.imports)
    packages = [[f"`{name}`", f"{seconds * 1000:.0f}"] for name, seconds in by_package(measured.imports)[:15]]
    modules = sorted(measured.imports, key=lambda item: -item.alone)[:12]
    rows = [[f"`{item.module}`", f"{item.alone * 1000:.1f}", f"{item.whole * 1000:.1f}"] for item in modules]
    return f"""## Start

`kelisim extract` on one sample of {start.characters:,} characters as a whole process: {start.wall:.2f} s by the clock,
{start.computing:.2f} s of computing (medians of 7; the quickest {start.quickest:.2f} s).
Python alone takes {start.bare:.2f} s. Imports take {whole:.2f} s
when each is timed (`-X importtime`, which makes them dearer):

{table(["package", "ms"], packages)}

{table(["module", "ms alone", "ms with what it imports"], rows)}"""


def _profile(name: str, costs: list[Cost]) -> str:
    rows = [[f"`{c.function}`", f"{c.alone:.1%}", f"{c.whole:.1%}", f"{c.calls:,}"] for c in costs[:20]]
    dear = sorted(costs, key=lambda cost: -cost.whole)[:20]
    more = [[f"`{c.function}`", f"{c.whole:.1%}", f"{c.alone:.1%}", f"{c.calls:,}"] for c in dear]
    return (
        f"## Profile: {name}\n\nWhole extraction under cProfile, which makes calls dearer than they are.\n\n"
        + table(["function", "alone", "with what it calls", "calls"], rows)
        + "\n\n"
        + table(["function", "with what it calls", "alone", "calls"], more)
    )
