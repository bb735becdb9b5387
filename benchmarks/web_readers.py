"""Readers of the web pages, for locust: each opens pages and thinks in between."""

from __future__ import annotations

import json
import os
from pathlib import Path
from random import Random

from locust import FastHttpUser, between, constant, task

THINK = float(os.environ.get("KELISIM_THINK", "2"))
PLACES = json.loads(Path(os.environ["KELISIM_PLACES"]).read_text(encoding="utf-8"))
RANDOM = Random()  # noqa: S311 - not for secrets
WORDS = ("Handel", "Eisenbahn", "Abkommen", "Logistik", "Investitionen", "Taschkent", "Kraftwerk", "Zentrum", "Euro")
LISTS = ("checks", "conflicts", "targets", "follow-up", "undertakings", "meetings", "series")


class Reader(FastHttpUser):
    """Reads pairs, undertakings and searches; which are drawn anew each time, so that few pages are asked for twice."""

    wait_time = between(THINK * 0.5, THINK * 1.5) if THINK else constant(0)

    @task(4)
    def pair(self) -> None:
        """The page of a pair."""
        self.client.get(f"/pair/{RANDOM.choice(PLACES['pairs'])}", name="pair")

    @task(3)
    def undertaking(self) -> None:
        """The page of an undertaking."""
        self.client.get(f"/undertaking/{RANDOM.choice(PLACES['works'])}", name="undertaking")

    @task(3)
    def explore(self) -> None:
        """A search, narrowed down to a state."""
        words, state, page = RANDOM.choice(WORDS), RANDOM.choice(PLACES["states"]), RANDOM.randrange(1, 4)
        self.client.get(f"/explore?q={words}&party={state}&page={page}", name="explore")


class Wanderer(Reader):
    """Reads every sort of page there is."""

    @task(1)
    def overview(self) -> None:
        """The first page."""
        self.client.get(f"/?tie={RANDOM.choice(('told', 'undertakings', 'meetings'))}", name="overview")

    @task(2)
    def state(self) -> None:
        """All partners of a state."""
        self.client.get(f"/state/{RANDOM.choice(PLACES['states'])}", name="state")

    @task(3)
    def thing(self) -> None:
        """A series or a meeting."""
        sort = RANDOM.choice(("series", "meeting"))
        self.client.get(f"/{sort}/{RANDOM.choice(PLACES[sort])}", name=sort)

    @task(3)
    def statement(self) -> None:
        """A statement with its words, and the report that it is from."""
        id, report = RANDOM.choice(PLACES["statements"])
        self.client.get(f"/statement/{id}", name="statement")
        self.client.get(f"/report/{report}", name="report")

    @task(3)
    def listed(self) -> None:
        """A page of a list."""
        state, page = RANDOM.choice(PLACES["states"]), RANDOM.randrange(1, 4)
        self.client.get(f"/{RANDOM.choice(LISTS)}?party={state}&page={page}", name="a list")

    @task(1)
    def table(self) -> None:
        """What a search finds, as CSV."""
        words, state = RANDOM.choice(WORDS), RANDOM.choice(PLACES["states"])
        self.client.get(f"/explore.csv?q={words}&party={state}", name="explore as CSV")

    @task(1)
    def as_of(self) -> None:
        """What was known of a pair on a day."""
        self.client.get(f"/pair/{RANDOM.choice(PLACES['pairs'])}/as-of/{_day()}", name="as of a day")

    @task(1)
    def changes(self) -> None:
        """What changed between two days."""
        days = "/".join(sorted((_day(), _day())))
        self.client.get(f"/pair/{RANDOM.choice(PLACES['pairs'])}/changes/{days}", name="what changed")


def _day() -> str:
    return f"{RANDOM.randrange(2016, 2026)}-{RANDOM.randrange(1, 13):02}-{RANDOM.randrange(1, 29):02}"
