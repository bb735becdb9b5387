"""The words of a report behind the names that comparing uses inside: *zentrum* stands for «Industriezentrums».

Reasons of links speak in concepts and stems; people want to read what was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kelisim.account.things import Reason
from kelisim.account.title_words import title

_WORD = re.compile(r"[^\W_]+(?:[-'’`ʻ][^\W_]+)*")
# Features whose words are names of concepts and stems; those of the others are codes or printed already.
_OF_CONCEPTS = ("words", "names", "named around", "both differ", "one says more", "head")


def printed_words(reason: Reason, texts: Iterable[str]) -> str:
    """The words of ``reason`` as ``texts`` print them; a name that no word stands for is left out or stays."""
    if reason.feature not in _OF_CONCEPTS:
        return reason.words
    printed: dict[str, str] = {}
    for word in (word for text in texts for word in _WORD.findall(text)):
        told = title(word)
        for name in (*told.words, *told.names, *told.general, told.head, told.paper):
            if name is not None:
                printed.setdefault(name, word)
    names = (name.strip() for name in reason.words.split(","))
    return ", ".join(dict.fromkeys(printed.get(name, name) for name in names))
