"""What governs a name: the preposition or the noun that its phrase depends on.

*mit dem usbekischen Außenminister Saidov* is governed by *mit*, *die Sprecherin von Präsident X* by *von* behind a
noun; a subject or a plain object is governed by nothing.
"""

from __future__ import annotations

from kelisim.language.annotations import Actor
from kelisim.language.attributives import is_attributive
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.gazetteer import gazetteer
from kelisim.language.noun_phrases import is_adjective
from kelisim.language.number_words import ordinal
from kelisim.language.word_classes import CLASSES
from kelisim.statements.passage import Governor, Passage

_QUOTES = frozenset("„“\"»«‚'”")
_APPOSITION = 8  # tokens of an office with its state before the comma
_NAMED_AFTER = ("ische", "ischen", "ischer", "isches", "ischem")
_NAMES = ("person", "place", "capital", "country")


def governor(passage: Passage, index: int) -> Governor:
    """What governs the phrase whose name begins with the token at ``index``; found out once for each token."""
    known = passage.governors.get(index)
    if known is None:
        known = passage.governors[index] = _governor(passage, index)
    return known


def _governor(passage: Passage, index: int) -> Governor:
    small, words = function_words(), passage.words
    at = index - (index > 1 and words[index - 1] in _QUOTES)  # von der «Deutschen Entwicklungsbank»
    article = False
    while at > 0:
        word = words[at - 1]
        if word in small.determiners and not article:
            article, at = True, at - 1
            continue
        if article:
            break
        if word == "." and at > 1 and words[at - 2].isdigit():
            at -= 2  # der 71. Vollversammlung
            continue
        if not _goes_on(passage, at - 1, index):
            break
        at -= 1
    if at > 1 and words[at - 1] == "," and _is_person(passage, index) and not _is_person(passage, at - 2):
        office = _office_before(passage, index, at - 1)
        return Governor("", None, at) if office is None else governor(passage, office)
    apart = article and _is_name(passage, at - 2) and not _is_name(passage, index)
    if at > 1 and words[at - 1] in (",", "und", "sowie", "oder") and not apart and _listed(passage, at - 2):
        return governor(passage, _head_of_list(passage, index, at - 2))
    if article and _opens_a_relative(passage, at - 1):
        return Governor("", None, at + 1)  # des Besuchs, zu dem X nach Y kam
    if at > 0 and words[at - 1] in small.prepositions and not _opens_a_subordinate(passage, at - 1):
        noun = at - 2 if at > 1 and _is_noun(passage, at - 2) else None
        return Governor(words[at - 1], noun, at - 1)
    if (
        at > 0
        and article
        and words[at] in ("des", "der", "dieses", "dieser", "seines", "ihres")
        and _is_noun(passage, at - 1)
    ):
        return Governor("", None if _is_nominative(passage, at) else at - 1, at)
    if at > 0 and not article and _is_noun(passage, at - 1):
        return Governor("", at - 1, at)
    return Governor("", None, at)


def _is_name(passage: Passage, at: int) -> bool:
    """Whether a name stands there, with which no noun behind an article is in a row: *in Lima und ein Gipfel*."""
    start = passage.tokens[at].start
    return any(actor.start <= start < actor.end and actor.kind in _NAMES for actor in passage.actors)


def _is_nominative(passage: Passage, at: int) -> bool:
    """Whether *der* is no genitive, by the adjective behind it: *kamen in Kilis der türkische Minister und …*."""
    after = at + 1
    return passage.words[at] == "der" and passage.words[after].endswith("e") and is_attribute(passage, after)


def _opens_a_relative(passage: Passage, at: int) -> bool:
    """Whether a preposition and what looks like an article open a relative clause."""
    clause = passage.clause_at(passage.tokens[at].start)
    return clause.kind == "relative" and clause.first == at


def _opens_a_subordinate(passage: Passage, at: int) -> bool:
    """Whether what may be a preposition opens a clause: *als Premierminister X in Y zu Gast war*."""
    clause = passage.clause_at(passage.tokens[at].start)
    may_open = at == 0 and passage.words[at] in function_words().subordinators
    return clause.first == at and (clause.kind == "subordinate" or (may_open and _has_its_verb_last(passage, clause)))


def _has_its_verb_last(passage: Passage, clause: Clause) -> bool:
    """Whether the first clause of a sentence ends in its verb and a comma: *Als X mit Y zusammentraf, war …*."""
    if clause.last >= len(passage.tokens) or passage.words[clause.last - 1] != ",":
        return False
    last = clause.last - 2
    return passage.words[last] in function_words().auxiliaries or any(verb.index == last for verb in clause.verbs)


