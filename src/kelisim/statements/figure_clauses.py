"""The clauses that govern a number: its own and those that it hangs on.

In: the place of a number. Out: its clause, then for an infinitive or a *dass*-clause the clause before it, and so on.
"""

from __future__ import annotations

from collections.abc import Sequence

from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Place


def governing(place: Place) -> list[Clause]:
    """The clause of the number and, for an infinitive or a dass-clause, the clause before it."""
    clauses = place.passage.clauses
    at = clauses.index(place.clause)
    chain = [place.clause]
    while at > 0:
        if goes_on(place, at):
            at -= 2  # werde der Handel, der darunter fällt, auf 150 Millionen kommen
        elif _depends(place, clauses[at]) or _labelled(place, clauses[at - 1]):
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
    return cut.kind == "relative" and rest.kind == "main" and not opens and clauses[at - 2].kind == "main"


def _depends(place: Place, clause: Clause) -> bool:
    """Whether a clause takes its mood from the one before: an infinitive, a dass-clause, what *und* joins to it."""
    words, small = place.passage.words, function_words()
    if is_infinitive(words, clause) or words[clause.first] in small.content_clause or _waits(place, clause):
        return True
    before = next((c for c in place.passage.clauses if c.last == clause.first), None)
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
    before = next((c for c in place.passage.clauses if c.last == clause.first), None)
    modal = before is not None and any(senses[at].modal for at in range(before.first, before.last))
    return modal and not finite and said[-1:] != [] and said[-1].endswith("en")


def _labelled(place: Place, before: Clause) -> bool:
    """Whether the clause before is only a label: *Ziel: 15 Milliarden Dollar Handelsvolumen*."""
    return before.last - before.first <= 4 and place.passage.words[before.last - 1] == ":"
