"""Where the time goes: the functions of kelisim that take the most, by themselves and with all they call."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

import kelisim
from benchmarks.texts import variants

_HOME = Path(kelisim.__file__).parent


class Cost(Struct):
    """A function with its share of the whole time, alone and with all it calls, and how often it was called."""

    function: str
    alone: float
    whole: float
    calls: int


def costs(texts: Sequence[str], rounds: int = 4) -> list[Cost]:
    """Profile the whole extraction of the texts after one warm-up; the dearest function by itself first."""
    for text in variants(texts, 1):
        kelisim.read(text)
    new = [text for number in range(rounds) for text in variants(texts, number + 2)]
    profile = cProfile.Profile()
    profile.enable()
    for text in new:
        kelisim.read(text)
    profile.disable()
    return _costs(pstats.Stats(profile))


def _costs(stats: pstats.Stats) -> list[Cost]:
    total = stats.total_tt  # type: ignore[attr-defined]
    rows = stats.stats.items()  # type: ignore[attr-defined]
    found = [Cost(_shown(place), alone / total, whole / total, calls) for place, (_, calls, alone, whole, _) in rows]
    return sorted(found, key=lambda cost: (-cost.alone, cost.function))


def _shown(place: tuple[str, int, str]) -> str:
    """*language/scan.py scan*; the address of an object and the folders outside kelisim are left out."""
    path, _, name = place
    if path == "~":
        return name.strip("<>").replace("built-in method ", "").replace("method ", "")
    file = Path(path)
    return f"{file.relative_to(_HOME) if file.is_relative_to(_HOME) else file.name} {name}"
