"""`kelisim serve`: the server, bound to this machine unless told otherwise."""

from __future__ import annotations

import logging
from pathlib import Path

import uvicorn
from msgspec import Struct

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
    address = f"http://{how.host}:{how.port}{how.root_path.rstrip('/')}/"
    logging.getLogger("kelisim.web").info("serving", extra={"fields": {"address": address, "ledger": str(ledger.path)}})
    server.run()
