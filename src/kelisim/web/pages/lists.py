"""Lists that one can work through: undertakings, series, meetings, targets, what to ask about, contradictions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, HTTPException, Path, Query, Request

from kelisim.presentations.headings import headings, name_of
from kelisim.web import flat
from kelisim.web.answers import FORMS, Answer, Moved, page, preferences_of, sight_of
from kelisim.web.index.cards import Card
from kelisim.web.index.subjects import SPELLED, slug_of
from kelisim.web.parties import known_party
from kelisim.web.queries import List, Sight, keys_of
from kelisim.web.search import MOST
from kelisim.web.wording import spoken

router = APIRouter(tags=["lists"])
PAGE = 25
Parties = Annotated[
    list[str], Query(max_length=2, description="One or two states or blocs; each takes part as another one.")
]
Part = Annotated[str, Query(max_length=40, pattern="^[a-z_]*$", description="A part of the list, as its page offers.")]
Slug = Annotated[str, Path(max_length=100)]
Number = Annotated[int, Query(ge=1, le=10_000, description="Which page of the list.")]


@page(router, "/undertakings", "list.html")
def undertakings(request: Request, party: Parties = [], stage: Part = "", page: Number = 1) -> Answer:  # noqa: B006
    """Undertakings, the latest first."""
    return _list(request, "undertaking", party, ("stage", stage), page)


@page(router, "/series", "list.html")
def all_series(request: Request, party: Parties = [], indicator: Part = "", page: Number = 1) -> Answer:  # noqa: B006
    """Series of figures, trade first."""
    return _list(request, "series", party, ("indicator", indicator), page)


@page(router, "/meetings", "list.html")
def meetings(request: Request, party: Parties = [], format: Part = "", page: Number = 1) -> Answer:  # noqa: B006
    """Meetings, the latest first."""
    return _list(request, "meeting", party, ("format", format), page)


@page(router, "/targets", "list.html")
def targets(request: Request, party: Parties = [], verdict: Part = "", page: Number = 1) -> Answer:  # noqa: B006
    """Targets by deadline, with the growth that each needs and the growth made."""
    return _list(request, "target", party, ("verdict", verdict), page)


@page(router, "/conflicts", "list.html")
def conflicts(request: Request, party: Parties = [], kind: Part = "", page: Number = 1) -> Answer:  # noqa: B006
    """Where reports contradict each other or themselves, with both quotes."""
    return _list(request, "conflict", party, ("kind", kind), page)


@page(router, "/checks", "list.html")
def checks(request: Request, party: Parties = [], outcome: Part = "", page: Number = 1) -> Answer:  # noqa: B006
    """Printed numbers set against each other, with the sum and what comes of it."""
    return _list(request, "check", party, ("outcome", outcome), page)


@page(router, "/follow-up", "list.html")
def follow_up(request: Request, party: Parties = [], call: Part = "", page: Number = 1) -> Answer:  # noqa: B006
    """Undertakings that are to be asked about, the most urgent first."""
    return _list(request, "follow_up", party, ("call", call), page)


@page(router, "/sector/{code}", "subject.html")
def sector(request: Request, code: Annotated[str, Path(pattern="^[0-9]{3}$")]) -> Answer:
    """The undertakings of a sector."""
    if code not in headings().values:
        raise HTTPException(404)
    lang = preferences_of(request).lang
    return _subject(request, f"sector:{code}", name_of(code, lang), ())


@page(router, "/organisation/{slug}", "subject.html")
def organisation(request: Request, slug: Slug) -> Answer:
    """A body or firm under all its spellings."""
    return _entity(request, "organisation", slug)


@page(router, "/person/{slug}", "subject.html")
def person(request: Request, slug: Slug) -> Answer:
    """A person under all spellings of the name."""
    return _entity(request, "person", slug)


@page(router, "/place/{slug}", "subject.html")
def place(request: Request, slug: Slug) -> Answer:
    """A place under all its spellings."""
    return _entity(request, "place", slug)


@page(router, "/named/{sort}", "subject.html")
def named(
    request: Request,  # noqa: ARG001 - every view has it
    sort: Annotated[str, Path(max_length=20)],
    name: Annotated[str, Query(max_length=500, description="A name in any spelling.")],
) -> Answer | Moved:
    """The page of a body, person or place by its name."""
    slug = slug_of(sort, name) if sort in SPELLED else ""
    if not slug:
        raise HTTPException(404)
    return Moved(f"/{sort}/{slug}", keeps_query=False)


def is_twin(request: Request) -> bool:
    """Whether the whole list is asked for, not a page of it."""
    return request.url.path.endswith(FORMS)


def _list(request: Request, sort: str, party: Sequence[str], chosen: tuple[str, str], page: int) -> Answer:
    sight = sight_of(request)
    codes = [known_party(word) for word in party if word.strip()]
    keys = keys_of(codes)
    kind, part = (
        ("undertaking", f"call:{chosen[1]}" if chosen[1] else "call") if sort == "follow_up" else (sort, chosen[1])
    )
    counts = sight.counts(keys)[kind]
    window = List(keys, part, 0, MOST) if is_twin(request) else List(keys, part, (page - 1) * PAGE, PAGE)
    cards = _cards(sight, kind, window)
    lang = preferences_of(request).lang
    shown: dict[str, Any] = {
        "sort": sort,
        "field": chosen[0],
        "chosen": chosen[1],
        "codes": codes,
        "parts": _parts(counts, follow_up=sort == "follow_up"),
        "page": page,
        "pages": max(1, -(-counts.get(part, 0) // PAGE)),
        "states": sight.states(),
    }
    title = spoken(_TITLES[sort], lang)
    return Answer(title=title, data={"total": counts.get(part, 0), "cards": cards}, rows=flat.rows(cards), shown=shown)


_TITLES = {
    "undertaking": "Undertakings",
    "series": "Series of figures",
    "meeting": "Meetings",
    "target": "Targets",
    "conflict": "Contradictions",
    "check": "Checked sums",
    "follow_up": "To be asked about",
}


def _cards(sight: Sight, sort: str, asked: List) -> Sequence[Card]:
    ask: dict[str, Callable[[List], Sequence[Card]]] = {
        "undertaking": sight.works, "series": sight.series, "meeting": sight.meetings, "target": sight.targets,
        "conflict": sight.conflicts, "check": sight.checks,
    }  # fmt: skip
    return ask[sort](asked)


def _parts(counts: dict[str, int], *, follow_up: bool) -> list[tuple[str, int]]:
    """The parts of a list with their sizes, the largest first."""
    told = [
        (name.removeprefix("call:") if follow_up else name, number)
        for name, number in counts.items()
        if name not in ("", "call", "deadline") and name.startswith("call:") == follow_up
    ]
    return sorted(told, key=lambda item: -item[1])


def _entity(request: Request, sort: str, slug: str) -> Answer:
    entity = sight_of(request).entity(sort, slug)
    if entity is None:
        raise HTTPException(404)
    return _subject(request, f"{sort}:{slug}", entity.name, entity.spellings)


def _subject(request: Request, key: str, name: str, spellings: Sequence[str]) -> Answer:
    sight = sight_of(request)
    counts = sight.counts((key,))
    works = sight.works(List((key,), most=60))
    met = sight.meetings(List((key,), most=60))
    series = sight.series(List((key,), most=20))
    return Answer(
        title=name,
        data={"key": key, "spellings": spellings, "undertakings": works, "meetings": met, "series": series},
        rows=flat.mixed([*works, *met, *series]),
        shown={"counts": counts, "sort": key.partition(":")[0]},
    )
