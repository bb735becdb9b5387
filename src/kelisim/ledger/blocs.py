"""Blocs in questions: who asks for C5 means Central Asia as a whole and each of its five states.

A statement keeps the parties that its text names; only a question is expanded.
"""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_table


class _Blocs(Struct, frozen=True, forbid_unknown_fields=True):
    members: dict[str, tuple[str, ...]]


@cache
def bloc_members() -> dict[str, tuple[str, ...]]:
    """The members of every bloc, by its short name."""
    return load_table("shared/bloc_members.toml", _Blocs).members


def expand(code: str) -> tuple[str, ...]:
    """The codes that a question about ``code`` is about: itself and, of a bloc, its members."""
    return (code, *bloc_members().get(code, ()))
