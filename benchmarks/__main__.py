"""Measure everything and write the page: `python -m benchmarks [--rounds N] [--budget SECONDS] [--out PAGE]`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.engines import KELISIM, LAYERS, PEERS, Engine
from benchmarks.growth import Growth, doublings, grow
from benchmarks.page import Corpus, Measured, page
from benchmarks.profiles import costs
from benchmarks.rounds import against, take_turns, unread
from benchmarks.startup import imports, start
from benchmarks.texts import HOSTILE, ROOT, grown, negatives, samples, seeds

_LARGEST = 1.5  # times the budget of other texts, so that ten million characters fit in
NOTES = Path(__file__).with_name("notes.md")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write."""
    options = _options(arguments)
    corpora = _corpora(options.rounds)
    growths = _growths(options.largest, options.budget)
    hostile = [_hostile(kind, options) for kind in HOSTILE]
    sample = sorted((ROOT / "samples").glob("*.txt"))[0]
    _say("the start")
    measured = Measured(
        rounds=options.rounds,
        corpora=corpora,
        nothing_against_seeds=against(KELISIM, negatives(), seeds(), options.rounds)
        if negatives() and seeds()
        else None,
        growths=growths,
        hostile=hostile,
        start=start(sample),
        imports=imports(sample),
        profiles={name: costs(texts) for name, texts in (("samples", samples()), ("negatives", negatives())) if texts},
        notes=NOTES.read_text(encoding="utf-8") if NOTES.is_file() else "",
    )
    options.out.write_text(page(measured), encoding="utf-8")
    _say(f"written to {options.out}")


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="rounds after the warm-up")
    parser.add_argument("--budget", type=float, default=240, help="seconds for each text that grows")
    parser.add_argument("--largest", type=int, default=10_240_000, help="characters of the largest text")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "benchmarks.md", help="the page")
    return parser.parse_args(arguments)


def _corpora(rounds: int) -> list[Corpus]:
    """The samples and the seeds with all engines, the negatives with kelisim; what is not there is left out."""
    ours, outside, nothing = samples(), seeds(), negatives()
    found = [_corpus("samples", "The sample reports that come with kelisim", ours, rounds)]
    found[0].cold = unread(KELISIM, outside or ours[:2], ours)
    if outside:
        seeded = _corpus("seeds", "Five reports of newspapers and agencies, outside the repository", outside, rounds)
        seeded.cold = unread(KELISIM, ours, outside)
        found.append(seeded)
    if nothing:
        what = "Texts that have nothing to do with relations of states, outside the repository"
        found.append(_corpus("negatives", what, nothing, rounds, (KELISIM, *LAYERS)))
    return found


def _corpus(
    name: str, what: str, texts: list[str], rounds: int, engines: Sequence[Engine] = (KELISIM, *LAYERS, *PEERS)
) -> Corpus:
    _say(name)
    return Corpus(name, what, len(texts), sum(map(len, texts)), take_turns(engines, texts, rounds))


def _growths(largest: int, budget: float) -> list[Growth]:
    ours = samples()
    sizes = doublings(10_000, largest)
    _say("growing texts")
    lines = [size for size in sizes if size <= 1_280_000]
    return [
        grow("paragraphs", lambda size: grown(size, ours), sizes, _LARGEST * budget),
        grow("one line", lambda size: grown(size, ours, " "), lines, budget / 4),
    ]


def _hostile(kind: str, options: argparse.Namespace) -> Growth:
    _say(f"hostile: {kind}")
    return grow(kind, HOSTILE[kind], doublings(4_000, min(options.largest, 1_024_000)), options.budget / 8)


def _say(what: str) -> None:
    sys.stderr.write(f"bench: {what}\n")


if __name__ == "__main__":
    main()
