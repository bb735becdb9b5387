"""Where the phrase of a thing begins and ends.

In: a passage and the noun of a thing. Out: its first and last token. A phrase ends where another thing is named by
itself, where time, money or the circumstances begin, and for a paper where it was signed: *«ein Abkommen über den Zoll
in Samarkand»* is *Abkommen über den Zoll*.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.function_words import function_words
from kelisim.language.noun_phrases import is_adjective, is_name_adjective, left_edge, right_edge
from kelisim.language.words import Senses
from kelisim.statements.passage import Passage
from kelisim.statements.phrase_ends import is_a_firm_that_gets_it, is_doer, signing_places
from kelisim.statements.stage_words import Words, stage_words

_GLUED = ("&", "–")
_ROUTE = 4  # tokens from von to nach
_LONGEST_PHRASE = 110  # characters; what is longer is cut at its first good end


def first_token(passage: Passage, index: int) -> int:
    """Where the phrase begins: adjectives and numbers, and the parts of a foreign name before its last word."""
    tokens, start = passage.tokens, index
    if tokens[index].word in stage_words().words.foreign:
        while start > 0 and _name_part(passage, start - 1):
            start -= 1
    while start > 1 and "-" in tokens[index].word and _unknown_name(passage, start - 1):
        start -= 1  # am King Hussein-Staudamm
    while start > 1 and tokens[start - 1].word in _GLUED and tokens[start - 1].end == tokens[start].start:
        start -= 2  # ein F&E-Zentrum, die Atlantik–Pazifik-Autobahn
    first = _with_number(passage, left_edge(tokens, passage.senses, start))
    while first < index and (_is_told(passage, first) or _is_of_a_time(passage, first) or _is_odd(passage, first)):
        first += 1
    if first < index and _is_a_state(passage, first):
        first += 1  # den Malediven Finanzhilfen
    if first == index and _is_of_a_town(passage, first - 1):
        return first - 1
    return first - 1 if _is_denied(passage, first, index) else first


def _is_of_a_town(passage: Passage, index: int) -> bool:
    """Whether a town's name is the adjective of what follows: *des Londoner Protokolls*."""
    thing = passage.senses[index + 1].thing
    if index < 1 or thing is None or thing.kind != "agreement" or not passage.words[index].endswith("er"):
        return False
    if passage.words[index - 1] not in stage_words().words.definite:
        return False
    start = passage.tokens[index].start
    return any(actor.start == start and actor.kind in ("capital", "demonym", "place") for actor in passage.actors)


def _is_told(passage: Passage, index: int) -> bool:
    """Whether a word that looks like an adjective is what is told: *Firmen aus Togo vereinbarten Projekte*."""
    if "past" not in passage.senses[index].kinds:
        return False
    clause = passage.clause_at(passage.tokens[index].start)
    return any(verb.index == index and verb.sense.kind == "past" for verb in clause.verbs)


def _is_odd(passage: Passage, index: int) -> bool:
    """Whether a verb has slipped in, which ends otherwise than the adjective behind: *betrafen günstige Kredite*."""
    here, behind = passage.tokens[index].word, passage.tokens[index + 1].word
    if not here.endswith("en") or not behind.endswith("e") or not (here.islower() and behind.islower()):
        return False
    return index > 0 and passage.tokens[index - 1].capital and not passage.senses[index].kinds


def _is_of_a_time(passage: Passage, index: int) -> bool:
    return any(time.start <= passage.tokens[index].start < time.end for time in passage.times)


def _is_a_state(passage: Passage, index: int) -> bool:
    start = passage.tokens[index].start
    return any(actor.start <= start < actor.end and actor.kind in ("country", "bloc") for actor in passage.actors)


def _is_denied(passage: Passage, first: int, index: int) -> bool:
    """Whether *nicht* before the first adjective belongs to it: *als nicht rückzahlbare Hilfe*."""
    words, small = passage.words, function_words()
    if first < 2 or first == index or words[first - 1] not in small.negations:
        return False
    return words[first - 2] in small.leading | small.comparing


