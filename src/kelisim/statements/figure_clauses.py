"""The clauses that govern a number, its own and those that it hangs on, and what their verbs and words say.

In: the place of a number. Out: its clause, then for an infinitive or a *dass*-clause the clause before it, and so on;
as a `Mood` with the meanings of their verbs, which the cues are asked of.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kelisim.language.clauses import Clause, ClauseVerb
from kelisim.language.function_words import function_words
from kelisim.model import Span
from kelisim.once import asked_once
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place

COULD = frozenset({"able", "modal"})
_PLANNED = frozenset({"plan", "modal"})
Spans = tuple[Span, ...]


class Mood(Struct, frozen=True, kw_only=True):
    """The clauses that govern a number, the meanings of their verbs and words with their places."""

    place: Place
    indicator: str
    clauses: tuple[Clause, ...]
    verbs: dict[str, int]
    words: dict[str, int]

    def said(self, words: frozenset[str]) -> Spans:
        """The words of a list that stand there."""
        if words.isdisjoint(self.words):
            return ()
        return tuple(self.place.span(self.words[word]) for word in sorted(words & self.words.keys()))

    def done(self, sense: str) -> Spans:
        """The verb that has a sense."""
        return (self.place.span(self.verbs[sense]),) if sense in self.verbs else ()


def governing(place: Place) -> list[Clause]:
    """The clause of the number and, for an infinitive or a dass-clause, the clause before it."""
    clauses = place.passage.clauses
    at = clauses.index(place.clause)
    chain = [place.clause]
    while at > 0:
        if goes_on(place, at) or _resumes(place, at, 2):
            at -= 2  # werde der Handel, der darunter fällt, auf 150 Millionen kommen
        elif _depends(place, clauses[at]) or _labelled(place, clauses[at - 1]) or _resumes(place, at, 1):
            at -= 1
        else:
            break
        chain.append(clauses[at])
    return chain


def goes_on(place: Place, at: int) -> bool:
    """Whether a clause is the rest of the one that a relative clause has cut in two."""
    clauses, words, small = place.passage.clauses, place.passage.words, function_words()
    if at < 2:
        return False
    rest, cut = clauses[at], clauses[at - 1]
    opens = words[rest.first] in small.clause_conjunctions | small.subordinators | small.relatives | small.pronouns
    opens = opens and not (words[rest.first] in figure_words().by and "zu" not in words[rest.first : rest.last])
    led = rest.kind == "relative" and words[rest.first] in small.prepositions - small.relatives
    main = rest.kind == "main" or (led and words[rest.first + 1] not in small.relatives - small.determiners)
    return cut.kind == "relative" and main and not opens and clauses[at - 2].kind == "main"


def _resumes(place: Place, at: int, back: int) -> bool:
    """Whether a clause has only the infinitive for the modal before an insertion: *könnte, so heißt es, auf 9 steigen*.

    ``back`` says how many clauses before it the modal is looked for.
    """
    clauses, passage, small = place.passage.clauses, place.passage, function_words()
    if at < back or clauses[at].kind != "main" or any(c.kind == "main" for c in clauses[at - back + 1 : at]):
        return False
    rest, head = clauses[at], clauses[at - back]
    said = [index for index in range(rest.first, rest.last) if passage.words[index].isalpha()]
    opens = passage.words[rest.first] in small.prepositions and passage.words[rest.first - 1] == ","
    ends = bool(said) and passage.words[said[-1]].endswith("en") and not passage.tokens[said[-1]].capital
    alone = all(verb.index in said[-2:] for verb in rest.verbs) and small.finite.isdisjoint(
        passage.words[index] for index in said[:-1]
    )
    modal = head.planned or any(
        passage.senses[index].modal or passage.words[index] in figure_words().potential
        for index in range(head.first, head.last)
    )
    return opens and ends and alone and modal and head.kind == "main"


def _depends(place: Place, clause: Clause) -> bool:
    """Whether a clause takes its mood from the one before: an infinitive, a dass-clause, what *und* joins to it."""
    words, small = place.passage.words, function_words()
    if is_infinitive(words, clause) or words[clause.first] in small.content_clause or _waits(place, clause):
        return True
    before = place.passage.clause_before(clause)
    if before is None:
        return False
    if figure_words().namely & set(words[clause.first : clause.first + 2]):
        return True  # wird Strom liefern, und zwar 10.000 Megawatt
    return words[clause.first - 1] in small.conjunctions and words[before.first] in small.content_clause


def is_infinitive(words: Sequence[str], clause: Clause) -> bool:
    """Whether a clause has only an infinitive with *zu*, also one that no lexicon knows: *eine Leitung zu legen*."""
    last = [word for word in words[clause.first : clause.last] if word.isalpha()][-2:]
    ends = len(last) > 1 and last[0] == "zu" and last[1].endswith("n")
    ends = ends and not any(clause.first <= verb.index < clause.last for verb in clause.verbs)
    return clause.kind == "infinitive" or ends


def _waits(place: Place, clause: Clause) -> bool:
    """Whether a clause behind *und* hangs on the modal before it: *soll 100 MW leisten und auf 300 ha entstehen*."""
    words, small = place.passage.words, function_words()
    if clause.first == 0 or words[clause.first - 1] not in small.conjunctions:
        return False
    said = [word for word in words[clause.first : clause.last] if word.isalpha()]
    finite = any(word in small.finite and word not in small.future for word in said[:-1])
    senses = place.passage.senses
    before = place.passage.clause_before(clause)
    modal = before is not None and (before.planned or any(senses[at].modal for at in range(before.first, before.last)))
    return modal and not finite and bool(said) and said[-1].endswith("n")


def _labelled(place: Place, before: Clause) -> bool:
    """Whether the clause before is only a label: *Ziel: 15 Milliarden Dollar Handelsvolumen*."""
    return before.last - before.first <= 4 and place.passage.words[before.last - 1] == ":"


def mood_of(place: Place, finding: Finding) -> Mood:
    """The clauses that govern a number, with their verbs and words."""
    passage, clauses = place.passage, governing(place)
    verbs = [verb for clause in clauses for verb in _telling(place, clause) if verb.sense.kind != "attributive"]
    # konnte gesteigert werden, haben verlassen können: what was possible and is told as past has happened
    small = function_words()
    past = (
        not small.have.isdisjoint(place.words) and "able" in place.clause.verbs[-1].sense.senses
        if place.clause.verbs
        else False
    )
    verbs = [verb for verb in verbs if not (verb.sense.senses >= COULD and (past or verb.sense.kind == "past"))]
    finite = any(verb.sense.kind == "past" for verb in place.clause.verbs)
    verbs = [verb for verb in verbs if not ("expect" in verb.sense.senses and _expects_nothing(place, verb, finite))]
    if _is_hearsay(place):
        verbs = [verb for verb in verbs if "modal" not in verb.sense.senses]
    words = {passage.words[at]: at for clause in reversed(clauses) for at in range(clause.first, clause.last)}
    for verb in verbs:  # stellt … bereit is no readiness: the particle belongs to the verb
        if verb.sense.particle and "complete" not in verb.sense.senses and is_infinitive(passage.words, place.clause):
            continue  # steht bereit, Kredite zu geben
        apart = verb.sense.kind != "infinitive"  # ist bereit, Kredite bereitzustellen
        glued = next((word for word in words if apart and verb.sense.lemma.startswith(word)), "")
        particle = verb.sense.particle or glued
        if particle in figure_words().potential and verb.sense.lemma != particle:
            words.pop(particle, None)
    return Mood(
        place=place,
        indicator=finding.indicator,
        clauses=tuple(clauses),
        verbs={sense: verb.index for verb in reversed(verbs) for sense in _meant(verb)},
        words=words,
    )


def _meant(verb: ClauseVerb) -> frozenset[str]:
    """What a verb says of a number: what is allowed by an agreement is meant to be (*dürfen 500 Helfer kommen*)."""
    return _PLANNED if verb.sense.lemma in figure_words().permits else verb.sense.senses


def _expects_nothing(place: Place, verb: ClauseVerb, finite: bool) -> bool:
    """Whether a form of a verb of expecting does not: *bis Mai gerechnet, betrug …*, *die lang erwarteten Arbeiten*."""
    if finite and verb.sense.kind == "participle":
        return True
    if place.quantity.kind == "money" and place.passage.words[verb.index] in figure_words().values:
        return verb.sense.kind != "infinitive"  # schätzt die Investitionen auf 150 Millionen: what there is
    passage, at = place.passage, verb.index
    described = passage.tokens[at + 1 : at + 2] and passage.tokens[at + 1].capital
    before = passage.words[at - 1] if at else ""
    return bool(described) and before in function_words().determiners | figure_words().hence


def _telling(place: Place, clause: Clause) -> tuple[ClauseVerb, ...]:
    """The verbs of a clause that speak of the number; not *sollte* of *Ich sollte auch sagen, dass …*."""
    if clause is place.clause or not any("say" in verb.sense.senses for verb in clause.verbs):
        return clause.verbs
    return tuple(verb for verb in clause.verbs if "modal" not in verb.sense.senses)


def _is_hearsay(place: Place) -> bool:
    """Whether *sollen* only says that others say so: *sollen sich auf 54.000 Barrel verringert haben*."""
    tokens = place.passage.tokens[place.clause.first : place.clause.last]
    said = [token for token in tokens if token.word.isalpha()][-2:]
    small = function_words()
    if len(said) < 2 or said[0].capital:
        return False  # soll eine Leistung von 2 Gigawatt haben
    last = said[1].word.lower()
    return last in small.have | small.be and said[0].word.endswith(("t", "en")) and last.endswith("n")


def has_past_verb(place: Place) -> bool:
    """Whether a verb of the clause is in the past or a participle."""
    return any(verb.sense.kind in ("past", "participle") for verb in place.clause.verbs)


@asked_once
def told_as_past(place: Place) -> bool:
    """Whether a verb or an auxiliary of the clause tells of what has been."""
    small = function_words()
    return has_past_verb(place) or not (
        small.past.isdisjoint(place.words) and small.passive_past.isdisjoint(place.words)
    )
