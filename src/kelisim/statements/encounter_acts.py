"""Encounters that are only seen by what people do together: they sign, announce, agree in one place."""

from __future__ import annotations

from itertools import pairwise

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.language.word_classes import CLASSES, UNKNOWN
from kelisim.model import MeetingFormat
from kelisim.statements.encounter_frames import Frame
from kelisim.statements.encounter_mentions import Mention
from kelisim.statements.encounter_verbs import takes_up
from kelisim.statements.encounter_words import encounter_words, is_town
from kelisim.statements.governors import of
from kelisim.statements.passage import Passage

_DAY = 10  # characters
_OFFICE, _LONG_OFFICE, _APPOSITION = 8, 16, 24  # words between two names
_AND = (("und",), ("sowie",))
_BEHIND_DATELINE = ("-", "–", "—", ")", ":")


SIGNING = frozenset({"sign", "attend"})
"""What the verbs of a signing say."""
_ACTING = ("person", "office", "country", "bloc", "organisation")
_PEOPLE = ("person", "office", "demonym")
_JOINING = frozenset({"und", "sowie"})


def plain_verb(passage: Passage, clause: Clause) -> int | None:
    """A finite verb or auxiliary of the clause where no verb of the lexicon stands in it."""
    small = function_words()
    agreed = not encounter_words().agreed.isdisjoint(passage.words_of(clause))
    for at in range(clause.last - 1, clause.first - 1, -1):
        if passage.words[at] in small.plain_finite or passage.words[at] in small.have:
            return at
        if passage.words[at] in small.be and agreed:
            return at
    signs = not encounter_words().witnessing.isdisjoint(passage.words_of(clause))
    return next((at for at in range(clause.first + 1, clause.last - 1) if _is_past(passage, at, signs=signs)), None)


def _is_past(passage: Passage, at: int, *, signs: bool) -> bool:
    """Whether an unknown word is a verb of the past by its ending and its place: *X und Y wohnten der Feier bei*."""
    small, word = function_words(), passage.words[at]
    if passage.tokens[at].capital or not word.endswith(("te", "ten")) or not passage.tokens[at - 1].capital:
        return False
    if signs:
        return True  # setzten Vertreter beider Länder ihre Unterschriften unter das Papier
    following = passage.words[at + 1]
    openers = (small.determiners, small.prepositions, small.adverbs, small.numerals, small.pronouns)
    return any(following in words for words in openers)


def is_signing(verb: ClauseVerb) -> bool:
    """Whether a verb says that people signed something together; who ratifies stays at home."""
    return not verb.sense.senses.isdisjoint(SIGNING) and verb.sense.lemma not in encounter_words().at_home


def puts_names(passage: Passage, clause: Clause) -> bool:
    """Whether names are put under a paper: *setzten ihre Unterschriften unter den Vertrag*."""
    return not encounter_words().signatures.isdisjoint(passage.words_of(clause))


def act_format(passage: Passage, clause: Clause, *, signs: bool) -> MeetingFormat:
    """A signing is a ceremony, what is done by video a call, everything else talks."""
    if set(passage.words_of(clause)) & encounter_words().video:
        return "call"
    witnessed = set(passage.words_of(clause)) & encounter_words().witnessing
    return "ceremony" if signs or witnessed or opens_something(passage, clause) else "talks"


def may_act_together(passage: Passage) -> bool:
    """Whether `may_be_joint` can hold for any clause of the sentence, asked before it is cut into clauses.

    Two parties stand in the sentence, or one and a word that takes up the other; and so do two people, or one and such
    a word, or it is a signing or a talk, or states act in a row, for which it takes a city and a day.
    """
    known, acting = encounter_words(), [actor for actor in passage.actors if actor.kind in _ACTING]
    codes = codes_of(acting)
    nameless = sum(actor.kind == "person" and not actor.codes for actor in acting)
    pronoun = not known.pronouns.isdisjoint(passage.words)
    signs = not passage.meanings.isdisjoint(SIGNING) or not known.signatures.isdisjoint(passage.words)
    for_all = pronoun or any(actor.kind == "pair" for actor in passage.actors)
    if signs and (for_all or not function_words().three.isdisjoint(passage.words)):
        return True
    if len(codes) + nameless + for_all < 2:
        return bool(passage.times) and _may_be_represented(passage)
    people = sum(actor.kind in _PEOPLE for actor in passage.actors)
    if people > 1 or (people and (pronoun or not known.guests.isdisjoint(passage.words))):
        return True
    if signs:
        return True
    if any(verb.lemma in known.negotiating for said in passage.senses for verb in said.verbs):
        return True
    joined = any(actor.kind == "country" for actor in acting) and not _JOINING.isdisjoint(passage.words)
    return joined and _may_name_a_city(passage) and bool(passage.times)


