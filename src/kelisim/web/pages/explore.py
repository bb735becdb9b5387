"""Exploring: full-text search, facets with counts, order, pages; what is found as CSV, XLSX, JSON and as a feed."""

from __future__ import annotations

from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Query, Request
from fastapi.responses import Response
from msgspec import structs

from kelisim.errors import UsageError
from kelisim.presentations.views import day_of
from kelisim.web import flat
from kelisim.web.answers import Answer, Record, address_of, page, preferences_of, sight_of
from kelisim.web.pages.lists import Number, is_twin
from kelisim.web.parties import known_party
from kelisim.web.search import MOST, ORDERS, PAGE, Filter, Order
from kelisim.web.wording import spoken
from kelisim.web.workbook import workbook

router = APIRouter(tags=["explore"])
Code = Annotated[str, Query(max_length=40, pattern="^[a-z0-9_]*$")]
Day = Annotated[str, Query(max_length=10, description="2024, 2024-05 or 2024-05-12.")]
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def asked(
    q: Annotated[str, Query(max_length=300, description="Words; quotation marks hold a phrase together.")] = "",
    kind: Annotated[str, Query(pattern="^(figure|undertaking|meeting)?$")] = "",
    topic: Code = "",
    stage: Code = "",
    modality: Code = "",
    sector: Annotated[str, Query(max_length=3, pattern="^[0-9]*$")] = "",
    year: Annotated[str, Query(max_length=4, pattern="^[0-9]*$")] = "",
    outlet: Annotated[str, Query(max_length=300)] = "",
    party: Annotated[list[str], Query(max_length=4, description="States or blocs that all take part.")] = [],  # noqa: B006
    since: Day = "",
    until: Day = "",
) -> Filter:
    """The filter of an address."""
    try:
        days = day_of("since", since or None, 0), day_of("until", until or None, 1)
    except UsageError as error:
        raise HTTPException(422, str(error)) from error
    return Filter(
        words=q.strip(),
        kind=kind,
        topic=topic,
        stage=stage,
        modality=modality,
        sector=sector,
        year=year,
        outlet=outlet,
        parties=tuple(dict.fromkeys(known_party(word) for word in party if word.strip())),
        since=days[0] or "",
        until=days[1] or "",
    )


Asked = Annotated[Filter, Depends(asked)]


@page(router, "/explore", "explore.html")
def explore(request: Request, asked: Asked, sort: Order = "relevance", page: Number = 1) -> Answer:
    """All statements, searched and filtered."""
    sight = sight_of(request)
    if is_twin(request):
        found = sight.every_hit(asked, sort)
        data: dict[str, Any] = {"query": query_of(asked), "total": len(found), "statements": found}
        return Answer(title=_title(request), data=data, rows=rows_of(found, asked, sight.day))
    answer = sight.search(asked, sort, (page - 1) * PAGE)
    shown: dict[str, Any] = {
        "asked": asked,
        "query_now": query_of(asked),
        "order": sort,
        "orders": ORDERS,
        "facets": answer.facets,
        "page": page,
        "pages": max(1, -(-answer.total // PAGE)),
        "most": MOST,
        "states": sight.states(),
    }
    return Answer(title=_title(request), data={"total": answer.total, "hits": answer.hits}, shown=shown)


@router.get("/explore.xlsx", response_class=Response, responses={200: {"content": {_XLSX: {}}}})
def explore_xlsx(request: Request, asked: Asked, sort: Order = "relevance") -> Response:
    """What is found as a workbook: the rows, and a sheet with the query and its date."""
    sight = sight_of(request)
    rows = flat.rows(sight.every_hit(asked, sort))
    about = {"query": address_of(request), "day": sight.day, "rows": str(len(rows))}
    made = workbook(rows, about, preferences_of(request).lang)
    name = 'attachment; filename="kelisim.xlsx"'
    return Response(made, headers={"content-disposition": name, "cache-control": "no-cache"}, media_type=_XLSX)


def query_of(asked: Filter) -> dict[str, Any]:
    """The filter as the query of an address, without what is empty."""
    names = {"words": "q", "parties": "party"}
    told = structs.asdict(asked)
    return {names.get(name, name): value for name, value in told.items() if value}


def rows_of(found: list[Any], asked: Filter, day: str) -> list[Record]:
    """The rows of an export, each carrying what was asked and by which day."""
    query = urlencode(query_of(asked), doseq=True)
    return [row | {"query": query, "asked_on": day} for row in flat.rows(found)]


def _title(request: Request) -> str:
    return spoken("Explore", preferences_of(request).lang)
