"""Around every answer: an id, the headers of security, a line in the log, and a page instead of a stack trace.

Nothing of a page may run or be fetched but from this very server, and no page may be framed.
"""

from __future__ import annotations

import logging
import secrets
import time
from collections.abc import Callable

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_LOG = logging.getLogger("kelisim.web")


class Around:
    """The outermost layer of the app; ``fallback`` makes the page for a fault of the program itself."""

    def __init__(self, app: ASGIApp, fallback: Callable[[Scope], ASGIApp]) -> None:
        self._app = app
        self._fallback = fallback

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        id = scope.setdefault("state", {})["id"] = secrets.token_hex(6)
        status = 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": list(message["headers"])}  # a page that is kept has many readers
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers["x-request-id"] = id
            await send(message)

        # The head of an answer is that of the same question without its body, which the server leaves out.
        asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
        try:
            await self._app(asked, receive, sending)
        except Exception:
            _LOG.exception("fault", extra={"fields": {"id": id, "path": scope["path"]}})
            if status:  # the answer has begun: it can only be broken off
                raise
            await self._fallback(scope)(scope, receive, sending)
        finally:
            taken = round((time.perf_counter() - began) * 1000, 1)
            fields = {"id": id, "method": scope["method"], "path": scope["path"], "status": status, "ms": taken}
            _LOG.info("request", extra={"fields": fields})
