"""Encounters: every wording of a text that says that representatives of states met.

In: the context of a text. Out: mentions, in the order of the text, each with its frame read. *«Beim Treffen mit dem
usbekischen Außenminister am 25. Januar»* is one by its noun, *«Tokajew empfing Saidov»* by its verb, *«X und Y haben
am Mittwoch in Peking eine Erklärung unterzeichnet»* because two people did something together in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from kelisim.language.annotations import Actor, Time
from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import left_edge
from kelisim.language.number_words import ordinal
from kelisim.language.words import NOTHING
from kelisim.model import MeetingFormat, Span
from kelisim.statements.context import Context
from kelisim.statements.encounter_frames import Frame, Site, frame, offices, people, states, when, where
from kelisim.statements.encounter_phrases import head_of_act, head_of_noun, head_of_verb, phrase_of_noun
from kelisim.statements.encounter_words import encounter_words
from kelisim.statements.governors import governor, noun_word
from kelisim.statements.passage import Passage

_SUBJECT_WITHIN = 5  # words from the beginning of the clause to a pronoun that is its subject
_SHORT_BODY = 5  # letters: Rat, Rates; a compound with one needs the -s- of Staatsrat
_FORMATS: dict[str, MeetingFormat] = {
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


class Mention(Struct, frozen=True, kw_only=True):
    """A wording that names an encounter, with what its frame says of it.

    ``by`` says whether a noun, a verb or a joint act names it; ``rule`` is the rule that found it. ``press`` marks a
    press conference, ``body`` a joint body in session, ``earlier`` *zuvor*, ``old`` what lies long before the text,
    ``guest`` a pronoun or *der Gast*, ``definite`` what takes up an encounter named before, ``told`` a noun that is
    neither the scene of something nor held: what is only told of.
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
    clause: Clause

    @property
    def names_guest(self) -> bool:
        """Whether the guest is called so, not only taken up by a pronoun."""
        words = self.passage.words[self.clause.first : self.clause.last]
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


def mentions(context: Context) -> list[Mention]:
    """All mentions of encounters in a text, in order; one for each noun or verb that a rule accepts."""
    found: list[Mention] = []
    for passage in context.passages:
        here: list[Mention] = []
        for rule in RULES:
            for mention in rule(passage):
                if not any(_same_place(mention, other) for other in here):
                    here.append(mention)
        found += sorted(here, key=lambda mention: mention.index)
    return found


def _same_place(mention: Mention, other: Mention) -> bool:
    """Whether a weaker rule only repeats what another has found in the same clause."""
    if mention.index == other.index:
        return True
    return mention.by == "act" and mention.clause == other.clause


# --- rules


def named_by_a_noun(passage: Passage) -> Iterator[Mention]:
    """A noun of meeting that is no topic, no plan and not long past: *bei einem Treffen mit …, Besuch von … in …*."""
    for index, sense in enumerate(passage.senses):
        noun = sense.meeting
        if noun is None or noun.format == "none" or not _is_real(passage, index):
            continue
        mention = _of_noun(passage, index, _FORMATS[noun.format], strong=noun.weight == "strong")
        if _is_domestic(passage, mention) or _is_repeated(mention):
            continue
        yield mention


def held_by_a_body(passage: Passage) -> Iterator[Mention]:
    """A joint body that is held like a session: *in Graz fand die Gemischte Kommission statt*."""
    for clause in passage.clauses:
        for verb in clause.verbs:
            if not clause.first <= verb.index < clause.last or "hold" not in verb.sense.senses:
                continue
            if _is_planned(passage, clause) or clause.negated or not _body_in(passage, clause):
                continue
            if any(passage.senses[at].meeting is not None for at in range(clause.first, clause.last)):
                continue
            mention = _of_verb(passage, clause, verb, held_by_a_body.__name__)
            yield _changed(mention, format="session")


