"""How bulk reading scales: `python -m benchmarks.scale [--out docs/scale.md]`, or `make bench-bulk`.

Generated archives (see `archive.py`) are read by `kelisim bulk` in processes of their own, whose memory is watched;
then the largest is read by `kelisim extract`, by `kelisim bulk` and by it on a two-node Ray cluster, and what they say
is compared.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from benchmarks.archive import elsewhere, write
from benchmarks.clusters import cluster
from benchmarks.memory import Peak, watched
from benchmarks.scale_page import Measured, Proof, Run, page
from benchmarks.texts import ROOT
from kelisim.bulk.manifest import Counts, parts_of, read_manifest
from kelisim.bulk.parts import table_rows
from kelisim.bulk.pieces import Found, found, pieces
from kelisim.bulk.rows import KINDS
from kelisim.bulk.work import Job, read_piece, rules_version
from kelisim.language.relevance import relevant

KELISIM = [sys.executable, "-c", "from kelisim.presentations.cli import main; main()"]
_GATE_TEXTS = 5000
T = TypeVar("T")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and write."""
    options = _options(arguments)
    with TemporaryDirectory() as temporary:
        place = options.folder or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        if options.only_proof:
            _kept(place, f"proof-{options.proof}", list[Proof], lambda: _proven(place, options.proof))
            return
        measured = _measured(place, options)
    options.out.write_text(page(measured), encoding="utf-8")
    _say(f"written to {options.out}")


def _measured(place: Path, options: argparse.Namespace) -> Measured:
    """All measurements; those that the folder has already are taken from there."""
    sizes = [int(size) for size in options.sizes.split(",")]
    middle, pair, proof = sizes[len(sizes) // 2], options.pair, options.proof

    def grown(size: int) -> Run:
        return _kept(place, f"grown-{size}", Run, lambda: _run(place, size, workers=2))

    def pair_of(workers: int) -> Run:
        return _kept(place, f"pair-{workers}", Run, lambda: _run(place, pair, workers=workers))

    _computed(place, sizes[0])  # the words are known after that
    return Measured(
        grown=[grown(size) for size in sizes],
        one=pair_of(1),
        two=pair_of(2),
        nothing=_kept(place, "nothing", Run, lambda: _computed(place, middle, relevant_too=False)),
        mixed=_kept(place, "mixed", Run, lambda: _computed(place, middle)),
        gate=_kept(place, "gate", float, _gate),
        proofs=_kept(place, f"proof-{proof}", list[Proof], lambda: _proven(place, proof)) if proof else [],
        proof_texts=proof,
    )


def _kept(place: Path, name: str, kind: type[T], measure: Callable[[], T]) -> T:
    """What ``measure`` gives, written into the folder, so that a benchmark that was stopped goes on."""
    known = place / f"{name}.json"
    if not known.exists():
        known.write_bytes(msgspec.json.encode(measure()))
    return msgspec.json.decode(known.read_bytes(), type=kind)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--sizes", default="1000,10000,100000", help="texts of the archives")
    parser.add_argument("--pair", type=int, default=30_000, help="texts for one process against two")
    parser.add_argument("--proof", type=int, default=200_000, help="texts of the comparison; 0 leaves it out")
    parser.add_argument(
        "--folder", type=Path, help="where archives, parts and measurements are kept; a temporary one without"
    )
    parser.add_argument("--only-proof", action="store_true", help="make the comparison in --folder, and no page")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "scale.md", help="the page")
    return parser.parse_args(arguments)


def _run(place: Path, texts: int, *, workers: int) -> Run:
    """Read an archive into a new folder, watched."""
    archive = write(place / f"{texts}.jsonl", texts)
    _say(f"{texts:,} texts, {workers} workers")
    folder = place / f"parts-{texts}-{workers}-{time.monotonic_ns()}"
    peak = _bulk(archive, folder, ["--workers", str(workers)])
    return _told(folder, read_manifest(folder).counts, peak.computing, Run(workers=workers, peak=peak))


