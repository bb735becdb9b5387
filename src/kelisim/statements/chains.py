"""Chains: which nouns a thing hangs on, and through which preposition the whole hangs on its verb.

In: a passage and where a phrase begins. Out: the act nouns above it, innermost first, and what stands at the top.
*«gaben den Startschuss für den Bau des Logistikzentrums»*: from *Logistikzentrums* the chain is *Bau*, *Startschuss*,
and the top hangs on the verb without a preposition.
"""

from __future__ import annotations

from msgspec import Struct

from kelisim.language.function_words import function_words
from kelisim.language.nominative import is_masculine
from kelisim.language.noun_phrases import ends_ordinal, is_adjective, left_edge
from kelisim.once import asked_once_at
from kelisim.statements.figure_words import figure_words
from kelisim.statements.passage import Passage
from kelisim.statements.speech_words import speech_words
from kelisim.statements.stage_words import stage_words

_DEEPEST = 4
_OF_MONEY = "an"
_WITH_WHOM = ("mit",)
_ORDINAL = 2  # tokens of 6.
_ADVERB = 3  # tokens of für die dringend
_MOST = "ten"  # of a superlative
_BOUND = ("count", "measure")
_MOST_PARTIES = 5
_WIDEST_ROUTE = 12  # tokens from zwischen to und
_WIDEST_PARTICIPLE, _WIDEST_BETWEEN = 9, 24  # tokens between an article and the participle, with its parties


class Chain(Struct, frozen=True):
    """What stands above a phrase.

    ``acts`` are tokens of act nouns, innermost first; ``governor`` is the ordinary noun that the top hangs on, if any;
    ``preposition`` and ``determiner`` stand before the innermost phrase or its outermost act; ``outer`` is the first
    token of it all, ``joined`` whether *und* or a comma stands before that.
    """

    inner: int
    outer: int
    acts: tuple[int, ...]
    governor: int | None
    preposition: str
    determiner: str
    joined: bool
    paper: bool


def chain(passage: Passage, first: int) -> Chain:
    """Climb from the phrase that begins at ``first`` to the top of its noun phrase."""
    acts: list[int] = []
    at, governor, paper = first, None, False
    determiner = preposition = ""
    inner_determiner = _before(passage, first)[1]
    for _ in range(_DEEPEST):
        outer, determiner, preposition = _before(passage, at)
        noun = _noun_before(passage, outer, determiner, preposition, at)
        if noun is None:
            break
        if preposition == _OF_MONEY and (whole := _sum_at(passage, noun)) is not None:
            at = whole  # hundert Millionen Euro an Hilfen
            continue
        if passage.words[noun] in stage_words().words.shapes and (whole := _sum_before(passage, noun)) is not None:
            at = whole
            continue
        senses = passage.senses[noun]
        if senses.act is not None and senses.act.use == "talk" and preposition in _WITH_WHOM:
            governor = noun  # Gespräche mit der Leitung der Werke
            break
        if (
            senses.act is not None
            and preposition in stage_words().words.afterwards
            and passage.words[noun] not in stage_words().words.hopes
        ):
            break  # erneuerten die Zusage nach der Unterzeichnung von Abkommen
        if senses.act is not None and senses.act.use == "talk" and _ends_talks(passage, noun, preposition):
            break  # sind nach langen Verhandlungen zu einer Übereinkunft gelangt
        if senses.act is not None and senses.act.use in ("act", "talk", "measure"):
            acts.append(noun)
        elif _is_asked_for(passage, noun, preposition):
            break
        elif not _transparent(passage, noun):
            governor = noun
            paper = senses.thing is not None and senses.thing.kind == "agreement"
            break
        at = left_edge(passage.tokens, passage.senses, noun)
    outer = _before(passage, at)[0]
    joined = outer > 0 and passage.words[outer - 1] in (",", *function_words().conjunctions)
    if joined and not preposition and _between(passage, outer):
        preposition = "zwischen"
    return Chain(first, outer, tuple(acts), governor, preposition, inner_determiner, joined, paper)


def _sum_at(passage: Passage, noun: int) -> int | None:
    """Where the sum begins that a token belongs to."""
    start = passage.tokens[noun].start
    return next((passage.index_at(q.full_start) for q in passage.quantities if q.start <= start < q.end), None)


def _sum_before(passage: Passage, noun: int) -> int | None:
    """Where the sum begins that is given in a shape: *hundert Millionen Euro in Form von Zuschüssen*."""
    outer = _before(passage, noun)[0]
    return _sum_at(passage, outer - 1) if outer < noun and outer else None