def named_by_a_verb(passage: Passage) -> Iterator[Mention]:
    """A verb of meeting with two sides, or with a joint body as its subject: *empfing, traf, tagte, beriet mit*."""
    for clause in passage.clauses:
        for verb in clause.verbs:
            if not clause.first <= verb.index < clause.last or "meet" not in verb.sense.senses:
                continue
            if verb.sense.kind in ("attributive", "infinitive") or _is_planned(passage, clause) or clause.negated:
                continue
            if "visit" in verb.sense.senses and verb.sense.weak and verb.sense.kind == "finite":
                continue  # reist am Donnerstag weiter: still to come
            mention = _of_verb(passage, clause, verb, named_by_a_verb.__name__)
            if _has_two_sides(mention, verb) and not _is_repeated(mention):
                yield mention


def before_the_press(passage: Passage) -> Iterator[Mention]:
    """Two people who stepped before the press: *sind am 8. August vor die Presse getreten*."""
    for index, word in enumerate(passage.words):
        if word not in encounter_words().press or passage.senses[index].meeting is not None:
            continue
        if governor(passage, index).preposition != "vor":
            continue
        clause = passage.clause_at(passage.tokens[index].start)
        if clause.negated or _is_planned(passage, clause):
            continue
        around = frame(passage, index, head_of_verb(passage, clause, index))
        mention = _mention(around, index, "talks", by="verb", rule=before_the_press.__name__)
        if len(mention.people) >= 2:
            yield _changed(mention, press=True)


def did_something_together(passage: Passage) -> Iterator[Mention]:
    """Two people of different states do something together in one place or on one day: talks, or a signing."""
    for clause in passage.clauses:
        if clause.negated or _is_planned(passage, clause) or clause.kind == "infinitive":
            continue
        verbs = [verb for verb in clause.verbs if clause.first <= verb.index < clause.last]
        acts = [verb for verb in verbs if verb.sense.kind not in ("attributive", "infinitive")]
        index = acts[-1].index if acts else _plain_verb(passage, clause)
        if index is None:
            continue
        signs = any("sign" in verb.sense.senses for verb in acts)
        around = frame(passage, index, head_of_verb(passage, clause, index))
        mention = _mention(
            around, index, _act_format(passage, clause, signs=signs), by="act", rule=did_something_together.__name__
        )
        if _is_joint(mention, signs, clause):
            spans = [item.span for item in (mention.time, mention.site) if item is not None]
            yield _changed(mention, head=head_of_act(passage, spans, index))


RULES: tuple[Callable[[Passage], Iterator[Mention]], ...] = (
    named_by_a_noun,
    named_by_a_verb,
    held_by_a_body,
    before_the_press,
    did_something_together,
)


# --- nouns


def _of_noun(passage: Passage, index: int, format_: MeetingFormat, *, strong: bool) -> Mention:
    phrase = phrase_of_noun(passage, index)
    around = frame(passage, index, phrase)
    raised = _raised(passage, index, format_)
    mention = _mention(around, index, raised, by="noun", rule=named_by_a_noun.__name__)
    known, word = encounter_words(), passage.words[index]
    definite = _is_definite(passage, index)
    if definite and not _is_held(passage, around.clause):
        mention = _without_surroundings(mention, phrase)
    return _changed(
        mention,
        head=head_of_noun(passage, index),
        strong=strong,
        press=word in known.press,
        definite=definite,
        told=governor(passage, index).preposition == "" and not _is_held(passage, around.clause),
        ordinal=_ordinal(passage, index),
        body=any(is_body(passage, at) for at in _tokens(passage, phrase)),
    )


def _raised(passage: Passage, index: int, format_: MeetingFormat) -> MeetingFormat:
    """The format with its adjective: *offizieller Besuch*; *virtuelles Treffen* is a call."""
    first = left_edge(passage.tokens, passage.senses, index)
    for word in passage.words[first:index]:
        if word in encounter_words().video and format_ == "talks":
            return "call"
        for stem, raised in encounter_words().adjectives.items():
            if word.startswith(stem) and format_.endswith("visit"):
                return _FORMATS[raised]
    return format_


