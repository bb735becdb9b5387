"""Daft hands out the pieces: to a process on every core of this machine, or on every core of a Ray cluster.

Workers write their parts themselves and give back a word each, which Daft writes down in turn: nothing is collected in
the process that began the run, and a node that dies costs the pieces it was at.
"""

from __future__ import annotations

import logging
import os
import shutil
import socket
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

SETTINGS = {
    "ARROW_DEFAULT_MEMORY_POOL": "system",  # Arrow's own keeps what it has had once, some 15 to 25 MB a process
    "DAFT_ANALYTICS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "DAFT_SHOW_QUERY_ID": "0",
    "DO_NOT_TRACK": "true",
    "RAY_USAGE_STATS_ENABLED": "0",
    "SCARF_NO_ANALYTICS": "true",
}
ANSWERS = ".answers-"
_TASKS = 64  # of a worker: enough to even out, and few enough to plan at once
for _name, _value in SETTINGS.items():  # before the imports: the libraries tell nobody of their use
    os.environ.setdefault(_name, _value)

import daft  # noqa: E402
import msgspec  # noqa: E402
from daft import DataType, Series, col  # noqa: E402

from kelisim.bulk.pieces import Piece  # noqa: E402
from kelisim.bulk.work import Job, read_piece  # noqa: E402
from kelisim.errors import KelisimError, first_line  # noqa: E402


class Worker:
    """A process that reads pieces, one at a time; it knows its words once it has read the first."""

    def __init__(self, job: bytes) -> None:
        self._job = msgspec.json.decode(job, type=Job)

    @daft.method.batch(return_dtype=DataType.string(), batch_size=1)  # type: ignore[untyped-decorator]
    def read(self, pieces: Series) -> list[str]:
        """Make the parts of ``pieces``; for each the reason why there is none, or nothing."""
        return [self._read(msgspec.json.decode(piece, type=Piece)) for piece in pieces.to_pylist()]

    def _read(self, piece: Piece) -> str:
        try:
            read_piece(piece, self._job)
        except Exception as error:
            name = piece.files[0] if len(piece.files) == 1 else f"{piece.files[0]} … {piece.files[-1]}"
            what = str(error) if isinstance(error, KelisimError) else f"{type(error).__name__}: {error}"
            return f"{name}, part {piece.key}: {what}"
        return ""


def cores(ray: str | None) -> int:
    """How many pieces can be read at a time: the cores of this machine, or of the cluster at ``ray``.

    Raises `KelisimError` where there is no cluster.
    """
    _hush()
    if ray is None:
        _stay_here()
        return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return _join(ray)


@cache
def _stay_here() -> None:
    """Daft would look for a cluster by itself, and can be told once only."""
    daft.set_runner_native()


def _hush() -> None:
    """What goes wrong in the libraries is told as our own messages, not by pages of theirs."""
    for name in ("aws_config", "daft", "daft_local_execution", "ray"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _join(address: str) -> int:
    import ray

    try:
        _knock(address)
        ray.init(address=address, runtime_env={"env_vars": SETTINGS}, log_to_driver=False, logging_level=logging.ERROR)
    except (OSError, ValueError, RuntimeError) as error:
        reason = first_line(error)
        raise KelisimError(f"--ray {address}: no cluster answers ({reason}); begin one: ray start --head") from error
    daft.set_runner_ray(noop_if_initialized=True)
    return max(1, int(cast(Any, ray).cluster_resources().get("CPU", 1)))


def _knock(address: str) -> None:
    """Raises `OSError` where nothing listens; Ray itself would go on asking for minutes."""
    place = urlsplit(address if "://" in address else f"//{address}")
    if place.hostname and place.port:
        socket.create_connection((place.hostname, place.port), timeout=10).close()


def leave(ray: str | None) -> None:
    """Let go of the cluster."""
    if ray is not None:
        import ray as cluster

        cluster.shutdown()


def hand_out(pieces: Sequence[Piece], job: Job, workers: int, ray: str | None) -> list[str]:
    """Have ``pieces`` read by ``workers`` processes; why some could not be. Returns when all were tried.

    Raises whatever Daft raises when the cluster or a process breaks down; finished parts stay.
    """
    # Half a core each, so that the workers of a node that has died find room on another.
    room = None if ray is None else 0.5
    pool: Any = daft.cls(Worker, max_concurrency=workers, use_process=True, cpus=room)
    pooled = pool(msgspec.json.encode(job))
    frame = daft.from_pydict({"piece": [msgspec.json.encode(piece).decode() for piece in pieces]})
    if ray is not None:
        frame = frame.into_partitions(min(len(pieces), _TASKS * workers))  # each is a task, and lost by itself
    answers = mkdtemp(prefix=ANSWERS, dir=job.folder)
    try:
        frame.with_column("answer", pooled.read(col("piece"))).write_parquet(answers)
        told = daft.read_parquet(f"{answers}/**/*.parquet").where("answer != ''")
        return [str(row["answer"]) for row in told.limit(20).iter_rows()] if any(Path(answers).iterdir()) else []
    finally:
        shutil.rmtree(answers, ignore_errors=True)


def listed(address: str) -> list[tuple[str, int]]:
    """The files in an object store under an address or a glob, with their sizes, sorted."""
    scheme = urlsplit(address).scheme
    rows = daft.from_glob_path(address).select("path", "size").to_pylist()
    return sorted((_with_scheme(str(row["path"]), scheme), int(row["size"] or 0)) for row in rows)


def _with_scheme(path: str, scheme: str) -> str:
    return path if "://" in path else f"{scheme}://{path}"


def open_stored(address: str) -> BinaryIO:
    """A file in an object store, to be read from its beginning."""
    return cast(BinaryIO, daft.open_file(address, "rb"))
