"""Which mentions speak of one encounter, and which of another.

In: mentions in the order of the text. Out: groups. Talks of one visit, its council session and its press conference
are one encounter; another date, place, ordinal or other people with a verb of their own are another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kelisim.language.annotations import Actor, Time, codes_of
from kelisim.statements.encounter_frames import several_days
from kelisim.statements.encounter_mentions import SERIES, Mention
from kelisim.statements.encounter_sites import Site
from kelisim.statements.encounter_words import encounter_words

_NO_MONTH = "XXXX-XX"  # of a mere day of the week
_WHOLE_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_VISIT_GOES_ON, _VISIT_NAMED_WITHIN = 1, 3  # sentences
_BOTH = 2  # who step before the press together
_REACH = 12  # how many encounters, or wordings of one, a mention may go back; so the cost stays linear


class Group:
    """The mentions of one encounter, in the order of the text; what they name is kept as they come."""

    def __init__(self, first: Mention) -> None:
        self.mentions: list[Mention] = []
        self.codes: set[str] = set()
        self.is_visit = False
        self._people: dict[str, Actor] = {}
        self._times: dict[tuple[str, str], Time] = {}
        self._sites: dict[tuple[str, bool], Site] = {}
        self.add(first)

    def add(self, mention: Mention) -> None:
        """Take in a mention."""
        self.mentions.append(mention)
        self.codes |= mention.codes
        self.is_visit = self.is_visit or mention.format.endswith("visit") or mention.visiting
        for actor in mention.people:
            self._people.setdefault(actor.key, actor)
        if mention.time is not None:
            words = mention.time.span.quote(mention.passage.text)
            self._times.setdefault((mention.time.timex, words), mention.time)
        if mention.site is not None:
            self._sites.setdefault((mention.site.key, mention.site.loose), mention.site)

    @property
    def times(self) -> list[Time]:
        """The different times that its mentions name."""
        return list(self._times.values())

    @property
    def sites(self) -> list[Site]:
        """The different places that its mentions name."""
        return list(self._sites.values())

    @property
    def people(self) -> list[Actor]:
        """The persons of its mentions, each once, in the order of the text."""
        return sorted(self._people.values(), key=lambda actor: actor.start)

    @property
    def in_headline(self) -> bool:
        """Whether only headlines speak of it."""
        return all(mention.passage.is_headline for mention in self.mentions)


def grouped(mentions: Sequence[Mention]) -> list[Group]:
    """Put each mention to the latest encounter it fits, else begin another; bare words never begin one."""
    groups: list[Group] = []
    for mention in mentions:
        homes = [group for group in reversed(groups[-_REACH:]) if fits(group, mention)]
        home = next((group for group in homes if _is_of_these(group, mention)), next(iter(homes), None))
        if home is not None:
            home.add(mention)
        elif (
            mention.says_something
            and not mention.supporting
            and not (mention.definite and groups and not mention.people)
            and not (mention.press and mention.by == "noun" and len(mention.people) < _BOTH)
        ):
            groups.append(Group(mention))
    return groups


def _is_of_these(group: Group, mention: Mention) -> bool:
    """Whether the very people of a mention have met before: they go before who else was told of in between."""
    people = {actor.key for actor in mention.people}
    return len(people) > 1 and people <= {actor.key for actor in group.people}


def fits(group: Group, mention: Mention) -> bool:
    """Whether a mention may speak of the encounter of a group."""
    return all(test(group, mention) for test in TESTS)


def same_time(group: Group, mention: Mention) -> bool:
    """Their dates agree as far as both give one."""
    if mention.old != group.mentions[0].old and not _shares_clause(group, mention):
        return False
    if _is_told_back(mention) and group.times and mention.time not in group.times:
        return False
    if mention.time is None or _goes_on_with_visit(group, mention) or _is_visit_around(group, mention):
        return True
    text = mention.passage.text
    day = _weekday(mention.time, text)
    if day is not None and any(_weekday(time, text) not in (None, day) for time in group.times):
        return False
    return all(_agree(mention.time.timex, time.timex) for time in group.times)


def _is_told_back(mention: Mention) -> bool:
    """Whether the pluperfect tells of a month of its own: *hatte Mitte März während seiner Reise … unterzeichnet*."""
    clause = mention.clause
    done = any(verb.sense.kind in ("participle", "finite") for verb in clause.verbs)
    words = mention.passage.words_of(clause)
    return mention.time is not None and done and not encounter_words().had.isdisjoint(words)


def _goes_on_with_visit(group: Group, mention: Mention) -> bool:
    """Whether a visit of several days goes on: *reiste am Sonntag nach Berlin, wo er am Montag empfangen wurde*."""
    last = group.mentions[-1]
    elsewhere = mention.site is not None and all(mention.site.key != site.key for site in group.sites)
    if not group.is_visit or elsewhere or mention.earlier or mention.format.endswith("visit"):
        return False
    if mention.passage.number - last.passage.number > _VISIT_GOES_ON or mention.time is None or not last.time:
        return False
    shares = {actor.key for actor in mention.people} & {actor.key for actor in group.people}
    return bool(shares) or (mention.guest and mention.passage is last.passage)


def _is_visit_around(group: Group, mention: Mention) -> bool:
    """Whether somebody's visit is the one of what was told before: *unterzeichneten am Sonntag … X war am Samstag
    zu einem viertägigen Besuch eingetroffen*.
    """
    elsewhere = mention.site is not None and all(mention.site.key != site.key for site in group.sites)
    dated = mention.time is not None and "X" not in mention.time.timex
    if group.is_visit or not mention.format.endswith("visit") or elsewhere or dated or mention.earlier:
        return False
    return not {actor.key for actor in mention.people}.isdisjoint(actor.key for actor in group.people)


def _is_occasion(group: Group, mention: Mention) -> bool:
    """Whether a sentence behind names the visit at which it was done: *Anlass war der Besuch von Präsident X*.

    The next one, or one soon after that names the same town and no day: *X hielt sich zu einem Besuch in Y auf*.
    """
    if group.is_visit or not mention.format.endswith("visit") or mention.time or mention.earlier or mention.old:
        return False
    back = mention.passage.number - group.mentions[-1].passage.number
    there = mention.site is not None and any(mention.site.key == site.key for site in group.sites)
    behind = 1 <= back <= _VISIT_NAMED_WITHIN if there else back == 1 and mention.site is None and mention.by == "noun"
    parties = group.codes | {code for site in group.sites for code in site.codes}
    return behind and len(parties) > 1 and mention.codes <= parties


def _is_his_visit(group: Group, mention: Mention) -> bool:
    """Whether the next sentence goes on with somebody's visit by a possessive: *Während seines Aufenthalts …*."""
    near = mention.passage.number - group.mentions[-1].passage.number == 1
    owned = mention.by == "noun" and mention.passage.words[mention.index - 1].startswith(("sein", "ihr"))
    return group.is_visit and near and owned and mention.format.endswith("visit") and mention.time is None