def _with_number(passage: Passage, first: int) -> int:
    """Take in the number before a phrase: *ein Dutzend Abkommen*, *das 1,3 Milliarden Dollar teure Projekt*."""
    if first == 0:
        return first
    before = passage.tokens[first - 1]
    quantity = next((q for q in passage.quantities if q.start <= before.start < q.end and q.end <= before.end), None)
    if quantity is None:
        return first
    measured = passage.words[first].startswith(function_words().measured_stems)
    length = quantity.kind == "measure" and before.end == quantity.end  # 1200 km Autobahn
    if quantity.kind != "count" and not measured and not length:
        return first
    return left_edge(passage.tokens, passage.senses, passage.index_at(quantity.full_start))


def _name_part(passage: Passage, index: int) -> bool:
    token = passage.tokens[index]
    if not token.capital or len(token.word) < 2 or token.word.lower() in function_words().determiners:
        return False
    if index == 0 and token.word.lower() in function_words().prepositions:
        return False
    return not any(a.start <= token.start < a.end and a.kind in ("person", "office") for a in passage.actors)


def _unknown_name(passage: Passage, index: int) -> bool:
    """Whether a word is only known as a name: with a capital, in no lexicon, no actor and no time."""
    token = passage.tokens[index]
    spans = [*(actor.span for actor in passage.actors), *(time.span for time in passage.times)]
    known = any(span.start <= token.start < span.end for span in spans)
    return _name_part(passage, index) and token.word.isalpha() and not passage.senses[index] and not known


def last_token(passage: Passage, index: int, kind: str) -> int:
    """Where the phrase of the noun at ``index`` ends (inclusive), never far behind it."""
    last = right_edge(passage.tokens, passage.senses, index, _Stops(passage, index, kind))
    start = passage.tokens[index].start
    while last > index and passage.tokens[last].end - start > _LONGEST_PHRASE:
        last = _shorter(passage, index, last)
    small = function_words()
    while last > index and passage.words[last] in small.determiners | small.conjunctions | small.prepositions:
        last -= 1
    return last


def _shorter(passage: Passage, index: int, last: int) -> int:
    """The next shorter end of a phrase that is too long: before its last comma or conjunction or preposition."""
    small = function_words()
    for at in range(last - 1, index, -1):
        word = passage.words[at]
        if word == "," or word in small.conjunctions or word in small.phrase_prepositions:
            return at - 1 if at - 1 > index else index
    return index


class _Stops:
    """Tokens at which the phrase of the noun at ``index`` must end; each is looked at when the phrase comes to it."""

    def __init__(self, passage: Passage, index: int, kind: str) -> None:
        self._passage, self._index, self._kind = passage, index, kind
        self._known = dict.fromkeys(_ends_beside(passage, index, kind), True)

    def __contains__(self, at: int) -> bool:
        known = self._known.get(at)
        if known is None:
            known = self._known[at] = _ends_at(self._passage, at, self._index, self._kind)
        return known


def _ends_beside(passage: Passage, index: int, kind: str) -> set[int]:
    """Where times, sums and what belongs to the verb begin, and for a paper where it was signed."""
    stops: set[int] = set()
    start = passage.tokens[index].start
    for time in passage.times:
        if time.start > start:
            stops.add(_with_preposition(passage, passage.index_at(time.start)))
    for quantity in passage.quantities:
        if quantity.start > start and quantity.kind == "percent" and _is_by_so_much(passage, quantity.full_start):
            stops.add(passage.index_at(quantity.full_start) - 1)
        if quantity.start > start and (quantity.kind == "money" or (quantity.kind == "percent" and kind == "measure")):
            stops.add(_with_worth(passage, passage.index_at(quantity.full_start)))
    for begin, end, _ in passage.wordings:
        if end > begin:
            stops.add(begin)
    stops |= given_with(passage, index) | _group_of_verb(passage, index)
    if kind == "agreement":
        stops |= signing_places(passage, index)
    return stops


def _is_by_so_much(passage: Passage, start: int) -> bool:
    """Whether a share only says how far the deed goes: *finanziert den Auftrag zu drei Vierteln*."""
    at = passage.index_at(start) - 1
    return at >= 0 and passage.words[at] in stage_words().words.by_so_much


