"""What the text is about: the pair of parties that *beide Länder* means, and who has been named so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import cache
from types import MappingProxyType

from msgspec import Struct

from kelisim.language.annotations import Actor, Time, codes_of
from kelisim.language.blocs import bloc_members, related
from kelisim.language.function_words import function_words
from kelisim.language.marks import Marks
from kelisim.language.pairs import means_the_other, pairs
from kelisim.language.quantities import quantities
from kelisim.language.relevance import names_two
from kelisim.language.units import names_money
from kelisim.language.words import NOTHING, VerbSense
from kelisim.model import Published, Span
from kelisim.once import once
from kelisim.statements.figure_words import figure_words
from kelisim.statements.passage import SPEAKING, Passage
from kelisim.statements.rows import longest_row
from kelisim.statements.wars import is_at_war, may_tell_of_war, tells_of_war
from kelisim.statements.whole_blocs import with_whole_blocs

# How much a mention counts towards what the text is about: more in the headline and the lead.
_HEADLINE, _LEAD, _BODY = 3.0, 2.0, 1.0
_LEAD_SENTENCES = 3
_LISTED = ("country", "demonym", "person")
_PART = 0.35  # of the second party's weight that each of many must have
_MANY = 3  # parties that one enumeration must name
_RIVAL = 0.75  # of the weakest party's weight with which another one is as much what the text is about
_OPENING = 2  # tokens from its beginning within which a state opens a sentence
_STATES = ("country", "demonym", "capital", "bloc")
_LESS = {"office": 0.3, "capital": 0.5, "organisation": 0.5, "bloc": 0.5, "place": 0.2}
_ASIDE = 0.3  # the US-Zölle of a text about others
_REGION, _REGION_LESS = "C5", 0.3  # Zentralasien is more often a place than a party


# Counts that by themselves say that parties have to do with each other, where two are named.
_JOINT = (
    "company_count",
    "training_places",
    "commodity_volume",
    "capacity",
    "transit",
    "freight",
    "flights",
    "people_count",
)
_RELATING = frozenset(
    {
        "meet",
        "deliver",
        "sign",
        "build",
        "open",
        "commit",
        "train",
        "give",
        "owe",
        "export",
        "import",
        "invest",
        "take",
        "trade",
        "turnover",
        "sell",
        "buy",
        "aid",
    }
)


class Context(Struct, frozen=True, dict=True, kw_only=True):
    """What every rule may know of the whole text.

    ``pair`` are the parties the text is about, sorted (two, or three where they are named together); ``order`` is the
    same in the order of first mention, ``mentions`` where those are, ``lead`` the party the text is most about.
    ``interstate`` is whether the parties have something with each other: a text that only lists states yields no
    statement. ``weights`` say how much it speaks of each party; ``of_a_line`` is whether a third is only one
    since the text's line ends there. ``published`` is the report's date where known.
    """

    passages: Sequence[Passage]
    pair: tuple[str, ...]
    order: tuple[str, ...]
    mentions: tuple[Span, ...]
    lead: str
    interstate: bool
    published: Published | None
    weights: Mapping[str, float] = MappingProxyType({})
    of_a_line: bool = False

    @once
    def with_two(self) -> frozenset[int]:
        """The numbers of the passages that name two parties, or both of them together (*beide Länder*)."""
        return frozenset(passage.number for passage in self.passages if _names_two(passage))

    @once
    def rivals(self) -> frozenset[str]:
        """Who else the text speaks of nearly as much as of its parties, neither a bloc of them nor a member of one."""
        return self.beside(_RIVAL)

    def beside(self, part: float) -> frozenset[str]:
        """Who else the text speaks of, with at least this part of the weight of the lesser of its parties."""
        enough = part * min((self.weights[code] for code in self.pair), default=0.0)
        others = (code for code, weight in self.weights.items() if weight >= enough and code not in self.pair)
        return frozenset(code for code in others if not any(related(code, one) for one in self.pair))

    @once
    def first_of_the_lead(self) -> tuple[int, Actor] | None:
        """Where the text first speaks of its lead alone, as the number of the sentence, and the name there."""
        told = ((passage.number, actor) for passage in self.passages for actor in passage.speaking)
        return next((found for found in told if found[1].codes == (self.lead,)), None)

    @once
    def of_a_region(self) -> bool:
        """Whether the text speaks of a part of the world as much as of its parties: *Chinas Handel mit Afrika*."""
        regions = figure_words().regions
        some = (p for p in self.passages if not regions.isdisjoint(p.words))
        told = (_weight(p) for p in some for word in p.words if word in regions)
        return sum(told) >= max(_LEAD, min((self.weights[code] for code in self.pair), default=0.0))

    @once
    def dates(self) -> tuple[Time, ...]:
        """The dates on which something is told to be, each once."""
        times = (time for passage in self.passages for time in passage.times)
        return tuple({time.timex: time for time in times if time.role == "on" and time.kind == "date"}.values())


def context(passages: Sequence[Passage], published: Published | None) -> Context:
    """Weigh the parties that the text names and find the pair it is about."""
    weights: defaultdict[str, float] = defaultdict(float)
    order: dict[str, Span] = {}
    warlike = bool(passages) and may_tell_of_war(passages[0].text)
    for passage in passages:
        war = warlike and tells_of_war(passage)
        for actor in passage.actors:
            if actor.kind in SPEAKING and actor.codes and not _says_nothing(passage, actor):
                signs = actor.kind == "bloc" and _acts_in_the_lead(passage, actor)
                weight = _weight(passage) * (1.0 if signs else _LESS.get(actor.kind, 1.0))
                aside = _only_says_whose(passage, actor) or (war and is_at_war(passage, actor))
                aside = aside or (actor.kind == "country" and passage.is_only_a_place(actor))
                weight *= _ASIDE if aside else 1.0
                for code in actor.codes:
                    weights[code] += weight * (_REGION_LESS if code == _REGION and not signs else 1.0)
                    order.setdefault(code, actor.span)
    heaviest = sorted(weights, key=lambda code: -weights[code])
    ranked = _apart(heaviest)
    if len(ranked) == 1:  # a bloc and its members: what goes on between these
        ranked = [code for code in heaviest if code not in bloc_members()] or ranked
    together = _named_together(passages) or (ranked[:_MANY] if _of_three(passages) else [])
    chosen = with_whole_blocs(passages, ranked[:2])
    if len(chosen) == 2 and set(chosen) <= set(together):
        weakest = min(weights[code] for code in together)
        chosen = together if weakest >= _PART * weights[chosen[1]] else chosen
    return Context(
        passages=passages,
        pair=tuple(sorted(chosen)),
        order=tuple(code for code in order if code in chosen),
        mentions=tuple(span for code, span in order.items() if code in chosen),
        lead=max(chosen, key=lambda code: weights[code], default=""),
        interstate=len(chosen) >= 2 and (any(map(_relates, passages)) or _each_has_one(passages, chosen)),
        published=published,
        weights=weights,
    )


def may_tell_of_two(marks: Marks) -> bool:
    """Whether two parties are named at all, neither in the other: nothing else need be asked where they are not.

    The words are asked first, since actors are dearer; then the actors, since a word may be another's name.
    """
    if not names_two(marks.codes):
        return False
    return names_two(codes_of(actor for actor in marks.actors if actor.kind in SPEAKING))


def _only_says_whose(passage: Passage, actor: Actor) -> bool:
    """Whether an actor only says whose a rule or a border is: *US-Zölle*, *nahe der chinesischen Grenze*."""
    at = passage.index_at(actor.end - 1) + 1
    if actor.kind == "country" and _lies_at_its_border(passage, actor):
        return True
    alone = actor.kind == "demonym" and len(actor.codes) == 1
    if alone and at < len(passage.words):
        word = passage.words[at]
        if word in figure_words().borders or word.startswith(figure_words().fled) or _says_where(passage, actor, at):
            return True
    if passage.text[actor.end : actor.end + 1] != "-":
        return False
    return passage.words[passage.index_at(actor.start)].endswith(figure_words().rules)


def _lies_at_its_border(passage: Passage, actor: Actor) -> bool:
    """Whether something lies at the border of a state, which may have nothing to do with it: *nahe der Grenze zu X*."""
    at = passage.index_at(actor.start) - 2
    at -= passage.words[at + 1] in function_words().determiners
    known = figure_words()
    if at >= 0 and passage.words[at] in known.contests:
        return True  # im Wettbewerb mit Kenia
    if at < _OPENING or passage.words[at] not in known.borders:
        return False
    return not known.beside_a_border.isdisjoint(passage.words[at - _OPENING : at])


def _says_where(passage: Passage, actor: Actor, at: int) -> bool:
    """Whether an adjective only says in which state a town lies: *im saudi-arabischen Dschidda*."""
    if passage.word_before(actor) not in function_words().within:
        return False
    start = passage.tokens[at].start
    return any(a.start == start and a.kind in ("place", "capital") and a.codes == actor.codes for a in passage.actors)


def _acts_in_the_lead(passage: Passage, actor: Actor) -> bool:
    """Whether a bloc is who acts in the lead: it opens a sentence (*Die EAWU und Iran haben …*) or follows *mit*."""
    if passage.number > _LEAD_SENTENCES:
        return False
    index, small = passage.index_at(actor.start), function_words()
    before = next((word for word in reversed(passage.words[:index]) if word not in small.determiners), "")
    return index <= _OPENING + 2 or before in small.accompanied


def _apart(ranked: Sequence[str]) -> list[str]:
    """The parties without a bloc of one that ranks before it, or a member of a bloc that does."""
    chosen: list[str] = []
    for code in ranked:
        if not any(related(code, other) for other in chosen):
            chosen.append(code)
    return chosen


def _each_has_one(passages: Sequence[Passage], chosen: Sequence[str]) -> bool:
    """Whether every party of the pair stands in a sentence with money or a thing, if not in the same one."""
    places: dict[str, dict[int, Passage]] = {code: {} for code in chosen}
    for passage in passages:
        for actor in passage.actors:
            for code in actor.codes if actor.kind in (*_STATES, "organisation") else ():
                if code in places:
                    places[code][passage.number] = passage
    # the party that is named least often first: where it has nothing, the others need not be asked
    return all(any(map(_has_something, places[code].values())) for code in sorted(chosen, key=lambda c: len(places[c])))


def _opens_or_joins(passage: Passage, actor: Actor) -> bool:
    """Whether a state opens its sentence or stands behind *mit*: *… der Schweiz, Islands und Norwegens mit Indien*."""
    index = passage.index_at(actor.start)
    return index <= _OPENING or passage.words[index - 1] in function_words().accompanied


def _has_something(passage: Passage) -> bool:
    """Whether the sentence names a thing or a sum; it is searched by itself, since most texts asked are dropped."""
    flow = any(sense.indicator is not None and sense.indicator.use == "flow" for sense in passage.senses)
    return flow or any(sense.thing for sense in passage.senses) or _tells_a_sum(passage)


def _tells_a_sum(passage: Passage) -> bool:
    if not names_money(passage.marks.seen, passage.span.start, passage.span.end):
        return False
    found = quantities(passage.marks.seen, passage.span.start, passage.span.end)
    return any(quantity.kind == "money" for quantity in found)


def of_the_report(passage: Passage, actor: Actor) -> bool:
    """Whether an actor belongs to the report and not to what it tells: its agency, the place in its dateline."""
    line = passage.marks.dateline
    if actor.role == "agency" or (line is not None and line.covers(actor.span)):
        return True
    alone = actor.start == passage.span.start and passage.text[actor.end : passage.span.end] == "."
    if alone and passage.number < _LEAD_SENTENCES and actor.kind in ("capital", "place"):
        return True  # Den Haag. Das Ministerium kauft …
    opens = actor.start - passage.span.start < 3 or passage.text[actor.start - 1] == "/"
    if opens and actor.kind == "capital" and passage.text[actor.end : actor.end + 2] == ": ":
        return not passage.is_headline  # Bukarest: Auf der Konferenz hat die Ministerin …
    return opens and passage.text[actor.end : actor.end + 3] in (" – ", " - ", " — ")


def _says_nothing(passage: Passage, actor: Actor) -> bool:
    """Whether what the text is about cannot be told from an actor: of its report, or named for a rank alone."""
    return of_the_report(passage, actor) or passage.is_only_ranked(actor)


def _relates(passage: Passage) -> bool:
    """Whether a sentence names two parties (or *beide*) with trade, a paper, a thing, a meeting or a delivery."""
    if not passage.actors:
        return False
    speaking = [a for a in passage.actors if a.kind in SPEAKING and not of_the_report(passage, a)]
    codes = codes_of(speaking)
    named = len(codes) + (len(codes) == 1 and _names_the_other(passage))
    if named < 2 and not any(actor.kind == "pair" for actor in passage.actors):
        return False
    joint = _JOINT if named >= 2 else ()
    sure = any(
        sense.thing
        or sense.meeting
        or (sense.indicator and (sense.indicator.use in ("flow", "relation") or sense.indicator.indicator in joint))
        or any(verb.senses & _RELATING and not verb.weak and _whole(verb, passage) for verb in sense.verbs)
        for sense in passage.senses
        if sense is not NOTHING
    )
    if sure or len(codes) < 2:
        return sure
    # Auch Togo erhält 450 Millionen Euro von der EU: with a sum a weak verb is enough
    passing = any(verb.senses & _RELATING and _whole(verb, passage) for said in passage.senses for verb in said.verbs)
    return passing and _tells_a_sum(passage)


def _whole(verb: VerbSense, passage: Passage) -> bool:
    """Whether a separable verb has its particle in the sentence: *kommt* alone is no *übereinkommen*."""
    return not verb.particle or verb.particle in passage.words


def _names_two(passage: Passage) -> bool:
    return len(passage.parties) >= 2 or any(actor.kind == "pair" for actor in passage.actors)


def _names_the_other(passage: Passage) -> bool:
    if not any(word in passage.lower for word in _others()):
        return False
    return any(means_the_other(passage.words, at) for at in range(len(passage.words)))


@cache
def _others() -> tuple[str, ...]:
    """The words that mean the other state of a pair, without those that hold another of them."""
    words = pairs().other | pairs().neighbour
    return tuple(word for word in words if not any(other in word for other in words - {word}))


def _weight(passage: Passage) -> float:
    if passage.is_headline and passage.number <= 2:
        return _HEADLINE
    return _LEAD if passage.number < _LEAD_SENTENCES else _BODY


def _named_together(passages: Sequence[Passage]) -> list[str]:
    """Three or more states that one enumeration names in the headline or the lead (*Chinas, Kirgisistans und …*)."""
    for passage in passages[: _LEAD_SENTENCES + 1]:
        codes = _in_a_row(passage, _LISTED)
        if len(codes) < _MANY:
            with_blocs = _in_a_row(passage, (*_LISTED, "bloc"))  # die EU, Großbritannien und Norwegen
            codes = with_blocs if _apart(with_blocs) == with_blocs else codes
        if len(codes) >= _MANY:
            also = [a for a in passage.actors if a.kind in _STATES and _opens_or_joins(passage, a)]
            return list(dict.fromkeys([*codes, *(code for actor in also for code in actor.codes)]))
    return []


def _in_a_row(passage: Passage, kinds: Sequence[str]) -> list[str]:
    """The codes of the longest enumeration of actors of these kinds."""
    named = [actor for actor in passage.actors if actor.kind in kinds and actor.codes]
    return list(dict.fromkeys(code for actor in longest_row(passage, named) for code in actor.codes))


def _of_three(passages: Sequence[Passage]) -> bool:
    """Whether the text speaks of three states together: *die drei Staaten*, *der drei befreundeten Länder*."""
    small = function_words()
    return any(
        passage.words[index] in small.three and _follows(passage, index, small.states, small.joined)
        for passage in passages
        if any(word in passage.lower for word in small.three) and not small.three.isdisjoint(passage.words)
        for index in range(len(passage.words) - 1)
    )


def _follows(passage: Passage, index: int, nouns: Set[str], adjectives: Set[str]) -> bool:
    """Whether one of the nouns stands right behind a token, or behind it and one of the adjectives."""
    behind = passage.words[index + 1 : index + 3]
    return not nouns.isdisjoint(behind[1:2] if behind[0] in adjectives else behind[:1])
