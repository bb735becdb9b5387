"""Encounters that a noun names: *Treffen mit …, 18. Sitzung der Kommission, Besuch in Taschkent*."""

from __future__ import annotations

from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import left_edge
from kelisim.language.number_words import ordinal
from kelisim.model import MeetingFormat, Span
from kelisim.statements.encounter_frames import frame, tells_of
from kelisim.statements.encounter_mentions import FORMATS, SERIES, Mention, changed, mention_of
from kelisim.statements.encounter_moods import is_future, is_held, is_planned, was_held
from kelisim.statements.encounter_phrases import head_of_noun, phrase_of_noun
from kelisim.statements.encounter_verbs import first_time, is_body, takes_up
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.governors import governor, noun_word
from kelisim.statements.passage import Governor, Passage

_YEAR = 4  # characters
_MEDIA_WITHIN = 6  # words
_DAY = 10


def of_noun(passage: Passage, index: int, format_: MeetingFormat, *, strong: bool) -> Mention:
    """The mention that the noun at ``index`` makes."""
    phrase = phrase_of_noun(passage, index)
    around = frame(passage, index, phrase)
    raised = _raised(passage, index, format_)
    mention = mention_of(around, index, raised, by="noun", rule="named by a noun")
    known, word = encounter_words(), passage.words[index]
    numbered = _ordinal(passage, index)
    if numbered is None and raised in SERIES:
        numbered = first_time(passage, around.clause)
    definite = (numbered is None and _is_definite(passage, index)) or _is_called(passage, around.clause)
    if definite and not is_held(around.clause):
        mention = _without_surroundings(mention, phrase)
    return changed(
        mention,
        head=head_of_noun(passage, index),
        strong=strong,
        press=word in known.press,
        definite=definite,
        told=_scene(passage, index).preposition == ""
        and not is_held(around.clause)
        and not _is_supported(around.clause, passage),
        ordinal=numbered,
        body=any(is_body(passage, at) for at in _tokens(passage, phrase)),
        guest=bool(_scene(passage, index).preposition) and takes_up(passage, around.clause),
    )


def _is_supported(clause: Clause, passage: Passage) -> bool:
    """Whether a verb only says of the noun that it took place: *führten Gespräche*."""
    return not encounter_words().support.isdisjoint(passage.words_of(clause))


def _raised(passage: Passage, index: int, format_: MeetingFormat) -> MeetingFormat:
    """The format with its adjective: *offizieller Besuch*; *virtuelles Treffen* is a call."""
    first = left_edge(passage.tokens, passage.senses, index)
    for word in passage.words[first:index]:
        if word in encounter_words().video and format_ == "talks":
            return "call"
        for stem, raised in encounter_words().adjectives.items():
            if word.startswith(stem) and format_.endswith("visit"):
                return FORMATS[raised]
    return format_


def is_real(passage: Passage, index: int) -> bool:
    """Whether the noun is an encounter that took place: not a topic, not to come, not one of many."""
    known, small = encounter_words(), function_words()
    word = passage.words[index]
    somebody = ("person", "office", "demonym")
    if word in known.in_general and all(
        a.kind not in somebody for a in passage.actors_in(phrase_of_noun(passage, index))
    ):
        return False
    if any(word.startswith(first) and len(word) > len(first) + 3 for first in known.private):
        return False
    before = set(passage.words[governor(passage, index).at : index])
    clause = passage.clause_at(passage.tokens[index].start)
    if before & known.former or (before & known.coming and not (was_held(clause) and not is_planned(passage, clause))):
        return False
    if (
        _is_counted(passage, index)
        or _subject_is_former(passage, clause, index)
        or _is_occasion(passage, clause, index)
        or _is_long(passage, index)
    ):
        return False
    found = _scene(passage, index)
    if found.preposition in known.leaving and known.travelled & set(passage.words_of(clause)):
        return False  # kam vom Gipfel der G20
    came_for = found.preposition in known.came_for and not known.travelled.isdisjoint(passage.words_of(clause))
    if noun_word(passage, found) in known.governors or (found.preposition in known.topical and not came_for):
        return False
    if _is_debate(passage, index) or _is_interview(passage, index) or _is_remembered(passage, clause, found):
        return False
    led = found.at < governor(passage, index).at  # zum Abschluss der Gespräche
    sets_the_scene = found.preposition in small.prepositions and (
        led or came_for or found.preposition not in known.no_scene or _is_where_it_is(passage, found.at)
    )
    if sets_the_scene and not known.today.isdisjoint(passage.words_of(clause)):
        return True  # beim Besuch soll heute ein Vertrag unterzeichnet werden
    if sets_the_scene:
        return not any(_is_still_wished(verb) for verb in clause.verbs) and not is_future(passage, clause)
    lemmas = {verb.sense.lemma for verb in clause.verbs}
    if _is_called_off(passage, clause):
        return False
    spoken_of = any("talk" in verb.sense.senses for verb in clause.verbs)
    aimed = clause.kind == "infinitive"  # vereinbarten, die Arbeit des Forums zu beleben
    return not (aimed or clause.negated or is_planned(passage, clause) or lemmas & known.asking or spoken_of)


