"""Interstate: whether what a sentence tells goes on between states, or is one state's or one firm's own business."""

from __future__ import annotations

from kelisim.language.annotations import Actor, codes_of
from kelisim.language.function_words import function_words
from kelisim.language.light_verbs import may_hold_light_verbs
from kelisim.language.words import JOINT, senses
from kelisim.once import Remembered, asked_once
from kelisim.statements.context import Context
from kelisim.statements.passage import Passage
from kelisim.statements.things import Mention
from kelisim.text.tokens import tokenise

_STATES_AND_PLACES = ("country", "demonym", "capital", "place")
_NEAR_WORDS = 9
_BESIDE = 8  # words
_NEAR = 1  # sentences around
_SHORT, _LEAD = 12, 3  # sentences
_DEALING = frozenset({"deliver", "flow", "train", "step"})
_OWN = "national"  # the stem of an adjective of what is one state's own
_MANY = 2  # sentences with two parties make a text one about states


def is_linked(mention: Mention, context: Context) -> bool:
    """Whether two parties stand in the sentence or beside it, or the whole text is about a pair of states."""
    passage = mention.passage
    codes = passage.parties
    if len(codes) >= 2 or _has_pair(passage):
        return True
    first, last = max(0, passage.number - _NEAR), passage.number + _NEAR + 1
    around = {code for near in context.passages[first:last] for code in near.parties}
    if len(codes) <= 1 and any(word.startswith(_OWN) for word in mention.words[: mention.index - mention.first]):
        return False  # die Nationale Wasserstoffstrategie
    if mention.kind != "agreement" and _at_home(passage):
        return _taken_up_abroad(mention, context)
    if (codes and len(around) >= 2) or _goes_on(passage, context):
        return True
    return _about_states(context)


def _goes_on(passage: Passage, context: Context) -> bool:
    """Whether a sentence that names nobody stands right behind one that names two parties."""
    return not passage.parties and passage.number - 1 in context.with_two


def may_be_linked(passage: Passage, context: Context) -> bool:
    """Whether `is_linked` can hold for anything in the sentence; asked before the sentence is read for things."""
    codes = passage.parties
    if len(codes) >= 2 or _has_pair(passage) or _about_states(context) or _goes_on(passage, context):
        return True
    around = context.passages[max(0, passage.number - _NEAR) : passage.number + _NEAR + 1]
    return bool(codes) and any(near.parties - codes for near in around)


def has_dealings(context: Context) -> bool:
    """Whether the text is about two parties and tells a delivery, a barrier or a paper of any of them."""
    if len(context.pair) < _MANY or not context.with_two:
        return False
    return any(
        any(map(_DEALINGS.__getitem__, passage.sentence.words.split(" ")))
        and _has_dealings(passage, of_two=passage.number in context.with_two)
        for passage in context.passages
    )


def _may_deal(piece: str) -> bool:
    """Whether a word of a piece between blanks may be what `_has_dealings` looks for; the sentence decides."""
    words = [token.word for token in tokenise(piece)]
    if any(word.startswith(JOINT) for word in words) or may_hold_light_verbs([word.lower() for word in words]):
        return True
    return any(
        said.act is not None
        or (said.thing is not None and said.thing.kind in ("agreement", "measure"))
        or any(not verb.senses.isdisjoint(_DEALING) for verb in said.verbs)
        for said in map(senses, words)
    )


_DEALINGS = Remembered(_may_deal)


def _has_dealings(passage: Passage, *, of_two: bool) -> bool:
    """Whether a sentence tells a delivery, a paper, a barrier and what becomes of it, or an act beside one of two."""
    if not passage.meanings.isdisjoint(_DEALING):
        return True
    lifted = "lift" in passage.meanings  # numbers sink and are raised, too
    return any(
        (said.thing is not None and said.thing.kind == "agreement" and said.thing.weight == "strong")
        or (of_two and said.act is not None and said.act.use in ("act", "measure") and _beside_a_party(passage, at))
        or (lifted and "measure" in (said.thing and said.thing.kind, said.act and said.act.kind))
        for at, said in enumerate(passage.senses)
        if said.thing is not None or said.act is not None
    )


def _beside_a_party(passage: Passage, at: int) -> bool:
    """Whether a party stands few words from the token: not *die Erweiterung des Vorstands und die Lage in Polen*."""
    return any(abs(passage.index_at(actor.start) - at) <= _BESIDE for actor in passage.actors if actor.codes)


def _taken_up_abroad(mention: Mention, context: Context) -> bool:
    """Whether the next sentence goes on about such a thing and names another state."""
    here = mention.passage.parties
    for passage in context.passages[mention.passage.number + 1 : mention.passage.number + 2]:
        things = (said.thing for said in passage.senses if said.thing is not None)
        if passage.parties - here and any(thing.kind == mention.kind for thing in things):
            return True
    return False


def _at_home(passage: Passage) -> bool:
    """Whether one state alone is named more than once, as the one who acts and where: its own works at home."""
    named = [
        actor
        for actor in passage.actors
        if actor.codes and actor.kind in _STATES_AND_PLACES and passage.text[actor.start - 1 : actor.start] != "("
    ]  # in den Vereinigten Arabischen Emiraten (VAE)
    alone = len(named) > 1 and len(codes_of(named)) == 1
    return alone and any(_acts(passage, actor) for actor in passage.actors if actor.codes)


def _acts(passage: Passage, actor: Actor) -> bool:
    """Whether an actor stands without a preposition before it, so that it may be the one who does something."""
    small, index = function_words(), passage.index_at(actor.start)
    for at in range(index - 1, max(-1, index - 1 - _NEAR_WORDS), -1):
        if passage.words[at] in small.prepositions:
            return False
        if passage.words[at] in small.finite or passage.words[at] == ",":
            return True
    return True


@asked_once
def _about_states(context: Context) -> bool:
    """Whether headline or lead name two parties and the text is short, or many of its sentences do."""
    both = context.with_two
    if len(context.passages) <= _SHORT and any(number < _LEAD for number in both):
        return True
    return len(both) >= _MANY and len(both) * 8 >= len(context.passages)


def _has_pair(passage: Passage) -> bool:
    return any(actor.kind == "pair" for actor in passage.actors)
