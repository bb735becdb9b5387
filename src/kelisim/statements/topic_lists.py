"""Topic lists: several papers told apart by what each is on, with one noun for all of them.

In: a scene. Out: the single papers. *«unterzeichneten Vereinbarungen zum Fischfang, zu den Häfen sowie zur Bildung»*
names three; *«Eines ist das Abkommen über Visa, das zweite ist das Abkommen über Zeugnisse»* two of those before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import structs

from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import right_edge
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention

_LEAST = 2  # topics
_ASIDE = 2  # tokens of unter anderem
_BACK = 3  # sentences
_JOINT = 2  # tokens from the end of one topic to the next


def paper_by_its_topic(scene: Scene) -> Iterator[Found]:
    """One of several papers by its topic alone: *Vereinbarungen zum Fischfang, zu den Häfen sowie zur Bildung*."""
    words = scene.passage.words
    for mention in scene.mentions:
        at = _behind_aside(words, mention.index + 1)
        if not mention.paper or at >= len(words) or words[at] not in stage_words().words.list_topics:
            continue
        starts = _starts(words, at) if _is_several(mention) else []
        cue = scene.cue(mention) if len(starts) >= _LEAST else None
        if cue is None or cue.talk or (mention.count is not None and mention.count.low != len(starts)):
            continue
        ends = [*starts[1:], len(words)]
        lasts = [
            right_edge(scene.passage.tokens, scene.passage.senses, start, frozenset({end - 1, end}))
            for start, end in zip(starts, ends, strict=True)
        ]
        if any(last + _JOINT != start for last, start in zip(lasts, starts[1:], strict=False)):
            continue
        for start, last in zip(starts, lasts, strict=True):
            named = start == mention.index + 1
            first = mention.first if named else start
            index = mention.index if named else start
            item = structs.replace(mention, index=index, first=first, last=last)
            yield as_found(item, cue, reasons=(Reason("one of several", -0.1),))


def _behind_aside(words: Sequence[str], at: int) -> int:
    """Where the topics begin behind what says that there are more: *Abkommen, unter anderem über Zölle*."""
    if words[at : at + 1] != (",",):
        return at
    if words[at + 1 : at + 1 + _ASIDE] in stage_words().asides:
        return at + 1 + _ASIDE
    return at + 2 if words[at + 1 : at + 2] and words[at + 1] in stage_words().words.listing else at


def _starts(words: Sequence[str], at: int) -> list[int]:
    """Where each topic begins: behind a comma or *und* with the same preposition again."""
    same = stage_words().words.list_topics if words[at].startswith("zu") else frozenset({words[at]})
    joints = function_words().joints
    later = (index for index in range(at + 1, len(words) - 1) if words[index - 1] in joints)
    return [at, *(index for index in later if words[index] in same and words[index].startswith(words[at][:2]))]


def _is_several(mention: Mention) -> bool:
    """Whether the noun stands in the plural."""
    if mention.count is not None:
        return mention.count.low > 1
    lemma, word = mention.thing.lemma.lower() if mention.thing else "", mention.words[mention.index - mention.first]
    singular = mention.determiner.startswith(("ein", "kein", "sein", "ihr")) or mention.determiner in ("das", "dem")
    return not singular and (not word.endswith(lemma) or (not mention.determiner and lemma.endswith("en")))


def one_named_after_all(scene: Scene) -> Iterator[Found]:
    """One of the papers that a sentence before has counted: *Eines ist das Abkommen über Visa für Diplomaten*."""
    known, small = stage_words().words, function_words()
    for mention in scene.untold:
        clause, words = mention.clause, scene.passage.words
        before = words[clause.first : mention.chain.outer]
        if not mention.paper or mention.last == mention.index or not before or before[-1] not in small.be:
            continue
        told = before[0] in known.item_pronouns and set(before[1:-1]) <= known.item_others
        package = _package(scene) if told else None
        if package is not None:
            reasons = (Reason("one of several", -0.1),)
            yield as_found(mention, package.cue, stage=package.stage, reasons=reasons)


def _package(scene: Scene) -> Found | None:
    """The counted papers told of shortly before."""
    for found in reversed(scene.earlier):
        if scene.passage.number - found.passage.number > _BACK:
            return None
        if found.kind == "agreement" and found.mention.count is not None and found.mention.count.low > 1:
            return found
    return None
