"""Lines and works told twice: *Eisenbahnstrecke* and *Bahnlinie*, a pipeline by two names through the same states.

In: two things that rules have found. Out: whether their nouns name one work.
"""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.once import asked_once
from kelisim.statements.scenes import Found
from kelisim.statements.stage_words import stage_words

_PAIR, _NEAR, _FAR = 2, 3, 8  # states, sentences, sentences
_TOPIC = 12  # tokens


@asked_once
def family(item: Found) -> str:
    """What the noun is at bottom: *Eisenbahnstrecke* and *Bahnlinie* are both a *bahn*."""
    known = sorted(stage_words().words.families)
    word = item.passage.words[item.mention.index].replace("akw", "kraftwerk")
    word = "pipeline" if word == "leitung" else word
    parts = [part for part in known if part in word]
    if not parts and item.kind == "project":  # der Abschnitt der Eisenbahn
        word = item.passage.words[item.mention.last] if has_topic(item) else word
        parts = [part for part in known if any(part in one for one in item.mention.words)]
        word = next((one for one in item.mention.words if parts and parts[0] in one), word)
    courses = stage_words().words.courses  # an Eisenbahntrasse is a bahn
    return max([part for part in parts if part not in courses] or parts, key=word.rfind, default="")  # Flughafen: hafen


@asked_once
def families(item: Found) -> frozenset[str]:
    """What a paper is on, as families of works: of *Memorandum zur Sanierung der Bahnstrecke* the *bahn*."""
    mention, known = item.mention, stage_words().words.families
    words = item.passage.words[mention.first : mention.last + _TOPIC]
    return frozenset(part for word in words for part in known if part in word)


def is_one_line(one: Found, other: Found) -> bool:
    """Whether both are of one family and not told apart, or lead through the same states."""
    if not family(one) or family(one) != family(other):
        return False
    if (one.mention.count is None) != (other.mention.count is None):
        return False  # zwei neue Brücken, die Brücke in Frankfurt
    apart = _is_told_apart(one) and _is_told_apart(other)
    return not apart or _is_along(one, other) or _is_along(other, one)


def _is_along(one: Found, other: Found) -> bool:
    """Whether one sentence names all the states that the other one's line leads through: *von Peru nach Chile*."""
    return len(one.states) >= _PAIR and one.states <= other.passage.codes


def is_plant_again(one: Found, other: Found) -> bool:
    """Whether a plant told of shortly before is taken up by another word: *ein Werk für Granaten … die Fabrik*."""
    near = one.follows(other, _NEAR)
    known = near and one.mention.definite and are_plants(one, other)
    return known and not (_is_told_apart(one) and _is_told_apart(other))


def is_link_again(one: Found, other: Found) -> bool:
    """Whether a line told shortly before is only called a link: *eine Bahnlinie … die Verbindung soll beginnen*."""
    near = one.follows(other, _FAR) and one.mention.definite
    words, at = one.passage.words, one.mention.index
    link = (
        near and words[at] in stage_words().words.links and function_words().between.isdisjoint(words[at + 1 : at + 2])
    )
    return link and bool(family(other)) and len(one.states) < _PAIR


def are_plants(one: Found, other: Found) -> bool:
    """Whether both are one plant each."""
    ends = tuple(stage_words().words.plants)
    return all(
        item.mention.count is None and item.passage.words[item.mention.index].endswith(ends) for item in (one, other)
    )


def has_topic(item: Found) -> bool:
    """Whether something stands behind the noun."""
    return item.mention.last > item.mention.index


def _is_told_apart(item: Found) -> bool:
    """Whether the phrase says which of several it is: not *die Verlegung des Seekabels auf dem Meeresboden*."""
    places = any(actor.codes or actor.kind == "place" for actor in item.passage.actors_in(item.head))
    return has_topic(item) and (places or not item.mention.definite)
