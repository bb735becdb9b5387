"""Undertakings as cards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from kelisim.account.assessments import Assessment
from kelisim.account.histories import History
from kelisim.account.legal import legal_events, legal_stage
from kelisim.account.states import State
from kelisim.account.statuses import aiddata_status, dates, iati_status
from kelisim.account.sums import valuing
from kelisim.account.things import Thing
from kelisim.presentations.account.naming import title_of
from kelisim.presentations.account.pages import sources_of
from kelisim.presentations.account.rows import parties_of
from kelisim.web.index.cards import Named, Work
from kelisim.web.index.words import amounts, carriers, step, when, words, work_amount


def works(state: State, assessed: Mapping[str, Assessment]) -> Iterator[Work]:
    """Every undertaking of the account; ``assessed`` has what is to be thought of each."""
    titles = {thing.id: title_of(thing) for thing in state.account.undertakings}
    agreed_at: dict[str, list[Named]] = {}
    for meeting in state.account.meetings:
        first = meeting.entries[0].statement
        name = Named(id=meeting.id, title=first.format, stage=first.date)
        for id in meeting.outcomes:
            agreed_at.setdefault(id, []).append(name)
    for thing in state.account.undertakings:
        yield _work(thing, state, assessed[thing.id], (titles, agreed_at))


def _work(
    thing: Thing, state: State, assessed: Assessment, others: tuple[Mapping[str, str], Mapping[str, list[Named]]]
) -> Work:
    titles, agreed_at = others
    told, asked = state.histories[thing.id], state.follow_ups[thing.id]
    legal = legal_events(told)
    valued = valuing(thing)
    statements = [entry.statement for entry in thing.entries]
    return Work(
        id=thing.id,
        title=titles[thing.id],
        kind=next((e.entry.statement.kind for e in told.events if not e.of_paper), "agreement"),
        stage=told.stage,
        since=when(told.since),
        parties=parties_of(thing),
        amount=work_amount(valued.statement) if valued else None,
        deadline=asked.deadline,
        slipped=asked.slipped,
        verdict=asked.verdict,
        calls=asked.calls,
        silent_since=told.silent_since,
        dormant=told.dormant,
        legal=legal_stage(legal),
        iati=iati_status(told, legal_stage(legal)),
        aiddata=aiddata_status(told),
        days=_days(told),
        organisations=_distinct(name for item in statements for name in item.organisations),
        persons=_distinct(item.attribution for item in statements),
        sectors=_distinct(code for item in statements for code in item.sectors),
        places=_distinct(item.place for item in statements),
        texts=sources_of(thing.entries),
        independent=assessed.grade.independent,
        grade=assessed.grade.sources,
        completeness=assessed.grade.completeness,
        left_out=assessed.left_out,
        aliases=thing.aliases,
        package=_named(thing.package, titles, state) if thing.package in titles else None,
        parts=tuple(_named(id, titles, state) for id in thing.parts if id in titles),
        agreed_at=tuple(agreed_at.get(thing.id, ())),
        steps=tuple(step(event) for event in told.events),
        legal_steps=tuple(step(event) for event in legal),
        denied=tuple(words(entry) for entry in told.denied),
        amounts=amounts(thing.entries),
        carriers=carriers(thing.entries),
    )


def _named(id: str | None, titles: Mapping[str, str], state: State) -> Named:
    assert id is not None
    return Named(id=id, title=titles[id], stage=state.histories[id].stage)


def _days(told: History) -> dict[str, str]:
    """The four days of IATI; of several planned ones the last."""
    return {day.type: day.day for day in dates(told)}


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(sorted({value for value in values if value}))
