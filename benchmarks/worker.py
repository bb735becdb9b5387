"""One engine in a process of its own, on one core: a crash or an endless run of one leaves the others alone.

The parent sends a line of JSON, a list of texts; the worker answers with a line: seconds of computing, things found.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import select
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import IO, Any

from msgspec import Struct

from benchmarks.engines import ENGINES, Engine

ROOT = Path(__file__).parents[1]
_MEGABYTE = 1 << 20 if sys.platform == "darwin" else 1 << 10  # in the unit of getrusage


class Timing(Struct, frozen=True):
    """What reading some texts took: characters, seconds of computing, and how many things were found.

    ``peak`` is the most memory that the process has held so far, in megabytes.
    """

    characters: int
    seconds: float
    found: int
    peak: int = 0

    @property
    def speed(self) -> float:
        """Characters a second."""
        return self.characters / max(self.seconds, 1e-9)


class EngineFailedError(Exception):
    """An engine could not be loaded, raised, crashed, or took too long; the message says which."""


class Worker:
    """A running engine. Use it with ``with``; raises `EngineFailedError` when the engine fails."""

    def __init__(self, engine: Engine, patience: float = 300) -> None:
        self._patience = patience
        command = [sys.executable, "-W", "ignore", "-m", "benchmarks.worker", engine.name]
        self._process = subprocess.Popen(  # noqa: S603 -- our own module with one of our own names
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        try:
            self._answer()
        except EngineFailedError:
            self.close()
            raise

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                _pipe(pipe).close()
            except BrokenPipeError:
                continue  # it ended with a text not yet read
        self._process.wait()

    def read(self, texts: list[str]) -> Timing:
        """Read the texts one after the other, once."""
        _pipe(self._process.stdin).write(json.dumps(texts).encode() + b"\n")
        _pipe(self._process.stdin).flush()
        answer = self._answer()
        return Timing(sum(map(len, texts)), answer["seconds"], answer["found"], answer["peak"])

    def _answer(self) -> dict[str, Any]:
        output = _pipe(self._process.stdout)
        if not select.select([output], [], [], self._patience)[0]:
            raise EngineFailedError(f"no answer within {self._patience:.0f} s")
        line = output.readline()
        if not line:
            raise EngineFailedError(f"crashed ({_end(self._process.wait())})")
        answer: dict[str, Any] = json.loads(line)
        if "error" in answer:
            raise EngineFailedError(answer["error"])
        return answer


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    assert pipe is not None
    return pipe


def _end(code: int) -> str:
    return signal.Signals(-code).name if code < 0 else f"exit code {code}"


def main(name: str) -> None:
    """Load the engine, then answer every line of standard input."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what an engine prints is no answer
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    reader = None
    try:
        reader = ENGINES[name].load()
        _say(answers, {})
        for line in sys.stdin:
            texts = json.loads(line)
            gc.collect()
            start = time.process_time()
            found = sum(reader(text) for text in texts)
            seconds = time.process_time() - start
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MEGABYTE
            _say(answers, {"seconds": seconds, "found": found, "peak": peak})
    except Exception as error:
        _say(answers, {"error": f"{type(error).__name__}: {error}"})


def _say(answers: IO[str], answer: dict[str, object]) -> None:
    answers.write(json.dumps(answer) + "\n")
    answers.flush()


if __name__ == "__main__":
    main(sys.argv[1])
