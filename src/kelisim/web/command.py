"""`kelisim serve`: the server, bound to this machine unless told otherwise."""

from __future__ import annotations

import logging
from pathlib import Path

import uvicorn
from msgspec import Struct, structs

from kelisim.ledger import Ledger
from kelisim.presentations.account.standing import today
from kelisim.web.app import create_app
from kelisim.web.logs import set_up
from kelisim.web.site import site

_GRACE = 5  # seconds for answers under way when the server is told to stop


class Serving(Struct, frozen=True, kw_only=True):
    """Where to listen and by which day to judge.

    ``root_path`` is the path under which a proxy shows the site, ``public`` the whole address by which others know it.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    root_path: str = ""
    day: str | None = None
    lang: str = "en"
    public: str = ""


def serve(ledger: Ledger, cache: Path, how: Serving) -> None:
    """Answer until told to stop."""
    set_up()
    made = site(ledger, cache, lambda: how.day or today(), how.lang, how.public)
    made = structs.replace(made, own=own_address(how))
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(made),
            host=how.host,
            port=how.port,
            root_path=how.root_path.rstrip("/"),
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
        )
    )
    told = {"address": f"{made.own}/", "ledger": str(ledger.path)}
    logging.getLogger("kelisim.web").info("serving", extra={"fields": told})
    server.run()


def own_address(how: Serving) -> str:
    """Where a browser on this machine finds the server; one that listens everywhere is found here too."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(how.host, how.host)  # noqa: S104 - it is told, not listened at
    return f"http://{f'[{host}]' if ':' in host else host}:{how.port}{how.root_path.rstrip('/')}"
