"""Readers of the web pages, for locust: each opens pages of pairs, undertakings and searches, and thinks in between."""

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


class Reader(FastHttpUser):
    """One reader; what he looks at is drawn anew each time, so that few pages are asked for twice."""

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