def _computed(place: Path, texts: int, *, relevant_too: bool = True) -> Run:
    """Read an archive as one piece in this process; the seconds are those of computing, whatever else runs."""
    _say(f"{texts:,} texts here")
    archive = write(place / (f"{texts}.jsonl" if relevant_too else f"{texts}-else.jsonl"), texts, relevant=relevant_too)
    folder = place / f"here-{texts}-{time.monotonic_ns()}"
    job = Job(folder=str(folder), base=str(Path.cwd()), rules=rules_version())
    [piece] = pieces((file for file in found([str(archive)]) if isinstance(file, Found)), 10**10, "")
    began = time.process_time()
    read_piece(piece, job)
    seconds = time.process_time() - began
    [part] = parts_of(folder)
    return _told(folder, part.counts, seconds, Run())


def _told(folder: Path, counts: Counts, seconds: float, run: Run) -> Run:
    stored = sum(path.stat().st_size for path in (folder / "parts").rglob("*.parquet"))
    told = {"texts": counts.reports, "relevant": counts.relevant, "characters": counts.characters}
    return replace(run, seconds=seconds, bytes_out=stored, **told)


def _bulk(archive: Path, folder: Path, words: Sequence[str]) -> Peak:
    command = [*KELISIM, "bulk", str(archive), "--out", str(folder), *words]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own command
        peak = watched(process.pid, lambda: process.poll() is None)
    if process.returncode:
        raise RuntimeError(f"kelisim bulk ended with {process.returncode}")
    return peak


def _gate() -> float:
    """Characters a second that the gate lets go by, on texts that it has not seen."""
    for number in range(500):
        relevant(elsewhere(number))  # the words of any archive are known after a moment
    texts = [elsewhere(number) for number in range(1000, 1000 + _GATE_TEXTS)]
    began = time.process_time()
    for text in texts:
        relevant(text)
    return sum(map(len, texts)) / (time.process_time() - began)


def _proven(place: Path, texts: int) -> list[Proof]:
    """The same archive read in three ways, and what each says."""
    archive = write(place / f"{texts}.jsonl", texts)
    _say(f"{texts:,} texts by kelisim extract")
    extracted = place / f"{texts}.extracted"
    with extracted.open("wb") as output:
        subprocess.run([*KELISIM, "extract", str(archive)], stdout=output, check=True)  # noqa: S603 - our own command
    proofs = [_proof("`kelisim extract`", _printed(extracted))]
    _say(f"{texts:,} texts by kelisim bulk")
    _bulk(archive, place / f"proof-{texts}", [])
    proofs.append(_proof("`kelisim bulk`", _written(place / f"proof-{texts}")))
    _say(f"{texts:,} texts by kelisim bulk --ray")
    with cluster(2) as nodes:
        _bulk(archive, place / f"proof-{texts}-ray", ["--ray", nodes.address])
    proofs.append(_proof("`kelisim bulk --ray`, two nodes", _written(place / f"proof-{texts}-ray")))
    return proofs


class _Line(Struct):
    figures: list[msgspec.Raw]
    undertakings: list[msgspec.Raw]
    meetings: list[msgspec.Raw]


def _printed(path: Path) -> list[bytes]:
    """The digest of every statement that `extract` has printed, as it stands there."""
    told = []
    with path.open("rb") as lines:
        for line in lines:
            reading = msgspec.json.decode(line, type=_Line)
            told += (sha256(item).digest() for kind in KINDS for item in getattr(reading, kind))
    return told


def _written(folder: Path) -> list[bytes]:
    """The digest of every statement of the parts, as it stands there."""
    keys = read_manifest(folder).parts
    rows = (row for key in keys for kind in KINDS for row in table_rows(folder, key, kind, ["json"]))
    return [sha256(row["json"].encode()).digest() for row in rows]


def _proof(name: str, statements: list[bytes]) -> Proof:
    """How many statements, and one digest of all of them, sorted."""
    return Proof(name, len(statements), sha256(b"".join(sorted(statements))).hexdigest())


def _say(what: str) -> None:
    sys.stderr.write(f"bench: {what}\n")


if __name__ == "__main__":
    main()
