"""Lines about official statistics in the language of the page, from `spoken.toml`; numbers keep their point."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

import msgspec


@cache
def _words() -> tuple[list[str], re.Pattern[str]]:
    """The German words in the order of the groups of a pattern; the longest English ones are looked for first."""
    path = Path(__file__).with_suffix(".toml")
    found = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), dict[str, str])
    pairs = sorted(found.items(), key=lambda pair: len(pair[0]), reverse=True)
    patterns, german = zip(*(_entry(*pair) for pair in pairs), strict=True)
    return list(german), re.compile("«[^»]*»|" + "|".join(f"({pattern})" for pattern in patterns))


def _entry(english: str, german: str) -> tuple[str, str]:
    """A pattern of whole words, and what it becomes; a space that both have is looked at, not taken."""
    before = after = ""
    if english[0] == german[0] == " ":
        before, english, german = "(?<= )", english[1:], german[1:]
    if english[-1] == german[-1] == " ":
        after, english, german = "(?= )", english[:-1], german[:-1]
    before += r"(?<!\w)" if english[0].isalnum() else ""
    after += r"(?!\w)" if english[-1].isalnum() else ""
    return f"{before}{re.escape(english)}{after}", german


def spoken(line: str, lang: str) -> str:
    """An English line as it is said in ``lang``; what stands in «quotes» stays as it is."""
    if lang != "de":
        return line
    german, pattern = _words()
    return pattern.sub(lambda found: german[found.lastindex - 1] if found.lastindex else found[0], line)
