"""What a sentence only names beside what it tells: examples, shares, parts, stocks, what stands there already.

In: a mention and what is said of it. Out: whether it is no thing by itself. *«eine Bahn, die vier Viadukte umfasst»*
is one work, *«das Volumen der Kredite überschritt 8 Milliarden»* is none.
"""

from __future__ import annotations

from kelisim.language.function_words import function_words
from kelisim.statements.cues import Cue
from kelisim.statements.moods import SURE_OF_ITSELF
from kelisim.statements.stage_words import stage_words
from kelisim.statements.things import Mention


def is_told_beside(mention: Mention, cue: Cue) -> bool:
    """Whether it is only an example, a share, a part, the whole, a stock, there already, or a body that approves."""
    if mention.kind == "supply" and not stage_words().words.fewer.isdisjoint(mention.words):
        return True  # hatte weniger Rüstungsexporte genehmigt
    if is_an_example(mention) or _is_a_share(mention) or _only_stands_there(mention) or is_a_stock(mention):
        return True
    if _is_a_part(mention) or _is_the_whole(mention) or _is_a_better_one(mention):
        return True
    if _is_there_already(mention) and cue.stage not in SURE_OF_ITSELF:
        return True
    approved = len(mention.chain.acts) == 1 and cue.lemma.lower() in stage_words().words.approvals
    return mention.kind == "institution" and mention.definite and approved  # die Genehmigung der Staatsholding


def _is_a_part(mention: Mention) -> bool:
    """Whether a work only says what it has: *eine Autobahn, die vier Viadukte und ein Kontrollzentrum umfasst*."""
    passage, clause, known = mention.passage, mention.clause, stage_words().words
    last = len(passage.words) if clause.kind == "relative" else clause.last
    if mention.chain.acts or known.holding.isdisjoint(passage.words[clause.first : last]):
        return False
    before = range(clause.first, mention.first)
    open_one = passage.clause_before(clause) or clause
    begun = clause if clause.kind == "relative" else open_one
    if begun.kind == "relative":
        before = range(begun.first - 1, 0, -1)  # the noun that it is about
    first = next((thing for at in before if (thing := passage.senses[at].thing) is not None), None)
    return (
        first is not None
        and first.kind == "project"
        and first.lemma.lower() not in known.general - known.lines_in_parts
    )


def _is_the_whole(mention: Mention) -> bool:
    """Whether something is only said to be a part of it: *der Teil des Korridors Vc ist*."""
    words, chain = mention.passage.words, mention.chain
    if stage_words().words.part_of.isdisjoint(words[chain.outer : chain.inner]):
        return False
    here = words[mention.clause.first : mention.clause.last]
    return not mention.clause.verbs and not function_words().be.isdisjoint(here)


def _is_a_better_one(mention: Mention) -> bool:
    """Whether only an effect is hoped for: *schaffen eine schnellere, sicherere Verbindung mit Kroatien*."""
    return not stage_words().words.better.isdisjoint(mention.words[: mention.index - mention.first])


def is_a_stock(mention: Mention) -> bool:
    """Whether loans or a traffic are only told as much: *die Kredite erreichten 3 Mrd.*, *die meisten Kredite*."""
    words, known = mention.passage.words, stage_words().words
    if mention.kind == "programme":
        most = mention.definite and any(word in known.most for word in mention.words)
        plural = mention.index == mention.last or words[mention.index].endswith("e")
        reaches = any("level" in verb.sense.senses for verb in mention.clause.verbs)
        if reaches and mention.words[0].startswith("gesamt"):
            return True  # Indiens gesamte Hilfe beläuft sich auf 4 Milliarden
        said = mention.passage.senses[mention.clause.first : mention.first]
        sized = any(sense.indicator is not None and sense.indicator.use == "value" for sense in said)
        return most or (plural and reaches and sized)  # das Volumen der Kredite überschritt acht Milliarden
    more = any(words[at].endswith(tuple(known.becoming_more)) for at in mention.chain.acts)
    return mention.kind == "institution" and more


def is_an_example(mention: Mention) -> bool:
    """Whether it stands in a row of examples: *im Bereich großer Anlagen wie Kraftwerke, Bahnen und Häfen*."""
    passage, small = mention.passage, function_words()
    if mention.definite:
        at = mention.first - 2  # in Bereichen wie dem Tunnelbau
        known = stage_words().words
        return at > 0 and passage.words[at] in known.as_examples and passage.words[at - 1] in known.fields
    before = passage.words[mention.clause.first : mention.first]
    if before[-1:] == ("wie",) and "so" in before:
        return True  # so viel wie fünf Kraftwerke
    for at in range(mention.first - 1, 0, -1):
        token, word = passage.tokens[at], passage.words[at]
        if word in stage_words().words.as_examples:
            return passage.tokens[at - 1].capital
        if not (token.capital or word == "," or word in small.conjunctions or word in small.determiners):
            return False
    return False


def _is_there_already(mention: Mention) -> bool:
    """Whether a participle before it says that it is there: *das fertig gestellte Werk*, *zur Verfügung gestellte*."""
    words, known = mention.passage.words, stage_words().words
    at = mention.first
    return at > 0 and words[at].startswith(tuple(known.light_participles)) and words[at - 1] in known.light_groups


def _only_stands_there(mention: Mention) -> bool:
    """Whether the next word says that it stands there: *die Grenze, an der sich das Kraftwerk befindet*."""
    words, after = mention.passage.words, mention.last + 1
    plain = mention.definite and not mention.chain.acts  # der Bau der Bahn liegt auf Eis
    if not plain or after + 1 >= len(words) or words[after] not in stage_words().words.standing_there:
        return False
    return not words[after + 1][0].isalnum()  # and no more is said: not liegt auf Eis


def _is_a_share(mention: Mention) -> bool:
    """Whether only a part of them is told of: *70 Prozent der Röhren*."""
    passage, at = mention.passage, mention.chain.outer
    end = passage.tokens[at - 1].end if at else -1
    return any(q.kind == "percent" and q.end == end for q in passage.quantities)
