"""The accuracy gate itself: what it refuses, and that floors are never lowered by the way."""

from __future__ import annotations

import tomllib

from tests.gate.__main__ import as_toml, failures, new_floors

FLOORS = {"dev": {"digest": "abc", "figures_core": 0.9}, "negatives": {"statements": 1}}


def test_scores_at_their_floors_pass():
    assert failures({"dev": {"digest": "abc", "figures_core": 0.9}, "negatives": {"statements": 1}}, FLOORS) == []


def test_each_kind_of_failure_is_named():
    [below] = failures({"dev": {"digest": "abc", "figures_core": 0.899}}, FLOORS)
    assert "figures_core" in below
    [other] = failures({"dev": {"digest": "abd", "figures_core": 0.95}}, FLOORS)
    assert "not those of the floors" in other
    [many] = failures({"negatives": {"statements": 2}}, FLOORS)
    assert "at most 1" in many
    [new] = failures({"seeds": {"figures_core": 1.0}}, FLOORS)
    assert "has no floor" in new


def test_floors_go_up_freely_and_down_only_on_purpose():
    worse = {"dev": {"digest": "abd", "figures_core": 0.8}, "negatives": {"statements": 3}}
    kept = new_floors(worse, FLOORS, lower=False)
    assert kept == {"dev": {"digest": "abd", "figures_core": 0.9}, "negatives": {"statements": 1}}
    lowered = new_floors(worse, FLOORS, lower=True)
    assert lowered == {"dev": {"digest": "abd", "figures_core": 0.795}, "negatives": {"statements": 3}}
    better = new_floors({"dev": {"digest": "abc", "figures_core": 0.97}}, FLOORS, lower=False)
    assert better == {"dev": {"digest": "abc", "figures_core": 0.965}, "negatives": {"statements": 1}}


def test_floors_are_written_as_they_are_read():
    assert tomllib.loads(as_toml(FLOORS)) == FLOORS
