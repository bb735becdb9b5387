"""Where the words of a statement stand in another copy of its report: `kelisim show ID --in FILE`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer
from msgspec import to_builtins

from kelisim.errors import UsageError
from kelisim.model import Report
from kelisim.presentations.rows import to_json
from kelisim.presentations.tables import clean, print_utf8
from kelisim.sources import Given, reports
from kelisim.text.selectors import anchored, selector

if TYPE_CHECKING:
    from kelisim.ledger import Ledger

_AROUND = 40  # characters shown on each side


def anchor_in(ledger: Ledger, wanted: str, copy: str, form: str) -> bool:
    """Print where the head of a statement stands in the copy; returns whether it does.

    Raises `UsageError` for an id that is no statement's, and for a copy that cannot be read as one report.
    """
    entry = ledger.statement(wanted)
    quote = selector(ledger.report(entry.sources[0].id).text, entry.statement.evidence.head)
    texts = [report.text for report in reports([copy], Given()) if isinstance(report, Report)]
    if len(texts) != 1:
        raise UsageError(f"--in {copy}: not one report; give a file that holds one")
    found = anchored(quote, texts[0])
    if form == "json":
        record: dict[str, Any] = {"statement": entry.statement.id, "selector": to_builtins(quote), "found": None}
        if found is not None:
            span = found.span
            words = span.quote(texts[0])
            record["found"] = {"start": span.start, "end": span.end, "words": words, "changed": found.changed}
        print_utf8(to_json(record) + "\n")
    elif found is None:
        typer.echo(f"{copy}: «{clean(quote.exact)}» does not stand there, or not in these surroundings")
    else:
        span, text = found.span, texts[0]
        around = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
        typer.echo(f"{copy}: {span.start}-{span.end}{', with other words' if found.changed else ''}")
        typer.echo(f"… {clean(around[0])} ⟦{clean(span.quote(text))}⟧ {clean(around[1])} …")
    return found is not None
