"""German word forms made ahead of time, so that reading is looking up.

In: an entry of a lexicon (*ab|schließen*, *schließt schloss geschlossen*). Out: every form a press text may show
(*abgeschlossen*, *abzuschließen*, *schloss … ab*), each with what it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

FormKind = Literal["finite", "past", "infinitive", "participle", "attributive"]

# Verbs with these prefixes have no ge- in the participle (Duden, Die Grammatik, § 702).
_INSEPARABLE = ("be", "ent", "emp", "er", "ge", "hinter", "miss", "über", "unter", "ver", "wider", "zer")
_NEEDS_E = ("t", "d", "chn", "ffn", "gn", "tm")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")


class VerbForm(Struct, frozen=True):
    """One form of a verb. ``particle`` is what must stand at the clause's end (*schloss … ab*), else empty."""

    lemma: str
    kind: FormKind
    particle: str = ""


def verb_forms(entry: str, irregular: str = "") -> Iterator[tuple[str, VerbForm]]:
    """Yield every form of a verb in lower case with what it is.

    ``entry`` is the infinitive, a separable prefix marked by ``|``; ``irregular`` is empty for weak verbs, else
    *third person present, simple past, participle* of the verb without its separable prefix.
    """
    particle, _, base = entry.rpartition("|")
    lemma = particle + base
    present, past, participle = _principal_parts(base, irregular)
    for form in {present, base, _stem(base) + "e"}:
        yield from _finite(form, "finite", lemma, particle)
    for form in {past, past + ("n" if past.endswith("e") else "en")}:
        yield from _finite(form, "past", lemma, particle)
    yield lemma, VerbForm(lemma, "infinitive")
    if particle:
        yield f"{particle}zu{base}", VerbForm(lemma, "infinitive")
    whole = particle + participle
    yield whole, VerbForm(lemma, "participle")
    for ending in _ADJECTIVE_ENDINGS:
        yield whole + ending, VerbForm(lemma, "attributive")


def noun_forms(singular: str, plural: str = "") -> set[str]:
    """Give the forms of a noun in lower case: *Vertrag, Verträge* also *Vertrags, Vertrages, Verträgen*."""
    one, many = singular.lower(), plural.lower()
    forms = {one, one + "s", one + "es"}
    if many and many != "-":
        forms |= {many, many if many.endswith(("n", "s")) else many + "n"}
    return forms


def _finite(form: str, kind: FormKind, lemma: str, particle: str) -> Iterator[tuple[str, VerbForm]]:
    yield form, VerbForm(lemma, kind, particle)
    if particle:  # in a subordinate clause the particle stays in front: dass er abschloss
        yield particle + form, VerbForm(lemma, kind)


def _principal_parts(base: str, irregular: str) -> tuple[str, str, str]:
    if irregular:
        present, past, participle = irregular.split()
        return present, past, participle
    stem = _stem(base)
    link = "e" if stem.endswith(_NEEDS_E) else ""
    plain = base.startswith(_INSEPARABLE) or base.endswith("ieren")
    return stem + link + "t", stem + link + "te", ("" if plain else "ge") + stem + link + "t"


def _stem(base: str) -> str:
    return base[:-2] if base.endswith("en") else base[:-1]
