"""The benchmark of bulk reading: its archives, its watch over memory, its page."""

from __future__ import annotations

import json
import subprocess
import sys

from benchmarks.archive import RELEVANT, elsewhere, records, write
from benchmarks.memory import Peak, watched
from benchmarks.scale_page import Measured, Proof, Run, page
from kelisim import read
from kelisim.language.relevance import relevant


def test_an_archive_is_the_same_again_and_a_fifth_of_it_is_ours(tmp_path):
    lines = write(tmp_path / "a.jsonl", 100).read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(records(100))
    assert len({json.loads(line)["text"] for line in lines}) == 100
    ours = [json.loads(line)["text"] for line in lines[::RELEVANT]]
    assert sum(bool(read(text).statements) for text in ours) > 15
    let_through = sum(relevant(elsewhere(number)) for number in range(250))
    assert let_through == 10, "one in twenty-five names two states"


def test_memory_is_that_of_all_processes():
    held = "import time; a = b'x' * 90_000_000; time.sleep(2)"
    code = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {held!r}])"
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        peak = watched(process.pid, lambda: process.poll() is None)
    assert peak.own < 80_000_000 < peak.largest < peak.together


def test_the_page_holds_what_was_measured_against_what_was_wanted():
    def run(texts, seconds, largest=100_000_000, relevant=0):
        peak = Peak(own=50_000_000, largest=largest, together=200_000_000)
        characters, stored = texts * 1000 + relevant * 500, texts * 100 + relevant * 1000
        return Run(texts=texts, relevant=relevant, characters=characters, seconds=seconds, bytes_out=stored, peak=peak)

    proofs = [Proof(name, 7, "ab" * 32) for name in ("one", "other")]
    measured = Measured(
        grown=[run(1000, 3.0), run(10_000, 10.0), run(100_000, 60.0, 110_000_000)],
        one=run(30_000, 36.8),
        two=run(30_000, 20.0),
        nothing=run(10_000, 2.0),
        mixed=run(10_000, 2.0 * 0.8 + 10.0, relevant=2000),
        gate=1e8,
        proofs=proofs,
        proof_texts=500,
    )
    made = page(measured)
    assert "| two processes against one | ≥ 0.85 | 0.92 | yes |" in made
    assert "| ≤ 1.25 | 1.10 | yes |" in made
    assert "| the same | the same | yes |" in made
    assert "100 million characters a second and core" in made
    proofs[1].digest = "cd" * 32
    assert "| the same | not the same | **no** |" in page(measured)
