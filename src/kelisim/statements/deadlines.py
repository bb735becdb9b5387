"""Deadlines and days: by when an undertaking is to be done, and when the reported stage was reached."""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.annotations import Time
from kelisim.language.function_words import function_words
from kelisim.statements.context import Context
from kelisim.statements.moods import resumed
from kelisim.statements.scenes import Found, Scene
from kelisim.statements.stage_words import stage_words
from kelisim.statements.taken_up import taken_up

_DAY = 10  # characters of a whole date
_PAST = ("wurde", "wurden", "hatte", "hatten", "haben", "hat", "worden", "war", "waren")


def deadline(found: Found, scenes: Sequence[Scene]) -> Time | None:
    """The time by which it is to be done: in its clause, else where the next sentences go on about it."""
    return _deadline_here(found) or _deadline_later(found, scenes)


def _deadline_later(found: Found, scenes: Sequence[Scene]) -> Time | None:
    """The time that the next sentence gives: *Es soll 2027 fertig sein*, *Die Arbeiten dauern bis 2028*."""
    if found.kind in ("agreement", "event") or found.stage in ("completed", "suspended", "cancelled"):
        return None
    for passage, clause in taken_up(found, scenes):
        times = [time for time in passage.times_of(clause) if any(c.isdigit() for c in time.timex)]
        due = next((time for time in times if time.role == "until"), None)
        ready = any(word in stage_words().words.ready for word in passage.words_of(clause))
        if due is None and clause.planned and ready:
            due = next((time for time in times if time.role == "on" and time.kind in ("date", "period")), None)
        if due is not None:
            return due
    return None


def _deadline_here(found: Found) -> Time | None:
    """The time of the clause: *bis 2028*, or the day of something only planned."""
    if found.kind == "agreement" and found.stage == "committed":
        return None
    times = _times(found)
    until = next((time for time in times if time.role == "until"), None)
    if until is not None:
        return until
    if found.stage != "pledged" or found.kind == "agreement" or _tells_past(found):
        return None
    days = [time for time in times if time.role == "on" and time.kind in ("date", "period")]
    if _is_announced(found):
        return None  # Im März kündigte Oman einen Fonds an
    before = [time for time in days if found.kind == "event" and time.start < found.head.start]
    return before[-1] if before else next(iter(days), None)  # am 9. Mai folgt eine Messe, im Juni ein Gipfel


def _is_announced(found: Found) -> bool:
    """Whether the only verb of the clause says that it was announced then, and not when it is to be."""
    verbs = [verb for verb in found.mention.clause.verbs if verb.sense.kind != "attributive"]
    return bool(verbs) and all(verb.sense.kind == "past" and "pledge" in verb.sense.senses for verb in verbs)


def stage_day(found: Found, context: Context) -> Time | None:
    """When the reported stage was reached: the date in the clause, else the only whole date of the sentence."""
    if found.stage == "pledged":
        return None
    times = [time for time in _times(found) if time.role == "on" and time.kind in ("date", "period")]
    if times:
        return times[0]
    whole = [time for time in found.passage.times if time.role == "on" and _is_day(time)]
    if whole:
        return whole[0] if len(whole) == 1 else None
    if found.kind != "agreement" or found.stage != "committed":
        return None
    named = [time for time in context.dates if _is_day(time)]
    return None if len(named) != 1 or _still_to_come(named[0], context) else named[0]


def _is_day(time: Time) -> bool:
    """Whether month and day are known."""
    return len(time.timex) >= _DAY and "-XX" not in time.timex


def _still_to_come(time: Time, context: Context) -> bool:
    """Whether the clause of a time speaks of the future, or its sentence of no meeting and no signing."""
    here = next(passage for passage in context.passages if passage.span.covers(time.span))
    told = any(said.meeting for said in here.senses) or any(
        verb.sense.senses & {"meet", "sign"} for clause in here.clauses for verb in clause.verbs
    )
    return here.clause_at(time.start).planned or not told


def _times(found: Found) -> list[Time]:
    """The times of the clause of which anything is known."""
    passage, clause = found.passage, found.mention.clause
    times = passage.times_of(clause)
    further = resumed(passage, clause)  # die Studie, für die …, soll Ende 2027 vorliegen
    times += passage.times_of(further) if further is not clause else []
    line = passage.dateline
    begin = line.end if line is not None else 0
    return [time for time in times if time.start >= begin and any(char.isdigit() for char in time.timex)]


def _tells_past(found: Found) -> bool:
    clause = found.mention.clause
    here = found.passage.words_of(clause)
    return any(word in _PAST for word in here) and not any(word in function_words().future for word in here)
