"""The accuracy gate: `python -m tests.gate` reads the annotated reports and holds the scores against the floors.

The sample reports with `dev.jsonl` and the further reports are always scored; the seeds and the negatives where the
corpora are. A score below its floor, a negative that yields too much, or reports that are not those of the floors:
exit code 1.

    python -m tests.gate                  check
    python -m tests.gate --errors         list what differs, too
    python -m tests.gate --write-floors   raise the floors to just below what is measured (never lowers one)
    python -m tests.gate --lower-floors   set them there also where that lowers one: on purpose, with its reason
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from pathlib import Path
from typing import Any

from kelisim.evaluation import Scores, by_file, digest, lines, score
from kelisim.presentations.evaluate import read_texts
from kelisim.presentations.scores import finding_lines, score_lines
from tests.conftest import CORPORA, ROOT, SAMPLES

FLOORS = ROOT / "tests/gate/floors.toml"
# 502 reports on other parts of the world, written and annotated for this project by readers who knew none of the rules.
FURTHER = ROOT / "tests/gate/further"
# Newspaper texts without anything between states, and three of wars and quarrels, of which one statement each is let
# pass; the other negatives are news between states.
LITTLE = ["019.json", "020.json", "021.json"]
NOTHING = [f"{number:03}.json" for number in range(6, 19)]
# How far below the measured value a new floor lies: one statement more or less on a text or two.
SLACK = 0.005
HEAD = "# Made by `python -m tests.gate --write-floors`. Floors go up freely, down only on purpose (--lower-floors).\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.gate", description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--write-floors", action="store_true")
    parser.add_argument("--lower-floors", action="store_true")
    options = parser.parse_args()
    measured = {
        "dev": measure("dev", ROOT / "tests/gate/dev.jsonl", SAMPLES, options.errors),
        "further": measure("further", FURTHER.with_suffix(".jsonl"), FURTHER, options.errors),
    }
    if (CORPORA / "gold").is_dir():
        measured["seeds"] = measure("seeds", CORPORA / "gold/seeds.jsonl", CORPORA / "seeds", options.errors)
        measured["negatives"] = count_negatives(CORPORA / "gold/negative")
    else:
        print(f"LEFT OUT: seeds (5 reports) and negatives ({len(NOTHING)} texts): not at {CORPORA} (KELISIM_CORPORA)\n")
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    if options.write_floors or options.lower_floors:
        FLOORS.write_text(HEAD + as_toml(new_floors(measured, floors, lower=options.lower_floors)), encoding="utf-8")
        print(f"wrote {FLOORS.relative_to(ROOT)}")
        return 0
    return report(failures(measured, floors))


def measure(name: str, gold: Path, folder: Path, errors: bool) -> dict[str, Any]:
    """Read the texts, print their scores, and return what the floors speak about."""
    wanted = by_file(lines(gold))
    scores = score(wanted, read_texts(folder, wanted))
    print(f"== {name}: {len(wanted)} annotated reports")
    for line in (*(finding_lines(scores) if errors else ()), *score_lines(scores)):
        print(line)
    print()
    return {"digest": digest(gold, [folder / file for file in sorted(wanted)]), **rounded(scores)}


def rounded(scores: Scores) -> dict[str, float]:
    found = {f"{name}_found": group.found_rates.f1 for name, group in scores.groups.items()}
    core = {f"{name}_core": group.core_rates.f1 for name, group in scores.groups.items()}
    return {name: round(value, 4) for name, value in (found | core).items()}


def count_negatives(folder: Path) -> dict[str, Any]:
    """How many statements the texts yield beyond what they may: none, and one of each of `LITTLE`."""
    readings = read_texts(folder, dict.fromkeys(NOTHING))
    counts = {file: sum(len(readings[file][group]) for group in GROUPS) for file in NOTHING}
    total = sum(counts.values())
    few = read_texts(folder, dict.fromkeys(LITTLE))
    beyond = {file: sum(len(few[file][group]) for group in GROUPS) for file in LITTLE}
    counts |= {file: count for file, count in beyond.items() if count > 1}
    total += sum(max(0, count - 1) for count in beyond.values())
    print(
        f"== negatives: {total} statements too many in {len(NOTHING)} texts that should yield none, {len(LITTLE)} one"
    )
    for file, count in counts.items():
        if count:
            print(f"{file}: {count}")
    print()
    return {"statements": total}


GROUPS = ("figures", "undertakings", "meetings")


def failures(measured: dict[str, dict[str, Any]], floors: dict[str, dict[str, Any]]) -> list[str]:
    found = []
    for corpus, values in measured.items():
        for name, value in values.items():
            floor = floors.get(corpus, {}).get(name)
            if floor is None:
                found.append(f"{corpus} {name}: has no floor; run python -m tests.gate --write-floors")
            elif name == "digest" and value != floor:
                found.append(f"{corpus}: the reports are not those of the floors; if that is meant, write new floors")
            elif name == "statements" and value > floor:
                found.append(f"{corpus}: {value} statements, at most {floor} are allowed")
            elif isinstance(value, float) and value < floor:
                found.append(f"{corpus} {name}: {value:.3f} is below its floor {floor:.3f}")
    return found


def new_floors(measured: dict[str, Any], floors: dict[str, Any], *, lower: bool) -> dict[str, dict[str, Any]]:
    """Floors just below the measured values; those of corpora that are not here stay as they are."""
    out = dict(floors)
    for corpus, values in measured.items():
        old = floors.get(corpus, {})
        out[corpus] = {name: new_floor(value, None if lower else old.get(name)) for name, value in values.items()}
    return out


def new_floor(value: Any, old: Any) -> Any:
    if isinstance(value, str) or (isinstance(value, int) and old is None):
        return value
    if isinstance(value, int):
        return min(value, old)
    return max(round(max(0.0, value - SLACK), 3), old or 0.0)


def as_toml(floors: dict[str, dict[str, Any]]) -> str:
    tables = []
    for corpus, values in floors.items():
        rows = [
            f'{name} = "{value}"' if isinstance(value, str) else f"{name} = {value}" for name, value in values.items()
        ]
        tables.append("\n".join([f"\n[{corpus}]", *rows, ""]))
    return "".join(tables)


def report(failed: list[str]) -> int:
    for line in failed:
        print(f"BELOW: {line}")
    print("accuracy gate: " + (f"{len(failed)} failures" if failed else "passed"))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
