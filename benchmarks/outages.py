"""What a run survives: a node killed hard, the run itself killed in the middle; ten times each, on a two-node cluster.

    python -m benchmarks.outages [--texts 10000] [--times 10] [--folder FOLDER]

Each time the same archive is read, something is killed when a number of parts is there, and where the run does not end
by itself it is begun again with the same command. In the end all parts must be there, byte for byte as those of a run
that nobody disturbed.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from msgspec import Struct

from benchmarks.archive import write
from benchmarks.clusters import Cluster, cluster

COMMAND = [sys.executable, "-c", "from kelisim.presentations.cli import main; main()", "bulk"]
PATIENCE = 600.0  # seconds for a part to come, and for a run to end


class Outage(Struct):
    """What was killed after how many parts, whether the run ended by itself, and whether all was there in the end."""

    killed: str
    after: int
    by_itself: bool
    whole: bool


def run(archive: Path, folder: Path, *words: str) -> subprocess.Popen[bytes]:
    """A run in a process of its own."""
    command = [*COMMAND, str(archive), "--out", str(folder), *words]
    with folder.with_suffix(".log").open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log)  # noqa: S603 - our own command


def parts(folder: Path) -> int:
    """How many parts are finished."""
    return sum(not path.name.startswith(".") for path in (folder / "parts").glob("*"))


def digest(folder: Path) -> str:
    """One digest of all files of all parts."""
    files = sorted(path for path in (folder / "parts").rglob("*") if path.is_file())
    lines = (f"{path.relative_to(folder)} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def node_killed(archive: Path, folder: Path, after: int, size: str) -> tuple[bool, bool]:
    """Kill one of two nodes; whether it did, and whether the run ended well by itself. Else it is begun again."""
    with cluster(2) as nodes:
        words = ("--ray", nodes.address, "--part-size", size)
        process = run(archive, folder, *words)
        _wait_for(folder, after, process)
        killed = process.poll() is None
        nodes.kill_node()
        by_itself = _ends_well(process)
        if not by_itself:
            _finish(archive, folder, words)
    return killed, by_itself


def run_killed(archive: Path, folder: Path, after: int, nodes: Cluster, size: str) -> bool:
    """Kill the run and begin it again on the same cluster; whether it was still going."""
    words = ("--ray", nodes.address, "--part-size", size)
    process = run(archive, folder, *words)
    _wait_for(folder, after, process)
    going = process.poll() is None
    process.kill()
    process.wait()
    _finish(archive, folder, words)
    return going


def _finish(archive: Path, folder: Path, words: tuple[str, ...]) -> None:
    for _ in range(2):
        if _ends_well(run(archive, folder, *words)):
            return


def _ends_well(process: subprocess.Popen[bytes]) -> bool:
    try:
        return process.wait(PATIENCE) == 0
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        return False


def _wait_for(folder: Path, count: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while parts(folder) < count and process.poll() is None:
        if time.monotonic() > until:
            raise TimeoutError(f"no part has come; see {folder.with_suffix('.log')}")
        time.sleep(0.02)


def outages(archive: Path, place: Path, times: int, size: str) -> Iterator[Outage]:
    """All trials; each is told as soon as it is over."""
    undisturbed = place / "undisturbed"
    if not _ends_well(run(archive, undisturbed, "--part-size", size)):
        raise RuntimeError(f"the undisturbed run failed; see {undisturbed.with_suffix('.log')}")
    expected, count, chance = digest(undisturbed), parts(undisturbed), Random(8)  # noqa: S311 - not a secret
    with cluster(2) as nodes:
        for number in range(times):
            after, folder = chance.randrange(1, count * 2 // 3), place / f"run-{number}"
            going = run_killed(archive, folder, after, nodes, size)
            yield Outage("the run", after, False, going and digest(folder) == expected)
            shutil.rmtree(folder)
    for number in range(times):
        after, folder = chance.randrange(1, count * 2 // 3), place / f"node-{number}"
        killed, by_itself = node_killed(archive, folder, after, size)
        yield Outage("a node", after, by_itself, killed and digest(folder) == expected)
        shutil.rmtree(folder)


def _say(outage: Outage) -> Outage:
    end = "ended by itself" if outage.by_itself else "was begun again"
    whole = "whole" if outage.whole else "NOT WHOLE"
    sys.stdout.write(f"{outage.killed} killed after {outage.after} parts: {end}, {whole}\n")
    sys.stdout.flush()
    return outage


def main() -> None:
    """Try and count; the exit code is 1 where one was not whole."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.outages", description=__doc__)
    parser.add_argument("--texts", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=10)
    parser.add_argument("--size", default="0.5", help="megabytes of a part")
    parser.add_argument("--folder", type=Path)
    options = parser.parse_args()
    with TemporaryDirectory() as temporary:
        place = options.folder or Path(temporary)
        place.mkdir(parents=True, exist_ok=True)
        archive = write(place / f"{options.texts}.jsonl", options.texts)
        told = [_say(outage) for outage in outages(archive, place, options.times, options.size)]
    for kind in ("a node", "the run"):
        mine = [outage for outage in told if outage.killed == kind]
        whole, alone = sum(outage.whole for outage in mine), sum(outage.by_itself for outage in mine)
        sys.stdout.write(f"{kind} killed: {whole} of {len(mine)} whole, {alone} without being begun again\n")
    sys.exit(not all(outage.whole for outage in told))


if __name__ == "__main__":
    main()
