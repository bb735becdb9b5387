"""HTML: the article of a page, with the headline, outlet, author, address and date that its metadata name."""

from __future__ import annotations

import re

from kelisim.errors import BadReport
from kelisim.sources.encodings import decode
from kelisim.sources.given import Raw

_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_EARLY = 4096


class NoArticle(BadReport):
    """A page that holds no article: a list of links, a form."""


def read_html(data: bytes, source: str, charset: str | None = None) -> Raw:
    """The article of a page, its text as the extractor gives it; ``charset`` is what came with it says it is in.

    The date is taken from metadata only, never from the prose; an outlet is one that the page names, not its host.
    Raises `NoArticle` where the page has none.
    """
    from trafilatura import bare_extraction

    if charset is None and (declared := _CHARSET.search(data[:_EARLY])):
        charset = declared[1].decode("ascii")
    page = decode(data, source, declared=charset)
    dates = {"extensive_search": False, "original_date": True}
    try:
        found = bare_extraction(page, with_metadata=True, include_comments=False, date_extraction_params=dates)
    except Exception as error:  # what a broken page can raise inside the parser is not documented
        raise BadReport(f"{source}: the page cannot be parsed ({error}); save its text as .txt") from error
    text = getattr(found, "text", None)
    if not text:
        raise NoArticle(f"{source}: there is no article on this page; save its text as .txt")
    outlet = getattr(found, "sitename", None)
    about = {
        "title": getattr(found, "title", None),
        "outlet": None if outlet == getattr(found, "hostname", None) else outlet,
        "author": getattr(found, "author", None),
        "url": getattr(found, "url", None),
        "published": getattr(found, "date", None),
    }
    return Raw(source, data, text, {key: value for key, value in about.items() if value})