def _goes_on(passage: Passage, at: int, index: int) -> bool:
    """Whether a phrase reaches further left over this token: adjectives, titles, words of an office."""
    token = passage.tokens[at]
    if token.capital and token.word.endswith(_NAMED_AFTER) and at < index and passage.tokens[at + 1].capital:
        return True  # am fünften Deutsch-Afrikanischen Gipfel
    if token.capital and ordinal(token.word) is not None and _title(passage, at + 1, index):
        return True  # Irans Erster Vizepräsident
    if not token.capital:
        if passage.words[at] == "und":
            return _title(passage, at - 1, index)
        return token.word[0].isalpha() and is_attribute(passage, at)
    return _title(passage, at, index) or (at == index - 1 and _is_noun(passage, at) and _is_named(passage, index))


def is_attribute(passage: Passage, at: int) -> bool:
    """Whether the token is an adjective or a participle before its noun, not a finite verb that looks like one."""
    if not is_adjective(passage.tokens, passage.senses, at):
        return False
    if passage.words[at] in function_words().aside_ends and passage.words[at - 1] in function_words().prepositions:
        return False  # traf unter anderem Präsident X
    return not passage.senses[at].verbs or is_attributive(passage.words, passage.tokens, at)


def _title(passage: Passage, at: int, index: int) -> bool:
    """Whether the token belongs to the office of the person named at ``index``, or to an office or demonym."""
    if at < 0:
        return False
    start, name = passage.tokens[at].start, passage.tokens[index].start
    for actor in passage.actors:
        if actor.start > name:
            break
        if actor.kind == "person" and actor.start == name and actor.role and passage.tokens[at].word in actor.role:
            return True
        if actor.start <= start < actor.end and (actor.kind in ("office", "demonym") or _owns(passage, actor, at)):
            return True
    return False


def _owns(passage: Passage, actor: Actor, at: int) -> bool:
    """Whether a state in the genitive stands before an office: *mit Portugals Ministerpräsident X*, not *in Laos*."""
    token = passage.tokens[at]
    if actor.kind != "country" or token.word[-1] not in "s’'" or token.word in gazetteer().words:
        return False
    behind = CLASSES[passage.tokens[at + 1].word] if at + 1 < len(passage.tokens) else None
    return behind is not None and behind.office is not None


def _office_before(passage: Passage, index: int, comma: int) -> int | None:
    """The office to which a name behind a comma stands in apposition: *vom Präsidenten der Republik Usbekistan, X*."""
    start = passage.tokens[index].start
    role = next((actor.role for actor in passage.actors if actor.start == start and actor.kind == "person"), None)
    if not role:
        return None
    words = role.split()
    return next((at for at in range(max(0, comma - _APPOSITION), comma) if passage.tokens[at].word in words), None)


def _is_person(passage: Passage, at: int) -> bool:
    start = passage.tokens[at].start
    return any(actor.kind == "person" and actor.start <= start < actor.end for actor in passage.actors)


def _is_named(passage: Passage, at: int) -> bool:
    """Whether a person or a firm is named here, so that the noun before says what it is: *Staatskonzern Orano*."""
    start = passage.tokens[at].start
    return any(
        actor.kind in ("person", "organisation") and actor.start <= start < actor.end for actor in passage.actors
    )


def _listed(passage: Passage, at: int) -> bool:
    return any(actor.start <= passage.tokens[at].start < actor.end for actor in passage.actors)


def _head_of_list(passage: Passage, index: int, at: int) -> int:
    """Where the name before *und* begins; a person where only the home stands between: *X aus Kenia und Minister Y*."""
    first = _first_of(passage, at)
    home = _is_person(passage, index) and not _is_person(passage, at) and first > 1
    if home and passage.words[first - 1] == "aus" and _is_person(passage, first - 2):
        return _first_of(passage, first - 2)
    return first


def _first_of(passage: Passage, at: int) -> int:
    """The first token of the actor that holds the token at ``at``, a person before a country."""
    start = passage.tokens[at].start
    return min(passage.index_at(actor.start) for actor in passage.actors if actor.start <= start < actor.end)


def _is_noun(passage: Passage, at: int) -> bool:
    token = passage.tokens[at]
    if not token.capital or not token.word[0].isalpha() or passage.words[at] in function_words().prepositions:
        return False
    cls = CLASSES[token.word] if at == 0 else None
    if cls is not None and cls.stopper:
        return False  # Dass Boliviens Außenminister X empfangen wurde
    if any(actor.start <= token.start < actor.end and actor.kind in _NAMES for actor in passage.actors):
        return False
    return not any(time.start <= token.start < time.end for time in passage.times)


def noun_word(passage: Passage, found: Governor) -> str:
    """The governing noun in lower case, or an empty string."""
    return passage.words[found.noun] if found.noun is not None else ""


def of(passage: Passage, actor: Actor) -> Governor:
    """What governs an actor's phrase."""
    return governor(passage, passage.index_at(actor.start))
