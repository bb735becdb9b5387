"""Errors as pages: what is wrong and what to do, with an id and without a stack trace; as JSON for twins."""

from __future__ import annotations

import logging
import time
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Scope

from kelisim.errors import KelisimError, UsageError
from kelisim.web.answers import Answer, preferences_of, rendered, site_of
from kelisim.web.aside import BusyError, TooLongError
from kelisim.web.index.making import STEPS
from kelisim.web.wording import spoken

_SAID = {
    400: "The question makes no sense.",
    404: "There is no such page.",
    405: "Pages can only be read here.",
    422: "The question makes no sense.",
    500: "Something went wrong here. The log says what, under the id below.",
    503: "This cannot be answered just now.",
}
_LATER: dict[type[KelisimError], tuple[str, int]] = {  # what is said, and after how many seconds to ask again
    BusyError: ("Many ask for what was known on a day just now. Ask again in a minute.", 60),
    TooLongError: ("This takes too long here. The command line has the time: kelisim as-of, kelisim diff.", 3600),
    KelisimError: ("The ledger cannot be read just now. The log says why, under the id below.", 10),
}
_PREPARING = "The account is being prepared. This takes a moment for a new ledger, and some minutes for a large one."
_LOG = logging.getLogger("kelisim.web")


def register(app: FastAPI) -> None:
    """Let every error of the app become a page."""

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        if error.status_code == 503:  # there is no index yet
            return problem(request, 503, spoken(_PREPARING, preferences_of(request).lang), {"retry-after": "2"})
        return problem(request, error.status_code, headers=dict(error.headers or {}))

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        told = "; ".join(f"{'.'.join(map(str, one['loc'][1:]))}: {one['msg']}" for one in error.errors()[:5])
        return problem(request, 422, told)

    @app.exception_handler(UsageError)
    def usage(request: Request, error: UsageError) -> Response:
        return problem(request, 422, str(error))

    @app.exception_handler(KelisimError)
    def known(request: Request, error: KelisimError) -> Response:
        _LOG.error("ledger", extra={"fields": {"id": request.state.id, "error": str(error)}})
        said, seconds = next(told for kind, told in _LATER.items() if isinstance(error, kind))
        return problem(request, 503, spoken(said, preferences_of(request).lang), {"retry-after": str(seconds)})


def problem(request: Request, status: int, detail: str = "", headers: dict[str, str] | None = None) -> Response:
    """The page of an error."""
    id = getattr(request.state, "id", "")
    lang = preferences_of(request).lang
    said = spoken(_SAID.get(status, HTTPStatus(status).phrase), lang)
    if request.url.path.endswith((".json", ".csv", ".ics", ".atom")):
        told = {"error": said, "detail": detail, "status": status, "id": id}
        response: Response = JSONResponse(told, status)
    elif status == 503 and site_of(request).keeper.current is None:
        response = _preparing(request)
    else:
        data = {"status": status, "said": said, "detail": detail, "id": id}
        response = rendered(request, "error.html", Answer(title=f"{status}", data=data), status)
    for name, value in (headers or {}).items():
        response.headers[name] = value
    return response


def _preparing(request: Request) -> Response:
    """How far the first index is; the page asks again by itself."""
    keeper = site_of(request).keeper
    making = keeper.making
    data = {
        "making": making,
        "steps": STEPS,
        "seconds": round(time.monotonic() - making.began) if making else 0,
        "fault_told": keeper.fault,
    }
    title = spoken("The account is being prepared", preferences_of(request).lang)
    response = rendered(request, "preparing.html", Answer(title=title, data=data), 503)
    response.headers["refresh"] = "2"
    return response


def fallback(scope: Scope) -> ASGIApp:
    """The answer to a fault of the program itself."""
    return problem(Request(scope), 500)
