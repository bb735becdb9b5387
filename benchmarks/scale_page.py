"""The page of `scale.py`: what was measured, held against what was wanted, and what a billion texts would cost."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterator

from msgspec import Struct, field

from benchmarks.memory import Peak
from benchmarks.page import table

_FLAT = 1.25  # the largest archive's peak against the smallest one's
_EFFICIENT = 0.85
_MB = 1e6

# What the cost on paper assumes; all of it can be changed here and is printed on the page.
BILLION = 1_000_000_000
TEXT_CHARACTERS = 2500
TEXT_BYTES = 2650
SHARE_READ = 0.02
CORE_HOUR = 0.04
TERABYTE_MONTH = 23.0


class Run(Struct):
    """One run over an archive: what was read, its computing time (see `Peak`), and the most memory."""

    texts: int = 0
    relevant: int = 0
    characters: int = 0
    workers: int = 1
    seconds: float = 0.0
    bytes_out: int = 0
    peak: Peak = field(default_factory=Peak)

    @property
    def rate(self) -> float:
        """Texts a second."""
        return self.texts / self.seconds


class Proof(Struct):
    """One way of reading the same archive: how many statements, and their digest."""

    name: str
    statements: int
    digest: str


class Measured(Struct):
    """All that one run of the benchmark has measured."""

    grown: list[Run]
    one: Run
    two: Run
    nothing: Run
    mixed: Run
    gate: float
    proofs: list[Proof]
    proof_texts: int

    @property
    def efficiency(self) -> float:
        """What two workers do, against twice what one does."""
        return self.two.rate / (2 * self.one.rate)

    @property
    def growth(self) -> float:
        """How much more memory a worker needs at its most, from the smallest archive to the largest."""
        return self.grown[-1].peak.largest / self.grown[0].peak.largest


def page(measured: Measured) -> str:
    """The page as Markdown."""
    return "\n".join(_lines(measured)) + "\n"


def _lines(measured: Measured) -> Iterator[str]:
    yield "# How bulk reading scales\n"
    yield "Written by `make bench-bulk`, part by part: what was stopped goes on. [What is measured](bulk.md).\n"
    yield f"Machine: {os.cpu_count()} cores ({platform.machine()}), CPython {platform.python_version()}.\n"
    yield (
        "The archives are generated: one text in five is a sample report with other numbers and names, the others are\n"
        "about something else; in one of 25 of those two states are named, as in a report of a match. Seconds are the\n"
        "computing time of the command and of the busiest of its processes, the start included: what the clock shows\n"
        "where each has a core to itself.\n"
    )
    yield "## Goals\n"
    yield table(["goal", "wanted", "measured", "held"], _goals(measured))
    yield "\n## Size\n"
    yield table(
        ["texts", "read", "seconds", "texts a second", "the command itself", "largest process", "all together"],
        [_size(run) for run in measured.grown],
    )
    yield (
        "\nMemory is the most at any moment; what processes share is counted for each. A process remembers what it\n"
        "has found out about words, up to a bound, so it grows while words are new: every generated text has names\n"
        "of its own. What it holds of texts and rows is bounded by the part, not by the archive."
    )
    yield "\n## Processes\n"
    yield table(
        ["processes", "texts", "seconds", "texts a second"],
        [
            [run.workers, f"{run.texts:,}", f"{run.seconds:.1f}", f"{run.rate:,.0f}"]
            for run in (measured.one, measured.two)
        ],
    )
    yield "\n## The gate\n"
    yield from _gate(measured)
    if measured.proofs:
        yield "\n## The same statements\n"
        yield from _proofs(measured)
    yield "\n## A billion texts, on paper\n"
    yield from _paper(measured)


def _goals(measured: Measured) -> list[list[object]]:
    same = len({(proof.statements, proof.digest) for proof in measured.proofs}) == 1
    efficiency, growth = measured.efficiency, measured.growth
    rows: list[list[object]] = [
        ["two processes against one", f"≥ {_EFFICIENT}", f"{efficiency:.2f}", efficiency >= _EFFICIENT],
        ["memory of a process, largest archive against smallest", f"≤ {_FLAT}", f"{growth:.2f}", growth <= _FLAT],
    ]
    if measured.proofs:
        told = "the same" if same else "not the same"
        rows.append([f"statements of {measured.proof_texts:,} texts, read in three ways", "the same", told, same])
    return [[*row[:3], "yes" if row[3] else "**no**"] for row in rows]


def _size(run: Run) -> list[object]:
    memory = (f"{size / _MB:,.0f} MB" for size in (run.peak.own, run.peak.largest, run.peak.together))
    return [f"{run.texts:,}", f"{run.relevant:,}", f"{run.seconds:.1f}", f"{run.rate:,.0f}", *memory]


def _gate(measured: Measured) -> Iterator[str]:
    run = measured.nothing
    yield f"- by itself, on texts about something else: {measured.gate / 1e6:,.0f} million characters a second and core"
    yield (
        f"- with opening, telling the language and writing a row of each: {run.rate:,.0f} texts a second and core,\n"
        f"  {run.characters / run.seconds / 1e6:,.1f} million characters; {run.relevant:,} of {run.texts:,} were let "
        "through and read, because they name two states"
    )


def _proofs(measured: Measured) -> Iterator[str]:
    yield f"{measured.proof_texts:,} texts; the digest is that of all statements as printed, sorted.\n"
    yield table(
        ["read by", "statements", "digest"],
        [[proof.name, f"{proof.statements:,}", f"`{proof.digest[:16]}`"] for proof in measured.proofs],
    )


def _paper(measured: Measured) -> Iterator[str]:
    """From computing time: what a text about something else costs, and what one that is read."""
    nothing, mixed = measured.nothing, measured.mixed
    by_character = nothing.seconds / nothing.characters
    others = mixed.texts - mixed.relevant
    read = (mixed.seconds - by_character * nothing.characters / nothing.texts * others) / mixed.relevant
    read_characters = _read_characters(mixed, nothing)
    gate_hours = BILLION * TEXT_CHARACTERS * by_character / 3600
    read_hours = BILLION * SHARE_READ * read * TEXT_CHARACTERS / read_characters / 3600
    row = nothing.bytes_out / nothing.texts
    kept = (mixed.bytes_out - row * others) / mixed.relevant * TEXT_CHARACTERS / read_characters
    terabytes_out = BILLION * (row + SHARE_READ * kept) / 1e12
    terabytes_in = BILLION * TEXT_BYTES / 1e12
    hours = gate_hours + read_hours
    yield (
        f"Measured: {1e6 * by_character * TEXT_CHARACTERS:,.0f} µs to let a text of {TEXT_CHARACTERS:,} characters "
        f"go by, {1e3 * read * TEXT_CHARACTERS / read_characters:,.1f} ms to read one;\n"
        f"{row:,.0f} bytes in the parts for a text that went by, {kept:,.0f} for one that was read.\n"
    )
    yield (
        f"Assumed: {TEXT_CHARACTERS:,} characters a text ({TEXT_BYTES:,} bytes), {SHARE_READ:.0%} of them let through, "
        f"{CORE_HOUR:.2f} $ for an hour of a core,\n{TERABYTE_MONTH:.0f} $ for a terabyte and month; cores like these, "
        "input as JSON lines. Web pages in WARC cost more, because the\narticle must be found in each page first; that "
        "is not in here, nor are transfer and the link of what was loaded.\n"
    )
    yield table(
        ["a billion texts", "amount", "cost"],
        [
            ["opening, gate and rows", f"{gate_hours:,.0f} core hours", f"{gate_hours * CORE_HOUR:,.0f} $"],
            ["reading", f"{read_hours:,.0f} core hours", f"{read_hours * CORE_HOUR:,.0f} $"],
            ["input", f"{terabytes_in:,.2f} TB", f"{terabytes_in * TERABYTE_MONTH:,.0f} $ a month"],
            ["parts", f"{terabytes_out:,.2f} TB", f"{terabytes_out * TERABYTE_MONTH:,.0f} $ a month"],
            ["on 100 cores", f"{hours / 100:,.1f} hours", f"{hours * CORE_HOUR:,.0f} $"],
        ],
    )


def _read_characters(mixed: Run, nothing: Run) -> float:
    """Characters of a text that was read, in the mean."""
    others = (mixed.texts - mixed.relevant) * nothing.characters / nothing.texts
    return (mixed.characters - others) / mixed.relevant
