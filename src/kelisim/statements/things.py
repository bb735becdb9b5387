"""Things: the phrases of a sentence that may name an undertaking, before anything is known of what becomes of them.

In: a passage. Out: mentions, each a noun of the lexicons with the words that belong to it. *«Bau eines Solarkraftwerks
in der Region Issyk-Kul»* is one mention: the thing *Solarkraftwerk* under the act *Bau*. A thing inside a paper's
phrase (*Abkommen über den Bau eines Kraftwerks*) is no mention of its own.
"""

from __future__ import annotations

from msgspec import Struct, structs

from kelisim.language.annotations import Quantity
from kelisim.language.body_words import body_role, introduces, is_legal_form
from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.language.words import ActNoun, ThingNoun, senses
from kelisim.model import Span
from kelisim.once import once
from kelisim.statements.chains import Chain, chain
from kelisim.statements.passage import Passage
from kelisim.statements.stage_words import stage_words
from kelisim.statements.thing_phrases import first_token, last_token

_SHORTEST_PART = 4
_COMMA = 2  # tokens from the end of a phrase to the clause behind its comma
_NAME, _SHORTEST_NAME = 5, 2  # tokens of a firm's name
_DEPARTMENT = 6  # tokens of a ministry's name
_NAMED = ("institution", "programme")  # kinds of things by which firms and campaigns are called
_ADJECTIVES = ("e", "en", "er", "es", "em")  # their endings


class Mention(Struct, frozen=True, dict=True, kw_only=True):
    """A phrase that names a thing: tokens ``first`` to ``last`` (inclusive) around the noun at ``index``."""

    passage: Passage
    clause: Clause
    index: int
    first: int
    last: int
    kind: str
    thing: ThingNoun | None
    act: ActNoun | None
    chain: Chain
    beside: Mention | None = None

    @once
    def head(self) -> Span:
        """The words of the phrase."""
        first = self.first
        while first < self.index and _is_signed(self.passage, first):
            first += 1
        return self.passage.span_between(first, self.last)

    @once
    def words(self) -> tuple[str, ...]:
        """The words of the phrase in lower case."""
        return self.passage.words[self.first : self.last + 1]

    @once
    def around(self) -> tuple[str, ...]:
        """The words of its clause in lower case."""
        return self.passage.words_of(self.clause)

    @once
    def determiner(self) -> str:
        """The article before the phrase, as part of a contraction too (*zum*)."""
        return self.chain.determiner

    @once
    def definite(self) -> bool:
        """Whether the text points back with it (*das Abkommen*, *diese Strecke*)."""
        words = stage_words().words
        return self.determiner in words.definite or self.determiner in words.demonstratives

    @property
    def bare(self) -> bool:
        """Whether nothing but the noun itself names it."""
        return self.first == self.index == self.last

    @once
    def count(self) -> Quantity | None:
        """The number in the phrase before its noun (*76 Dokumente*)."""
        start, end = self.passage.tokens[self.first].start, self.passage.tokens[self.index].end
        counts = (q for q in self.passage.quantities if q.kind == "count" and start <= q.start and q.end <= end)
        return next(counts, None)

    @once
    def weak(self) -> bool:
        """Whether the noun is also an ordinary word."""
        return self.thing is not None and self.thing.weight == "weak"

    @once
    def paper(self) -> bool:
        """Whether it names a document."""
        return self.kind == "agreement"

    @property
    def signable(self) -> bool:
        """Whether it is a paper, or a loan, which is one where it is signed."""
        return self.paper or (self.thing is not None and self.thing.instrument is not None)

    @property
    def specific(self) -> bool:
        """Whether the phrase says more than its noun: a name, a topic, a place, a number."""
        return self.last > self.index or self.count is not None


def mentions(passage: Passage) -> list[Mention]:
    """All phrases of a sentence that may name an undertaking, in their order."""
    found: list[Mention] = []
    covered = -1
    for index, said in enumerate(passage.senses):
        if index <= covered or (said.thing is None and said.act is None):
            continue
        if said.act is None and any(begin <= index <= end for begin, end, _ in passage.wordings):
            continue  # geht ans Netz
        mention = _mention(passage, index, found[-1] if found else None)
        if mention is None or _only_an_aim(mention) or _in_brackets(mention, found) or _is_in_a_sum(mention):
            continue
        covered = mention.last
        found.append(mention)
    return found