def _is_real(passage: Passage, index: int) -> bool:
    """Whether the noun is an encounter that took place: not a topic, not to come, not one of many."""
    known, small = encounter_words(), function_words()
    word = passage.words[index]
    if any(word.startswith(first) and len(word) > len(first) + 3 for first in known.private):
        return False
    found = governor(passage, index)
    before = set(passage.words[found.at : index])
    if before & (known.coming | known.former):
        return False
    if noun_word(passage, found) in known.leading and found.noun is not None:
        found = governor(passage, found.noun)
    if noun_word(passage, found) in known.governors or found.preposition in known.topical:
        return False
    clause = passage.clause_at(passage.tokens[index].start)
    sets_the_scene = found.preposition in small.prepositions and found.preposition not in (
        "zu",
        "zum",
        "zur",
        "auf",
        "an",
        "am",
    )
    if sets_the_scene:
        return not any(verb.sense.lemma in ("sollen", "wollen", "mögen") for verb in clause.verbs) and not _future(
            passage, clause
        )
    lemmas = {verb.sense.lemma for verb in clause.verbs}
    spoken_of = any("talk" in verb.sense.senses for verb in clause.verbs)
    return not (clause.negated or _is_planned(passage, clause) or lemmas & known.asking or spoken_of)


def _is_domestic(passage: Passage, mention: Mention) -> bool:
    """Whether a session is that of one state's own body: *Sitzung des Parlaments*."""
    if mention.format not in ("session", "forum") or len(mention.codes) >= 2:
        return False
    clause = mention.clause
    return any(
        passage.words[at] in encounter_words().domestic and passage.tokens[at].capital
        for at in range(clause.first, clause.last)
    )


def _is_held(passage: Passage, clause: Clause) -> bool:
    return any(verb.sense.lemma in encounter_words().held for verb in clause.verbs)


def _without_surroundings(mention: Mention, phrase: Span) -> Mention:
    """Only what stands in the phrase itself: the clause of *bei dem Treffen* may speak of other days and places."""
    return _changed(
        mention,
        time=mention.time if mention.time and phrase.covers(mention.time.span) else None,
        site=mention.site if mention.site and phrase.covers(mention.site.span) else None,
    )


def _is_definite(passage: Passage, index: int) -> bool:
    """Whether the noun only takes up what has been named: *bei dem Treffen*, *im Laufe der Gespräche*."""
    before = passage.words[max(0, left_edge(passage.tokens, passage.senses, index) - 1)]
    if before not in ("dem", "des", "der", "das", "den", "die", "diesem", "beim", "zum", "vom", "im"):
        return False
    phrase = phrase_of_noun(passage, index)
    return not any(actor.kind in ("person", "office", "country", "bloc") for actor in passage.actors_in(phrase))


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


# --- verbs


def _of_verb(passage: Passage, clause: Clause, verb: ClauseVerb, rule: str) -> Mention:
    phrase = head_of_verb(passage, clause, verb.index)
    around = frame(passage, verb.index, phrase)
    mention = _mention(around, verb.index, _verb_format(passage, clause, verb), by="verb", rule=rule)
    body = _body_in(passage, clause)
    return _changed(
        mention,
        strong=not verb.sense.weak,
        body=body,
        ordinal=_first_time(passage, clause) if mention.format == "session" or body else None,
        guest=_takes_up(passage, clause),
    )


def _takes_up(passage: Passage, clause: Clause) -> bool:
    """Whether somebody named before is meant: *der Gast*, *er kam auch mit Y zusammen*, *wurde sie empfangen*."""
    known = encounter_words()
    words = passage.words[clause.first : clause.last]
    if any(word in known.guests for word in words):
        return True
    first = next((at for at, word in enumerate(words) if word in known.pronouns), None)
    if first is None or first > _SUBJECT_WITHIN:
        return False
    at = clause.first + first
    stands_alone = not words[first].startswith(("dies", "beid", "letzt"))
    return stands_alone or at + 1 >= len(passage.tokens) or not passage.tokens[at + 1].capital


