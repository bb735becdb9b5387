"""An answer in three shapes: a page, its JSON and its CSV twin, under one address with another ending.

@page(router, "/pair/{pair}", "pair.html")
def pair(request: Request, …) -> Answer:        ->  /pair/KZ-UZ, /pair/KZ-UZ.json, /pair/KZ-UZ.csv
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Sequence
from functools import partial, wraps
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import RedirectResponse, Response
from msgspec import Struct

from kelisim.presentations.headings import heading
from kelisim.presentations.rows import cell
from kelisim.web.charts import bundle_name
from kelisim.web.index.writing import ENCODER
from kelisim.web.preferences import Preferences, preferences
from kelisim.web.queries import Sight
from kelisim.web.rendering import address, environment
from kelisim.web.site import Site

Record = dict[str, object]
FORMS = (".json", ".csv")


class Answer(Struct, frozen=True, kw_only=True):
    """What a page says.

    ``data`` is what the template shows and the JSON twin holds, ``rows`` is the table of the CSV twin, ``shown`` is
    for the template alone.
    """

    title: str
    data: dict[str, Any]
    rows: Sequence[Record] = ()
    shown: dict[str, Any] = {}


class Moved(Struct, frozen=True):
    """What is asked for stands elsewhere now."""

    path: str
    keeps_query: bool = True


Page = Callable[..., Answer | Moved]


def page(router: APIRouter, path: str, template: str, *, alias: str = "", kept: bool = True) -> Callable[[Page], Page]:
    """Register a view under ``path`` (twins under ``alias``, where the path is a bare slash).

    Pages are ``kept`` as long as the index that they are made of is the newest.
    """

    def register(view: Page) -> Page:
        name = view.__name__.strip("_")
        summary = (view.__doc__ or name).strip().split("\n")[0].rstrip(".")
        add = partial(router.add_api_route, methods=["GET"], response_class=Response, response_model=None)
        for form in FORMS:
            kind = "application/json" if form == ".json" else "text/csv"
            add(
                (alias or path) + form,
                _answering(view, form, template),
                name=f"{name}{form}",
                operation_id=f"{name}_{form[1:]}",
                summary=f"{summary}, as {form[1:].upper()}",
                responses={200: {"content": {kind: {}}, "description": summary}, **_PROBLEMS},
            )
        responses = {200: {"content": {"text/html": {}}, "description": summary}, **_PROBLEMS}
        answering = _answering(view, "", template)
        add(
            path,
            _keeping(answering) if kept else answering,
            name=name,
            operation_id=name,
            summary=summary,
            responses=responses,
        )
        return view

    return register


_PROBLEMS: dict[int | str, dict[str, Any]] = {
    308: {"description": "It stands elsewhere now"},
    404: {"description": "There is no such thing"},
    422: {"description": "The question makes no sense"},
    503: {"description": "The account is still being prepared"},
}


def _answering(view: Page, form: str, template: str) -> Callable[..., Response]:
    @wraps(view)
    def answer(request: Request, **given: Any) -> Response:  # noqa: ANN401 - what the view takes
        found = view(request, **given)
        if isinstance(found, Moved):
            query = _query(request) if found.keeps_query else ""
            return RedirectResponse(root(request) + quote(found.path) + form + query, status_code=308)
        if form == ".json":
            return _json(found, request)
        return _csv(found, request) if form == ".csv" else rendered(request, template, found)

    return answer


def _keeping(answering: Callable[..., Response]) -> Callable[..., Response]:
    """The same page again for the same question, as long as the index is the same."""

    @wraps(answering)
    def answer(request: Request, **given: Any) -> Response:  # noqa: ANN401 - what the view takes
        keeper = site_of(request).keeper
        opened = keeper.current
        if opened is None or keeper.fault:
            return answering(request, **given)
        liked = preferences_of(request)
        key = "\n".join((liked.lang, liked.theme, root(request), request.url.path, request.url.query)).encode()
        page: Response | None = opened.pages.get(key)
        if page is None:
            page = answering(request, **given)
            if page.status_code == 200:
                opened.pages[key] = page
        return page

    return answer


def _query(request: Request) -> str:
    return f"?{request.url.query}" if request.url.query else ""


def site_of(request: Request) -> Site:
    """The site that is asked."""
    found: Site = request.app.state.site
    return found


def sight_of(request: Request) -> Sight:
    """The account as it is shown now. Raises 503 while it is made for the first time."""
    opened = site_of(request).keeper.current
    if opened is None:
        raise HTTPException(503)
    return Sight(opened)


def preferences_of(request: Request) -> Preferences:
    """How whoever asks wants to read."""
    accepted = request.headers.get("accept-language", "")
    return preferences(request.query_params, request.cookies, accepted, site_of(request).lang)


def root(request: Request) -> str:
    """The path under which a proxy shows this site."""
    scope = request.scope  # under a folder of files the one is that of the folder
    return str(scope.get("app_root_path", scope.get("root_path", ""))).rstrip("/")


def address_of(request: Request) -> str:
    """The address of what is asked: whole where the site knows its own, else from the root of the server.

    What a request says of the server's name is not believed.
    """
    path = request.url.path.removeprefix(root(request))
    return (site_of(request).public or root(request)) + path + _query(request)


def home_of(request: Request) -> str:
    """What the addresses of a feed begin with, which is read elsewhere: the public address, else the server's own."""
    return site_of(request).public or site_of(request).own