def _mention(passage: Passage, index: int, before: Mention | None) -> Mention | None:
    if not _is_noun(passage, index) or _is_kicker(passage, index) or _is_frame(passage, index):
        return None
    thing, act = passage.senses[index].thing, passage.senses[index].act
    if passage.words[index] in stage_words().words.policies:
        return None
    inside = _thing_inside(passage, index) if thing is None and act and act.use == "act" else None
    if thing is None and inside is None and not (act and act.use == "measure"):
        return None
    thing = thing or inside
    kind = thing.kind if thing else (act.kind if act else "")
    first = first_token(passage, index)
    last = last_token(passage, index, kind)
    if kind == "supply" and act is not None and any(_is_one_work(passage, at) for at in range(index + 1, last + 1)):
        kind = "project"  # der Kauf einer Fabrik
    here = chain(passage, first)
    if inside is not None:
        here = structs.replace(here, acts=(index, *here.acts))
    near = before is not None and (here.outer - 3 <= before.last < here.outer or _goes_on_behind(before, here))
    beside = before if near and here.joined else None
    return Mention(
        passage=passage,
        clause=passage.clause_at(passage.tokens[index].start),
        index=index,
        first=first,
        last=last,
        kind=kind,
        thing=thing,
        act=act if act and act.use == "measure" else None,
        chain=here,
        beside=beside,
    )


def _goes_on_behind(before: Mention, here: Chain) -> bool:
    """Whether a relative clause stands between two of a row: *eine Brücke, die …, und eine Straße nach Lomé*."""
    if here.determiner != before.determiner or before.passage.words[here.outer - 1] != "und":
        return False
    cut = (one for one in before.passage.clauses if one.kind == "relative" and one.last == here.outer - 1)
    return any(0 < one.first - before.last <= _COMMA for one in cut)


def _is_kicker(passage: Passage, index: int) -> bool:
    """Whether it is a word in capitals that only opens a paragraph: *ABKOMMEN Der Minister unterzeichnete …*."""
    word, tokens = passage.tokens[index].word, passage.tokens
    capitals = word.isupper() and len(word) > _SHORTEST_PART
    return index == 0 and capitals and len(tokens) > 1 and not tokens[1].word.isupper()


def _is_frame(passage: Passage, index: int) -> bool:
    """Whether it only says under what the deed is done: *unter Leitung der Ministerin*, *im Auftrag der Bahn*."""
    known = stage_words().words
    trades = passage.words[index] in known.crossings and _begins_name(passage, index + 1)
    trades = trades or (index > 0 and passage.words[index - 1] in known.crossings and _begins_name(passage, index))
    if trades or _is_inside_name(passage, index) or _is_in_a_firms_name(passage, index):
        return True  # die Export Import Bank, China Merchants Holdings International
    if index > 1 and passage.words[index].endswith(tuple(known.railways)) and _is_name_of_body(passage, index - 1):
        return True  # die Russische Eisenbahn
    return index > 0 and passage.words[index] in known.frames and passage.words[index - 1] in known.framing


def _is_inside_name(passage: Passage, index: int) -> bool:
    """Whether the noun of a body stands between two other words with capitals that no lexicon knows."""
    thing = passage.senses[index].thing
    if thing is None or thing.kind not in _NAMED or not 1 < index < len(passage.words) - 1:
        return False
    if passage.words[index - 1].endswith(_ADJECTIVES):
        return False  # der Eurasischen Nationaluniversität Gumiljow
    actors = [actor for actor in passage.actors if actor.kind not in ("organisation", "firm", "body")]
    before, behind = (
        passage.tokens[at].capital
        and passage.tokens[at].word.isalpha()
        and not passage.senses[at]
        and passage.words[at] not in function_words().determiners
        and not any(actor.start <= passage.tokens[at].start < actor.end for actor in actors)
        for at in (index - 1, index + 1)
    )
    return before and (behind or passage.words[index + 1] == "(")


def _is_in_a_firms_name(passage: Passage, index: int) -> bool:
    """Whether a legal form or a short form behind it makes a name: *Kenya Pipeline Company*, *Ports Holding (GPH)*."""
    tokens, last = passage.tokens, index
    while (
        last + 1 < len(tokens) and last - index < _NAME and (tokens[last + 1].capital or tokens[last + 1].word == "&")
    ):
        last += 1
        if is_legal_form(tokens[last].word):
            return tokens[index].end + 1 == tokens[index + 1].start
    if is_legal_form(tokens[index].word) and index >= _SHORTEST_NAME and _is_called(passage, index - 1):
        return True  # die Cengiz Holding
    short = last == index and last + 2 < len(tokens) and tokens[last + 1].word == "("
    if not short or not tokens[last + 2].word.isupper() or index < _SHORTEST_NAME:
        return False
    firm = tokens[index - 1].capital and introduces(tokens[index - 2].word)  # das Unternehmen Polnische Werke (PEJ)
    return firm or (is_legal_form(tokens[index].word) and tokens[index - 1].capital)


def _is_called(passage: Passage, index: int) -> bool:
    """Whether a word between an article and the noun is a name that no lexicon knows."""
    token = passage.tokens[index]
    named = token.capital and token.word.isalpha() and not passage.senses[index]
    return named and not token.word.endswith(_ADJECTIVES) and passage.words[index - 1] in stage_words().words.definite