def _is_repeated(mention: Mention) -> bool:
    clause = mention.clause
    return bool(set(mention.passage.words[clause.first : clause.last]) & encounter_words().repeated)


def _verb_format(passage: Passage, clause: Clause, verb: ClauseVerb) -> MeetingFormat:
    meanings = verb.sense.senses
    if "call" in meanings or set(passage.words[clause.first : clause.last]) & encounter_words().video:
        return "call"
    if "visit" in meanings:
        return "official_visit"
    return "session" if _body_in(passage, clause) else "talks"


def _body_in(passage: Passage, clause: Clause) -> bool:
    """Whether a joint body meets: *der Rat kam zusammen*, *die Kommission tagte*; not a body of one state."""
    known = encounter_words()
    for at in range(clause.first, clause.last):
        if passage.tokens[at].capital and is_body(passage, at) and passage.words[at] not in known.domestic:
            return True
    return False


def is_body(passage: Passage, at: int) -> bool:
    """Whether a word is a joint body, by itself or as the last part of a compound; no name of a person."""
    word = passage.words[at]
    if word in encounter_words().bodies:
        return True
    long = tuple(body for body in encounter_words().bodies if len(body) > _SHORT_BODY)
    short = tuple(f"s{body}" for body in encounter_words().bodies if len(body) <= _SHORT_BODY)
    if not word.endswith((*long, *short)):
        return False
    start = passage.tokens[at].start
    return not any(actor.kind == "person" and actor.start <= start < actor.end for actor in passage.actors)


def _first_time(passage: Passage, clause: Clause) -> tuple[int, Span] | None:
    """*erstmals*, *zum ersten Mal* is the first session."""
    words = passage.words
    for at in range(clause.first, clause.last):
        if words[at] in encounter_words().first_time:
            return 1, Span(passage.tokens[at].start, passage.tokens[at].end)
        if words[at] == "mal" and at > clause.first and (value := ordinal(words[at - 1])) is not None:
            return value, passage.span_between(at - 1, at)
    return None


def _has_two_sides(mention: Mention, verb: ClauseVerb) -> bool:
    meanings = verb.sense.senses
    sides = len(mention.codes)
    if sides >= 2 and _are_represented(mention):
        return True
    named = len(mention.people) + len(mention.offices) + mention.guest + _somebody(mention)
    if "session" in meanings or (mention.body and "host" not in meanings):
        return mention.body or named >= 2 or (named >= 1 and sides >= 2)
    if "visit" in meanings:
        site = set(mention.site.codes) if mention.site else set()
        return named >= 1 and len(mention.codes | site) >= 2
    return named >= 2 and (
        _somebody(mention)
        or sides >= 2
        or any(not actor.codes for actor in (*mention.people, *mention.offices))
        or mention.guest
    )


def _are_represented(mention: Mention) -> bool:
    """Whether delegations or governments of two states are the subject: *die Delegationen Omans und Tansanias*."""
    words = mention.passage.words
    return any(
        words[at] in encounter_words().representatives and words[at - 1] not in function_words().prepositions
        for at in range(mention.clause.first + 1, mention.clause.last)
    )


def _somebody(mention: Mention) -> bool:
    """Whether a person without an office stands behind a demonym (*die deutsche Spitzendiplomatin*)."""
    passage = mention.passage
    for actor in passage.actors:
        if actor.kind != "demonym" or passage.clause_at(actor.start) is not mention.clause:
            continue
        at = passage.index_at(actor.start) + 1
        if at < len(passage.tokens) and passage.tokens[at].capital and passage.senses[at] is NOTHING:
            found = governor(passage, at)
            inside = any(other.span.covers(actor.span) for other in passage.actors if other is not actor)
            if not inside and found.noun is None and found.preposition in ("", "mit", "von", "vom"):
                return not any(other.start == passage.tokens[at].start for other in passage.actors)
    return False