def _between(passage: Passage, outer: int) -> bool:
    """Whether *und* before a phrase closes what *zwischen* has opened: *zwischen Peru und dem Hafen von Arica*."""
    before = passage.words[max(0, outer - _WIDEST_ROUTE) : outer - 1]
    return passage.words[outer - 1] == "und" and not function_words().between.isdisjoint(before) and "und" not in before


def _is_asked_for(passage: Passage, noun: int, preposition: str) -> bool:
    """Whether the verb asks for the preposition behind a circumstance: *einigten sich im Grundsatz auf*."""
    if not preposition or passage.words[noun] in stage_words().words.hopes:
        return False  # in der Hoffnung auf eine Unterzeichnung
    clause = passage.clause_at(passage.tokens[noun].start)
    asking = [verb for verb in clause.verbs if preposition in stage_words().takes.get(verb.sense.lemma, ())]
    if any("with" in verb.sense.senses for verb in asking):
        return True  # versorgt Kraftwerke mit Gas
    if asking and "sich" in passage.words[clause.first : noun]:
        return True  # hatten sich die drei Anrainer auf ein Abkommen geeinigt
    return bool(asking) and bool(_before(passage, left_edge(passage.tokens, passage.senses, noun))[2])


def _ends_talks(passage: Passage, noun: int, preposition: str) -> bool:
    """Whether it is what talks have led to, so that they do not stand above it."""
    return preposition in stage_words().words.leading_to and _is_asked_for(passage, noun, preposition)


@asked_once_at
def _before(passage: Passage, first: int) -> tuple[int, str, str]:
    """Where article and preposition before a phrase begin, the article, and the preposition."""
    small, at = function_words(), _with_bound(passage, _article_of_participle(passage, first))
    if ends_ordinal(passage.tokens, at):
        at -= _ORDINAL
    if at > 1 and passage.words[at - 1] in small.verb_negations and passage.words[at - 2] in small.determiners:
        at -= 1  # eine nicht rückzahlbare Hilfe
    if at > 1 and passage.words[at - 2 : at] in stage_words().asides:
        at -= 2  # wurden unter anderem direkte Flüge eingerichtet
    determiner = preposition = ""
    at = _behind_article(passage, at)
    if at > 1 and _is_state_before(passage, at - 1) and passage.words[at - 2] in small.prepositions:
        at -= 1  # in Togos einzigem Kraftwerk
    if at > 0 and passage.words[at - 1] in small.determiners:
        at -= 1
        determiner = passage.words[at]
        if at > 0 and passage.words[first].endswith(_MOST) and passage.words[at - 1] in stage_words().words.one_of:
            at -= 1  # eines der größten Gasfelder
            determiner = passage.words[at]
    if at > 0 and _leads(passage, at - 1):
        at -= 1
        preposition = passage.words[at]
        determiner = determiner or (preposition if preposition in stage_words().words.definite else "")
    return at, determiner, preposition


def _behind_article(passage: Passage, first: int) -> int:
    """Where a phrase begins whose adjective has an adverb before it: *für die dringend erforderliche Erneuerung*."""
    small, words = function_words(), passage.words
    if first < _ADVERB or words[first - 2] not in small.determiners or words[first - _ADVERB] not in small.prepositions:
        return first
    word = words[first - 1]
    plain = word.isalpha() and not passage.tokens[first - 1].capital and word not in small.leading
    adverb = plain and not passage.senses[first - 1] and word not in small.auxiliaries
    return first - 1 if adverb and is_adjective(passage.tokens, passage.senses, first) else first


def _is_state_before(passage: Passage, at: int) -> bool:
    """Whether the genitive of a state stands at a token, as an article does: *Togos einziges Kraftwerk*."""
    start = passage.tokens[at].start
    return passage.words[at].endswith("s") and any(a.start == start and a.kind == "country" for a in passage.actors)


def _leads(passage: Passage, at: int) -> bool:
    """Whether a preposition leads to what stands behind it: not *dem Minister zufolge*."""
    word = passage.words[at]
    if word not in function_words().prepositions or word in speech_words().behind:
        return False
    return not _ends_time(passage, at) and not _opens_clause(passage, at)


def _opens_clause(passage: Passage, at: int) -> bool:
    """Whether a word that may be a preposition opens a clause: *…, als ein Memorandum unterzeichnet wurde*."""
    clause = passage.clause_at(passage.tokens[at].start)
    return clause.kind == "subordinate" and clause.first == at and passage.words[at] in function_words().subordinators


