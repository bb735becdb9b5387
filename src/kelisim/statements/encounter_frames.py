"""The frame of an encounter: the clause it stands in, and the date, the place and the people that belong to it there.

In: a passage and the words that name the encounter. Out: what stands beside them. *«Am 22. Oktober trafen sich die
Minister in Samarkand»* gives the day and Samarkand; a place that belongs to another noun (*ein Werk in Osch*) does not
count.
"""

from __future__ import annotations

import re

from msgspec import Struct

from kelisim.language.annotations import Actor, Time
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.word_classes import guards
from kelisim.model import Span
from kelisim.once import once
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.governors import governor, noun_word, of
from kelisim.statements.passage import Passage

_DAY = re.compile(r"[\dX]{4}-[\dX]{2}(-[\dX]{2})?|\d{4}")
_SEVERAL_DAYS = re.compile(r"([\dX]{4}-[\dX]{2}-\d{2})/([\dX]{4}-[\dX]{2}-\d{2})")
_NAMED = ("en", "er")  # endings of an adjective in a name
_COMMA_AND_QUOTE = 7  # letters, with a particle: sieht die Bilanz des Besuchs aus, zu dem …
_LATE_IN_MONTH, _EARLY_IN_MONTH = "24", "08"  # an interval over the turn of a month


class Frame(Struct, frozen=True, dict=True):
    """The stretches of a sentence that belong to one verb, and the words that name the encounter in it."""

    passage: Passage
    spans: tuple[Span, ...]
    phrase: Span
    clause: Clause

    def holds(self, span: Span) -> bool:
        """Whether the words lie in this frame."""
        return any(own.covers(span) for own in self.spans)

    @once
    def actors(self) -> list[Actor]:
        """The actors whose words lie in this frame."""
        return [actor for actor in self.passage.actors if self.holds(actor.span)]


def frame(passage: Passage, index: int, phrase: Span) -> Frame:
    """The frame of the words ``phrase`` around the token at ``index``: its clause and the pieces of the same clause."""
    clause = passage.clause_at(passage.tokens[index].start)
    spans = [
        passage.span_of(other)
        for other in passage.clauses
        if other is clause or _same(other, clause) or tells_of(passage, other, phrase)
    ]
    return Frame(passage, (*spans, phrase), phrase, clause)


def tells_of(passage: Passage, other: Clause, phrase: Span) -> bool:
    """Whether a relative clause behind the words says when and where: *der Gipfel, der im Mai in X stattfand*."""
    known = encounter_words()
    led = not known.undertook.isdisjoint(passage.words_of(other))  # die Gespräche, die X in Y führte
    held = led or any("hold" in verb.sense.senses for verb in other.verbs)
    if other.kind != "relative" or not (held or passage.words[other.first] in known.attended):
        return False
    gap = passage.tokens[other.first].start - phrase.end
    return 0 <= gap <= _COMMA_AND_QUOTE


def _same(other: Clause, clause: Clause) -> bool:
    return bool(clause.verbs) and other.verbs == clause.verbs and other.kind == clause.kind


# --- when


def when(around: Frame) -> Time | None:
    """The day, month or year of the encounter: inside its words, else the nearest one of its frame, days first."""
    line = around.passage.dateline or around.passage.marks.dateline
    fitting = [
        time
        for time in around.passage.times
        if around.holds(time.span) and is_moment(time) and not (line is not None and line.covers(time.span))
    ]
    if not fitting:
        return _day_taken_up(around)
    middle = around.phrase.start
    return min(
        fitting,
        key=lambda time: (not around.phrase.covers(time.span), -_fineness(time), abs(time.start - middle)),
    )


def _day_taken_up(around: Frame) -> Time | None:
    """The day of the clause before, for one that takes up its place: *am 1. Mai in X unterzeichnet, als Y dort war*."""
    passage, clause = around.passage, around.clause
    if clause.first == 0 or encounter_words().there.isdisjoint(passage.words_of(clause)):
        return None
    before = passage.clause_at(passage.tokens[clause.first - 1].start)
    days = [time for time in passage.times_of(before) if is_moment(time) and time.kind == "date"]
    return days[0] if len(days) == 1 else None


def is_moment(time: Time) -> bool:
    """Whether a time can be that of an encounter: a year at the coarsest, no span of months, no deadline."""
    if time.role != "on" or time.kind not in ("date", "period"):
        return False
    return bool(_DAY.fullmatch(time.timex) or several_days(time.timex))


def several_days(timex: str) -> bool:
    """Whether an interval is a few days: *vom 2. bis 3. Mai*, *vom 30. Juli bis 1. August*."""
    found = _SEVERAL_DAYS.fullmatch(timex)
    if found is None:
        return False
    if found[1][:7] == found[2][:7]:
        return True
    months = [end[5:7] for end in found.groups()]
    turns = all(month.isdigit() for month in months) and int(months[1]) % 12 == (int(months[0]) + 1) % 12
    return turns and found[1][-2:] > _LATE_IN_MONTH and found[2][-2:] < _EARLY_IN_MONTH


def _fineness(time: Time) -> int:
    return len(time.timex.split("/")[0])


# --- who


