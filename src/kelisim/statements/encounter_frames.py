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
from kelisim.language.word_classes import CLASSES, UNKNOWN
from kelisim.model import Span
from kelisim.statements.encounter_words import body_endings, capital_of, encounter_words, is_town
from kelisim.statements.governors import governor, noun_word, of
from kelisim.statements.passage import Passage

_BUILT = ("project", "institution", "programme", "supply", "training", "measure")
_DAY = re.compile(r"[\dX]{4}-[\dX]{2}(-[\dX]{2})?|\d{4}")
_SEVERAL_DAYS = re.compile(r"([\dX]{4}-[\dX]{2}-\d{2})/([\dX]{4}-[\dX]{2}-\d{2})")


_COMMA_AND_QUOTE = 4  # letters


class Site(Struct, frozen=True):
    """A place as printed, its words, its countries; whether it is a city, and ``loose`` behind some other noun."""

    name: str
    span: Span
    codes: tuple[str, ...]
    city: bool
    loose: bool = False

    @property
    def key(self) -> str:
        """Equal for the same place: cities by name, countries by code."""
        return self.name.lower() if self.city else "+".join(self.codes)


class Frame(Struct, frozen=True):
    """The stretches of a sentence that belong to one verb, and the words that name the encounter in it."""

    passage: Passage
    spans: tuple[Span, ...]
    phrase: Span
    clause: Clause

    def holds(self, span: Span) -> bool:
        """Whether the words lie in this frame."""
        return any(own.covers(span) for own in self.spans)


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
    held = any("hold" in verb.sense.senses for verb in other.verbs)
    if other.kind != "relative" or not (held or passage.words[other.first] in encounter_words().attended):
        return False
    gap = passage.tokens[other.first].start - phrase.end
    return 0 <= gap <= _COMMA_AND_QUOTE


def _same(other: Clause, clause: Clause) -> bool:
    return bool(clause.verbs) and other.verbs == clause.verbs and other.kind == clause.kind


# --- when


def when(around: Frame) -> Time | None:
    """The day, month or year of the encounter: inside its words, else the nearest one of its frame, days first."""
    fitting = [time for time in around.passage.times if around.holds(time.span) and is_moment(time)]
    if not fitting:
        return None
    middle = around.phrase.start
    return min(
        fitting,
        key=lambda time: (not around.phrase.covers(time.span), -_fineness(time), abs(time.start - middle)),
    )


def is_moment(time: Time) -> bool:
    """Whether a time can be that of an encounter: a year at the coarsest, no span of months, no deadline."""
    if time.role != "on" or time.kind not in ("date", "period"):
        return False
    return bool(_DAY.fullmatch(time.timex) or several_days(time.timex))


def several_days(timex: str) -> bool:
    """Whether an interval is a few days: *vom 2. bis 3. Mai*."""
    found = _SEVERAL_DAYS.fullmatch(timex)
    return found is not None and found[1][:7] == found[2][:7]


def _fineness(time: Time) -> int:
    return len(time.timex.split("/")[0])


# --- where


def where(around: Frame) -> Site | None:
    """The place of the encounter: inside its words, else in its frame; a city before a country, the nearest first."""
    sites = _sites(around)
    if not sites:
        return None
    middle = around.phrase.start
    return min(
        sites,
        key=lambda site: (
            not site.codes,
            not site.city,
            not around.phrase.covers(site.span),
            site.loose,
            abs(site.span.start - middle),
        ),
    )


def _sites(around: Frame) -> list[Site]:
    sites = []
    for actor in around.passage.actors:
        if actor.kind not in ("place", "capital", "country") or not around.holds(actor.span):
            continue
        noun = _before_place(around, actor)
        if noun is not None:
            loose = noun >= 0 and not _carries(around, noun)
            if not loose or not _belongs_to_another(around.passage, noun):
                city = actor.kind != "country" and bool(actor.codes)
                sites.append(Site(actor.name, actor.span, actor.codes, city, loose))
    return [*sites, *_capitals(around), *_towns(around), *(() if sites else _behind_a_day(around)), *_held_in(around)]


