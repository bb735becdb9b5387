"""Rules for goods that are no object of their clause: what an order consists of, what a relative clause delivers.

In: a scene. Out: what was found. *«Der Auftrag umfasst 40 Züge und 12 Lokomotiven»* and *«die 75 Busse, die der
Hersteller bis 2027 liefert, …»* are each a ``supply``.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from kelisim.language.annotations import Quantity
from kelisim.language.clauses import Clause
from kelisim.statements.chains import Chain
from kelisim.statements.goods import goods_at
from kelisim.statements.goods_words import noun_from
from kelisim.statements.moods import is_passive
from kelisim.statements.passage import Passage
from kelisim.statements.reasons import Reason
from kelisim.statements.scenes import Found, Scene, as_found
from kelisim.statements.stage_words import stage_words
from kelisim.statements.stages import verb_cue
from kelisim.statements.things import Mention

_DELIVERING = frozenset({"deliver", "sell"})
_DONE = ("completed", "suspended", "cancelled")
_COMMA = 2  # tokens from the end of a phrase to the clause behind its comma


def goods_of_an_order(scene: Scene) -> Iterator[Found]:
    """Counted machines that an order consists of: *Zum Lieferumfang gehören 41 Züge und 94 Triebwagen*."""
    passage, known = scene.passage, stage_words().words
    if known.consisting.isdisjoint(passage.words):
        return
    for clause in passage.clauses:
        inside = passage.words_of(clause)
        ordered = any(word.endswith(tuple(known.ordered)) for word in inside)
        if not ordered or clause.negated or clause.able or known.consisting.isdisjoint(inside):
            continue
        for item in _counted_machines(passage, clause):
            yield as_found(item, None, stage="committed", reasons=(Reason("what an order consists of", -0.15),))


def order_given(scene: Scene) -> Iterator[Found]:
    """An order that reaches a firm: *Der Auftrag für den zweiten Abschnitt ging an ein Konsortium aus Togo*."""
    passage, known = scene.passage, stage_words().words
    if known.gone_to.isdisjoint(passage.words):
        return
    for mention in scene.untold:
        lemma = mention.thing.lemma.lower() if mention.thing else ""
        inside = mention.around
        if lemma not in known.orders or mention.chain.preposition or mention.chain.governor is not None:
            continue
        if "an" in inside and not known.gone_to.isdisjoint(inside) and not mention.clause.negated:
            yield as_found(mention, None, stage="pledged" if mention.clause.planned else "committed")


def goods_of_a_relative(scene: Scene) -> Iterator[Found]:
    """Counted goods of which a relative clause says who delivers them: *die 75 Busse, die der Hersteller liefert*."""
    passage = scene.passage
    if passage.meanings.isdisjoint(_DELIVERING):
        return
    for clause in passage.clauses:
        if clause.kind != "relative" or not any(verb.sense.senses & _DELIVERING for verb in clause.verbs):
            continue
        before = passage.clause_at(passage.tokens[max(0, clause.first - 2)].start)
        near = [one for one in _counted_machines(passage, before) if 0 < clause.first - one.last <= _COMMA]
        for item in near:
            if not (is_passive(passage, clause) or _is_object(passage, clause)):
                continue
            alone = Chain(item.first, item.first, (), None, "", "", joined=False, paper=False)
            cue = verb_cue(structs.replace(item, clause=clause, chain=alone))
            if cue is not None and cue.stage not in _DONE:
                yield as_found(item, cue)


def _counted_machines(passage: Passage, clause: Clause) -> Iterator[Mention]:
    """The machines and vehicles of a clause that stand behind a number."""
    ends, span = tuple(stage_words().words.any_goods), passage.span_of(clause)
    for quantity in passage.quantities:
        if quantity.kind != "count" or not span.covers(quantity.span):
            continue
        noun = _noun_of(passage, quantity)
        if noun is not None and noun < clause.last and passage.words[noun].endswith(ends):
            yield goods_at(passage, clause, noun)


def _noun_of(passage: Passage, quantity: Quantity) -> int | None:
    last = passage.index_at(quantity.end - 1)
    return last if passage.tokens[last].capital else noun_from(passage, last + 1)


def _is_object(passage: Passage, clause: Clause) -> bool:
    """Whether the verb is of one alone, so that *die* is what he delivers: *die der Hersteller liefert*."""
    return passage.words[clause.last - 1].endswith("t") or passage.words[clause.last - 2].endswith("t")
