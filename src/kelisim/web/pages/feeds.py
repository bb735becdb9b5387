"""Feeds: what was read last as Atom, for any filter; deadlines as a calendar."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from markupsafe import escape

from kelisim.ledger.days import LAST_DAY, bounds
from kelisim.presentations.tables import clean
from kelisim.web.answers import home_of, preferences_of, sight_of
from kelisim.web.index.cards import Hit, Work
from kelisim.web.pages.explore import Asked
from kelisim.web.pages.lists import Parties
from kelisim.web.pages.things import statement_title
from kelisim.web.parties import known_party
from kelisim.web.queries import List, keys_of
from kelisim.web.rendering import where
from kelisim.web.wording import party_name

router = APIRouter(tags=["feeds"])
_ENTRIES, _DEADLINES = 50, 500
_ATOM, _CALENDAR = "application/atom+xml", "text/calendar"
_FOLD = 70  # bytes of a line of a calendar, a little below what it allows


@router.get("/changes.atom", response_class=Response, responses={200: {"content": {_ATOM: {}}}})
def changes(request: Request, asked: Asked) -> Response:
    """What was read last among the statements that a filter finds, as an Atom feed."""
    lang = preferences_of(request).lang
    found = sight_of(request).every_hit(asked, "recorded", _ENTRIES)
    home = home_of(request)
    query = request.url.query
    own = f"{home}/changes.atom?{query}" if query else f"{home}/changes.atom"
    updated = found[0].recorded if found else sight_of(request).facts["made_at"]
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">',
        f"<title>kelisim</title><id>{_feed_id(query)}</id><updated>{_xml(updated)}</updated>",
        f'<link rel="self" href="{_xml(own)}"/><author><name>kelisim</name></author>',
        *(_entry(hit, home, lang) for hit in found),
        "</feed>\n",
    ]
    return Response("\n".join(parts).encode("utf-8", "replace"), media_type=_ATOM)


def _feed_id(query: str) -> str:
    """The same for the same question, whatever the server is called."""
    return f"urn:kelisim:changes:{sha256(query.encode()).hexdigest()[:16]}"


def _entry(hit: Hit, home: str, lang: str) -> str:
    states = ", ".join(party_name(code, lang) for code in hit.parties)
    address = f"{home}/statement/{hit.id}"
    return (
        f"<entry><title>{_xml(statement_title(hit, lang))} ({_xml(states)})</title>"
        f'<id>urn:kelisim:statement:{hit.id}</id><link href="{_xml(address)}"/><updated>{_xml(hit.recorded)}</updated>'
        f"<summary>«{_xml(hit.words.sentence)}» {_xml(where(hit.words))}</summary></entry>"
    )


def _xml(text: str) -> str:
    """Text as XML takes it."""
    return str(escape(clean(text))).translate({0xFFFE: " ", 0xFFFF: " "})


@router.get("/deadlines.ics", response_class=Response, responses={200: {"content": {_CALENDAR: {}}}})
def deadlines(
    request: Request,
    party: Parties = [],  # noqa: B006
    past: Annotated[bool, Query(description="Also those that have passed.")] = False,
) -> Response:
    """The deadlines of undertakings as a calendar."""
    sight = sight_of(request)
    keys = keys_of([known_party(word) for word in party if word.strip()])
    works = sight.works(List(keys, "deadline", most=_DEADLINES))
    lang = preferences_of(request).lang
    home = home_of(request)
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//kelisim//deadlines//EN", "CALSCALE:GREGORIAN"]
    stamp = sight.facts["made_at"].replace("-", "").replace(":", "")
    for work in works:
        day = _last_day(work)
        if day and (past or day.isoformat() >= sight.day):
            lines += _event(work, day, (home, stamp, lang))
    lines.append("END:VCALENDAR")
    return Response("".join(f"{_folded(line)}\r\n" for line in lines).encode(), media_type=_CALENDAR)


def _last_day(work: Work) -> date | None:
    days = bounds(work.deadline)
    return date.fromisoformat(days[1]) if days and days[1] != LAST_DAY else None


def _event(work: Work, day: date, about: tuple[str, str, str]) -> list[str]:
    home, stamp, lang = about
    states = ", ".join(party_name(code, lang) for code in work.parties)
    quote = work.steps[-1].words.sentence if work.steps else ""
    return [
        "BEGIN:VEVENT",
        f"UID:{work.id}@kelisim",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_plain(work.title)} ({_plain(states)})",
        f"DESCRIPTION:{_plain(quote)}",
        f"URL:{home}/undertaking/{work.id}",
        "END:VEVENT",
    ]


def _plain(text: str) -> str:
    """Text on one line, with what a calendar would read as its own marks escaped."""
    marked = clean(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return marked.encode("utf-8", "replace").decode()


def _folded(line: str) -> str:
    """A line folded as the format asks, never inside a letter."""
    parts, size = [""], 0
    for char in line:
        size += len(char.encode())
        if size > _FOLD:
            parts.append(" ")
            size = 1 + len(char.encode())
        parts[-1] += char
    return "\r\n".join(parts)