def _held_in(around: Frame) -> list[Site]:
    """A place that no lexicon knows, between *in* and the end of a verb: *kamen in Awaza zusammen*."""
    passage = around.passage
    found = []
    for at in range(around.clause.first + 2, around.clause.last):
        name = passage.tokens[at - 1]
        if passage.words[at - 2] != "in" or not name.capital:
            continue
        ends = passage.words[at] in function_words().particles or any(verb.index == at for verb in around.clause.verbs)
        if not ends:
            continue
        if CLASSES[name.word] is UNKNOWN and passage.words[at - 1] not in encounter_words().no_places:
            found.append(Site(name.word, Span(name.start, name.end), (), True))
    return found


def _behind_a_day(around: Frame) -> list[Site]:
    """A place that no lexicon knows, told of right behind the day: *am 1. August in Gliwice*."""
    passage = around.passage
    found = []
    for time in passage.times:
        at = passage.index_at(time.end - 1) + 2
        if at >= len(passage.tokens) or passage.words[at - 1] != "in" or not around.holds(time.span):
            continue
        name = passage.tokens[at]
        if (
            CLASSES[name.word] is UNKNOWN
            and not passage.senses[at]
            and passage.words[at] not in encounter_words().no_places
        ):
            found.append(Site(name.word, Span(name.start, name.end), (), False))
    return found


def _towns(around: Frame) -> list[Site]:
    """A town that only its noun tells to be one: *in der aserbaidschanischen Stadt Gabala*."""
    passage = around.passage
    found: list[Site] = []
    for index in range(1, len(passage.words) - 1):
        if not is_town(passage.words[index]):
            continue
        name = passage.tokens[index + 1]
        span = Span(name.start, name.end)
        if not name.capital or not around.holds(span):
            continue
        known = any(actor.start <= name.start < actor.end for actor in passage.actors)
        if known or governor(passage, index).preposition not in encounter_words().place_prepositions:
            continue
        start = passage.tokens[index - 1].start
        codes = [actor.codes for actor in passage.actors if actor.kind == "demonym" and actor.start == start]
        found.append(Site(name.word, span, codes[0] if codes else (), bool(codes)))
    return found


def _before_place(around: Frame, actor: Actor) -> int | None:
    """The noun before *in* and the place, -1 where there is none; None if the place is not where something happens."""
    passage = around.passage
    index = passage.index_at(actor.start)
    while index > 0 and is_town(passage.words[index - 1]):
        index -= 1  # in der Hauptstadt Astana
        owner = passage.tokens[index - 1].end
        if any(other.end == owner and other.kind == "country" for other in passage.actors):
            index = passage.index_at(next(other.start for other in passage.actors if other.end == owner))
    found = governor(passage, index)
    if found.preposition not in encounter_words().place_prepositions:
        return None
    if found.preposition == "nach" and not around.phrase.covers(actor.span) and not _is_told_behind(around, actor):
        return None
    if _is_posted(passage, found.at):
        return None
    return found.noun if found.noun is not None else -1


def _is_told_behind(around: Frame, actor: Actor) -> bool:
    """Whether a place stands in the relative clause about the encounter: *des Besuchs, zu dem er nach Baku kam*."""
    passage = around.passage
    told = (clause for clause in passage.clauses if tells_of(passage, clause, around.phrase))
    return any(passage.span_of(clause).covers(actor.span) for clause in told)


def _is_posted(passage: Passage, at: int) -> bool:
    """Whether *in* and the place only say where somebody serves: *der Botschafter der Mongolei in Deutschland*."""
    if at > 0 and any(actor.kind == "person" and actor.end == passage.tokens[at - 1].end for actor in passage.actors):
        return False
    if at > 0 and any(time.end == passage.tokens[at - 1].end for time in passage.times):
        return False
    return bool(set(passage.words[max(0, at - 5) : at]) & encounter_words().posted)