def _ends_time(passage: Passage, at: int) -> bool:
    """Whether a preposition belongs to the time before it: *von 2028 an Strom liefern*."""
    start = passage.tokens[at].start
    return at > 0 and any(time.start < start < time.end for time in passage.times)


def _with_bound(passage: Passage, first: int) -> int:
    """Where a number at ``first`` begins with its bound: *mehr als 20 Abkommen*."""
    start = passage.tokens[first].start
    quantity = next((q for q in passage.quantities if q.full_start < start == q.start and q.kind in _BOUND), None)
    return first if quantity is None else passage.index_at(quantity.full_start)


def _article_of_participle(passage: Passage, first: int) -> int:
    """Where a phrase begins whose participle has words of its own: *ein von Kiew angestrebtes Abkommen*."""
    small = function_words()
    known, word = stage_words().words, passage.words[first]
    located = word.startswith(tuple(known.located)) or (
        word.endswith(tuple(known.doing)) and not passage.tokens[first].capital
    )
    if (
        not (located or "attributive" in passage.senses[first].kinds)
        or first == 0
        or passage.words[first - 1] in small.leading
    ):
        return first
    for at in range(first - 1, max(-1, first - _WIDEST_BETWEEN), -1):
        if passage.words[at] in (",", ";", ":", *small.auxiliaries):
            return first
        if at <= first - _WIDEST_PARTICIPLE and passage.words[at + 1] not in small.between:
            continue  # des zwischen der Bahn … und dem Hafen … unterzeichneten Abkommens
        if passage.words[at] in small.determiners and passage.words[at + 1] in small.prepositions | small.adverbs:
            counted = passage.words[at + 2] in small.numerals or passage.words[at + 2].isdigit()
            return at + 2 if counted else at + 1  # not eines von vier weltweit geplanten Zentren
    return first


def _noun_before(passage: Passage, outer: int, determiner: str, preposition: str, first: int) -> int | None:
    """The noun that a phrase is an attribute of: directly before a genitive or a preposition."""
    at = outer - 1
    if at < 0:
        return None
    if not preposition and not _genitive(passage, determiner, first):
        return None
    at = _over_actor(passage, at) if preposition else at
    if at < 0 or not passage.tokens[at].capital or not passage.tokens[at].word[0].isalpha():
        return None
    if any(time.start <= passage.tokens[at].start < time.end for time in passage.times):
        return None  # einigten sich Anfang Mai auf ein Abkommen
    inside = next((a for a in passage.actors if a.start <= passage.tokens[at].start < a.end), None)
    if (
        passage.senses[at].act is None
        and inside is not None
        and inside.kind in ("country", "person", "capital", "bloc", "pair", "office", "place")
    ):
        return None
    if at == 0 and preposition and not passage.senses[at]:
        return None
    return at


def _genitive(passage: Passage, determiner: str, first: int) -> bool:
    words = stage_words().words
    if determiner == "der":
        noun = next((token.word for token in passage.tokens[first : first + _DEEPEST] if token.capital), "")
        return not is_masculine(noun)  # wurde in der Wüste | der Vertrag unterzeichnet
    if determiner:
        return determiner in words.genitives
    adjective = passage.words[first]
    if adjective in figure_words().several:  # insgesamt vier Abkommen
        return False
    return adjective.endswith("er") and is_adjective(passage.tokens, passage.senses, first)


def _over_actor(passage: Passage, at: int) -> int:
    """Step over the parties between noun and preposition: *Verhandlungen zwischen Indien und Oman über …*."""
    small, here = function_words(), at
    for _ in range(_MOST_PARTIES):
        start = passage.tokens[here].start
        actor = next((a for a in passage.actors if a.start <= start < a.end), None)
        if actor is None or actor.kind not in ("country", "bloc", "person", "capital", "demonym"):
            return at
        outer, _, preposition = _before(passage, passage.index_at(actor.start))
        if preposition:
            return outer - 1
        if outer and (passage.senses[outer - 1].act is not None or _is_matter(passage, outer - 1)):
            return outer - 1  # die Zustimmung Irans zur Eröffnung, die Unterstützung Irans beim Bau
        if outer < 2 or passage.words[outer - 1] not in (",", *small.conjunctions):
            return at
        here = outer - 2
    return at


def _is_matter(passage: Passage, noun: int) -> bool:
    return passage.words[noun] in stage_words().words.matters


def _transparent(passage: Passage, noun: int) -> bool:
    word = passage.tokens[noun].word
    return any(word in (form, form + "s", form + "en", form + "n") for form in stage_words().words.transparent)
