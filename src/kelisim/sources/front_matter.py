"""Front matter: what a text file says about itself between a first line `---` and the next.

---
url: https://…
published: 2024-10-22
---
"""

from __future__ import annotations

import re

_RULE = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_END = re.compile(r"^---[ \t]*(?:\r\n|\r|\n|\Z)", re.MULTILINE)
_ENTRY = re.compile(r"([A-Za-z_][\w -]{0,40}?)\s*:(?:\s+(.*))?")
_REST = re.compile(r"\s+\S.*|- .*|#.*|\s*")


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The entries of the front matter, and the text after it; no entries and the whole text where there is none.

    Unknown keys are kept (their reader ignores them), lists and nested values are passed over. A text between two
    rules that is not made of entries is no front matter.
    """
    opening = _RULE.match(text)
    closing = _END.search(text, opening.end()) if opening else None
    if opening is None or closing is None:
        return {}, text
    entries: dict[str, str] = {}
    for line in text[opening.end() : closing.start()].splitlines():
        if match := _ENTRY.fullmatch(line):
            entries[match[1].lower()] = _unquoted(match[2] or "")
        elif not _REST.fullmatch(line):
            return {}, text
    return entries, text[closing.end() :]


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