def _begins_name(passage: Passage, index: int) -> bool:
    """Whether the next word is the noun of a body, so that both are its name."""
    thing = passage.senses[index].thing if index < len(passage.words) else None
    return thing is not None and thing.kind == "institution" and passage.tokens[index].capital


def _is_name_of_body(passage: Passage, index: int) -> bool:
    """Whether an adjective with a capital stands behind an article, as in a name."""
    token = passage.tokens[index]
    kinds = ("demonym", "organisation")
    named = token.capital and any(a.kind in kinds and a.start == token.start for a in passage.actors)
    return named and passage.words[index - 1] in stage_words().words.definite


def _is_one_work(passage: Passage, index: int) -> bool:
    """Whether a plant, or one work or body, is bought, not goods: *der Kauf eines Einkaufszentrums, des Hafens*."""
    thing = passage.senses[index].thing
    firm = thing is None and body_role(passage.tokens[index].word) == "introducer"
    if not firm and (thing is None or thing.kind not in ("project", "institution")):
        return False
    if thing is not None and thing.kind == "project" and thing.weight == "strong":
        return True
    return any(word in stage_words().words.of_one for word in passage.words[index - _NAME + 1 : index])


def _is_signed(passage: Passage, index: int) -> bool:
    """Whether a verb only says that it is signed: *ein unterzeichnetes Darlehen*, *verabschiedeten 22 Papiere*."""
    said = passage.senses[index].verbs
    number = passage.words[index + 1][:1].isdigit()
    return any(
        (verb.kind == "attributive" and "sign" in verb.senses) or (verb.kind == "past" and number) for verb in said
    )


def _thing_inside(passage: Passage, index: int) -> ThingNoun | None:
    """The thing in front of an act in one word: *Pipeline-Bau*, *Kraftwerksbau*."""
    word, act = passage.tokens[index].word, passage.senses[index].act
    first = word.lower().removesuffix(act.lemma.lower()).rstrip("-") if act else ""
    if len(first) < _SHORTEST_PART:
        return None
    return senses(first.capitalize()).thing or senses(first.removesuffix("s").capitalize()).thing


def _only_an_aim(mention: Mention) -> bool:
    """Whether *Pläne für den Bau* only says that something is meant: no paper unless it is signed or contained."""
    if not (mention.weak and mention.paper) or mention.passage.senses[mention.index].act is None:
        return False
    words = mention.around
    own = (verb for verb in mention.clause.verbs if mention.clause.holds(verb.index))
    signed = any(verb.sense.senses & {"sign", "commit", "conclude"} for verb in own)
    return not signed and not any(word in stage_words().words.holding for word in words)


def _is_in_a_sum(mention: Mention) -> bool:
    """Whether it only says what a package consists of: *umfasst 600 Millionen Euro an Zuschüssen*."""
    passage, before, known = mention.passage, mention.first - 1, stage_words().words
    if mention.kind != "programme" or not mention.bare or before < 1 or passage.words[before] not in known.made_of:
        return False
    if known.holding.isdisjoint(passage.words_of(mention.clause)):
        return False
    end = passage.tokens[before - 1].end
    return any(quantity.end == end and quantity.kind == "money" for quantity in passage.quantities)


def _in_brackets(mention: Mention, found: list[Mention]) -> bool:
    """Whether brackets only give a thing its other name: *die Bank für Entwicklung (Wneschekonombank)*."""
    first = mention.first
    if first > 1 and mention.passage.words[first - 1] in stage_words().words.quotes:
        first -= 1
    if first == 0 or mention.passage.words[first - 1] != "(":
        return False
    other_name = bool(found) and found[-1].kind == mention.kind and found[-1].count is None
    return other_name or (mention.weak and mention.kind == "institution")


def _is_noun(passage: Passage, index: int) -> bool:
    """Whether the word is no part of a name of a state, a person or a body of another meaning."""
    word = passage.tokens[index].word
    if word[:2].isupper() and word[2:3].islower():
        return False  # QTerminals
    start = passage.tokens[index].start
    if _is_of_a_ministry(passage, index):
        return False
    for actor in passage.actors:
        if actor.start <= start < actor.end and actor.kind in ("country", "person", "bloc", "office", "demonym"):
            return False
    return True


def _is_of_a_ministry(passage: Passage, index: int) -> bool:
    """Whether it only says whose minister somebody is: *die Ministerin für Bildung und Ausbildung*."""
    at, joints = index - 1, function_words().joints
    while at > 0 and (passage.tokens[at].capital or passage.words[at] in joints) and index - at < _DEPARTMENT:
        at -= 1
    if at < 1 or passage.words[at] not in stage_words().words.for_whom:
        return False
    end = passage.tokens[at - 1].end
    return any(actor.kind == "office" and actor.end == end for actor in passage.actors)