def _is_still_wished(verb: ClauseVerb) -> bool:
    """Whether a modal verb puts even the scene into the future: *soll*, *wollte*, *können*; not *konnte*."""
    known = encounter_words()
    return verb.sense.lemma in known.willing or (verb.sense.lemma in known.modal and verb.sense.kind == "finite")


def _is_remembered(passage: Passage, clause: Clause, found: Governor) -> bool:
    """Whether somebody only looks back on it: *erinnerte an seinen ersten Besuch in Nepal*."""
    return found.preposition == "an" and not encounter_words().recalling.isdisjoint(passage.words_of(clause))


def _is_debate(passage: Passage, index: int) -> bool:
    """Whether a paper is debated at home: *bei der Beratung des Abkommens im Nationalrat*."""
    if passage.words[index] not in encounter_words().debates:
        return False
    things = [sense.thing for sense in passage.senses[index + 1 : index + 4]]
    return any(thing is not None and thing.kind == "agreement" for thing in things)


def _is_where_it_is(passage: Passage, at: int) -> bool:
    """Whether *auf* has a dative, which says where: *auf ihrem ersten Forum*; not *sich auf ein Forum verständigen*."""
    return passage.words[at] == "auf" and passage.words[at + 1] in encounter_words().dative


def _is_interview(passage: Passage, index: int) -> bool:
    """Whether the other side is of the press: *im Gespräch mit der Zeitung X*."""
    behind = passage.words[index + 1 : index + _MEDIA_WITHIN]
    return behind[:1] == ("mit",) and any(word.endswith(encounter_words().media) for word in behind)


def _is_called_off(passage: Passage, clause: Clause) -> bool:
    """Whether an encounter fell through or is only on the agenda; not *kürzer als geplant*."""
    words, known = passage.words, encounter_words()
    return any(
        words[at] in known.called_off and words[at - 1] not in known.compared for at in range(clause.first, clause.last)
    )


def _is_counted(passage: Passage, index: int) -> bool:
    """Whether a number tells how many there were: *17 Verhandlungsrunden waren nötig*; not *die 17. Runde*."""
    first = left_edge(passage.tokens, passage.senses, index)
    for at in range(max(0, first - 1), index):
        token = passage.tokens[at]
        if passage.words[at] in function_words().numerals:
            return True
        if token.word.isdigit() and passage.words[at + 1] != ".":
            return not any(time.start <= token.start < time.end for time in passage.times)
    return False


def _is_long(passage: Passage, index: int) -> bool:
    """Whether talks went on for weeks or years and were no one encounter: *nach siebenmonatigen Verhandlungen*."""
    known = encounter_words()
    if passage.words[index] not in known.negotiations:
        return False
    before = passage.words[left_edge(passage.tokens, passage.senses, index) : index]
    return any(word.endswith(known.lasting) for word in before)


def _subject_is_former(passage: Passage, clause: Clause, index: int) -> bool:
    """Whether the clause tells of an earlier encounter: *Das letzte Treffen fand im Rahmen des Gipfels statt*."""
    for at in range(clause.first, clause.last):
        if at == index or passage.senses[at].meeting is None:
            continue
        found = governor(passage, at)
        if not found.preposition and set(passage.words[found.at : at]) & encounter_words().former:
            return True
    return False


def _is_occasion(passage: Passage, clause: Clause, index: int) -> bool:
    """Whether others only meet on the margins of it: *traf am Rande einer Sitzung der Versammlung X*."""
    led = noun_word(passage, governor(passage, index))
    if led in encounter_words().framing and _is_of_many(passage, index):
        return any(_is_held_there(passage, at) for at in range(index + 1, clause.last))
    if led not in encounter_words().margins and not _behind_margin(passage, index):
        return False
    meets = any(
        "meet" in verb.sense.senses and clause.first <= verb.index < clause.last and verb.sense.kind != "attributive"
        for verb in clause.verbs
    )
    return meets or any(_is_beside(passage, at) for at in range(index + 1, clause.last))


def _is_of_many(passage: Passage, index: int) -> bool:
    noun = passage.senses[index].meeting
    return noun is not None and noun.format in ("summit", "forum")


def _is_held_there(passage: Passage, at: int) -> bool:
    """Whether talks between two are told by themselves: *fand ein Treffen zwischen den Präsidenten X und Y statt*."""
    noun, led = passage.senses[at].meeting, governor(passage, at)
    behind = passage.words[at + 1 : at + 2]
    between = behind and behind[0] in function_words().between
    return noun is not None and noun.format == "talks" and not led.preposition and bool(between)