def _ends_at(passage: Passage, at: int, index: int, kind: str) -> bool:
    """Whether a word itself ends the phrase: another thing, the circumstances, a list, who has done it."""
    words, small, known = passage.words, function_words(), stage_words().words
    word = words[at]
    if word in small.conjunctions and at == index + 1 and _opens_with_state(passage, at + 1):
        return True  # 99 Millionen in Form von Zuschüssen und Togo 598 Millionen
    if word in small.joints:
        if kind == "agreement" and not known.fields.isdisjoint(words[index + 1 : at]):
            return _side_by_side(passage, at)  # in den Bereichen Flugverkehr, Zoll und Handel
        if _other_thing(passage, at, kind) and not _closes_pair(words, index, at):
            return True
    if word in known.listing or _side_by_side(passage, at):
        return True
    if word in small.prepositions and at + 1 < len(words) and _frame(passage, at, known):
        return True
    if word == "mit" and _with_whom_or_how_much(passage, at, kind):
        return True
    if word == "an" and is_a_firm_that_gets_it(passage, at, index):
        return True
    return word in ("von", "vom", "durch") and is_doer(passage, at, index)


def _opens_with_state(passage: Passage, at: int) -> bool:
    """Whether a state stands at a token."""
    start = passage.tokens[at].start if at < len(passage.tokens) else -1
    return any(actor.start == start and actor.kind in ("country", "capital") for actor in passage.actors)


def _with_whom_or_how_much(passage: Passage, at: int, kind: str) -> bool:
    """Whether *mit* tells with whom goods are agreed on, or with how much money: *mit Peru vereinbart*."""
    if not stage_words().words.many_money.isdisjoint(passage.words[at + 1 : at + _ROUTE]):
        return True
    start = passage.tokens[at + 1].start if at + 1 < len(passage.tokens) else -1
    return kind == "supply" and any(one.start == start and one.kind == "country" for one in passage.actors)


def _closes_pair(words: Sequence[str], index: int, at: int) -> bool:
    """Whether *und* only closes what *zwischen* has opened: *Verbindung zwischen Peru und dem Hafen von Arica*."""
    inside, small = words[index:at], function_words()
    return words[at] == "und" and not small.between.isdisjoint(inside) and "und" not in inside


def _group_of_verb(passage: Passage, index: int) -> set[int]:
    """Where the words begin that belong to the verb: *von der Bahn durch Kenia | Abstand genommen*."""
    verbs = passage.clause_at(passage.tokens[index].start).verbs
    groups = {verb.sense.lemma.split()[0] for verb in verbs if " " in verb.sense.lemma}
    return {at for at in range(index + 1, len(passage.words)) if passage.words[at] in groups}


def given_with(passage: Passage, index: int) -> set[int]:
    """Where behind the one who gets it stands what is given: *versorgt Kraftwerke | mit Gas*."""
    if "with" not in passage.meanings or "mit" not in passage.words:
        return set()
    clause = passage.clause_at(passage.tokens[index].start)
    if not any("with" in verb.sense.senses for verb in clause.verbs):
        return set()
    return {at for at in range(index + 1, clause.last) if passage.words[at] == "mit"}


def _side_by_side(passage: Passage, at: int) -> bool:
    """Whether another thing follows a noun without any link (*in Baku Verträge*, *in Baku 19 Verträge*)."""
    if passage.words[at].isdigit() or passage.words[at] in function_words().numerals:
        if at + 1 == len(passage.tokens):
            return False
        behind = [at + 1, at + 2] if is_adjective(passage.tokens, passage.senses, at + 1) else [at + 1]
        return passage.tokens[at - 1].capital and any(
            passage.senses[one].thing is not None for one in behind if one < len(passage.tokens)
        )
    known = stage_words().words
    if passage.words[at] in known.commodities and passage.tokens[at - 1].capital and not _is_measured(passage, at):
        return passage.words[at - 1] not in known.fields  # soll nach dem Abkommen Gas geliefert werden
    if passage.senses[at].thing is None or passage.tokens[at].word in known.foreign:
        return False
    if passage.words[at - 1] in known.fields:
        return False  # in den Bereichen Flugverkehr und Handel
    if passage.words[at - 2] in function_words().prepositions and _is_a_state(passage, at - 1):
        return False  # eine Bahn von Togos Hafen nach Norden
    return passage.tokens[at - 1].capital and not is_name_adjective(passage.tokens, passage.senses, at - 1)