def rendered(request: Request, template: str, answer: Answer, status: int = 200) -> Response:
    """The page."""
    liked = preferences_of(request)
    opened = site_of(request).keeper.current
    path = request.url.path.removeprefix(root(request)) or "/"
    text = environment(liked.lang).get_template(template).render(
        title=answer.title,
        root=root(request),
        path=path,
        query=request.url.query,
        here=f"{path}{_query(request)}",
        theme=liked.theme,
        link=partial(_link, root(request)),
        public=site_of(request).public or root(request),
        twins=_twins(request, path) if status == 200 and template != "error.html" else {},
        facts=opened.facts if opened else {},
        fault=site_of(request).keeper.fault if opened else None,
        chart_bundle=bundle_name(),
        **answer.data,
        **answer.shown,
    )  # fmt: skip
    headers = {"content-language": liked.lang, "vary": "Accept-Language, Cookie", "cache-control": "no-cache"}
    return Response(text.encode("utf-8", "replace"), status, headers, media_type="text/html")


def _link(root: str, path: str, **query: Any) -> str:  # noqa: ANN401 - whatever an address may carry
    return root + address(quote(path, safe="/%:-._~"), **query)


def _twins(request: Request, path: str) -> dict[str, str]:
    base = "/overview" if path == "/" else path
    return {form[1:]: root(request) + base + form + _query(request) for form in FORMS}


def _json(answer: Answer, request: Request) -> Response:
    opened = site_of(request).keeper.current
    about = {"title": answer.title, "address": address_of(request), "day": opened.facts["day"] if opened else None}
    return Response(ENCODER.encode(about | answer.data), headers=_headers(), media_type="application/json")


def _csv(answer: Answer, request: Request) -> Response:
    lang = preferences_of(request).lang
    name = request.url.path.rstrip("/").rpartition("/")[2]
    shown = "".join(char if char.isascii() and (char.isalnum() or char in "-._") else "-" for char in name)
    headers = _headers() | {"content-disposition": f'attachment; filename="{shown}"'}
    return Response(csv_text(answer.rows, lang), headers=headers, media_type="text/csv")


def _headers() -> dict[str, str]:
    return {"cache-control": "no-cache", "vary": "Accept-Language, Cookie"}


def csv_text(rows: Iterable[Record], lang: str) -> str:
    """Rows under translated headings; text that a table program would run as a formula is defused."""
    told = list(rows)
    names = list(dict.fromkeys(name for row in told for name in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heading(name, lang) for name in names)
    for row in told:
        values = (row.get(name) for name in names)
        writer.writerow(cell(tuple(value) if isinstance(value, list) else value) for value in values)
    return out.getvalue().replace("\0", "")
