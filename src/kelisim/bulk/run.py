"""A whole run: plan, hand out what is missing, watch the parts arrive, say what is there.

`bulk(["archiv/*.parquet"], Path("gelesen"), Options())` gives how it ended, with the manifest.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import version
from pathlib import Path
from threading import Event, Thread

from msgspec import Struct, field

from kelisim.bulk import engine
from kelisim.bulk.alone import alone
from kelisim.bulk.manifest import BESIDE, PARTS, Counts, Manifest, keys_in, part_at, parts_of, write_manifest
from kelisim.bulk.parts import UNFINISHED
from kelisim.bulk.pieces import Found, Piece, found, pieces, whole_paths
from kelisim.bulk.work import Job, rules_version
from kelisim.errors import BadReport, KelisimError, UsageError, last_line
from kelisim.sources import Given, PassedOver

PART_SIZE = 4_000_000
_ATTEMPTS = 3
_LOOK_EVERY = 0.5  # seconds


class Options(Struct, frozen=True, kw_only=True):
    """How a run goes: the address of a Ray cluster, what the user says of the reports, bytes of a part, processes."""

    ray: str | None = None
    given: Given = Given()
    part_size: int = PART_SIZE
    workers: int | None = None


class Progress(Struct):
    """How far a run is: parts and bytes of the plan, what is finished of them, and after how many seconds."""

    parts: int
    size: int
    known: int = 0
    done: int = 0
    done_size: int = 0
    counts: Counts = field(default_factory=Counts)
    seconds: float = 0.0
    last: float = 0.0

    @property
    def silent(self) -> float:
        """Seconds since a part has arrived."""
        return self.seconds - self.last

    @property
    def rate(self) -> float:
        """Texts a second."""
        return (self.counts.reports + self.counts.refused) / self.seconds if self.seconds else 0.0

    @property
    def seconds_left(self) -> float | None:
        """How long it will still take, by the bytes that are left; None before the first part."""
        if not self.done_size:
            return None
        return self.seconds * (self.size - self.done_size) / self.done_size


class Ended(Struct, frozen=True):
    """How a run ended: the manifest, what this run made, what of the input was refused, and which parts failed."""

    manifest: Manifest
    progress: Progress
    refused: tuple[BadReport, ...]
    failed: tuple[str, ...]


def bulk(
    inputs: Sequence[str], folder: Path, options: Options, watch: Callable[[Progress], None] = lambda _: None
) -> Ended:
    """Read ``inputs`` into the parts of ``folder``; parts that are there already are not made again.

    ``watch`` is told of every part that arrives. Raises `UsageError` where the folder cannot be made or another run
    writes into it, `KelisimError` where the engine breaks down again and again; what was finished stays.
    """
    workers = engine.cores(options.ray)
    try:
        told = _looked_up(inputs)
        _make(folder)
        with alone(folder):
            return _bulk(told, folder, options, _Crew(options.workers or workers, options.ray), watch)
    finally:
        engine.leave(options.ray)


def _bulk(told: _Input, folder: Path, options: Options, crew: _Crew, watch: Callable[[Progress], None]) -> Ended:
    job = Job(folder=str(folder.absolute()), base=str(Path.cwd()), rules=rules_version(), given=options.given)
    plan = list(pieces(told.files, options.part_size, f"{job.rules} {options.given}"))
    _mend(folder, plan)
    progress = Progress(parts=len(plan), size=sum(piece.size for piece in plan), counts=Counts())
    write_manifest(folder, _manifest(folder, job, told.inputs, plan, complete=False))
    failed = _read(plan, job, crew, _Watch(folder, progress, watch))
    complete = keys_in(folder).issuperset(piece.key for piece in plan)
    if complete:
        _tidy(folder, plan)
    manifest = _manifest(folder, job, told.inputs, plan, complete=complete)
    write_manifest(folder, manifest)
    return Ended(manifest, progress, told.refused, tuple(failed))


class _Input(Struct, frozen=True):
    """What is to be read: as it was named, the files that are there, and what could not be found."""

    inputs: tuple[str, ...]
    files: tuple[Found, ...]
    refused: tuple[BadReport, ...]


class _Crew(Struct, frozen=True):
    """Who reads: how many processes, and on which cluster."""

    workers: int
    ray: str | None


class _Watch:
    """Looks which parts have arrived, until it is told to stop."""

    def __init__(self, folder: Path, progress: Progress, tell: Callable[[Progress], None]) -> None:
        self._folder = folder
        self._progress = progress
        self._tell = tell
        self._missing: dict[str, Piece] = {}
        self._stop = Event()
        self._error: Exception | None = None

    def begin(self, missing: Iterable[Piece]) -> None:
        """Watch for ``missing`` from now on."""
        self._missing = {piece.key: piece for piece in missing}
        left = sum(piece.size for piece in self._missing.values())
        self._progress.known = self._progress.parts - len(self._missing)
        self._progress.size = left
        self._thread = Thread(target=self._look_on, daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Stop, after a last look. Raises what has gone wrong while looking."""
        self._stop.set()
        self._thread.join()
        if self._error:
            raise self._error

    def _look_on(self) -> None:
        began = time.monotonic()
        try:
            while not self._stop.wait(_LOOK_EVERY):
                self._look(began)
            self._look(began)
        except Exception as error:  # told by the thread that began it, when reading is over
            self._error = error

    def _look(self, began: float) -> None:
        self._progress.seconds = time.monotonic() - began
        for key in sorted(keys_in(self._folder) & self._missing.keys()):
            part = part_at(self._folder, key)
            if part is None:
                continue
            self._progress.done += 1
            self._progress.done_size += self._missing.pop(key).size
            self._progress.counts.add(part.counts)
            self._progress.last = self._progress.seconds
        self._tell(self._progress)


