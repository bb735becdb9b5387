"""Scenes: one sentence as the rules for undertakings see it, with the list it may stand in.

In: the passages of a text, one after the other. Out: for each a scene with its mentions and their cues, and for the
items of a list the cue of the sentence that opens it (*wurden Dokumente unterzeichnet, darunter:*).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from msgspec import Struct, structs

from kelisim.language.annotations import codes_of
from kelisim.language.function_words import function_words
from kelisim.model import Kind, Span, Stage
from kelisim.once import once
from kelisim.statements.context import Context
from kelisim.statements.cues import Cue
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason
from kelisim.statements.stage_words import stage_words
from kelisim.statements.stages import cue_of, relative_cue
from kelisim.statements.things import Mention, mentions

_KINDS: dict[str, Kind] = {
    kind: kind
    for kind in ("agreement", "project", "programme", "institution", "supply", "training", "event", "measure")
}

STEM, _SHORTEST_CONTENT = 6, 4  # letters
_UMLAUTS = str.maketrans("äöü", "aou")
_NAMES = ("demonym", "country", "capital", "bloc")
_STATES = ("country", "demonym", "bloc")
_PAPERS_FOR = ("project", "programme", "training")


class Found(Struct, frozen=True, dict=True, kw_only=True):
    """What a rule finds: a thing with its kind and stage, and why."""

    mention: Mention
    kind: Kind
    stage: Stage
    cue: Cue | None = None
    anaphor: bool = False
    reasons: tuple[Reason, ...] = ()
    rule: str = ""

    @once
    def head(self) -> Span:
        """The words that name the thing."""
        return self.mention.head

    @once
    def passage(self) -> Passage:
        """The sentence it stands in."""
        return self.mention.passage

    @once
    def states(self) -> frozenset[str]:
        """The states that the phrase itself names: *ein Abkommen mit Kenia*."""
        return frozenset(code for actor in self.passage.actors_in(self.head) for code in actor.codes)

    def follows(self, other: Found, within: int) -> bool:
        """Whether it is told in a sentence behind another one's, at most ``within`` further on."""
        return 0 < self.passage.number - other.passage.number <= within

    @once
    def states_around(self) -> frozenset[str]:
        """The states that its clause names, by name or adjective."""
        here = self.passage.actors_of(self.mention.clause)
        return frozenset(codes_of(actor for actor in here if actor.kind in _STATES))

    @once
    def stems(self) -> frozenset[str]:
        """The first letters of the content words of the phrase, the noun's own kind left out."""
        mention, small = self.mention, _small()
        stems = set()
        names = _NAMES if self.kind == "agreement" else _NAMES[:1]
        states = [actor for actor in self.passage.actors_in(self.head) if actor.kind in names]
        for index in range(mention.first, mention.last + 1):
            word = mention.passage.words[index]
            start = mention.passage.tokens[index].start
            if states and any(actor.start <= start < actor.end for actor in states):
                continue  # deutsch-philippinische Abkommen
            if not word[0].isalpha() or len(word) < _SHORTEST_CONTENT or word in small:
                continue
            if index == mention.index:
                lemma = mention.thing.lemma.lower() if mention.thing else ""
                plural = bool(lemma) and word.translate(_UMLAUTS).startswith(lemma.translate(_UMLAUTS))  # Verträge
                word = word.removesuffix(lemma) if not plural else ""
                if len(word) < _SHORTEST_CONTENT or word.startswith(lemma):
                    continue
            stems.add(word[:STEM])
        return frozenset(stems - stage_words().words.colourless)


@cache
def _small() -> frozenset[str]:
    """Words that tell no two things apart."""
    small = function_words()
    return frozenset({*small.determiners, *small.prepositions, *small.numerals})


