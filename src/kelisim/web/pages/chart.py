"""What the browser needs for charts: the specification of each, and the JavaScript that draws them."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import FileResponse, Response

from kelisim.web.answers import preferences_of, root, sight_of, site_of
from kelisim.web.charts import bundle, bundle_name, specification
from kelisim.web.index.cards import SeriesCard
from kelisim.web.index.writing import ENCODER
from kelisim.web.pages.things import Id
from kelisim.web.rendering import has_chart

router = APIRouter(tags=["charts"])
_FOR_EVER = "public, max-age=31536000, immutable"


@router.get("/series/{id}/chart.json", response_class=Response, responses={404: {"description": "No chart"}})
def chart(request: Request, id: Id) -> Response:
    """The chart of a series, for Vega-Lite."""
    sight = sight_of(request)
    card = sight.card(SeriesCard, id)
    if card is None or not has_chart(card):
        raise HTTPException(404)
    made = specification(card, sight.official(card.parties), preferences_of(request).lang, root(request))
    headers = {"cache-control": "no-cache", "vary": "Accept-Language, Cookie"}
    return Response(ENCODER.encode(made), headers=headers, media_type="application/json")


@router.get("/charts/{name}", response_class=FileResponse, responses={404: {"description": "Another version"}})
def drawing(request: Request, name: str) -> Response:
    """The JavaScript that draws charts."""
    if name != bundle_name():
        raise HTTPException(404)
    path = bundle(site_of(request).cache)
    return FileResponse(path, media_type="text/javascript", headers={"cache-control": _FOR_EVER})
