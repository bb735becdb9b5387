"""The same reports give the same bytes, whatever the process hashes with."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.conftest import SAMPLES


def extracted(hash_seed):
    environment = {**os.environ, "PYTHONHASHSEED": str(hash_seed)}
    command = [sys.executable, "-m", "kelisim.presentations.cli", "extract", str(SAMPLES)]
    return subprocess.run(command, capture_output=True, check=True, env=environment).stdout


def test_two_runs_are_byte_identical():
    first, second = extracted(1), extracted(4242)
    assert first == second
    assert len(first.splitlines()) == 25