def _is_planned(passage: Passage, clause: Clause) -> bool:
    """Whether the clause speaks of what is still to come: a modal verb, *werden* with an infinitive."""
    modal = any(
        verb.sense.lemma in encounter_words().modal and clause.first <= verb.index < clause.last
        for verb in clause.verbs
    )
    unreal = bool(set(passage.words[clause.first : clause.last]) & encounter_words().unreal)
    return modal or unreal or _future(passage, clause) or clause.conditional


def _future(passage: Passage, clause: Clause) -> bool:
    words = passage.words[clause.first : clause.last]
    if not set(words) & function_words().future:
        return False
    return any(
        verb.sense.kind == "infinitive" and clause.first <= verb.index < clause.last for verb in clause.verbs
    ) or (clause.planned and not any(verb.sense.senses & {"plan"} for verb in clause.verbs))


def _plain_verb(passage: Passage, clause: Clause) -> int | None:
    """A finite verb or auxiliary of the clause where no verb of the lexicon stands in it."""
    small = function_words()
    for at in range(clause.last - 1, clause.first - 1, -1):
        if passage.words[at] in small.plain_finite or passage.words[at] in small.auxiliaries:
            return at
    return None


def _act_format(passage: Passage, clause: Clause, *, signs: bool) -> MeetingFormat:
    if set(passage.words[clause.first : clause.last]) & encounter_words().video:
        return "call"
    return "ceremony" if signs else "talks"


def _is_joint(mention: Mention, signs: bool, clause: Clause) -> bool:
    """Two people (or, for a signing, states) of different sides, in one place or on a day of their own."""
    if clause.kind == "relative":
        return False
    stands = mention.site is not None or (mention.time is not None and len(mention.time.timex) >= 7)
    if not stands or (mention.site is not None and not mention.site.city and mention.time is None):
        return False
    pairs = [(a, b) for a in mention.people for b in mention.people if a.key != b.key and a.codes != b.codes]
    if pairs:
        return any(_coordinated(mention.passage, a, b) for a, b in pairs)
    return signs and len(mention.codes) >= 2 and mention.site is not None and mention.time is not None


def _coordinated(passage: Passage, first: Actor, second: Actor) -> bool:
    """Whether *und* or *mit* joins two names: *X und sein Amtskollege Y*, *X sprach mit Y*."""
    if second.start < first.start:
        return False
    gap = passage.words[passage.index_at(first.end - 1) + 1 : passage.index_at(second.start)]
    joins = {"und", "sowie", "mit"} & set(gap)
    return bool(joins) and (len(gap) <= 8 or "mit" in joins)


# --- what all share


def _mention(around: Frame, index: int, format_: MeetingFormat, *, by: str, rule: str) -> Mention:
    passage, known = around.passage, encounter_words()
    words = set(passage.words[around.clause.first : around.clause.last])
    return Mention(
        passage=passage,
        index=index,
        head=around.phrase,
        by=by,
        rule=rule.replace("_", " "),
        format=format_,
        ordinal=None,
        time=when(around),
        site=where(around),
        people=tuple(people(around)),
        offices=tuple(offices(around)),
        states=tuple(states(around)),
        strong=True,
        earlier=bool(words & known.earlier),
        old=bool(words & known.long_ago) or _is_last_year(passage, around.clause),
        clause=around.clause,
    )


def _is_last_year(passage: Passage, clause: Clause) -> bool:
    """*im September vergangenen Jahres*: a year ago."""
    words = passage.words
    return any(
        words[at] in ("jahres", "jahr") and words[at - 1] in encounter_words().last_year
        for at in range(clause.first + 1, clause.last)
    )


def _changed(mention: Mention, **changes: object) -> Mention:
    from msgspec import structs

    return structs.replace(mention, **changes)
