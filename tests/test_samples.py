"""The bundled sample reports: front matter as promised, and the very texts that were annotated."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile

from tests.conftest import ROOT

GOLD = [json.loads(line) for line in (ROOT / "tests/gate/dev.jsonl").read_text(encoding="utf-8").splitlines()]


def parts(path):
    head, body = path.read_text(encoding="utf-8").removeprefix("---\n").split("---\n", 1)
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def test_each_says_what_it_is_based_on(samples):
    assert len(samples) == 25
    for path in samples:
        front, _ = parts(path)
        assert set(front) == {"based_on", "outlet"}
        assert front["based_on"].startswith(("https://", "http://"))
        assert front["outlet"] == "kelisim sample"


def test_annotations_quote_them(samples):
    bodies = {path.name: parts(path)[1] for path in samples}
    assert {record["file"] for record in GOLD} == set(bodies)
    for record in GOLD:
        for statement in (*record["figures"], *record["undertakings"], *record["meetings"]):
            for head in statement["heads"]:
                assert bodies[record["file"]][head["start"] : head["end"]] == head["text"]


def test_they_are_the_published_texts(corpora, samples):
    for path in samples:
        assert parts(path)[1] == (corpora / "gold/dev" / path.name).read_text(encoding="utf-8")


def test_neither_address_nor_date_comes_from_what_they_are_based_on(samples):
    from kelisim.sources import Given, reports

    for report in reports([str(samples[0].parent)], Given()):
        assert (report.url, report.published, report.outlet) == (None, None, "kelisim sample")


def test_they_are_in_the_wheel(tmp_path, samples):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    for path in samples:
        assert f"kelisim/samples/{path.name}" in names
    assert any(name.startswith("kelisim/lexicons/de/") for name in names)
