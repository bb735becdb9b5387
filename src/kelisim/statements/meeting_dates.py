"""The date of an encounter, and whether it lies too far back to be the text's news."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kelisim.language.annotations import Time
from kelisim.language.clauses import Clause
from kelisim.language.time_tense import direction
from kelisim.model import Span
from kelisim.statements.context import Context
from kelisim.statements.encounter_frames import is_moment
from kelisim.statements.encounter_groups import Group
from kelisim.statements.encounter_mentions import Mention
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.passage import Passage

_UNKNOWN = "XXXX-XX"
_PAPERS_WITHIN = 2  # sentences
_DAY = len("XXXX-01-30")
_WHOLE_DAY = re.compile(r"[\dX]{4}-\d\d-\d\d$")
_YEAR = 4  # characters
_OPEN_MONTH = re.compile(r"XXXX-\d\d")
_MONTH = re.compile(r"\d{4}-\d\d(-\d\d)?$")
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
    days = _days_of_visit(group, known)
    if days is not None:
        return days
    giver = _year_giver(best, context) if context is not None else None
    if giver is not None:
        return with_year(best.timex, giver.timex), (best.span, giver.span)
    return known_part(best.timex), (best.span,)


def _days_of_visit(group: Group, known: Sequence[Time]) -> tuple[str, tuple[Span, ...]] | None:
    """The first and the last day of a visit that the text tells day by day, all in one month."""
    days = [time for time in known if _WHOLE_DAY.match(time.timex)]
    if not group.is_visit or len({time.timex[5:7] for time in days}) != 1:
        return None
    dated = max(days, key=_known_digits)
    values = {with_year(time.timex, dated.timex): time for time in days}
    first, last = min(values), max(values)
    if first == last or first[:4] != last[:4]:
        return None
    return f"{first}/{last}", tuple(dict.fromkeys((values[first].span, values[last].span, dated.span)))


def _year_giver(time: Time, context: Context) -> Time | None:
    """The full date named before that tells of the past and lends its year to an earlier month; None if there are two.

    *haben am 3. Mai 2024 unterschrieben … trafen sich im Februar*. Where the report's date is known it resolves all.
    """
    if context.published is not None or not _OPEN_MONTH.match(time.timex):
        return None
    told = [
        other
        for passage in context.passages
        for other in passage.times
        if other.start < time.start
        and other.role == "on"
        and _MONTH.match(other.timex)
        and direction(passage.span.quote(passage.text)) < 0
    ]
    later = [other for other in told if other.timex[5:7] >= time.timex[5:7]]
    return later[0] if later and len({other.timex[:4] for other in told}) == 1 else None


def with_year(timex: str, giver: str) -> str:
    """A date of an unknown year in the year of another: XXXX-02 beside 2023-05 is 2023-02."""
    return timex.replace("XXXX", giver[:4])


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
        for time in passage.times_of(clause)
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
    return bool(words & set(passage.words_of(clause))) or any(
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
    if all(mention.old or _is_caption_of_a_year(mention) for mention in group.mentions):
        return True
    own = _month(group)
    return own is not None and now is not None and now - own > _NEWS_MONTHS


def _is_caption_of_a_year(mention: Mention) -> bool:
    """Whether only a picture of a year is described, without a verb: *X und Y bei einem Treffen im Jahr 2018*."""
    year = mention.time is not None and len(mention.time.timex) == _YEAR
    return year and not any(clause.verbs for clause in mention.passage.clauses)


def _month(group: Group) -> int | None:
    """The month of an encounter, counted from year 0; of a mere year its last month."""
    date, _ = meeting_date(group)
    if date is None or "X" in date[:4]:
        return None
    return _months(date)


def _months(date: str) -> int:
    month = date[5:7]
    return int(date[:4]) * 12 + (int(month) if month.isdigit() else 12)
