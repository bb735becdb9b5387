"""Long questions are answered aside: one after the other, each within its own time, and never all at once."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from kelisim.errors import LedgerError
from kelisim.web.aside import Aside, BusyError, Limits, TooLongError
from tests.web_site import client, fill

_A_WHILE, _LONG = 0.5, 30.0
AS_OF = "/pair/KZ-UZ/as-of/2023-12-31"


@pytest.fixture
def aside() -> Iterator[Aside]:
    made = Aside(Limits(seconds=4, most=2, patience=20))
    yield made
    made.stop()


def _in_threads(aside: Aside, lengths: list[float]) -> list[object]:
    """What each of several questions, asked one shortly after the other, comes to."""
    found: dict[int, object] = {}

    def ask(number: int, seconds: float) -> None:
        try:
            aside.ask(time.sleep, seconds)
            found[number] = seconds
        except (BusyError, TooLongError) as error:
            found[number] = type(error)

    threads = [threading.Thread(target=ask, args=one) for one in enumerate(lengths)]
    for thread in threads:
        thread.start()
        time.sleep(0.1)
    for thread in threads:
        thread.join()
    return [found[number] for number in range(len(lengths))]


def test_one_that_takes_too_long_fails_alone(aside: Aside) -> None:
    aside.ask(int)
    assert _in_threads(aside, [_LONG, _A_WHILE, _A_WHILE]) == [TooLongError, _A_WHILE, _A_WHILE]


def test_time_counts_from_when_the_work_begins() -> None:
    aside = Aside(Limits(seconds=2.5, most=2, patience=20))
    aside.ask(int)
    assert _in_threads(aside, [1.5, 1.5, 1.5]) == [1.5, 1.5, 1.5]
    aside.stop()


def test_only_so_many_wait(aside: Aside) -> None:
    aside.ask(int)
    assert _in_threads(aside, [1.0, 0.0, 0.0, 0.0]) == [1.0, 0.0, 0.0, BusyError]
    assert aside.ask(int, "7") == 7


def test_a_process_that_dies_is_begun_again(aside: Aside) -> None:
    with pytest.raises(BusyError):
        aside.ask(os._exit, 1)
    assert aside.ask(int, "7") == 7


def test_faults_of_the_work_are_its_own(aside: Aside) -> None:
    with pytest.raises(ValueError, match="invalid literal"):
        aside.ask(int, "no number")
    assert aside.ask(int, "7") == 7


def test_the_end_waits_for_nobody(aside: Aside) -> None:
    aside.ask(int)
    threading.Timer(0.5, aside.stop).start()
    began = time.monotonic()
    assert _in_threads(aside, [_LONG, _LONG]) == [BusyError, BusyError]
    assert time.monotonic() - began < 10
    aside.start()
    assert aside.ask(int, "7") == 7


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path: Path = tmp_path_factory.mktemp("aside") / "samples.db"
    fill(path)
    with client(path) as found:
        yield found


@pytest.mark.parametrize(
    ("error", "said", "seconds"),
    [
        (BusyError("x"), "Ask again in a minute", "60"),
        (TooLongError("x"), "kelisim as-of", "3600"),
        (LedgerError("x"), "cannot be read just now", "10"),
    ],
)
def test_who_is_sent_away_is_told_when_to_come_back(
    asking: TestClient, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str, seconds: str
) -> None:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr(Aside, "ask", fails)
    page = asking.get(AS_OF)
    assert (page.status_code, page.headers["retry-after"]) == (503, seconds)
    assert said in page.text
    assert "being prepared" not in page.text
    assert said in asking.get(f"{AS_OF}.json").json()["detail"]
