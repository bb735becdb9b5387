"""Readers of the web pages, for locust: each opens pages of pairs, undertakings and searches, and thinks in between."""

from __future__ import annotations

import os
from random import Random

from locust import FastHttpUser, between, constant, task

THINK = float(os.environ.get("KELISIM_THINK", "2"))
RANDOM = Random()  # noqa: S311 - not for secrets
WORDS = ("Handel", "Eisenbahn", "Abkommen", "Logistik", "Investitionen", "Taschkent", "Kraftwerk", "Zentrum", "Euro")


class Reader(FastHttpUser):
    """One reader; what he looks at is drawn anew each time, so that few pages are asked for twice."""

    wait_time = between(THINK * 0.5, THINK * 1.5) if THINK else constant(0)

    def on_start(self) -> None:
        """Learn which pairs and undertakings there are, as a reader learns it from the first page."""
        self.pairs = [row["pair"] for row in self._ask("/overview.json")["pairs"]]
        states = sorted({code for pair in self.pairs for code in pair.split("-")})
        self.pairs += [f"{one}-{two}" for one in states for two in states if one < two]
        page = RANDOM.randrange(1, 300)
        works = self._ask(f"/undertakings.json?party={RANDOM.choice(states)}&page={page}")["cards"]
        self.works = [work["id"] for work in works[:400]]
        self.states = states

    def _ask(self, path: str) -> dict:
        with self.client.get(path, name="(learning)") as answer:
            return answer.json()

    @task(4)
    def pair(self) -> None:
        """The page of a pair."""
        self.client.get(f"/pair/{RANDOM.choice(self.pairs)}", name="pair")

    @task(3)
    def undertaking(self) -> None:
        """The page of an undertaking."""
        self.client.get(f"/undertaking/{RANDOM.choice(self.works)}", name="undertaking")

    @task(3)
    def explore(self) -> None:
        """A search, narrowed down to a state."""
        words, state, page = RANDOM.choice(WORDS), RANDOM.choice(self.states), RANDOM.randrange(1, 4)
        self.client.get(f"/explore?q={words}&party={state}&page={page}", name="explore")
