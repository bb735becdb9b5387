"""Whether an encounter is only announced, by its date and the tense of its words.

In: a mention with what is known of the report's date. Out: yes or no. *«trifft am Montag in Wien ein»* announces where
nothing says which Monday; a day behind that of the report does so in any tense.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.time_tense import direction
from kelisim.model import Published
from kelisim.statements.context import Context
from kelisim.statements.encounter_frames import several_days
from kelisim.statements.encounter_mentions import Mention
from kelisim.statements.encounter_moods import is_held, is_planned
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.governors import governor
from kelisim.statements.passage import Passage


def is_announced(mention: Mention, published: Published | None) -> bool:
    """Whether the mention speaks of what lies ahead of the report: a later date, or a present tense with a day."""
    if mention.rule == "stayed somewhere" and (mention.time is None or several_days(mention.time.timex)):
        return False  # Vom 20. bis 22. April ist X in Y zu Gast
    timex = mention.time.timex.split("/")[0] if mention.time else ""
    if timex and "X" not in timex:
        return published is not None and timex > published.latest[: len(timex)]
    ahead = timex.startswith("XXXX") or _names_next(mention.passage, mention.clause) or _follows_a_plan(mention)
    if mention.by == "noun" and _is_next_in_its_words(mention):
        return True
    return ahead and not mention.passage.is_headline and _says_when(mention) and not _is_told(mention)


def _says_when(mention: Mention) -> bool:
    """Whether the clause says when it is, not what was said there: *trifft*, *führt Gespräche*, not *beim Treffen*."""
    if mention.by != "noun" or mention.told or is_held(mention.clause):
        return True
    return governor(mention.passage, mention.index).preposition in encounter_words().aims


def _names_next(passage: Passage, clause: Clause) -> bool:
    """*nächste Woche*, *kommenden Dienstag*: a stretch of time that is still to come."""
    words, known = passage.words, encounter_words()
    return any(
        words[at] in known.next and (words[at + 1] in known.stretches or words[at + 1] in known.weekdays)
        for at in range(clause.first, clause.last - 1)
    )


def _is_next_in_its_words(mention: Mention) -> bool:
    """Whether the words of the encounter say that it is to come: *Sitzung des Ausschusses am kommenden Montag*."""
    passage, known = mention.passage, encounter_words()
    last = passage.index_at(mention.head.end - 1)
    return any(
        passage.words[at] in known.next and passage.words[at + 1] in known.weekdays for at in range(mention.index, last)
    )


def _follows_a_plan(mention: Mention) -> bool:
    """Whether the clause goes on with what is still to come: *reist kommende Woche nach Rom, wo er Y trifft*."""
    passage, clause = mention.passage, mention.clause
    if clause.first == 0 or passage.words[clause.first] not in encounter_words().there:
        return False
    before = passage.clause_at(passage.tokens[clause.first - 1].start)
    return _names_next(passage, before) or is_planned(passage, before)


def without_plans(found: Sequence[Mention], context: Context) -> list[Mention]:
    """The mentions that announce nothing, and do not go on with what others announce (*Den Besuch bildet …*)."""
    ahead = [mention for mention in found if is_announced(mention, context.published)]
    names = {mention.passage.words[mention.index] for mention in ahead if mention.by == "noun"}
    guests = {key for passage in context.passages for key in _planned_people(passage)}
    guests |= {actor.key for mention in ahead for actor in mention.people}
    announced = set(map(id, ahead))
    left = [mention for mention in found if id(mention) not in announced]
    if ahead and not any(_is_told(mention) for mention in left):
        return []
    return [mention for mention in left if _is_told(mention) or not _goes_on(mention, names, guests)]


def _goes_on(mention: Mention, names: set[str], guests: set[str]) -> bool:
    """Whether a mention without a day of its own repeats the noun or the people of what is announced."""
    if mention.time is not None or mention.ordinal is not None:
        return False
    return mention.passage.words[mention.index] in names or any(actor.key in guests for actor in mention.people)


def _planned_people(passage: Passage) -> Iterator[str]:
    """The people of each clause that plans an encounter: *wird seinen Amtskollegen X empfangen*."""
    if not any(actor.kind == "person" for actor in passage.actors):
        return
    if "meet" not in passage.meanings and all(sense.meeting is None for sense in passage.senses):
        return
    for clause in passage.clauses:
        if not is_planned(passage, clause):
            continue
        meets = any("meet" in verb.sense.senses for verb in clause.verbs)
        if meets or any(passage.senses[at].meeting is not None for at in range(clause.first, clause.last)):
            yield from (actor.key for actor in passage.actors_of(clause) if actor.kind == "person")


def _is_told(mention: Mention) -> bool:
    """Whether the clause is in the past, or speaks of the day of the report."""
    clause, passage = mention.clause, mention.passage
    here = passage.words_of(clause)
    passive = not function_words().future.isdisjoint(here)  # wird unterzeichnet
    if any(verb.sense.kind == "past" or (verb.sense.kind == "participle" and not passive) for verb in clause.verbs):
        return True
    if mention.by == "act" and passage.words[mention.index] in function_words().past:
        return True  # vollzogen am Dienstag den ersten Spatenstich
    if not encounter_words().today.isdisjoint(here):
        return True
    if direction(passage.span_of(clause).quote(passage.text)) < 0:
        return True
    when = passage.clause_at(mention.time.start) if mention.time is not None else clause
    return when is not clause and direction(passage.span_of(when).quote(passage.text)) < 0
