"""Items: papers told apart by a pronoun behind the package they belong to.

*«besiegelten zwei Grundlagenverträge: einen über das Bündnis und einen über den Verlauf der Grenze»* names two items;
*«15 Papiere, unter ihnen eines zum Aufbau des Zentrums»* one.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import right_edge
from kelisim.model import Stage
from kelisim.statements.chains import chain
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Scene
from kelisim.statements.stage_words import stage_words
from kelisim.statements.stages import Cue
from kelisim.statements.things import Mention

_ENDINGS = ("e", "en", "er", "es", "em")


def items_of(scene: Scene) -> Iterator[tuple[Mention, Cue | None]]:
    """The items of the last package before them, with the package's cue."""
    words = scene.passage.words
    pronouns, topics = stage_words().words.item_pronouns, stage_words().words.item_topics
    for index in range(1, len(words) - 2):
        if words[index] in stage_words().words.listing and words[index + 1] in topics:
            package = _package(scene, index)  # 16 Abkommen, darunter über den Bau eines Zentrums
            if package is not None and package.count is not None:
                yield _item(scene.passage, package, index + 1, index + 1), _cue_of_package(scene, package)
            continue
        if words[index] not in pronouns:
            continue
        topic = index + 2 if words[index + 1] in stage_words().words.item_others else index + 1
        if words[topic] not in topics:
            continue
        package = _package(scene, index)
        relative = scene.passage.clause_at(scene.passage.tokens[index].start)
        if relative.kind == "relative" and relative.first == index:
            continue  # das Abkommen, das zwischen beiden geschlossen wurde
        if package is not None:
            yield _item(scene.passage, package, index, topic), _cue_of_package(scene, package)


def told_apart(scene: Scene) -> Iterator[tuple[Mention, Stage]]:
    """Papers of which a clause each tells the content: *das eine betrifft den Bau von Straßen, das andere gilt …*.

    The package stands before them in the sentence, or in the one before.
    """
    passage, known = scene.passage, stage_words().words
    for clause in passage.clauses:
        at = clause.first + (passage.words[clause.first] in function_words().prepositions)
        if at + 2 >= clause.last or passage.words[at] not in known.item_pronouns:
            continue
        here = passage.words[at + 1 : clause.last]
        if known.item_contents.isdisjoint(here) or not (
            known.item_others & set(here[:1]) or here[0] in known.item_contents
        ):
            continue
        package = _plural_paper(scene, at)
        if package is not None:
            mention, stage = package
            last = max(at + 1, *(i for i in range(at + 1, clause.last) if passage.words[i][0].isalnum()))
            item = structs.replace(mention, passage=passage, clause=clause, index=at, first=at, last=last, beside=None)
            yield structs.replace(item, chain=chain(passage, at)), stage


def _plural_paper(scene: Scene, index: int) -> tuple[Mention, Stage] | None:
    """Several papers told of before the item: in its sentence, else in the one before; with their stage."""
    for mention, cue in reversed(scene.told):
        if mention.paper and mention.last < index and _is_several(mention):
            return mention, cue.stage
    for found in reversed(scene.earlier):
        if scene.passage.number - found.passage.number > 1:
            break  # what lies farther back is not asked: a long text has much of it
        if found.kind == "agreement" and _is_several(found.mention):
            return found.mention, found.stage
    return None


def _is_several(mention: Mention) -> bool:
    return mention.count is not None and mention.count.low > 1


def shortened(scene: Scene) -> Iterator[tuple[Mention, Cue | None]]:
    """A second thing of the same kind without its noun: *ein Handelshaus in Oran und ein spanisches in Rom*."""
    passage, small, known = scene.passage, function_words(), stage_words().words
    for mention in scene.mentions:
        at = mention.last + 1
        if at + 3 >= len(passage.words) or passage.words[at] not in (",", *small.conjunctions):
            continue
        article, adjective, link = passage.words[at + 1 : at + 4]
        if article not in known.item_pronouns or link not in known.local or not adjective.endswith(_ENDINGS):
            continue
        if passage.tokens[at + 2].capital or passage.senses[at + 2].verbs:
            continue
        last = right_edge(passage.tokens, passage.senses, at + 2, frozenset())
        item = structs.replace(mention, index=at + 2, first=at + 2, last=last, beside=mention)
        yield item, scene.cue(mention)


def _package(scene: Scene, index: int) -> Mention | None:
    """The paper in the plural that stands before the item in the same sentence."""
    before = [mention for mention in scene.mentions if mention.last < index and mention.paper]
    told = any(scene.cue(mention) is not None for mention in before)
    return before[-1] if told else None


def _cue_of_package(scene: Scene, package: Mention) -> Cue | None:
    """What is said of the package, else of the last paper before it of which anything is said."""
    papers = [mention for mention in scene.mentions if mention.paper and mention.index <= package.index]
    return next((cue for mention in reversed(papers) if (cue := scene.cue(mention)) is not None), None)


def _item(passage: Passage, package: Mention, index: int, topic: int) -> Mention:
    words, small = passage.words, function_words()
    pronouns, topics = stage_words().words.item_pronouns, stage_words().words.item_topics
    stops = {
        at
        for at in range(topic + 1, len(words) - 2)
        if words[at] in (",", ";", *small.conjunctions)
        and words[at + 1] in pronouns
        and (words[at + 2] in topics or words[at + 3 if at + 3 < len(words) else at + 2] in topics)
    }
    last = right_edge(passage.tokens, passage.senses, topic - 1, frozenset(stops))
    return structs.replace(
        package, index=index, first=index, last=max(last, topic), chain=chain(passage, index), beside=None
    )
