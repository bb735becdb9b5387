"""A mention: one wording of a text that says that representatives of states met, with what its frame says of it."""

from __future__ import annotations

from msgspec import Struct, structs

from kelisim.language.annotations import Actor, Time
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.model import MeetingFormat, Span
from kelisim.statements.encounter_frames import Frame, offices, people, states, when
from kelisim.statements.encounter_sites import Site, where
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.passage import Passage

_YEAR = 4  # characters

FORMATS: dict[str, MeetingFormat] = {
    "state_visit": "state_visit",
    "official_visit": "official_visit",
    "working_visit": "working_visit",
    "talks": "talks",
    "session": "session",
    "forum": "forum",
    "summit": "summit",
    "ceremony": "ceremony",
    "call": "call",
}


SERIES: tuple[MeetingFormat, ...] = ("session", "forum", "summit")
"""What is held again and again, with a number."""


class Mention(Struct, frozen=True, kw_only=True):
    """A wording that names an encounter, with what its frame says of it.

    ``by`` says whether a noun, a verb or a joint act names it; ``rule`` is the rule that found it. ``press`` marks a
    press conference, ``body`` a joint body in session, ``earlier`` *zuvor*, ``old`` what lies long before the text,
    ``guest`` a pronoun or *der Gast*, ``definite`` what takes up an encounter named before, ``told`` a noun that is
    neither the scene of something nor held: what is only told of. ``supporting`` adds people to an encounter that
    other words name, and makes none by itself; ``visiting`` says where somebody is; ``pair`` are the words by which
    those who act do so for all states of the text.
    """

    passage: Passage
    index: int
    head: Span
    by: str
    rule: str
    format: MeetingFormat
    ordinal: tuple[int, Span] | None
    time: Time | None
    site: Site | None
    people: tuple[Actor, ...]
    offices: tuple[Actor, ...]
    states: tuple[Actor, ...]
    strong: bool
    press: bool = False
    body: bool = False
    earlier: bool = False
    old: bool = False
    guest: bool = False
    definite: bool = False
    told: bool = False
    supporting: bool = False
    visiting: bool = False
    pair: Span | None = None
    clause: Clause

    @property
    def names_guest(self) -> bool:
        """Whether the guest is called so, not only taken up by a pronoun."""
        words = self.passage.words_of(self.clause)
        return any(word in encounter_words().guests for word in words)

    @property
    def codes(self) -> frozenset[str]:
        """The parties that the frame names."""
        return frozenset(code for actor in (*self.people, *self.offices, *self.states) for code in actor.codes)

    @property
    def says_something(self) -> bool:
        """Whether more than the bare word stands there: a date, a place, people, an ordinal, or the states that met."""
        if not self.strong and not (self.time or self.site or self.ordinal):
            return len(self.codes) >= 2 or len(self.people) >= 2
        return bool(self.time or self.site or self.people or self.offices or self.ordinal or self.body) or (
            len(self.codes) >= 2 and self.format != "talks"
        )


def mention_of(around: Frame, index: int, format_: MeetingFormat, *, by: str, rule: str) -> Mention:
    """The mention at ``index`` with what its frame says of date, place and people."""
    passage, known = around.passage, encounter_words()
    words = set(passage.words_of(around.clause))
    time = when(around)
    # Bereits während seines ersten Besuchs 2011 hatte er darauf gedrängt
    told_back = known.had | function_words().passive_past  # wurde 2009 anlässlich des Besuchs von X begonnen
    years_back = time is not None and len(time.timex) == _YEAR and not words.isdisjoint(told_back)
    return Mention(
        passage=passage,
        index=index,
        head=around.phrase,
        by=by,
        rule=rule.replace("_", " "),
        format=format_,
        ordinal=None,
        time=time,
        site=where(around),
        people=tuple(people(around)),
        offices=tuple(offices(around)),
        states=tuple(states(around)),
        strong=True,
        earlier=bool(words & known.earlier),
        old=years_back or bool(words & known.long_ago) or _is_last_year(passage, around.clause),
        clause=around.clause,
    )


def _is_last_year(passage: Passage, clause: Clause) -> bool:
    """*im September vergangenen Jahres*, *vor zwei Jahren*: a year ago or more."""
    words, known = passage.words, encounter_words()
    here = words[clause.first : clause.last]
    if known.years.isdisjoint(here) and known.years_ago.isdisjoint(here):
        return False
    return any(
        (words[at] in known.years and words[at - 1] in known.last_year)
        or (words[at] in known.years_ago and words[at - 2] == "vor")
        for at in range(clause.first + 1, clause.last)
    )


def changed(mention: Mention, **changes: object) -> Mention:
    """The same mention with other fields."""
    return structs.replace(mention, **changes)
