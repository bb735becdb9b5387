"""The date of an encounter, and whether it lies too far back to be the text's news."""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Time
from kelisim.language.clauses import Clause
from kelisim.model import Span
from kelisim.statements.context import Context
from kelisim.statements.encounter_frames import is_moment
from kelisim.statements.encounter_groups import Group
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.passage import Passage

_UNKNOWN = "XXXX-XX"
_PAPERS_WITHIN = 2  # sentences
_DAY = len("XXXX-01-30")
_NEWS_MONTHS = 7  # "about half a year"


def meeting_date(group: Group, context: Context | None = None) -> tuple[str | None, tuple[Span, ...]]:
    """The finest date that the mentions give, ISO or EDTF, and its words; None where nothing is known of it.

    A visit without a day takes that of the papers of which the text tells right after it, where ``context`` is given.
    """
    known = [time for time in group.times if _is_known(time)]
    if not group.times and group.is_visit and context is not None:
        known = _of_its_papers(group, context)
    if not known:
        return None, ()
    best = max(known, key=lambda time: (_known_digits(time), -time.start))
    return known_part(best.timex), (best.span,)


def known_part(timex: str) -> str:
    """A date without the parts at its end of which nothing is known: *2020-02-XX* is 2020-02."""
    while timex.endswith("-XX"):
        timex = timex.removesuffix("-XX")
    return timex


def _is_known(time: Time) -> bool:
    return not time.timex.startswith(_UNKNOWN) and bool(set(time.timex) - set("X-/"))


def _of_its_papers(group: Group, context: Context) -> list[Time]:
    """The day on which papers were signed, or followed, in the sentences behind a visit; if it is the only one."""
    number = group.mentions[-1].passage.number
    days = [
        time
        for passage in context.passages[number + 1 : number + 1 + _PAPERS_WITHIN]
        for clause in passage.clauses
        if _tells_of_papers(passage, clause)
        for time in passage.times_in(passage.span_of(clause))
        if is_moment(time) and _is_known(time) and len(time.timex) >= _DAY
    ]
    return days if len(days) == 1 else []


def _tells_of_papers(passage: Passage, clause: Clause) -> bool:
    """Whether papers are signed in a clause, and not only to be: *wurden unterzeichnet, folgten elf Abkommen*."""
    if clause.planned or clause.negated or clause.kind != "main":
        return False
    if not any(sense.thing and sense.thing.kind == "agreement" for sense in passage.senses[clause.first : clause.last]):
        return False
    words = encounter_words().following
    return bool(words & set(passage.words[clause.first : clause.last])) or any(
        "sign" in verb.sense.senses
        and any(option.kind in ("past", "participle") for option in passage.senses[verb.index].verbs)
        for verb in clause.verbs
    )


def _known_digits(time: Time) -> int:
    return sum(letter.isdigit() for letter in time.timex.split("/")[0])


def latest_month(groups: Sequence[Group], context: Context) -> int | None:
    """The latest month of the text's encounters and of its publication, counted from year 0; None if none is known."""
    months = [month for group in groups if (month := _month(group)) is not None]
    if context.published is not None:
        months.append(_months(context.published.earliest))
    return max(months, default=None)


def is_old(group: Group, now: int | None) -> bool:
    """Whether the encounter lies more than about half a year before ``now``, or its words say that it is long past."""
    if all(mention.old for mention in group.mentions):
        return True
    own = _month(group)
    return own is not None and now is not None and now - own > _NEWS_MONTHS


def _month(group: Group) -> int | None:
    """The month of an encounter, counted from year 0; of a mere year its last month."""
    date, _ = meeting_date(group)
    if date is None or "X" in date[:4]:
        return None
    return _months(date)


def _months(date: str) -> int:
    month = date[5:7]
    return int(date[:4]) * 12 + (int(month) if month.isdigit() else 12)
