"""Demonyms: *usbekischen*, *kasachisch-usbekisch*, *Kasache*, *Französinnen* -> the country's code."""

from __future__ import annotations

from functools import cache

from kelisim.lexicons import load_lines

_ENDINGS = ("en", "er", "es", "em", "e")


@cache
def adjective_stems() -> dict[str, str]:
    """Adjective stems and their codes: *usbekisch* -> UZ, *europäisch* -> EU."""
    stems = {stem: code for stem, code, _ in load_lines("de/demonyms.txt", 3)}
    stems.update((form, code) for form, code, hint in load_lines("de/blocs.txt", 3) if hint == "adjective")
    return stems


@cache
def peoples() -> dict[str, str]:
    """Words for people in all their forms: *Usbeken* -> UZ, *Österreicherin* -> AT."""
    forms: dict[str, str] = {}
    for _, code, people in load_lines("de/demonyms.txt", 3):
        for word in filter(None, people.split(",")):
            forms.update(dict.fromkeys(_people_forms(word), code))
    for word, code, hint in load_lines("de/blocs.txt", 3):
        if hint == "people":
            forms.update(dict.fromkeys(_people_forms(word), code))
    return forms


def _people_forms(word: str) -> tuple[str, ...]:
    if word.startswith("="):
        return (word[1:],)
    stem = word[:-1] if word.endswith("e") else word
    if word.endswith("e"):
        plural: tuple[str, ...] = (word, word + "n")
    elif word.endswith("er"):
        plural = (word, word + "s", word + "n")
    else:
        plural = (word, word + "en")
    return (*plural, stem + "in", stem + "innen")


@cache
def _first_parts() -> dict[str, str]:
    """What stands first in a compound adjective only: *sino-russisch*, *franko-kanadisch*."""
    return dict(load_lines("de/demonym_prefixes.txt", 2))  # type: ignore[arg-type]


def adjective_codes(word: str) -> tuple[str, ...]:
    """The codes of an adjective in any ending, also of a compound; empty if it is no demonym.

    *usbekischer* -> (UZ,), *südungarischen* -> (HU,), *kasachisch-usbekischen* -> (KZ, UZ), *schön* -> ().
    """
    whole = _stem_code(word) or _regional_code(word)
    if whole:
        return (whole,)
    parts = [part for part in word.split("-") if part]
    if len(parts) < 2:
        return ()
    *first, last = parts
    codes = [adjective_stems().get(part.lower()) or _first_parts().get(part.lower()) for part in first]
    codes.append(_stem_code(last))
    return tuple(dict.fromkeys(code for code in codes if code)) if all(codes) else ()


def _stem_code(word: str) -> str | None:
    stems = adjective_stems()
    lower = word.lower()
    if lower in stems:
        return stems[lower]
    for ending in _ENDINGS:
        if lower.endswith(ending) and lower[: -len(ending)] in stems:
            return stems[lower[: -len(ending)]]
    return None


@cache
def _regions() -> tuple[str, ...]:
    """First parts that make a region of a state, the longest first: *südost, südwest, süd*."""
    return tuple(
        sorted((prefix.lower() for (prefix,) in load_lines("de/region_prefixes.txt", 1)), key=len, reverse=True)
    )


@cache
def _continents() -> tuple[str, ...]:
    return tuple(stem for (stem,) in load_lines("de/continents.txt", 1))


def _regional_code(word: str) -> str | None:
    """The code of the state of which an adjective names a part: *südungarisch*; none for *westindisch*."""
    lower = word.lower()
    region = next((prefix for prefix in _regions() if lower.startswith(prefix)), None)
    if region is None or lower.startswith(_continents(), len(region)) or lower.startswith(_continents()):
        return None
    return _stem_code(lower[len(region) :])