def _may_be_represented(passage: Passage) -> bool:
    """Whether people of two capitals may talk: *Vertreter aus Tiflis und Baku sprachen am 8. Mai …*."""
    if encounter_words().representatives.isdisjoint(passage.words):
        return False
    return sum(actor.kind == "capital" for actor in passage.actors) > 1


def has_time_or_place(passage: Passage) -> bool:
    """Whether a day or a place stands in the sentence, or two parties do: times are asked for last, as the dearest."""
    codes = codes_of(actor for actor in passage.actors if actor.kind in _ACTING)
    if len(codes) >= 2 or any(actor.kind in ("place", "capital", "pair") for actor in passage.actors):
        return True
    return not encounter_words().pronouns.isdisjoint(passage.words) or bool(passage.times)


def _may_name_a_city(passage: Passage) -> bool:
    """Whether `where` can find a city anywhere in the sentence."""
    if encounter_words().place_prepositions.isdisjoint(passage.words):
        return False
    if any(actor.kind in ("place", "capital", "demonym") for actor in passage.actors):
        return True
    return any(map(is_town, passage.words)) or any(
        word == "in"
        and at + 2 < len(passage.words)
        and passage.tokens[at + 1].capital
        and CLASSES[passage.tokens[at + 1].word] is UNKNOWN
        for at, word in enumerate(passage.words)
    )


def may_be_joint(around: Frame, *, signs: bool) -> bool:
    """Whether `is_joint` or `is_support` can hold, asked before times and places are looked for.

    Two people stand in the frame, or one and somebody who is taken up; else states must act, or something is signed.
    """
    passage, clause = around.passage, around.clause
    named = around.actors
    people = sum(actor.kind in ("person", "office", "demonym") for actor in named)
    if people > 1 or (people and takes_up(passage, clause)):
        return True
    if signs or any(verb.sense.lemma in encounter_words().negotiating for verb in clause.verbs):
        return len(named) > 1 or any(actor.kind == "pair" or len(actor.codes) > 1 for actor in named)
    return len(named) > 1 and any(actor.kind == "country" for actor in named)


def is_joint(mention: Mention, signs: bool, clause: Clause) -> bool:
    """Two people (or, for a signing, states) of different sides, in one place or on a day of their own."""
    if clause.kind == "relative" and not (signs and _on_a_day(mention)):
        return False
    if opens_something(mention.passage, clause) and _people_of_two(mention):
        return True
    if mention.format == "call" and len(mention.codes) >= 2 and len(mention.people) >= 2:
        return True
    stands = mention.site is not None or (mention.time is not None and len(mention.time.timex) >= 7)
    if signs and stands and (mention.pair is not None or len(_signed_for(mention)) > 1):
        return True
    if not stands or (mention.site is not None and not mention.site.city and mention.time is None):
        return False
    if _with_whom(mention):
        return True
    actors = (*mention.people, *mention.offices)
    pairs = [(a, b) for a in actors for b in actors if a.key != b.key and a.codes != b.codes]
    if pairs:
        return any(_coordinated(mention.passage, a, b) for a, b in pairs)
    if signs and mention.site is not None and mention.site.city and mention.site.codes and mention.time is not None:
        nameless = [actor for actor in mention.people if not set(actor.codes) & set(mention.site.codes)]
        if any(_coordinated(mention.passage, a, b) for a, b in pairwise(nameless)):
            return True  # two of one side who sign in a city of the other
    city = mention.site is not None and mention.site.city
    if signs and ((city and _leaders_act(mention)) or _was_signed(mention, clause)):
        return True
    if mention.site is None or mention.time is None:
        talked = any(verb.sense.lemma in encounter_words().negotiating for verb in clause.verbs)
        return (signs or talked) and (mention.time is not None or (signs and city)) and _two_states_act(mention)
    return (signs and len(mention.codes) >= 2) or (city and _two_states_act(mention))


def _was_signed(mention: Mention, clause: Clause) -> bool:
    """Whether a paper was signed on a day in a city: *wurde am 3. Oktober 2019 in Havanna unterzeichnet*."""
    if clause.kind != "main" or mention.site is None or not mention.site.city or not mention.site.codes:
        return False
    passive = not function_words().passive_past.isdisjoint(mention.passage.words_of(clause))
    return passive and _on_a_day(mention)


def signatories(mention: Mention) -> tuple[Actor, ...]:
    """Who signs beside persons and states in the subject: firms, those signed for, those between whom the paper is."""
    return *_signing_firms(mention), *_signed_for(mention), *_named_between(mention)