def _weekday(time: Time, text: str) -> int | None:
    """The day of the week that a time names or, if its date is whole, falls on; None if neither is known."""
    words = time.span.quote(text).lower()
    named = next((day for name, day in encounter_words().weekdays.items() if words.startswith(name)), None)
    if named is None and _WHOLE_DATE.fullmatch(time.timex):
        return date.fromisoformat(time.timex).weekday()
    return named


def same_place(group: Group, mention: Mention) -> bool:
    """Their places agree: equal, or a city in its country; what one clause names is never torn apart."""
    if mention.site is None or _shares_clause(group, mention):
        return True
    return all(_near(mention.site, site) for site in group.sites)


def same_ordinal(group: Group, mention: Mention) -> bool:
    """Not the fourth and the fifth session."""
    known = {other.ordinal[0] for other in group.mentions[-_REACH:] if other.ordinal}
    return mention.ordinal is None or not known or mention.ordinal[0] in known


def same_people(group: Group, mention: Mention) -> bool:
    """Not other people with a verb of their own: a second host is another encounter, unless one clause names both."""
    people = group.people
    if (
        _is_occasion(group, mention)
        or _is_his_visit(group, mention)
        or _is_same_day_and_place(group, mention)
        or _is_next_host(group, mention)
    ):
        return True
    if mention.supporting and (not mention.strong or mention.passage is group.mentions[-1].passage):
        return True  # who only looked on, or signed too
    if not people or not mention.people or _shares_clause(group, mention) or mention.definite:
        return True
    if group.is_visit and not mention.format.endswith("visit"):
        return not _is_with_a_third(group, mention)  # talks with several hosts of one visit
    if mention.passage is group.mentions[-1].passage and _is_meanwhile(mention):
        return True
    known = {actor.key for actor in people}
    if known <= {actor.key for actor in mention.people} or _goes_on_to_another(mention, known):
        return True
    new = [actor for actor in mention.people if actor.key not in known]
    if len(new) == len(mention.people) and len(new) >= 2 and len(people) >= 2:
        return False
    countries = codes_of(people)
    strangers = codes_of(new) - group.codes
    if strangers and len(group.codes) >= 2 and len(new) == len(mention.people):
        return False
    return not any(set(actor.codes) & countries for actor in new)


def _is_with_a_third(group: Group, mention: Mention) -> bool:
    """Whether a host of a visit also received somebody of another state: *Auch den Vizepremier Omans empfing er*."""
    both = len(group.codes) > 1 and len(codes_of(mention.people)) > 1
    alone = mention.by == "verb" and mention.site is None
    return both and alone and not codes_of(mention.people) <= group.codes


def _is_meanwhile(mention: Mention) -> bool:
    """Whether others meet at the same time: *…, während sich die Präsidenten per Video austauschten*."""
    return mention.passage.words[mention.clause.first] in encounter_words().meanwhile


