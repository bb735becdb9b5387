"""`kelisim serve`: the account as web pages, an extra that is loaded only here."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Annotated

import typer

from kelisim.errors import UsageError
from kelisim.presentations.options import LangOption, example, language
from kelisim.presentations.report_commands import LedgerOption, open_ledger

_NEEDED = ("fastapi", "jinja2", "uvicorn", "babel")


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command(
        name="serve",
        short_help="Open the account in a browser.",
        epilog=example("kelisim serve", "kelisim serve --port 8080 --root-path /kelisim"),
    )(_serve)


def _serve(
    ledger: LedgerOption = None,
    host: Annotated[str, typer.Option(help="The address to listen on; others than this machine's own let in.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option(help="The port to listen on.", min=0, max=65535)] = 8000,
    root_path: Annotated[str, typer.Option(help="The path under which a proxy shows the pages.", metavar="PATH")] = "",
    public_url: Annotated[
        str,
        typer.Option(help="The address under which others know the pages; exports and feeds carry it.", metavar="URL"),
    ] = "",
    today: Annotated[
        str | None, typer.Option(help="The day to judge by [default: the machine's date].", metavar="DATE")
    ] = None,
    lang: LangOption = None,
) -> None:
    """Serve the account as web pages until stopped; nothing is changed from there.

    The language is the browser's; --lang is for those that name none. An index of the ledger is made first, in the
    cache folder, and again whenever the ledger changes. Needs pip install 'kelisim[web]'.
    """
    from kelisim.presentations.views import day_of
    from kelisim.settings import load

    if public_url and not public_url.startswith(("http://", "https://")):
        raise UsageError(f"--public-url {public_url}: begins with neither http:// nor https://")
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        raise UsageError(f"serve needs {', '.join(missing)}; install it with: pip install 'kelisim[web]'")
    command = import_module("kelisim.web.command")  # by its name: what is told here knows nothing of the web
    how = command.Serving(
        host=host,
        port=port,
        root_path=root_path,
        day=day_of("--today", today, 1),
        lang=language(lang),
        public=public_url.rstrip("/"),
    )
    with open_ledger(ledger) as opened:
        command.serve(opened, load().cache, how)
