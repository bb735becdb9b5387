"""A report: the text as it was, with the words of every statement marked and the statements beside it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Path, Request

from kelisim.errors import UsageError
from kelisim.presentations.rows import to_record
from kelisim.web import flat
from kelisim.web.answers import Answer, Moved, page, preferences_of, sight_of, site_of
from kelisim.web.report_text import marked_report

router = APIRouter(tags=["reports"])


@page(router, "/report/{id}", "report.html", kept=False)
def report(
    request: Request,
    id: Annotated[str, Path(min_length=6, max_length=16, pattern="^[0-9a-f]+$", description="The id of a report.")],
) -> Answer | Moved:
    """A report with its evidence highlighted, and what is known about it."""
    ledger = site_of(request).ledger
    try:
        account = ledger.report(id)
    except UsageError as error:
        raise HTTPException(404) from error
    if account.report.id != id:
        return Moved(f"/report/{account.report.id}")
    lang = preferences_of(request).lang
    hits = sight_of(request).hits_of(id)
    about = account.report
    return Answer(
        title=about.title or about.source,
        data={"report": to_record(account)},
        rows=flat.rows(hits),
        shown={
            "about": about,
            "history": account.facts,
            "text": marked_report(account.text, account.statements, lang),
            "statements": account.statements,
            "hits": {hit.id: hit for hit in hits},
            "source_text": account.text,
        },
    )
