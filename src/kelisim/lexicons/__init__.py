"""Word knowledge as data, and a loader that refuses what is wrong with it.

`de/` holds what is German, `shared/` what is the same in every language. Two shapes:

* ``.toml`` tables, read into a ``msgspec.Struct`` of the stage that uses them: `load_table("de/units.toml", Units)`;
* ``.txt`` lists for many entries of one shape: an entry a line, fields separated by tabs, ``#`` begins a comment:
  `load_lines("de/countries.txt", fields=3)` gives one tuple a line.

The loader refuses unknown keys, wrong types, duplicate first fields, empty forms. The files say in comments what
belongs there and what was left out and why.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TypeVar

import msgspec

from kelisim.errors import LexiconError

FOLDER = Path(__file__).parent
T = TypeVar("T")


def load_table(name: str, shape: type[T]) -> T:
    """Read a TOML lexicon into ``shape``.

    ``shape`` should be a ``msgspec.Struct`` with ``forbid_unknown_fields=True``. Raises `LexiconError` naming the
    file and the entry when TOML or shape do not fit, or when a form is empty.
    """
    path = FOLDER / name
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        _refuse_empty(raw, name)
        return msgspec.convert(raw, shape)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"lexicon {name}: not valid TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise LexiconError(f"lexicon {name}: {error}") from error


def load_lines(name: str, fields: int, *, unique: bool = True) -> list[tuple[str, ...]]:
    """Read a TXT lexicon: one tuple of ``fields`` strings a line, missing trailing fields as empty strings.

    Raises `LexiconError` naming file and line for too many fields, an empty first field, or (``unique``) a first
    field that stands there twice.
    """
    seen: dict[str, int] = {}
    entries: list[tuple[str, ...]] = []
    text = (FOLDER / name).read_text(encoding="utf-8")
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        parts = [part.strip() for part in line.split("\t")]
        if len(parts) > fields or not parts[0]:
            raise LexiconError(f"lexicon {name}, line {number}: expected 1 to {fields} fields between tabs: {line!r}")
        if unique and parts[0] in seen:
            raise LexiconError(f"lexicon {name}, line {number}: {parts[0]!r} stands on line {seen[parts[0]]} already")
        seen[parts[0]] = number
        entries.append((*parts, *[""] * (fields - len(parts))))
    return entries


def _refuse_empty(value: object, where: str) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _refuse_empty(inner, f"{where}: {key}")
    elif isinstance(value, list):
        forms = [item for item in value if isinstance(item, str)]
        if len(set(forms)) != len(forms):
            raise LexiconError(f"lexicon {where}: a form stands there twice")
        for item in value:
            _refuse_empty(item, where)
    elif isinstance(value, str) and not value.strip():
        raise LexiconError(f"lexicon {where}: an empty form")