def takes_part(around: Frame, actor: Actor) -> bool:
    """Whether a person, office or state in the frame is there itself: subject, object, *mit*, genitive."""
    passage, known = around.passage, encounter_words()
    found = of(passage, actor)
    noun = noun_word(passage, found)
    if noun in known.spokesmen or (found.preposition == "in" and actor.kind in ("country", "bloc")):
        return False
    if found.preposition in known.of_delegation and known.representatives & {noun, *_shortly_before(passage, found.at)}:
        return True  # Delegationen aus Laos und Thailand, eine Abordnung unter Vizepremier X
    if found.preposition in known.from_afar and not (found.preposition == "nach" and actor.kind == "country"):
        return False
    if noun in known.brought or (found.noun is not None and passage.senses[found.noun].meeting is not None):
        return True
    if noun in known.inviting:
        return (actor.role or "").lower() in known.heads_of_state  # auf Einladung von Präsident X
    if found.preposition in ("von", "vom") and found.noun is not None:
        return _acts(passage, found.noun)
    if found.noun is not None and _is_thing(passage, found.noun) and not _acts(passage, found.noun):
        return False  # ein Abkommen mit Usbekistan
    if actor.kind == "person" and found.preposition in known.upon and found.noun is None:
        return any("meet" in verb.sense.senses for verb in around.clause.verbs)
    if not found.preposition or found.preposition in known.beside:
        return found.noun is None or found.preposition != "" or _acts(passage, found.noun)
    return False


def _shortly_before(passage: Passage, at: int) -> tuple[str, ...]:
    """The words before a preposition: *eine Abordnung aus Taschkent unter Vizepremier X*."""
    return passage.words[max(0, at - 3) : at]


def _is_thing(passage: Passage, noun: int) -> bool:
    sense = passage.senses[noun]
    flow = sense.indicator is not None and sense.indicator.use in ("flow", "value")
    return sense.meeting is None and (sense.thing is not None or sense.act is not None or flow)


def _acts(passage: Passage, noun: int) -> bool:
    """Whether a noun is an office, a body of state or a representative, so that its genitive is a party."""
    token, known = passage.tokens[noun], encounter_words()
    for actor in passage.actors:
        if actor.kind in ("office", "pair") and actor.start <= token.start < actor.end:
            return True
        if actor.kind == "person" and actor.role and token.word in actor.role.split():
            return True
    word = token.word.lower()
    body = word in known.representatives or word in known.bodies or word.endswith(known.offices_of_state)
    return body or passage.senses[noun].meeting is not None


def people(around: Frame) -> list[Actor]:
    """The persons of the frame who take part."""
    return [
        actor
        for actor in around.actors
        if actor.kind == "person" and takes_part(around, actor) and not _is_addressed(around.passage, actor)
    ]


def _is_addressed(passage: Passage, actor: Actor) -> bool:
    """Whether a name with *Herr* or *Frau* stands at the beginning, before a comma: it is spoken to."""
    if actor.role is None or actor.role.lower() not in encounter_words().courtesy or passage.index_at(actor.start) > 1:
        return False
    behind = passage.index_at(actor.end - 1) + 1
    return behind < len(passage.words) and passage.words[behind] == ","


def offices(around: Frame) -> list[Actor]:
    """Office holders of the frame without a name who take part, or a man of a state (*Besuch des Südkoreaners*)."""
    return [
        actor
        for actor in around.actors
        if (actor.kind == "office" or _is_a_man_of(around, actor)) and takes_part(around, actor)
    ]


def _is_a_man_of(around: Frame, actor: Actor) -> bool:
    """Whether a people's noun in the words of the encounter means one man: *beim Staatsbesuch des Südkoreaners*."""
    if actor.kind != "demonym":
        return False
    passage, at = around.passage, around.passage.index_at(actor.start)
    one = passage.tokens[at].capital and passage.words[max(0, at - 1)] == "des"
    return one and around.phrase.covers(actor.span)


def states(around: Frame) -> list[Actor]:
    """States and blocs that the frame names as parties: subjects, *zwischen*, *mit*, genitives of offices."""
    return [
        actor
        for actor in around.actors
        if (
            (actor.kind in ("country", "bloc") and takes_part(around, actor))
            or (actor.kind == "capital" and _stands_for_state(around.passage, actor))
            or (actor.kind == "demonym" and _modifies_party(around, actor))
        )
    ]


def _stands_for_state(passage: Passage, actor: Actor) -> bool:
    """Whether a capital is a party: *zwischen Wien und Rom*, *Vertreter aus Tiflis und Baku*."""
    found = of(passage, actor)
    sent = found.preposition in encounter_words().of_delegation
    return found.preposition in function_words().between or (
        sent and noun_word(passage, found) in encounter_words().representatives
    )


def _modifies_party(around: Frame, actor: Actor) -> bool:
    """Whether a demonym stands before the encounter, a body or a representative (*kasachische Delegation*)."""
    passage, known = around.passage, encounter_words()
    index = passage.index_at(actor.start) + 1
    for at in range(index, min(index + 4, len(passage.tokens))):
        token = passage.tokens[at]
        if (
            token.capital
            and token.word.endswith(_NAMED)
            and passage.tokens[min(at + 1, len(passage.tokens) - 1)].capital
        ):
            continue  # der ungarisch-serbischen Gemischten Kommission
        if token.capital:
            word = passage.words[at]
            if len(actor.codes) > 1 and word.endswith(guards().firms):
                return False  # Vertreter des deutsch-australischen Konsortiums
            body = any(word.endswith(body) for body in known.bodies)
            sent = (
                noun_word(passage, governor(passage, index - 1)) in known.representatives
            )  # Delegation des … Parlaments
            return passage.senses[at].meeting is not None or word in known.representatives or body or sent
        if passage.words[at] in function_words().prepositions:
            return False
    return False
