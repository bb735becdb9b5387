"""The texts that are read: corpora, their variants, and texts of any size.

Every round reads another variant, with numbers changed and persons renamed, so that no engine answers from memory
what it has read before. All of it is deterministic: the same call gives the same text.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from kelisim.errors import BadReport
from kelisim.language.actors import actors
from kelisim.sources.files import reports
from kelisim.text.sentences import sentences

ROOT = Path(__file__).parents[1]
CORPORA = (ROOT / os.environ.get("KELISIM_CORPORA", "../shared")).resolve()
NEGATIVES = range(6, 19)
"""The texts of the negative corpus that have nothing to do with relations of states."""

# Days, months and hours keep their digits, so that dates stay dates.
_CHANGEABLE = re.compile(r"(?<=\d,)\d+|(?<!\d)\d{3,}(?!\d)")
_ONSETS = ("b", "d", "dsch", "g", "k", "l", "m", "n", "r", "s", "sch", "t", "w")
_VOWELS = ("a", "e", "i", "o", "u", "ai")


def samples() -> list[str]:
    """The bodies of the sample reports that come with kelisim."""
    return _bodies(sorted((ROOT / "samples").glob("*.txt")))


def seeds() -> list[str]:
    """The five reports of the outside corpora; none where the corpora are not there."""
    return _bodies(sorted((CORPORA / "seeds").glob("*.txt")))


def negatives() -> list[str]:
    """The outside texts without relations of states; none where the corpora are not there."""
    paths = [CORPORA / "gold" / "negative" / f"{number:03}.json" for number in NEGATIVES]
    return _bodies([path for path in paths if path.is_file()])


def _bodies(paths: Sequence[Path]) -> list[str]:
    return [report.text for report in reports([str(path) for path in paths]) if not isinstance(report, BadReport)]


def variants(texts: Sequence[str], number: int) -> list[str]:
    """The texts with other numbers, other surnames, and a last line of their own."""
    return [f"{_renamed(renumbered(text, number), number).rstrip()}\n\n{new_name(number)}\n" for text in texts]


def renumbered(text: str, number: int) -> str:
    """The text with other numbers; days, months and hours stay."""

    def changed(match: re.Match[str]) -> str:
        digits = match[0]
        return digits[:-1] + str((int(digits[-1]) + number) % 10)

    return _CHANGEABLE.sub(changed, text)


def _renamed(text: str, number: int) -> str:
    """The last word of every person's name replaced, the same word by the same word."""
    found = surnames(text)
    if not found:
        return text
    new = {surname: new_name(number * 1000 + place) for place, surname in enumerate(found)}
    return re.sub(r"\b(?:" + "|".join(map(re.escape, new)) + r")\b", lambda match: new[match[0]], text)


def surnames(text: str) -> list[str]:
    """The last word of every person's name in ``text``, sorted."""
    spans = [(actor.start, actor.end) for actor in actors(text) if actor.kind == "person"]
    return sorted({text[start:end].rsplit(maxsplit=1)[-1] for start, end in spans})


def new_name(number: int) -> str:
    """A surname that can be spoken: *Kodschairow*."""
    random = Random(number)  # noqa: S311 -- names, not secrets
    syllables = "".join(random.choice(_ONSETS) + random.choice(_VOWELS) for _ in range(3))
    return syllables.capitalize() + "row"


def grown(size: int, texts: Sequence[str], breaks: str = "\n\n") -> str:
    """A text of ``size`` characters out of the shuffled, renumbered sentences of ``texts``, four to a paragraph."""
    known = [text[sentence.start : sentence.end] for text in texts for sentence in sentences(text, ())]
    random = Random(size)  # noqa: S311 -- an order, not a secret
    parts: list[str] = []
    length = turn = 0
    while length < size:
        random.shuffle(known)
        turn += 1
        for place, sentence in enumerate(known):
            parts += (renumbered(sentence, turn), breaks if place % 4 == 3 else " ")
        length += sum(map(len, parts[-2 * len(known) :]))
    return "".join(parts)[:size]


def repeated(piece: str) -> Callable[[int], str]:
    """A text of any size made of one piece."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


HOSTILE: dict[str, Callable[[int], str]] = {
    "one run of digits": repeated("1234567890"),
    "digits with full stops": repeated("1.000."),
    "digits with spaces": repeated("100 000 "),
    "glued number words": repeated("zweihundertdreiundzwanzigtausend"),
    "number words side by side": repeated("zwei Millionen dreihundert "),
    "amounts side by side": repeated("rund 3,5 Milliarden Dollar "),
    "ranges without end": repeated("von 3 bis 4 "),
    "dates without end": repeated("am 3. Mai 2024 bis "),
    "years without end": repeated("2024/2025-"),
    "commas": repeated(", "),
    "words and commas": repeated("Handel, "),
    "opening brackets": repeated("("),
    "square brackets and links": repeated("[a]("),
    "opening quotation marks": repeated("„"),
    "full stops": repeated("."),
    "hyphens": repeated("Handels-"),
    "spaces": repeated(" "),
    "line breaks": repeated("\n"),
    "one word": repeated("zusammenarbeits"),
    "capital words without a verb": repeated("Handel Minister Abkommen Treffen "),
    "names of states": repeated("Kasachstan und Usbekistan "),
    "names of persons": repeated("Präsident Kassym Tokajew "),
    "a sentence of relative clauses": repeated("der Vertrag, den Kasachstan unterzeichnete, "),
    "addresses": repeated("https://example.org/a?b=c&d "),
    "markup": repeated("<a href='x'>"),
    "quotations": repeated("„Ja“, sagte er, "),
    "initials": repeated("A. B. "),
    "telephone numbers": repeated("+49 30 1234567 "),
    "flows of many partners": repeated(
        "Die Exporte nach Chile, die Peru liefert, stiegen auf 3 Mrd. Dollar und die Einfuhren aus Chile, "
    ),
    "partners by rank": repeated("nach Chile und Peru der größte Partner mit 5 Mrd. Dollar, "),
    "papers signed": repeated("ein Abkommen über Zoll und "),
    "different figures": lambda size: "".join(
        f"Der Handel zwischen Kasachstan und Usbekistan stieg auf {number} Millionen Dollar. "
        for number in range(1, size // 60 + 2)
    )[:size],
}
"""Texts that no one writes, each an attack on one kind of rule; a name, and the text of a size."""