def _is_same_day_and_place(group: Group, mention: Mention) -> bool:
    """Whether its day and its town are those of the encounter, between the same states: several hosts of one visit."""
    time, site = mention.time, mention.site
    if time is None or site is None or not site.city or not group.codes or not mention.codes <= group.codes:
        return False
    if not _may_be_its_guest(group, mention):
        return False
    text = mention.passage.text
    day = time.span.quote(text).lower()
    return any(site.key == other.key for other in group.sites) and any(
        time.timex == other.timex and day == other.span.quote(text).lower() for other in group.times
    )


def _is_next_host(group: Group, mention: Mention) -> bool:
    """Whether the next sentence goes on with the guest by a pronoun: *Mit Minister X führte er ein Gespräch*."""
    near = mention.passage.number - group.mentions[-1].passage.number == 1
    words = mention.passage.words_of(mention.clause)
    alone = mention.time is None and mention.site is None and mention.codes <= group.codes
    owned = mention.by == "noun" and mention.passage.words[mention.index - 1].startswith(("sein", "ihr"))
    goes_on = mention.format == "talks" and not encounter_words().alone.isdisjoint(words)
    return near and alone and (goes_on or owned) and _may_be_its_guest(group, mention)


def _may_be_its_guest(group: Group, mention: Mention) -> bool:
    """Whether no other two are named to have met: people of one side alone, or somebody of those who met before."""
    known = {actor.key for actor in group.people}
    sides = codes_of(mention.people)
    return len(sides) <= 1 or any(actor.key in known for actor in mention.people)


def _goes_on_to_another(mention: Mention, known: set[str]) -> bool:
    """Whether the same guest goes on to the next host: *Anschließend traf X auch die Ministerin Z*."""
    words = mention.passage.words_of(mention.clause)
    shares = any(actor.key in known for actor in mention.people)
    return shares and mention.time is None and not encounter_words().afterwards.isdisjoint(words)


def same_parties(group: Group, mention: Mention) -> bool:
    """Not other states: two parties of which one is new make another encounter."""
    if len(mention.codes) < 2 or len(group.codes) < 2 or _shares_clause(group, mention):
        return True
    if {actor.key for actor in mention.people} & {actor.key for actor in group.people}:
        return True
    word = mention.passage.words[mention.index]
    if mention.definite and any(other.passage.words[other.index] == word for other in group.mentions[-_REACH:]):
        return True  # Die Ministerkonferenz fand auf Einladung Norwegens statt
    return mention.codes <= group.codes or group.codes <= mention.codes


def same_telling(group: Group, mention: Mention) -> bool:
    """A dated encounter that is only told of (*dass der Besuch im Mai …*) is not the one that the text reports."""
    if not (mention.told and mention.time and (mention.people or mention.offices)) or _shares_clause(group, mention):
        return True
    if group.in_headline:
        return True
    return not group.people or bool(group.times)


def same_session(group: Group, mention: Mention) -> bool:
    """A body or a forum that met *before* the talks of others met by itself; a council before the press did not."""
    if mention.earlier and _on_margins(mention) and not _shares_clause(group, mention):
        return False  # Zuvor traf er Lawrow am Rande der Vollversammlung
    if not mention.earlier or mention.format not in SERIES or _shares_clause(group, mention):
        return True
    if len(group.people) >= 2 and not mention.people and _are_they(mention):
        return True
    return any(
        other.press or other.format in SERIES or other.format.endswith("visit") for other in group.mentions[-_REACH:]
    )


def _on_margins(mention: Mention) -> bool:
    words = mention.passage.words_of(mention.clause)
    return not encounter_words().margins.isdisjoint(words)


def _are_they(mention: Mention) -> bool:
    """Whether the people named before do it: *Unmittelbar davor leiteten sie die 13. Sitzung*."""
    words = mention.passage.words_of(mention.clause)
    return not encounter_words().they.isdisjoint(words)


def same_circle(group: Group, mention: Mention) -> bool:
    """Not the summit of a bloc beside a visit: *Zum Staatsbesuch kam Xi vom Gipfel der G20*."""
    if not group.is_visit or mention.format != "summit" or _shares_clause(group, mention):
        return True
    blocs = codes_of(actor for actor in mention.states if actor.kind == "bloc")
    return blocs <= group.codes


TESTS = (same_time, same_place, same_ordinal, same_people, same_parties, same_telling, same_session, same_circle)


def _shares_clause(group: Group, mention: Mention) -> bool:
    return any(
        other.passage is mention.passage
        and (other.clause is mention.clause or other.clause.verbs == mention.clause.verbs)
        for other in group.mentions[-_REACH:]
    )


def _agree(first: str, second: str) -> bool:
    """Whether two dates may be the same, unknown parts left open; a month holds its days."""
    if several_days(first) or several_days(second):
        months = [(one[:7], other[:7]) for one in first.split("/") for other in second.split("/")]
        return any(one == other or _NO_MONTH in (one, other) for one, other in months)
    length = min(len(first), len(second))
    return all(a == b or "X" in (a, b) for a, b in zip(first[:length], second[:length], strict=True))


def _near(first: Site, second: Site) -> bool:
    if first.key == second.key:
        return True
    if first.city == second.city:
        return first.loose or second.loose
    return not first.codes or not second.codes or bool(set(first.codes) & set(second.codes))
