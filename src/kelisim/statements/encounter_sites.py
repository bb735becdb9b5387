"""The place of an encounter: a town that its frame names, before a state; known or told to be one by its words.

In: a frame. Out: the `Site`. *«trafen sich in der georgischen Stadt Poti»* gives Poti though no lexicon has it; a place
that belongs to another noun (*ein Werk in Osch*) does not count.
"""

from __future__ import annotations

from msgspec import Struct

from kelisim.language.annotations import Actor
from kelisim.language.function_words import function_words
from kelisim.language.word_classes import CLASSES, UNKNOWN
from kelisim.model import Span
from kelisim.statements.encounter_frames import Frame, tells_of
from kelisim.statements.encounter_words import body_endings, capital_of, encounter_words, is_town
from kelisim.statements.governors import governor
from kelisim.statements.passage import Passage

_BUILT = ("project", "institution", "programme", "supply", "training", "measure")


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


def where(around: Frame) -> Site | None:
    """The place of the encounter: inside its words, else in its frame; a city before a country, the nearest first."""
    sites = _sites(around)
    if not sites:
        return _taken_up(around)
    sites = _of_its_words(around, sites)
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


def _of_its_words(around: Frame, sites: list[Site]) -> list[Site]:
    """Without places in other states than its own words name: *nach seinem Besuch in Mexiko in New York*."""
    own = {code for site in sites if around.phrase.covers(site.span) and not site.city for code in site.codes}
    return [site for site in sites if not own or not site.codes or not own.isdisjoint(site.codes)]


def _taken_up(around: Frame) -> Site | None:
    """The town named last before a clause that takes it up: *am Montag in Palić, wo er X empfing; dort tagte …*."""
    passage, clause = around.passage, around.clause
    if clause.first == 0 or encounter_words().there.isdisjoint(passage.words_of(clause)):
        return None
    before = passage.span_between(0, clause.first - 1)
    sites = _sites(Frame(passage, (before,), before, passage.clauses[0]))
    return max((site for site in sites if site.city and not site.loose), key=lambda site: site.span, default=None)


def _sites(around: Frame) -> list[Site]:
    sites = []
    for actor in around.actors:
        if actor.kind not in ("place", "capital", "country"):
            continue
        noun = _before_place(around, actor)
        if noun is not None:
            loose = noun >= 0 and not _carries(around, noun)
            if not loose or not _belongs_to_another(around.passage, noun):
                city = actor.kind != "country" and bool(actor.codes)
                sites.append(Site(_town(actor), actor.span, actor.codes, city, loose))
    return [
        *sites,
        *_capitals(around),
        *_towns(around),
        *_towns_of(around),
        *(() if sites else _behind_a_day(around)),
        *_held_in(around),
    ]


def _town(actor: Actor) -> str:
    """A place as printed; of a capital's adjective the town: *im Budapester Parlament*."""
    if actor.kind == "capital" and actor.name.endswith("er"):
        return capital_of().get(actor.codes[0], actor.name)
    return actor.name


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
    """A place that no lexicon knows, right behind the day or the encounter: *am 1. Mai in Gliwice, Forum in Cham*."""
    passage = around.passage
    found = []
    days = [passage.index_at(time.end - 1) for time in passage.times if around.holds(time.span)]
    nouns = [at for at in _tokens_of(around) if passage.senses[at].meeting is not None]
    for before in (*days, *nouns):
        at = before + 2
        if at >= len(passage.tokens) or passage.words[at - 1] != "in":
            continue
        name = passage.tokens[at]
        if (
            CLASSES[name.word] is UNKNOWN
            and not passage.senses[at]
            and passage.words[at] not in encounter_words().no_places
        ):
            found.append(Site(name.word, Span(name.start, name.end), (), False))
    return found


def _tokens_of(around: Frame) -> range:
    passage = around.passage
    return range(passage.index_at(around.phrase.start), passage.index_at(around.phrase.end - 1) + 1)


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


def _towns_of(around: Frame) -> list[Site]:
    """A town that no lexicon knows behind its state's adjective: *im südungarischen Paks*, *im georgischen Poti*."""
    passage = around.passage
    found: list[Site] = []
    for actor in passage.actors:
        if actor.kind != "demonym" or len(actor.codes) != 1 or not around.holds(actor.span):
            continue
        at = passage.index_at(actor.end - 1) + 1
        if at >= len(passage.tokens) or passage.words[passage.index_at(actor.start) - 1] not in ("in", "im"):
            continue
        name = passage.tokens[at]
        if name.capital and CLASSES[name.word] is UNKNOWN and not passage.senses[at]:
            found.append(Site(name.word, Span(name.start, name.end), actor.codes, True))
    return found


def _before_place(around: Frame, actor: Actor) -> int | None:
    """The noun before *in* and the place, -1 where there is none; None if the place is not where something happens."""
    passage = around.passage
    index = passage.index_at(actor.start)
    while index > 0 and is_town(passage.words[index - 1]):
        index -= 1  # in der Hauptstadt Astana
        if index > 0:
            end = passage.tokens[index - 1].end
            owners = (other for other in passage.actors if other.end == end and other.kind == "country")
            owner = next(owners, None)
            index = index if owner is None else min(index, passage.index_at(owner.start))
    found = governor(passage, index)
    if found.preposition not in encounter_words().place_prepositions:
        return None
    here = around.phrase.covers(actor.span) or _is_told_behind(around, actor) or _is_gone_to(around)
    if found.preposition == "nach" and not here:
        return -1 if _is_reached_by_verb(around) else None
    if _is_posted(passage, found.at):
        return None
    return found.noun if found.noun is not None else -1


def _is_gone_to(around: Frame) -> bool:
    """Whether people come for the encounter, so that it is where they go: *Zum Forum kamen 500 Unternehmer nach X*."""
    passage, known = around.passage, encounter_words()
    first = passage.index_at(around.phrase.start)
    came_for = first > 0 and passage.words[first - 1] in known.aims | known.came_for
    return came_for and not known.travelled.isdisjoint(passage.words_of(around.clause))


def _is_reached_by_verb(around: Frame) -> bool:
    """Whether the verb of the encounter is one of going there: *reiste zu den Feierlichkeiten nach Aschgabat*."""
    at = around.passage.index_at(around.phrase.start)
    return any(verb.index == at and "visit" in verb.sense.senses for verb in around.clause.verbs)


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