def _named_between(mention: Mention) -> list[Actor]:
    """The states between which a paper is: *Der Vertrag zwischen Kuba und Russland wurde am 3. Mai in Havanna …*."""
    span = mention.passage.span_of(mention.clause)
    row = [actor for actor in mention.passage.actors_in(span) if actor.kind in ("country", "bloc")]
    return [actor for actor in row if of(mention.passage, actor).preposition in function_words().between]


def opens_something(passage: Passage, clause: Clause) -> bool:
    """Whether a work is begun or opened: *gab den Startschuss*, *eröffnete den Hafen*, *legten den Grundstein*."""
    return not encounter_words().opened.isdisjoint(passage.words_of(clause))


def _people_of_two(mention: Mention) -> bool:
    """Whether two persons with a known state each do it together."""
    people = [actor for actor in mention.people if actor.codes]
    pairs = [(a, b) for a in people for b in people if a.codes != b.codes]
    return any(_coordinated(mention.passage, a, b) for a, b in pairs)


def _on_a_day(mention: Mention) -> bool:
    """Whether a relative clause tells the news of a day: *ein Papier, das X und Y am Freitag in Z unterzeichneten*."""
    return mention.time is not None and len(mention.time.timex) >= _DAY


def is_support(mention: Mention) -> bool:
    """Whether people of two sides do something together without a day or place: it makes no encounter by itself."""
    if mention.site is not None or mention.time is not None or mention.format == "call":
        return False
    actors = mention.people
    pairs = [(a, b) for a in actors for b in actors if a.key != b.key and (a.codes != b.codes or not a.codes)]
    return _with_whom(mention) or any(_coordinated(mention.passage, a, b) for a, b in pairs)


def are_signatories(mention: Mention, clause: Clause) -> bool:
    """Whether office holders of two states sign: they met, though the clause says neither where nor when."""
    people = mention.people
    if clause.kind == "main" and opens_something(mention.passage, clause) and _people_of_two(mention):
        return True
    signs = clause.kind == "main" and any("sign" in verb.sense.senses for verb in clause.verbs)
    return signs and len({actor.codes for actor in people}) > 1 and all(actor.codes and actor.role for actor in people)


def _with_whom(mention: Mention) -> bool:
    """Whether somebody named before does it with a person: *sprach sie in Nairobi mit ihrem Amtskollegen*."""
    if not takes_up(mention.passage, mention.clause):
        return False
    return any(
        of(mention.passage, actor).preposition == "mit" or _after_pronoun(mention.passage, actor)
        for actor in mention.people
    )


def _after_pronoun(passage: Passage, actor: Actor) -> bool:
    """*er und Schawkat Mirsijojew*."""
    at = of(passage, actor).at
    return at > 1 and passage.words[at - 1] == "und" and passage.words[at - 2] in encounter_words().they


def _two_states_act(mention: Mention) -> bool:
    """Whether states joined by *und* are the subject: *Deutschland und die Mongolei haben … in Ulan Bator …*."""
    passage = mention.passage
    row = [actor for actor in passage.actors_of(mention.clause) if _may_sign(mention, actor)]
    if len(row) < 2 or not any(actor.kind in ("country", "capital") for actor in row):
        return False
    first = passage.index_at(row[0].start)
    if not _opens(mention, first):
        return False
    for one, two in pairwise(row):
        gap = passage.words[passage.index_at(one.end - 1) + 1 : passage.index_at(two.start)]
        if len(gap) > 2 or gap[:1] not in ((",",), ("und",), ("sowie",)):
            return False
        if gap[0] != ",":
            return True
    return False


def _leaders_act(mention: Mention) -> bool:
    """Whether those who lead or speak for two states open the clause: *Die Staatschefs Kenias und Ugandas haben*."""
    passage, small = mention.passage, function_words()
    if any(len(office.codes) > 1 and not of(passage, office).preposition for office in mention.offices):
        return True
    row = [actor for actor in mention.states if actor.kind == "country"]
    if len(codes_of(row)) < 2:
        return False
    first = passage.index_at(row[0].start)
    noun = passage.words[first - 1] if first > mention.clause.first else ""
    return (noun in small.leaders or noun in encounter_words().representatives) and _opens(mention, first)


def _signed_for(mention: Mention) -> list[Actor]:
    """The states for which somebody signs: *Für Kenia unterschrieb X, für Tansania Y*, each once."""
    passage = mention.passage
    for_whom = [
        actor
        for actor in passage.actors
        if actor.kind == "country"
        and (found := of(passage, actor)).preposition in encounter_words().on_behalf
        and found.noun is None
    ]
    return list({actor.codes: actor for actor in for_whom}.values())


