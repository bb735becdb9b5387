"""Codes of states and blocs as they stand in addresses."""

from __future__ import annotations

from fastapi import HTTPException

from kelisim.errors import UsageError
from kelisim.presentations.views import party_code


def known_party(word: str) -> str:
    """The code that ``word`` is, or names in German. Raises 404 for what is none."""
    try:
        return party_code(word)
    except UsageError as error:
        raise HTTPException(404) from error
