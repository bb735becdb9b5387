"""Items: papers told apart by a pronoun behind the package they belong to.

*«besiegelten zwei Grundlagenverträge: einen über das Bündnis und einen über den Verlauf der Grenze»* names two items;
*«15 Papiere, unter ihnen eines zum Aufbau des Zentrums»* one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import right_edge
from kelisim.model import Stage
from kelisim.statements.chains import chain
from kelisim.statements.cues import Cue
from kelisim.statements.passage import Passage
from kelisim.statements.scenes import Scene
from kelisim.statements.stage_words import stage_words
from kelisim.statements.stages import cue_of
from kelisim.statements.things import Mention, mentions

_BACK = 2  # sentences
_ENDINGS = ("e", "en", "er", "es", "em")


def items_of(scene: Scene) -> Iterator[tuple[Mention, Cue | None]]:
    """The items of the last package before them, with the package's cue."""
    words = scene.passage.words
    pronouns, topics = stage_words().words.item_pronouns, stage_words().words.item_topics
    if not any(mention.paper for mention in scene.mentions):
        return
    for index in range(1, len(words) - 2):
        if words[index] in stage_words().words.listing and words[index + 1] in topics:
            package = _package(scene, index)  # 16 Abkommen, darunter über den Bau eines Zentrums
            if package is not None and package.count is not None:
                yield _item(scene.passage, package, index + 1, index + 1), _cue_of_package(scene, package)
            continue
        if words[index] not in pronouns:
            continue
        topic = index + 2 if words[index + 1] in stage_words().words.item_others else index + 1
        if words[topic] not in topics and not _has_owner(words, index):
            continue
        package = _package(scene, index)
        relative = scene.passage.clause_at(scene.passage.tokens[index].start)
        if relative.kind == "relative" and relative.first == index:
            continue  # das Abkommen, das zwischen beiden geschlossen wurde
        if package is not None:
            yield _item(scene.passage, package, index, topic), _cue_of_package(scene, package)


def _has_owner(words: Sequence[str], index: int) -> bool:
    """Whether an item in an opened list is told by whose it is: *darunter einen der Universität Tirana mit …*."""
    listed = words[index - 1] in stage_words().words.listing and words[index].startswith("ein")
    return listed and words[index + 1] in ("der", "des")


def listed_by_number(scene: Scene) -> Mention | None:
    """A paper of a list that only its number names: *– der erste zwischen der Bahn und dem Werk*."""
    words, known = scene.passage.words, stage_words().words
    if scene.listing is None or scene.listing.kind != "agreement" or words[0] not in known.item_pronouns:
        return None
    topic = 1 + (words[min(1, len(words) - 1)] in known.item_others)
    if topic + 1 >= len(words) or words[topic] not in known.item_topics:
        return None
    here = structs.replace(scene.listing.mention, passage=scene.passage, clause=scene.passage.clauses[0])
    return _item(scene.passage, here, 0, topic)


def told_apart(scene: Scene) -> Iterator[tuple[Mention, Stage]]:
    """Papers of which a clause each tells the content: *das eine betrifft den Bau von Straßen, das andere gilt …*.

    The package stands before them in the sentence, or in the one before.
    """
    passage, known = scene.passage, stage_words().words
    if known.item_pronouns.isdisjoint(passage.words) or known.item_contents.isdisjoint(passage.words):
        return
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
            gap = _left_out(scene, at + 2, clause.last)
            if gap is not None:
                item = structs.replace(item, last=gap - 2)
                rest = right_edge(passage.tokens, passage.senses, gap + 2, frozenset())
                yield structs.replace(item, index=gap, first=gap, last=rest, chain=chain(passage, gap)), stage
            yield structs.replace(item, chain=chain(passage, at)), stage


def _left_out(scene: Scene, first: int, last: int) -> int | None:
    """Where the next item stands whose verb is left out: *das erste regelt den Zoll, das zweite den Fischfang*."""
    words, known, small = scene.passage.words, stage_words().words, function_words()
    for at in range(first, last - 3):
        if words[at] in small.joints and words[at + 1] in known.item_pronouns:
            noun = scene.passage.tokens[at + 3].capital or words[at + 3] in small.determiners
            if words[at + 2] in known.item_others and noun:
                return at + 1
    return None


def one_of_several(scene: Scene) -> Iterator[tuple[Mention, Cue | None]]:
    """One of several works by what becomes of it: *Die eine führt über den Fluss, die andere entsteht bei Zumba*."""
    passage, known = scene.passage, stage_words().words
    if known.item_others.isdisjoint(passage.words):
        return
    for clause in passage.clauses:
        at = clause.first
        if at + 3 >= clause.last or passage.words[at] not in ("der", "die", "das"):
            continue
        if passage.words[at + 1] not in known.item_others or not _is_verb(passage, at + 2):
            continue
        works = _several_works(scene)
        if works is not None:
            item = structs.replace(works, passage=passage, clause=clause, index=at + 1, first=at, last=at + 1)
            item = structs.replace(item, chain=chain(passage, at), beside=None)
            cue = cue_of(item)
            yield item, cue
            gap = next((i for i in range(at + 3, clause.last - 2) if _is_next(passage, i)), None)
            if gap is not None:
                last = right_edge(passage.tokens, passage.senses, gap + 1, frozenset())
                yield structs.replace(item, index=gap + 1, first=gap, last=last), cue


def _is_next(passage: Passage, index: int) -> bool:
    """Whether the next work is named behind a comma or *und*: *…, der andere weiter östlich*."""
    before, word, after = passage.words[index - 1 : index + 2]
    joint = before in function_words().joints
    return joint and word in ("der", "die", "das") and after in stage_words().words.item_others


def _is_verb(passage: Passage, index: int) -> bool:
    word = passage.words[index]
    known = bool(passage.senses[index].verbs) or word in function_words().finite
    return not passage.tokens[index].capital and (known or word.endswith("t"))


def _several_works(scene: Scene) -> Mention | None:
    """The counted works named last: in one of the two sentences before."""
    number = scene.passage.number
    for passage in reversed(scene.context.passages[max(0, number - _BACK) : number]):
        works = [m for m in mentions(passage) if m.kind in ("project", "institution") and _is_several(m)]
        if works:
            return works[-1]
    return None


def _plural_paper(scene: Scene, index: int) -> tuple[Mention, Stage] | None:
    """Several papers told of before the item: in its sentence, else in the one before; with their stage."""
    for mention in reversed(scene.mentions):
        if mention.paper and mention.last < index and _is_several(mention):
            cue = scene.cue(mention)
            return mention, cue.stage if cue else "committed"
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
        if at + 3 >= len(passage.words) or passage.words[at] not in small.joints:
            continue
        article, adjective, link = passage.words[at + 1 : at + 4]
        if article not in known.item_pronouns or link not in known.local or not adjective.endswith(_ENDINGS):
            continue
        if passage.tokens[at + 2].capital or passage.senses[at + 2].verbs or adjective in small.pronouns:
            continue
        last = right_edge(passage.tokens, passage.senses, at + 2, frozenset())
        item = structs.replace(mention, index=at + 2, first=at + 2, last=last, beside=mention)
        yield item, scene.cue(mention)


def _package(scene: Scene, index: int) -> Mention | None:
    """The paper in the plural that stands before the item in the same sentence."""
    before = [mention for mention in scene.mentions if mention.last < index and mention.paper]
    told = any(mention.count is not None or scene.cue(mention) is not None for mention in before)
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