def _make(folder: Path) -> None:
    try:
        (folder / PARTS).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(f"--out {folder}: cannot be made ({error.strerror}); choose another folder") from error


def _looked_up(inputs: Sequence[str]) -> _Input:
    files: list[Found] = []
    refused: list[BadReport] = []
    for item in found(inputs):
        if isinstance(item, BadReport):
            refused.append(item)
        else:
            files.append(item)
    if not files:
        said = [str(item) for item in refused if not isinstance(item, PassedOver)]
        raise UsageError("; ".join(said[:3]) or "there is nothing to read; name files, folders or patterns")
    return _Input(tuple(inputs), tuple(files), tuple(refused))


def _read(plan: Sequence[Piece], job: Job, crew: _Crew, watch: _Watch) -> list[str]:
    """Hand out what is missing, again where the engine broke down but got on; why parts are missing in the end."""
    folder = Path(job.folder)
    watch.begin(_missing(plan, folder))
    try:
        failures = 0
        while todo := _missing(plan, folder):
            try:
                return engine.hand_out(todo, job, min(crew.workers, len(todo)), crew.ray)
            except Exception as error:
                failures = 0 if len(_missing(plan, folder)) < len(todo) else failures + 1
                if failures == _ATTEMPTS:
                    reason = last_line(error)
                    raise KelisimError(f"reading broke down ({reason}); finished parts stay, run it again") from error
        return []
    finally:
        watch.end()


def _missing(plan: Iterable[Piece], folder: Path) -> list[Piece]:
    there = keys_in(folder)
    return [piece for piece in plan if piece.key not in there]


def _mend(folder: Path, plan: Iterable[Piece]) -> None:
    """Remove what has the name of a part and does not say what it is: somebody has taken its files away."""
    there = keys_in(folder)
    for place in (folder / PARTS / piece.key for piece in plan if piece.key in there):
        if not (place / "part.json").is_file():
            shutil.rmtree(place, ignore_errors=True)


def _tidy(folder: Path, plan: Sequence[Piece]) -> None:
    """Remove what killed runs left half done, and parts of the same files that this run has read anew."""
    keys, files = {piece.key for piece in plan}, {path for piece in plan for path in whole_paths(piece)}
    for place in (*(folder / PARTS).glob(f"{UNFINISHED}*"), *folder.glob(f"{engine.ANSWERS}*")):
        shutil.rmtree(place, ignore_errors=True)
    for path in folder.glob(f"{BESIDE}*"):
        path.unlink(missing_ok=True)
    for part in list(parts_of(folder)):
        if part.key not in keys and files.issuperset(part.files):
            shutil.rmtree(folder / PARTS / part.key, ignore_errors=True)


def _manifest(folder: Path, job: Job, inputs: Sequence[str], plan: Sequence[Piece], *, complete: bool) -> Manifest:
    """What the folder holds: parts of this plan in their order, then those of earlier runs over other files."""
    planned = [piece.key for piece in plan]
    keys = planned + sorted(keys_in(folder).difference(planned))
    counts = Counts()
    for part in parts_of(folder, keys):
        counts.add(part.counts)
    return Manifest(
        program=f"kelisim {version('kelisim')}",
        rules=job.rules,
        inputs=tuple(inputs),
        complete=complete,
        counts=counts,
        parts=tuple(keys),
    )
