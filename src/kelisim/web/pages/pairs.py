"""Two states, or one: everything of the account in the order in which one asks."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Request

from kelisim.presentations.views import STAGES
from kelisim.web import flat
from kelisim.web.answers import Answer, Moved, page, preferences_of, sight_of
from kelisim.web.parties import known_party
from kelisim.web.queries import List, Lists, Sight, keys_of
from kelisim.web.wording import party_name

router = APIRouter(tags=["states"])
_SHORT = 6


PairName = Annotated[str, Path(max_length=80, description="Two codes of states or blocs, as in KZ-UZ.")]


@page(router, "/pair/{pair}", "pair.html")
def pair(request: Request, pair: PairName) -> Answer | Moved:
    """Everything between two states or blocs."""
    codes = codes_of(pair)
    if "-".join(codes) != pair:
        return Moved(f"/pair/{'-'.join(codes)}")
    return about(request, codes, sight_of(request))


def codes_of(pair: str) -> list[str]:
    """The codes of a pair in their order. Raises 404 for what is no pair."""
    words = pair.split("-")
    if len(words) != 2:
        raise HTTPException(404)
    codes = sorted(known_party(word) for word in words)
    if codes[0] == codes[1] and len(keys_of(codes)) < 2:
        raise HTTPException(404)
    return codes


@page(router, "/state/{code}", "pair.html")
def state(
    request: Request, code: Annotated[str, Path(max_length=40, description="The code of a state or bloc.")]
) -> Answer | Moved:
    """One state or bloc with all its partners."""
    known = known_party(code)
    return Moved(f"/state/{known}") if known != code else about(request, [known], sight_of(request))


def about(request: Request, codes: list[str], sight: Lists) -> Answer:
    """The page of the account of one or two parties, as it is or was."""
    keys = keys_of(codes)
    lang = preferences_of(request).lang
    counts = sight.counts(keys)
    series = sight.series(List(keys, most=8))
    works = {
        stage: sight.works(List(keys, stage, most=_SHORT)) if counts["undertaking"].get(stage) else []
        for stage in STAGES
    }
    data: dict[str, Any] = {
        "parties": codes,
        "counts": counts,
        "series": series,
        "official": sight.official(codes) if isinstance(sight, Sight) else None,
        "targets": sight.targets(List(keys, most=_SHORT)),
        "undertakings": works,
        "meetings": sight.meetings(List(keys, most=_SHORT)),
        "follow_up": sight.works(List(keys, "call", most=_SHORT)),
        "conflicts": sight.conflicts(List(keys, most=_SHORT)),
    }
    everything = [*series, *data["targets"], *(work for group in works.values() for work in group), *data["meetings"]]
    shown: dict[str, Any] = {"partners": _partners(sight, codes) if isinstance(sight, Sight) else [], "then": None}
    title = " – ".join(party_name(code, lang) for code in codes)
    return Answer(title=title, data=data, rows=flat.mixed(everything), shown=shown)


def _partners(sight: Sight, codes: list[str]) -> list[tuple[str, int, str]]:
    if len(codes) > 1:
        return []
    own = codes[0]
    pairs = sight.pairs(own)
    return [(pair.second if pair.first == own else pair.first, pair.told, pair.pair) for pair in pairs if pair.told]