def _signing_firms(mention: Mention) -> list[Actor]:
    """The firms of a known state that are subjects of a signing; they stand for it there."""
    span = mention.passage.span_of(mention.clause)
    return [
        actor
        for actor in mention.passage.actors_in(span)
        if actor.kind == "organisation" and actor.codes and not of(mention.passage, actor).preposition
    ]


def _opens(mention: Mention, first: int) -> bool:
    """Whether the name is the subject: behind an article and a noun, a dateline, or day, place and verb of the clause.

    *Vertreter Norwegens und …*, *In Bukarest haben Rumänien und …*, *Am 8. Januar sprachen Vertreter aus Tiflis und …*.
    """
    passage, clause, small = mention.passage, mention.clause, function_words()
    at = first - 1
    while at >= clause.first:
        word = passage.words[at]
        if word in _BEHIND_DATELINE:
            return True
        led = passage.words[at - 1] if at > 0 else ""
        if word in encounter_words().of_delegation and led in encounter_words().representatives:
            at -= 2
            continue
        if word in small.finite or passage.senses[at].verbs:
            return _is_setting(mention, at)
        if word in small.prepositions or not word[0].isalpha():
            return False
        at -= 1
    return True


def _is_setting(mention: Mention, verb: int) -> bool:
    """Whether only day and place, with their prepositions, stand before the verb of the clause."""
    passage, first = mention.passage, mention.clause.first
    said = [item.span for item in (mention.time, mention.site) if item is not None]
    if verb == first:
        return False
    return all(
        not passage.tokens[at].capital
        or passage.words[at] in function_words().prepositions
        or any(span.start <= passage.tokens[at].start < span.end for span in said)
        for at in range(first, verb)
    )


def _may_sign(mention: Mention, actor: Actor) -> bool:
    """A state, a bloc, or a firm whose state is known: *der französische Konzern Orano und die Mongolei*."""
    if actor.kind == "organisation":
        return bool(actor.codes)
    return actor.kind in ("country", "bloc", "capital") and actor in mention.states


def is_stay(mention: Mention) -> bool:
    """Whether people of one state are in a city of another, or somebody's guest."""
    if _is_guest_of(mention):
        return True
    if mention.site is None or not mention.site.codes:
        return False
    if not mention.site.city and not (mention.people and mention.time is not None):
        return False  # in a state at large: only somebody with a name, on a day
    actors = [actor for actor in (*mention.people, *mention.offices) if not _hosts(mention, actor)]
    codes = codes_of(actors)
    if not actors or not codes:
        codes = codes_of(actor for actor in mention.states if actor.kind == "demonym")
    return len(codes) == 1 and not codes & set(mention.site.codes)


def _hosts(mention: Mention, actor: Actor) -> bool:
    """Whether a guest is with somebody of the place: *verbrachte zwei Tage bei Präsident X in Y*."""
    home = mention.site is not None and set(actor.codes) <= set(mention.site.codes)
    return home and of(mention.passage, actor).preposition in encounter_words().hosted_by


def _is_guest_of(mention: Mention) -> bool:
    """Whether one is the guest of another: *X war am Dienstag Gast von Y, zu Gast bei Y*."""
    words = mention.passage.words
    guests = [at for at in range(mention.clause.first, mention.clause.last) if words[at] in encounter_words().guests]
    actors = (*mention.people, *mention.offices)
    if not guests or len(codes_of(actors)) < 2:
        return False
    return any(of(mention.passage, actor).preposition in encounter_words().hosted_by for actor in actors)


def _coordinated(passage: Passage, first: Actor, second: Actor) -> bool:
    """Whether *und* or *mit* joins two names: *X und sein Amtskollege Y*, *X sprach mit Y*."""
    if second.start < first.start:
        return False
    gap = passage.words[passage.index_at(first.end - 1) + 1 : passage.index_at(second.start)]
    joins = encounter_words().joining & set(gap)
    if of(passage, first).preposition == "mit" and len(gap) <= 2:
        return True  # Mit Premier X sprach Y
    at_once = len(gap) <= _LONG_OFFICE and bool(joins & set(gap[:2]))  # X, und der Leiter der Nationalen Bank, Y
    return bool(joins) and (len(gap) <= _OFFICE or at_once or _apposed(gap) or "mit" in joins)


def _apposed(gap: tuple[str, ...]) -> bool:
    """Whether an office in commas stands between two names: *X, Minister und Chef der Bahn, und Minister Y*."""
    if gap[:1] != (",",) or "," not in gap[1:] or len(gap) > _APPOSITION:
        return False
    closed = len(gap) - 1 - gap[::-1].index(",")
    return closed > 0 and gap[closed + 1 : closed + 2] in _AND and len(gap) - closed <= _OFFICE
