"""Archives of any size: a fifth of the texts are the sample reports, varied; the others are about something else.

The same number gives the same text. In one of twenty-five of the others two states are named, as sport does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.texts import new_name, renumbered, samples, surnames

RELEVANT = 5  # one text in five
_SPORT = "Im Finale schlug {0} am Ende {1} mit 3 zu 2, es war das 14. Treffen der beiden Mannschaften."
_STATES = ("Frankreich", "Spanien", "Norwegen", "Japan", "Kroatien", "Italien", "Dänemark", "Uruguay")


def write(path: Path, count: int, *, relevant: bool = True) -> Path:
    """A JSONL of ``count`` texts, or of texts about something else alone; one that is there is kept."""
    if not path.exists():
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(item, ensure_ascii=False) + "\n" for item in records(count, relevant=relevant))
        part.rename(path)
    return path


def records(count: int, *, relevant: bool = True) -> Iterator[dict[str, str]]:
    """The records of an archive."""
    varied = [_Varied(text) for text in samples()]
    for number in range(count):
        if relevant and number % RELEVANT == 0:
            text = varied[number // RELEVANT % len(varied)].told(number)
        else:
            text = elsewhere(number)
        day = f"20{15 + number % 10}-{number % 12 + 1:02}-{number % 28 + 1:02}"
        yield {"id": f"t{number}", "text": text, "published": day}


def elsewhere(number: int) -> str:
    """A text about something else, of 10 to 24 sentences."""
    random = Random(number)  # noqa: S311 - an order, not a secret
    told = [renumbered(sentence, number) for sentence in random.sample(_SENTENCES, random.randrange(10, 25))]
    if number % 25 == 3:
        told[4] = _SPORT.format(*random.sample(_STATES, 2))
    return f"{told[0]}\n\n" + " ".join(told[1:]) + f"\n\n{new_name(number)}\n"


class _Varied:
    """A sample whose numbers and surnames change."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._surnames = surnames(text)

    def told(self, number: int) -> str:
        text = renumbered(self._text, number)
        for place, surname in enumerate(self._surnames):
            text = re.sub(rf"\b{re.escape(surname)}\b", new_name(number * 10 + place), text)
        return f"{text.rstrip()}\n\n{new_name(number)}\n"


def _sentences() -> list[str]:
    lines = Path(__file__).with_name("elsewhere.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


_SENTENCES = _sentences()