def _carries(around: Frame, noun: int) -> bool:
    """Whether a place may well hang on this noun: the encounter, a body, a time, a person, a visitor."""
    passage, known = around.passage, encounter_words()
    token = passage.tokens[noun]
    span = Span(token.start, token.end)
    if passage.senses[noun].meeting is not None or any(time.span.overlaps(span) for time in passage.times):
        return True
    if any(actor.span.overlaps(span) and actor.kind != "place" for actor in passage.actors):
        return True
    word = token.word.lower()
    if word in known.times_counted:
        return True  # zum zweiten Mal in Marokko
    return word.endswith(body_endings()) or word in known.bodies or word in known.representatives


def _belongs_to_another(passage: Passage, noun: int) -> bool:
    """Whether a place is that of the thing before it: *ein Werk in Osch*, *über die Lage in Mali*."""
    sense, found = passage.senses[noun], governor(passage, noun)
    if sense.act is not None:
        return True
    if found.preposition in encounter_words().locative:
        return False  # am Flughafen in Nairobi
    if sense.thing is not None and sense.thing.kind in _BUILT:
        return True
    if not found.preposition and found.noun is not None:
        return _belongs_to_another(passage, found.noun)  # in der Großen Halle des Volkes in Beijing
    return found.preposition in encounter_words().close_topics or found.noun is not None


def _capitals(around: Frame) -> list[Site]:
    """*in der kasachischen Hauptstadt*: the capital of the state whose demonym stands there."""
    passage = around.passage
    found = []
    for actor in passage.actors:
        if actor.kind != "demonym" or len(actor.codes) != 1 or not around.holds(actor.span):
            continue
        index = passage.index_at(actor.start) + 1
        if index >= len(passage.words) or passage.words[index] not in encounter_words().capital:
            continue
        if (
            governor(passage, index - 1).preposition in encounter_words().place_prepositions
            and actor.codes[0] in capital_of()
        ):
            span = Span(actor.start, passage.tokens[index].end)
            found.append(Site(capital_of()[actor.codes[0]], span, actor.codes, True))
    return found


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
    if found.preposition in ("von", "vom") and found.noun is not None:
        return _acts(passage, found.noun)
    if found.noun is not None and _is_thing(passage, found.noun) and not _acts(passage, found.noun):
        return False  # ein Abkommen mit Usbekistan
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
    return word in known.representatives or word in known.bodies or passage.senses[noun].meeting is not None


def people(around: Frame) -> list[Actor]:
    """The persons of the frame who take part."""
    return [
        actor
        for actor in around.passage.actors
        if actor.kind == "person"
        and around.holds(actor.span)
        and takes_part(around, actor)
        and not _is_addressed(around.passage, actor)
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
        for actor in around.passage.actors
        if (actor.kind == "office" or _is_a_man_of(around, actor))
        and around.holds(actor.span)
        and takes_part(around, actor)
    ]


def _is_a_man_of(around: Frame, actor: Actor) -> bool:
    """Whether a people's noun in the words of the encounter means one man: *beim Staatsbesuch des Südkoreaners*."""
    passage, at = around.passage, around.passage.index_at(actor.start)
    one = actor.kind == "demonym" and passage.tokens[at].capital and passage.words[max(0, at - 1)] == "des"
    return one and around.phrase.covers(actor.span)


def states(around: Frame) -> list[Actor]:
    """States and blocs that the frame names as parties: subjects, *zwischen*, *mit*, genitives of offices."""
    return [
        actor
        for actor in around.passage.actors
        if around.holds(actor.span)
        and (
            (actor.kind in ("country", "bloc") and takes_part(around, actor))
            or (actor.kind == "capital" and of(around.passage, actor).preposition in function_words().between)
            or (actor.kind == "demonym" and _modifies_party(around, actor))
        )
    ]


def _modifies_party(around: Frame, actor: Actor) -> bool:
    """Whether a demonym stands before the encounter, a body or a representative (*kasachische Delegation*)."""
    passage, known = around.passage, encounter_words()
    index = passage.index_at(actor.start) + 1
    for at in range(index, min(index + 4, len(passage.tokens))):
        token = passage.tokens[at]
        if token.capital:
            word = passage.words[at]
            body = any(word.endswith(body) for body in known.bodies)
            return passage.senses[at].meeting is not None or word in known.representatives or body
        if passage.words[at] in function_words().prepositions:
            return False
    return False
