"""The app: pages, twins, feeds, files, and what is around every answer."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from kelisim.settings import LANGUAGES
from kelisim.web import problems
from kelisim.web.answers import root, site_of
from kelisim.web.charts import bundle
from kelisim.web.headers import Around
from kelisim.web.pages import chart, explore, feeds, lists, looking_back, method, overview, pairs, reports, things
from kelisim.web.preferences import THEMES, way_back
from kelisim.web.rendering import environment
from kelisim.web.site import Site

_A_YEAR = 31_536_000
_PAGES = (overview, pairs, looking_back, chart, explore, feeds, method, lists, things, reports)


def create_app(site: Site) -> FastAPI:
    """The app of a site. Its index is kept while the app runs."""

    @asynccontextmanager
    async def running(_app: FastAPI) -> AsyncIterator[None]:
        site.aside.start()
        site.keeper.start()
        threading.Thread(target=_warm_up, args=(site.cache,), name="warming up", daemon=True).start()
        yield
        site.keeper.stop()
        site.aside.stop()

    app = FastAPI(
        title="kelisim",
        version=version("kelisim"),
        description="The account of what states do with each other, with the words that everything rests on.",
        docs_url=None,  # both would be fetched from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # it would believe what a request says is this server's name
        lifespan=running,
    )
    app.state.site = site
    app.add_middleware(Around, fallback=problems.fallback)
    problems.register(app)
    for part in _PAGES:
        app.include_router(part.router)
    _add_service(app)
    app.mount("/static", StaticFiles(directory=str(files("kelisim.web").joinpath("static"))), name="static")
    return app


def _warm_up(cache: Path) -> None:
    """What is made once is ready before somebody asks for it."""
    for lang in LANGUAGES:
        templates = environment(lang)
        for name in templates.list_templates(extensions=["html"]):
            templates.get_template(name)
    bundle(cache)


def _add_service(app: FastAPI) -> None:
    """What is no page: health, readiness, choices."""

    @app.get("/healthz", tags=["service"])
    def healthz() -> dict[str, str]:
        """Whether the server answers."""
        return {"status": "ok"}

    @app.get("/readyz", tags=["service"], responses={503: {"description": "Not yet"}})
    def readyz(request: Request) -> Response:
        """Whether there is an account to be shown, and the ledger behind it can be read."""
        keeper = site_of(request).keeper
        if keeper.current is None:
            step = keeper.making.step if keeper.making else None
            return JSONResponse({"status": "preparing", "step": step, "fault": keeper.fault}, 503)
        status = "blind" if keeper.is_blind else "ready"
        return JSONResponse(
            {"status": status, "fault": keeper.fault, **keeper.current.facts}, 200 if status == "ready" else 503
        )

    @app.get("/choose", tags=["service"], status_code=303, response_class=RedirectResponse)
    def choose(request: Request, lang: str = "", theme: str = "", back: str = "/") -> Response:
        """Keep the language or theme that somebody chooses in a cookie, and go back."""
        response = RedirectResponse(root(request) + way_back(back), 303)
        for name, value, known in (("lang", lang, LANGUAGES), ("theme", theme, THEMES)):
            if value in known:
                response.set_cookie(
                    name, value, max_age=_A_YEAR, path=root(request) or "/", httponly=True, samesite="lax"
                )
        return response
