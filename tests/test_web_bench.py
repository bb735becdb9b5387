"""The benchmark of the web pages: its page."""

from __future__ import annotations

from benchmarks.web_load import Load, Page, Readers
from benchmarks.web_page import Measured, page


def _load(p95: float, failures: int = 0) -> Load:
    pages = tuple(
        Page(name=name, middle=5, p95=p95, rate=7.5, asked=1200, failures=failures)
        for name in ("pair", "undertaking", "explore")
    )
    return Load(Readers(50, 2.0, 60), pages, asking=0.05, serving=0.5)


def _measured(reading: Load, highest: Load | None) -> Measured:
    return Measured(
        statements=100_000, waited=61.0, read_in=1234, shown=1000, peace=_load(20), reading=reading, anywhere=_load(30),
        highest=highest, load="0.1 and 1.2",
    )  # fmt: skip


def test_the_page_holds_what_was_measured_against_what_was_wanted() -> None:
    told = page(_measured(_load(149), _load(140)))
    assert "**no**" not in told
    assert "| 95 of 100, explore, while reports are read in | < 150 ms | 149 ms | yes |" in told
    assert "50 readers who do not think got 22 pages a second" in told
    told = page(_measured(_load(150, failures=1), None))
    assert told.count("**no**") == 4
    assert "Not even one reader" in told