def _is_measured(passage: Passage, at: int) -> bool:
    """Whether a number with its unit stands right before: *90 Megawatt Strom*."""
    end = passage.tokens[at - 1].end
    return any(quantity.start < end <= quantity.end for quantity in passage.quantities)


def _frame(passage: Passage, at: int, known: Words) -> bool:
    """Whether a preposition opens the frame of the deed: *im Rahmen*, *unter dem Vorsitz*, *bei einer Zeremonie*."""
    word, noun = passage.words[at], _first_noun(passage, at + 1)
    if word in known.framing and (noun in known.frames or noun.endswith(tuple(known.occasion_nouns))):
        return True
    if passage.words[at + 1] in known.fields and not known.as_examples.isdisjoint(passage.words[at + 2 : at + 3]):
        return True  # Rechtsakte in Bereichen wie Verkehr und Handel
    if word not in known.circumstances:
        return False
    if word in known.ways and any(before in known.dating for before in passage.words[max(0, at - _ROUTE) : at]):
        return False  # die Bahn von Rascht nach Astara
    near = passage.tokens[at + 1 : at + 4]
    if word in known.deeds and any(_is_deed(said) for said in passage.senses[at + 1 : at + 3]):
        return False  # die Zusammenarbeit beim Bau
    return not any(
        actor.kind in ("place", "capital", "country") and actor.start in {token.start for token in near}
        for actor in passage.actors
    )


def _is_deed(said: Senses) -> bool:
    """Whether a word names what can be worked at: a thing or an act, not a meeting."""
    return said.act is not None or (said.thing is not None and said.thing.kind != "event")


def _first_noun(passage: Passage, at: int) -> str:
    """The first noun behind a preposition, its adjectives and numbers stepped over."""
    near = range(at, min(at + _ROUTE + 1, len(passage.words)))
    whole = (one for one in near if passage.tokens[one].capital and not passage.words[one].endswith("-"))
    return next((passage.words[one] for one in whole), "")


def _with_preposition(passage: Passage, at: int) -> int:
    small = function_words()
    while at > 0 and (
        passage.words[at - 1] in small.prepositions
        or passage.words[at - 1] in small.determiners
        or passage.words[at - 1] in stage_words().words.years
    ):
        at -= 1
    return at


def _with_worth(passage: Passage, at: int) -> int:
    """Where a sum's own words begin: *im Gesamtwert von*, *mit einem Volumen von*, *über zusammen*, *von*."""
    small, worth = function_words(), stage_words().words.worth
    while at > 1:
        word = passage.words[at - 1]
        if (
            word in small.prepositions
            or word in small.determiners
            or word in small.adverbs
            or word.endswith(tuple(worth))
        ):
            at -= 1
            continue
        break
    return at


def _other_thing(passage: Passage, at: int, kind: str) -> bool:
    """Whether behind a comma or *und* another thing is named by itself."""
    small = function_words()
    for index in range(at + 1, min(at + 8, len(passage.words))):
        token, word = passage.tokens[index], passage.words[index]
        if token.capital:
            if is_name_adjective(passage.tokens, passage.senses, index):
                continue
            return _separate(passage, index, kind)
        if word in small.prepositions or word in small.determiners or word[0].isdigit():
            continue
        if not is_adjective(passage.tokens, passage.senses, index):
            return False
    return False


def _separate(passage: Passage, index: int, kind: str) -> bool:
    """Whether the noun at ``index`` is a thing of its own beside a thing of ``kind``."""
    said = passage.senses[index]
    if passage.words[index] in stage_words().words.also_topics:
        return not stage_words().words.genitives.isdisjoint(passage.words[index + 1 : index + 2])
    if kind == "agreement":
        return bool(said.thing and said.thing.kind == "agreement" and not passage.words[index].endswith("-"))
    if said.act and said.act.use in ("act", "measure", "talk"):
        return True
    return bool(said.thing and (said.thing.weight == "strong" or said.thing.kind == kind))