def _is_beside(passage: Passage, at: int) -> bool:
    """Whether another encounter is told that was held there: *am Rande des Gipfels … bei einem Treffen in Gent*."""
    noun = passage.senses[at].meeting
    led = governor(passage, at)
    leads = noun_word(passage, led) not in encounter_words().margins
    return noun is not None and noun.weight == "strong" and leads and led.preposition in encounter_words().at_signing


def _behind_margin(passage: Passage, index: int) -> bool:
    return passage.words[max(0, governor(passage, index).at - 1)] in encounter_words().margins


def _scene(passage: Passage, index: int) -> Governor:
    """What governs the noun; what governs *Rahmen* in *im Rahmen des Besuchs*."""
    found = governor(passage, index)
    if found.noun is not None and noun_word(passage, found) in encounter_words().leading:
        return governor(passage, found.noun)
    return found


def is_domestic(passage: Passage, mention: Mention) -> bool:
    """Whether a session is that of one state's own body: *Sitzung des Parlaments*."""
    if mention.format not in ("session", "forum") or len(mention.codes) >= 2:
        return False
    clause = mention.clause
    return any(
        passage.words[at] in encounter_words().domestic and passage.tokens[at].capital
        for at in range(clause.first, clause.last)
    )


def is_negotiation(mention: Mention) -> bool:
    """Whether known talks go on without a day or anybody: *Die Gespräche darüber hatten bereits 2010 begonnen*."""
    passage, index = mention.passage, mention.index
    if not mention.definite or passage.words[index] not in encounter_words().negotiations:
        return False
    year = mention.time is None or len(mention.time.timex) <= _YEAR
    return year and mention.site is None and not mention.people and not _scene(passage, index).preposition


def _without_surroundings(mention: Mention, phrase: Span) -> Mention:
    """Only what stands in the phrase itself: the clause of *bei dem Treffen* may speak of other days and places."""
    passage = mention.passage
    behind = [passage.span_of(clause) for clause in passage.clauses if tells_of(passage, clause, phrase)]
    own = [phrase, *behind]
    return changed(
        mention,
        time=mention.time if mention.time and (_covered(mention.time.span, own) or _is_when(mention)) else None,
        site=mention.site if mention.site and (_covered(mention.site.span, own) or _is_where(mention)) else None,
    )


def _covered(span: Span, own: list[Span]) -> bool:
    return any(one.covers(span) for one in own)


def _is_when(mention: Mention) -> bool:
    """Whether a day stands by itself in the clause of which the encounter is the scene: *wurde am 4. Mai auf der …*."""
    time, passage = mention.time, mention.passage
    if time is None or len(time.timex) < _DAY or not _scene(passage, mention.index).preposition:
        return False
    return governor(passage, passage.index_at(time.start)).noun is None


def _is_where(mention: Mention) -> bool:
    """The same for a town: *sind in Stuttgart zum Wirtschaftsforum zusammengekommen*."""
    site, passage = mention.site, mention.passage
    if site is None or site.loose or not site.city or not _scene(passage, mention.index).preposition:
        return False
    return governor(passage, passage.index_at(site.span.start)).noun is None


def _is_definite(passage: Passage, index: int) -> bool:
    """Whether the noun only takes up what has been named: *bei dem Treffen*, *im Laufe der Gespräche*."""
    before = passage.words[max(0, left_edge(passage.tokens, passage.senses, index) - 1)]
    if before not in encounter_words().definite:
        return False
    phrase = phrase_of_noun(passage, index)
    return not any(actor.kind in ("person", "office", "country", "bloc") for actor in passage.actors_in(phrase))


def _is_called(passage: Passage, clause: Clause) -> bool:
    """Whether the clause only says what has been told of is: *Das ist auch der erste Besuch seit 15 Jahren*."""
    words, be = passage.words[clause.first : clause.first + 2], function_words().be
    return len(words) > 1 and words[0] in encounter_words().taking_up and words[1] in be


def _ordinal(passage: Passage, index: int) -> tuple[int, Span] | None:
    """The ordinal before the noun: *vierten interregionalen Forum*, *18. Sitzung*, *ihre erste Sitzung*."""
    first = left_edge(passage.tokens, passage.senses, index)
    for at in range(index - 1, max(first - 3, -1), -1):
        token = passage.tokens[at]
        if token.word == "." and at > 0 and passage.tokens[at - 1].word.isdigit():
            value = int(passage.tokens[at - 1].word)
            return (value, passage.span_between(at - 1, at)) if value < 200 else None
        if at >= first and (value_of := ordinal(token.word)) is not None:
            return value_of, Span(token.start, token.end)
        if token.capital and not token.word[0].isdigit() and at < first:
            return None
    return None


def _tokens(passage: Passage, span: Span) -> range:
    return range(passage.index_at(span.start), passage.index_at(span.end - 1) + 1)