class Scene(Struct, frozen=True, dict=True, kw_only=True):
    """A passage with its mentions; ``listing`` is what the sentence that opens the list says of its items.

    ``before`` gives what the rules find in the sentences before one of that number.
    """

    passage: Passage
    context: Context
    listing: Found | None = None
    before: Callable[[int], Sequence[Found]]

    @property
    def earlier(self) -> Sequence[Found]:
        """What the rules find in the sentences before."""
        return self.before(self.passage.number)

    @once
    def mentions(self) -> list[Mention]:
        """The phrases of the sentence that may name an undertaking."""
        return mentions(self.passage)

    @once
    def told(self) -> list[tuple[Mention, Cue]]:
        """The mentions of which the sentence says what becomes of them."""
        return [(mention, cue) for mention, cue in self._with_cue if "ask" not in cue.senses]

    @once
    def _with_cue(self) -> list[tuple[Mention, Cue]]:
        return [(mention, cue) for mention in self.mentions if (cue := self.cue(mention)) is not None]

    @once
    def untold(self) -> list[Mention]:
        """The mentions of which nothing is said; what is only asked for is left out."""
        told = {id(mention) for mention, _ in self._with_cue}
        return [mention for mention in self.mentions if id(mention) not in told]

    def cue(self, mention: Mention) -> Cue | None:
        """What becomes of a thing; things beside each other share their cue."""
        own = cue_of(mention) or _cue_behind(mention)
        if own is None and mention.beside is not None and not mention.chain.preposition:
            return self.cue(mention.beside)
        return own or self._of_the_row(mention)

    def _of_the_row(self, mention: Mention) -> Cue | None:
        """What a relative clause behind a row says of its first ones: *ein Werk und eine Werft, die beide planen*."""
        after = next((other for other in self.mentions if other.beside is mention), None)
        if after is None or mention.chain.preposition:
            return None
        return relative_cue(after) or self._of_the_row(after)


def _cue_behind(mention: Mention) -> Cue | None:
    """What a clause without a subject of its own adds: *die Strecke ist lang und soll 2027 fertig sein*."""
    clause, passage = mention.clause, mention.passage
    if mention.chain.preposition or mention.chain.governor is not None or mention.chain.outer > clause.first + 1:
        return None
    after = passage.clause_behind(clause)
    if after is None or after.kind != "main" or passage.words[clause.last - 1] not in function_words().conjunctions:
        return None
    opens = any(verb.index == after.first and verb.sense.kind == "finite" for verb in after.verbs)
    if not opens and passage.words[after.first] not in function_words().auxiliaries:
        return None
    return cue_of(structs.replace(mention, clause=after))


def _is_line_to_build(mention: Mention, cue: Cue | None) -> bool:
    """Whether a line or connection is a work, not a service: *bauten eine Verbindung zwischen Herat und …*."""
    lemma = mention.thing.lemma.lower() if mention.thing else ""
    acts = (mention.passage.senses[index].act for index in mention.chain.acts)
    built = (cue is not None and "build" in cue.senses) or _joins_nets(mention) or _is_measured(mention)
    return (built or any(act and act.kind == "project" for act in acts)) and lemma.endswith(
        tuple(stage_words().words.services)
    )


def _is_measured(mention: Mention) -> bool:
    """Whether the phrase tells its length: *die 386 Kilometer lange Verbindung*."""
    before = mention.passage.words[mention.first : mention.index]
    return any(word.startswith(tuple(function_words().measured)) for word in before) and mention.words[0][:1].isdigit()


def _joins_nets(mention: Mention) -> bool:
    """Whether what is joined is a net or a line: *Verbindung ihrer Stromnetze*."""
    bare = mention.thing is not None and mention.passage.words[mention.index].startswith(mention.thing.lemma.lower())
    nets = tuple(stage_words().words.joining_nets)
    return bare and any(word.startswith(nets) for word in mention.passage.words)


def _is_signed_for(mention: Mention) -> bool:
    """Whether it is named for the paper on it: *unterzeichneten 14 Projekte*, not *besiegelten den Bau eines Werks*."""
    return mention.kind in _PAPERS_FOR and not mention.chain.acts


def as_found(
    mention: Mention,
    cue: Cue | None,
    *,
    stage: Stage | None = None,
    anaphor: bool = False,
    reasons: tuple[Reason, ...] = (),
) -> Found:
    """What a rule finds, with the doubts that its words raise."""
    doubts = list(reasons)
    if cue is not None and cue.weak:
        doubts.append(Reason("weak verb", -0.05))
    if mention.weak:
        doubts.append(Reason("weak noun", -0.2))
    if cue is not None and cue.how == "act":
        doubts.append(Reason("told by a noun", -0.15))
    plainly = cue is not None and cue.senses.isdisjoint({"close", "finish"}) and _is_signed_for(mention)
    signed = cue is not None and "sign" in cue.senses and (mention.signable or plainly)
    kind = "agreement" if signed else _KINDS.get(mention.kind, "measure")
    if kind == "institution" and _is_line_to_build(mention, cue):
        kind = "project"
    told = stage or (cue.stage if cue else "pledged")
    return Found(mention=mention, kind=kind, stage=told, cue=cue, anaphor=anaphor, reasons=tuple(doubts))
