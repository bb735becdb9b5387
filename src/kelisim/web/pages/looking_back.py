"""What was known of two states on a day, and what changed between two days."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from msgspec import Struct, structs

from kelisim.account.snapshots import CHANGES
from kelisim.presentations.account.standing import AsOf
from kelisim.presentations.headings import phrase
from kelisim.presentations.views import day_of
from kelisim.web import flat
from kelisim.web.answers import Answer, Moved, Record, page, preferences_of, sight_of, site_of
from kelisim.web.pages.lists import is_twin
from kelisim.web.pages.pairs import PairName, about, codes_of
from kelisim.web.past import By, Changed, difference, past
from kelisim.web.wording import party_name, spoken

router = APIRouter(tags=["looking back"])
_FIRST, _MOST = 12, 500  # changes of a kind on a page: of every kind, and where one is asked for
Day = Annotated[str, Path(max_length=10, description="A day; of a month or year the last one.")]
Asked = Annotated[str, Query(max_length=10, description="A day; of a month or year the last one.")]
Kind = Annotated[str, Query(max_length=20, pattern="^[a-z_]*$", description="One kind of change alone.")]
Counts = Annotated[By, Query(description="What counts: reports that had appeared, or had been read into the ledger.")]


class Looking(Struct, frozen=True):
    """What counts in a look at two days, and the kind of changes that is asked for, empty for all."""

    by: By
    kind: str


def looking(by: Counts = "published", kind: Kind = "") -> Looking:
    """What an address asks for."""
    return Looking(by, kind)


Looked = Annotated[Looking, Depends(looking)]


@page(router, "/pair/{pair}/as-of", "pair.html", kept=False)
def as_of_day(request: Request, pair: PairName, day: Asked) -> Moved:
    """The way to the account of a pair on a day that is asked for."""
    return Moved(_place(pair, "as-of", _day(day) or sight_of(request).day), keeps_query=False)


@page(router, "/pair/{pair}/as-of/{day}", "pair.html")
def as_of(request: Request, pair: PairName, day: Day, by: Counts = "published") -> Answer | Moved:
    """What was known of a pair on a day."""
    place = _place(pair, "as-of", _day(day))
    if place != _asked(request):
        return Moved(place)
    codes, site = codes_of(pair), site_of(request)
    found = site.aside.ask(past, site.ledger.path, codes, _moment(day, by))
    made = about(request, codes, found)
    then = {"day": day, "by": by, "undated_left_out": found.undated}
    return structs.replace(
        made,
        title=f"{made.title}, {day}",
        data=made.data | {"as_of": then},
        rows=[row | {"as_of": day} for row in made.rows],
        shown=made.shown | {"then": then},
    )


@page(router, "/pair/{pair}/changes", "changes.html", kept=False)
def changes_between(request: Request, pair: PairName, since: Asked, until: Asked = "") -> Moved:
    """The way to what changed between two days that are asked for; until today where the later one is not said."""
    days = f"{_day(since) or sight_of(request).day}/{_day(until) or sight_of(request).day}"
    return Moved(_place(pair, "changes", days), keeps_query=False)


@page(router, "/pair/{pair}/changes/{before}/{after}", "changes.html")
def changes(request: Request, pair: PairName, before: Day, after: Day, looked: Looked) -> Answer | Moved:
    """What changed between two days, as the reports that were known on each tell it."""
    place = _place(pair, "changes", "/".join(sorted((_day(before), _day(after)))))
    if place != _asked(request):
        return Moved(place)
    codes, site, lang = codes_of(pair), site_of(request), preferences_of(request).lang
    most = None if is_twin(request) else _MOST if looked.kind else _FIRST
    found = site.aside.ask(
        difference, site.ledger.path, codes, (_moment(before, looked.by), _moment(after, looked.by)), most
    )
    told = [one for one in found.changes if looked.kind in ("", one.kind)]
    states = " – ".join(party_name(code, lang) for code in codes)
    data: dict[str, Any] = {
        "parties": codes, "before": before, "after": after, "by": looked.by, "undated_left_out": found.undated,
        "counts": found.counts, "changes": told,
    }  # fmt: skip
    title = f"{states}: {spoken('What changed', lang)}"
    rows = [_row(one) for one in told]
    groups = {name: [one for one in told if one.kind == name][:most] for name, _ in CHANGES}
    names = {name: phrase(name, lang) for name, _ in CHANGES}
    return Answer(title=title, data=data, rows=rows, shown={"groups": groups, "names": names, "chosen": looked.kind})


def _row(one: Changed) -> Record:
    return {
        "change": one.kind, "about": one.about, "title": one.title, "topic": one.topic or None,
        "before": one.before, "after": one.after,
        **flat.value(one.amount),
        **flat.words_row(one.words[0] if one.words else None),
    }  # fmt: skip


def _day(word: str) -> str:
    """An ISO day; raises `UsageError` for what is none."""
    return day_of("DAY", word or None, 1) or ""


def _moment(day: str, by: By) -> AsOf:
    return AsOf(**{by: day})


def _place(pair: str, view: str, days: str) -> str:
    return f"/pair/{'-'.join(codes_of(pair))}/{view}/{days}"


def _asked(request: Request) -> str:
    """The path that is asked for, without the ending of a twin."""
    params = request.path_params
    days = params["day"] if "day" in params else f"{params['before']}/{params['after']}"
    return f"/pair/{params['pair']}/{'as-of' if 'day' in params else 'changes'}/{days}"
