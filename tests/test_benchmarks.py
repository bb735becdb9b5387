"""The benchmark itself: its texts, its worker, its ratios and its page, on tiny input and with kelisim alone."""

from __future__ import annotations

import re

import pytest

import kelisim
from benchmarks.engines import KELISIM, LAYERS, Engine
from benchmarks.growth import LINEAR, Growth, doublings, grow
from benchmarks.page import Corpus, Measured, page, table
from benchmarks.profiles import costs
from benchmarks.rounds import Course, against, ratio, take_turns, unread
from benchmarks.startup import imports, start
from benchmarks.texts import HOSTILE, grown, variants
from benchmarks.worker import EngineFailedError, Timing, Worker

TEXT = """Astana und Taschkent rücken näher zusammen

Präsident Kassym-Schomart Tokajew empfing am 3. Mai 2024 den usbekischen Präsidenten. Der Handel zwischen Kasachstan \
und Usbekistan stieg um 4,5 Prozent auf 4400 Millionen Dollar. Beide Seiten unterzeichneten ein Abkommen über den Bau \
eines Wasserkraftwerks."""


def test_a_variant_is_new_and_the_same_again():
    first, again, other = (variants([TEXT], number)[0] for number in (1, 1, 2))
    assert first == again
    assert len({TEXT, first, other}) == 3
    assert "Tokajew" not in first


def test_a_variant_keeps_days_and_statements():
    variant = variants([TEXT], 1)[0]
    assert "am 3. Mai" in variant
    before, after = kelisim.read(TEXT), kelisim.read(variant)
    assert before.figures
    assert [figure.indicator for figure in before.figures] == [figure.indicator for figure in after.figures]


@pytest.mark.parametrize("size", [10, 1000, 7777])
def test_texts_have_the_size_that_was_asked_for(size):
    assert len(grown(size, [TEXT])) == size
    assert {len(text_of(size)) for text_of in HOSTILE.values()} == {size}


def test_a_worker_counts_what_it_read():
    with Worker(KELISIM) as worker:
        timing = worker.read([TEXT, TEXT])
    assert timing.characters == 2 * len(TEXT)
    assert timing.found >= 2
    assert timing.seconds > 0


def test_what_fails_is_told_and_not_raised(monkeypatch):
    missing = Engine("no such engine", "nothing", "no-such-engine", KELISIM.load)
    assert missing.version == "not installed"
    with pytest.raises(EngineFailedError):
        Worker(missing)
    courses = take_turns([missing, KELISIM], [TEXT], 1)
    assert "KeyError" in courses[0].failure
    assert courses[1].timings


def test_a_worker_that_takes_too_long_is_ended():
    with Worker(KELISIM) as worker:
        worker._patience = 0.0
        with pytest.raises(EngineFailedError, match="no answer"):
            worker.read([TEXT * 50])


def test_ratios_are_medians_of_pairs():
    mine = Course(KELISIM, [Timing(100, seconds, 1) for seconds in (1, 2, 4)])
    theirs = Course(LAYERS[0], [Timing(100, seconds, 1) for seconds in (2, 8, 4)])
    assert ratio(mine, theirs) == 2


def test_growth_tells_a_square_from_a_line():
    line = Growth("line", [Timing(size, size / 100, 1) for size in (10, 20, 40)])
    square = Growth("square", [Timing(size, size * size / 100, 1) for size in (10, 20, 40)])
    assert line.is_linear
    assert not square.is_linear
    assert square.worst == pytest.approx(4)
    assert not Growth("none").is_linear
    spike = Growth("spike", [Timing(size, seconds, 1) for size, seconds in ((10, 1), (20, 2), (40, 5), (80, 8))])
    assert spike.is_linear
    assert doublings(10, 45) == [10, 20, 40]


def test_growth_stops_at_its_budget():
    growth = grow("text", lambda size: grown(size, [TEXT]), [1000, 2000], budget=0)
    assert [timing.characters for timing in growth.timings] == [1000]
    assert "stopped before 2,000" in growth.stopped


def test_calls_grow_with_the_text_and_not_faster():
    """Twice the text, twice the calls of functions: a count, which no busy machine disturbs."""
    few, many = (sum(cost.calls for cost in costs([grown(size, [TEXT])], 1)) for size in (8000, 16000))
    assert many / few < LINEAR


def test_the_page_holds_what_was_measured(samples):
    courses = take_turns([KELISIM, *LAYERS[:1]], [TEXT], 1)
    growth = grow("text", lambda size: grown(size, [TEXT]), [500, 1000], budget=60)
    corpus = Corpus("samples", "One text", 1, len(TEXT), courses, unread(KELISIM, [TEXT], [TEXT], 1))
    measured = Measured(
        rounds=1,
        corpora=[corpus],
        nothing_against_seeds=against(KELISIM, [TEXT], [TEXT], 1),
        growths=[growth],
        hostile=[growth],
        start=start(samples[0], 1),
        imports=imports(samples[0]),
        profiles={"samples": costs([TEXT], 1)},
        notes="## Notes",
    )
    made = page(measured)
    assert "| kelisim, never read |" in made
    assert "reading.py read" in made
    assert made.endswith("## Notes\n")
    assert not re.search(r"/(?:home|root|usr|work|tmp)/", made)


def test_a_table_keeps_its_columns():
    made = table(["a", "b"], [["x|y", 1], ["z", "2 s"]])
    assert made.splitlines()[1:] == ["| --- | ---: |", "| x\\|y | 1 |", "| z | 2 s |"]
