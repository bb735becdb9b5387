"""Who belongs to a bloc, so that a bloc and its own member are not taken for two parties."""

from __future__ import annotations

from functools import cache

from msgspec import Struct

from kelisim.lexicons import load_table


class _Blocs(Struct, frozen=True, forbid_unknown_fields=True):
    members: dict[str, frozenset[str]]


@cache
def bloc_members() -> dict[str, frozenset[str]]:
    """The members of each bloc as ISO 3166-1 alpha-2 codes, by the bloc's short name."""
    return load_table("shared/bloc_members.toml", _Blocs).members


def related(one: str, other: str) -> bool:
    """Whether one is a bloc and the other its member."""
    members = bloc_members()
    return other in members.get(one, ()) or one in members.get(other, ())
