"""A passage: one sentence with everything that the language stage found in it.

In: the marks of a text. Out: passages, which the rules read; offsets stay those of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from kelisim.language.annotations import Actor, Quantity, Time, codes_of
from kelisim.language.blocs import bloc_members
from kelisim.language.clauses import Clause, clauses
from kelisim.language.function_words import function_words
from kelisim.language.light_verbs import light_verbs, may_hold_light_verbs
from kelisim.language.marks import Marks, inside
from kelisim.language.number_triggers import trigger as number_trigger
from kelisim.language.time_triggers import trigger as time_trigger
from kelisim.language.words import IndicatorNoun, Senses, senses_of
from kelisim.model import Span
from kelisim.once import Remembered, once
from kelisim.statements.ranks import may_rank, only_ranked, tells_a_rank
from kelisim.statements.stage_words import wordings
from kelisim.statements.tellers import may_tell, only_tells
from kelisim.statements.wars import is_at_war, tells_of_war
from kelisim.text.headlines import leading_dateline
from kelisim.text.sentences import Sentence
from kelisim.text.tokens import Token

SPEAKING = frozenset({"country", "demonym", "capital", "person", "office", "bloc", "organisation", "place"})
"""The kinds of actors that name a party, or stand for one."""
_NAMING = ("country", "demonym", "bloc", "office", "person")
_AGENCY, _UNITED_NATIONS = "agency", "UN"
_WHOEVER_IS_NAMED = frozenset(
    {
        *("quantities", "times", "span", "tokens", "words", "senses", "meanings", "wordings", "indicators", "clauses"),
        *("_starts", "_at", "_clause_of"),
    }
)
"""What a sentence comes to whoever stands in it."""
_LOWER = Remembered(str.lower)  # one string for a word, however often a text has it
_FAR = 3  # tokens from *wie mit* to a state
_EXAMPLES = 6  # tokens from *Länder* to the first example of them
_BEHIND = 40  # characters behind a sentence at which a trigger may look


class Governor(Struct, frozen=True):
    """``preposition`` before the phrase or "", ``noun`` (a token) before that or None, ``at`` where it begins."""

    preposition: str
    noun: int | None
    at: int


class Passage(Struct, frozen=True, dict=True, kw_only=True):
    """A sentence with its tokens, what its words say, and the annotations that lie in it; ``number`` counts from 0."""

    marks: Marks
    number: int
    sentence: Sentence

    @once
    def text(self) -> str:
        """The whole text that the sentence stands in."""
        return self.marks.text

    @once
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities of the sentence."""
        known = "quantities" in self.marks.__dict__
        return tuple(inside(self.marks.quantities, self.span)) if known or self._holds(number_trigger()) else ()

    @once
    def times(self) -> tuple[Time, ...]:
        """The times of the sentence."""
        if "times" not in self.marks.__dict__ and not self._holds(time_trigger(vague=False)):
            return ()
        return tuple(inside(self.marks.times_until(self.span.end), self.span))

    def _holds(self, trigger: re.Pattern[str]) -> bool:
        """Whether what every number or time holds stands in the sentence; the text need not be searched where not."""
        return trigger.search(self.marks.seen, self.sentence.start, self.sentence.end + _BEHIND) is not None

    @once
    def actors(self) -> tuple[Actor, ...]:
        """The actors of the sentence."""
        return tuple(inside(self.marks.actors, self.span))

    @once
    def codes(self) -> frozenset[str]:
        """The codes of all actors of the sentence."""
        return frozenset([code for actor in self.actors for code in actor.codes])

    @once
    def parties(self) -> frozenset[str]:
        """The codes of the actors that may be parties: no wording for a pair."""
        return frozenset([code for actor in self.actors if actor.kind in SPEAKING for code in actor.codes])

    @once
    def governors(self) -> dict[int, Governor]:
        """What governs the phrase that begins at a token, as far as it has been asked (`governors.governor`)."""
        return {}

    def with_actors(self, actors: Sequence[Actor]) -> Passage:
        """The same sentence, read as if only these actors stood in it."""
        other = Passage(marks=self.marks, number=self.number, sentence=self.sentence)
        other.__dict__.update({name: value for name, value in self.__dict__.items() if name in _WHOEVER_IS_NAMED})
        other.__dict__["actors"] = tuple(actors)
        return other

    @once
    def span(self) -> Span:
        """The sentence as a span of the text."""
        return self.sentence.span

    @once
    def is_headline(self) -> bool:
        """Whether the sentence is a line of its own without a closing mark."""
        return self.sentence.kind == "headline"

    @once
    def lower(self) -> str:
        """The sentence in lower case: what its words cannot hold need not be looked for among them."""
        return self.sentence.words.lower()

    @once
    def tokens(self) -> tuple[Token, ...]:
        """The tokens of the sentence."""
        return self.sentence.tokens

    @once
    def words(self) -> tuple[str, ...]:
        """The tokens in lower case."""
        return tuple([_LOWER[token.word] for token in self.tokens])

    @once
    def _only_ranked(self) -> frozenset[int]:
        if not self.actors or not tells_a_rank(self.lower) or not may_rank(self.words):
            return frozenset()
        actors = sorted((self.index_at(actor.start), self.index_at(actor.end - 1)) for actor in self.actors)
        return only_ranked(self.tokens, self.words, actors, self.clauses)

    def is_only_ranked(self, actor: Actor) -> bool:
        """Whether another only ranks behind or before the actor: *nach Russland der zweitgrößte Handelspartner*."""
        return bool(self._only_ranked) and self.index_at(actor.start) in self._only_ranked

    @once
    def speaking(self) -> tuple[Actor, ...]:
        """The actors that may be parties: named with a state, no agency, not only passed through."""
        named = tuple([actor for actor in self.actors if self._may_be_party(actor)])
        if len(codes_of(named)) <= 1:
            return named
        return tuple([actor for actor in named if not self.only_tells(actor)]) or named

    def only_tells(self, actor: Actor) -> bool:
        """Whether an actor only tells what others do: *nach Angaben des chilenischen Ministers*."""
        if not may_tell(self.words):
            return False
        return only_tells(self.tokens, self.words, self.senses, self.index_at(actor.start))

    def speaking_in(self, span: Span) -> list[Actor]:
        """The actors inside a span that may be parties."""
        return inside(self.speaking, span)

    def _may_be_party(self, actor: Actor) -> bool:
        if actor.kind not in _NAMING or not actor.codes or actor.role == _AGENCY or self.is_only_ranked(actor):
            return False
        if tells_of_war(self) and is_at_war(self, actor):
            return False
        return not (self.is_only_a_place(actor) or self.only_says_which(actor))

    def is_only_a_place(self, actor: Actor) -> bool:
        """Whether something only passes by there (*über Aserbaidschan*), lies there, or is likened (*wie Bolivien*)."""
        before, small = self.word_before(actor), function_words()
        if (
            before in small.passing
            or self.is_likened(actor)
            or (before in small.likening and not self._is_one_of(actor))
        ):
            return True
        return actor.kind == "bloc" and before in small.within

    def _is_one_of(self, actor: Actor) -> bool:
        """Whether *wie* only gives examples of those that are meant: *mit Ländern der Region, wie Peru und Chile*."""
        at = self.index_at(actor.start)
        return not function_words().states.isdisjoint(self.words[max(0, at - _EXAMPLES) : at])

    def is_likened(self, actor: Actor) -> bool:
        """Whether what goes on with another is only likened to it: *ein ähnliches Abkommen wie mit Ghana*."""
        small = function_words()
        if small.likening.isdisjoint(self.words) or self.word_before(actor) not in small.accompanied:
            return False
        words = self.words[max(0, self.index_at(actor.start) - _FAR) : self.index_at(actor.start)]
        if any(one in small.likening and two in small.accompanied for one, two in pairwise(words)):
            return True  # and dasselbe Potenzial wie jenes mit Ghana
        return (
            len(words) == _FAR
            and words[0] in small.likening
            and words[1] in small.that_one
            and words[2] in small.accompanied
        )

    def only_says_which(self, actor: Actor) -> bool:
        """Whether an actor only says which: *das UN-Klimaabkommen*, *das zentralasiatische Land*."""
        if actor.codes == (_UNITED_NATIONS,) and self.text[actor.end : actor.end + 1] == "-":
            return True
        at, small = self.index_at(actor.end - 1) + 1, function_words()
        if at >= len(self.words) or actor.kind not in ("demonym", "country"):
            return False
        called = self.words[at] in small.called_states
        if actor.kind == "country":  # Serbiens Nachbar X
            behind = self.tokens[at + 1].start if called and at + 1 < len(self.tokens) else -1
            return any(other.start == behind and other.codes != actor.codes for other in self.actors)
        if self.words[at].endswith(small.voices):
            return True  # laut der spanischen Nachrichtenagentur
        return called and set(actor.codes) <= bloc_members().keys()  # aus dem zentralasiatischen Land

    @once
    def senses(self) -> tuple[Senses, ...]:
        """What each token says, by the lexicons."""
        return senses_of([token.word for token in self.tokens])

    @once
    def meanings(self) -> frozenset[str]:
        """What the verbs of the sentence may say; a rule that needs another verb need not look at its clauses."""
        found = []
        if may_hold_light_verbs(self.words):
            found = [verb.senses for _, verb in light_verbs(self.words, 0, len(self.words))]
        for said in self.senses:
            if said.verbs:
                found.append(said.meanings)
                found += [senses for particle, senses in said.parted if particle in self.words]
        return frozenset().union(*found)

    @once
    def wordings(self) -> tuple[tuple[int, int, str], ...]:
        """The fixed wordings of the sentence: first token, last token (inclusive), wording."""
        return tuple(wordings(self.words))

    @once
    def indicators(self) -> tuple[tuple[int, IndicatorNoun], ...]:
        """The places of the nouns that say what a figure measures, with what they say."""
        return tuple([(at, sense.indicator) for at, sense in enumerate(self.senses) if sense.indicator is not None])

    @once
    def dateline(self) -> Span | None:
        """The dateline with which the sentence begins: *Eriwan (IRNA) -*, *Vaduz, 18. März (pafl) -*."""
        if self.words[0] in function_words().determiners:
            return None
        return leading_dateline(self.text, self.span.start)

    @once
    def clauses(self) -> list[Clause]:
        """The sentence cut into clauses."""
        return clauses(self.tokens, self.words, self.senses)

    @once
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

    @once
    def _at(self) -> dict[int, int]:
        return {start: index for index, start in enumerate(self._starts)}

    def word_before(self, actor: Actor) -> str:
        """The word before an actor, articles left out (*in das benachbarte Peru*); an empty string at the beginning."""
        index = self.index_at(actor.start) - 1
        small = function_words()
        first = index
        while index > 0 and (self.words[index] in small.determiners or self.words[index] in small.neighbouring):
            if index < first and self.words[index] in small.relatives and self.words[index + 1] in small.determiners:
                break  # ein Vertrag, nach dem der Iran Gas liefert
            index -= 1
        return self.words[index] if index >= 0 else ""

    def index_at(self, offset: int) -> int:
        """The number of the token at or before an offset of the text."""
        index = self._at.get(offset)  # most that is asked for is where a word begins
        if index is None:
            index = self._at[offset] = max(0, bisect_right(self._starts, offset) - 1)
        return index

    def clause_at(self, offset: int) -> Clause:
        """The clause that an offset of the text lies in."""
        return self._clause_of[self.index_at(offset)]

    @once
    def _clause_of(self) -> list[Clause]:
        """The clause of each token."""
        return [clause for clause in self.clauses for _ in range(clause.first, clause.last)]

    def span_of(self, clause: Clause) -> Span:
        """A clause as a span of the text."""
        return Span(self.tokens[clause.first].start, self.tokens[clause.last - 1].end)

    def span_between(self, first: int, last: int) -> Span:
        """The span from token ``first`` to token ``last``, both inclusive."""
        return Span(self.tokens[first].start, self.tokens[last].end)

    def actors_in(self, span: Span) -> list[Actor]:
        """The actors whose words lie inside a span."""
        return inside(self.actors, span)

    def times_in(self, span: Span) -> list[Time]:
        """The times whose words lie inside a span."""
        return inside(self.times, span)

    def words_of(self, clause: Clause) -> tuple[str, ...]:
        """The words of a clause, in lower case."""
        return self.words[clause.first : clause.last]

    def actors_of(self, clause: Clause) -> list[Actor]:
        """The actors whose words lie inside a clause."""
        return self.actors_in(self.span_of(clause))

    def speaking_of(self, clause: Clause) -> list[Actor]:
        """The actors inside a clause that may be parties."""
        return self.speaking_in(self.span_of(clause))

    def times_of(self, clause: Clause) -> list[Time]:
        """The times whose words lie inside a clause."""
        return self.times_in(self.span_of(clause))

    def clause_before(self, clause: Clause) -> Clause | None:
        """The clause that ends where another begins; None for the first."""
        return next((other for other in self.clauses if other.last == clause.first), None)

    def clause_behind(self, clause: Clause) -> Clause | None:
        """The clause that begins where another ends; None for the last."""
        return next((other for other in self.clauses if other.first == clause.last), None)

    def money_in(self, clause: Clause) -> list[Quantity]:
        """The sums of money that begin inside a clause."""
        span = self.span_of(clause)
        return [q for q in self.quantities if q.kind == "money" and span.start <= q.start < span.end]


def passages(marks: Marks) -> list[Passage]:
    """The passages of a text, one a sentence."""
    return [Passage(marks=marks, number=number, sentence=sentence) for number, sentence in enumerate(marks.sentences)]
