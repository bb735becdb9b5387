"""How a figure is meant: level, change or share; reported as fact, aimed at, possible or expected."""

from __future__ import annotations

from decimal import Decimal

from kelisim.language.clauses import Clause
from kelisim.language.function_words import function_words
from kelisim.model import Measure, Modality, Polarity
from kelisim.statements.figure_words import figure_words
from kelisim.statements.findings import Finding, Place

_PROMISED = (
    "undertaking_value",
    "project_count",
    "agreement_count",
    "training_places",
    "commodity_volume",
    "financing",
)
_NEAR = 4  # words before the number in which "um" or "zusätzlich" speaks of it


def measure(place: Place, finding: Finding) -> Measure:
    """How the number measures: what the rule says, else a change after *um*, *Plus von*, *zusätzlich*."""
    if finding.measure is not None:
        return finding.measure
    if place.quantity.kind in ("factor", "percent", "percentage_point"):
        return "change"
    before = place.words_before(_NEAR)
    words = figure_words()
    if before and before[-1] in words.by:
        return "change"
    close = set(before) & (words.growth | words.decline)
    if close:
        return "change"
    # Exporte für 550 Millionen erhöhen: a sum of exports that is to be raised is the raise
    raised = any(verb.sense.senses & {"up", "down"} for verb in place.clause.verbs)
    if raised and finding.indicator in ("exports", "imports") and not {"auf", "von"} & set(before[-1:]):
        return "change"
    return "level"


def signed(place: Place, kind: Measure) -> tuple[Decimal, Decimal]:
    """The numbers with their sign: a fall is negative; a factor and a level never are."""
    quantity = place.quantity
    low, high = quantity.low, quantity.high
    if kind != "change" or quantity.kind == "factor" or low < 0:
        return low, high
    falls = quantity.change == "down" or any(
        "down" in verb.sense.senses for verb in place.clause.verbs if verb.sense.kind != "attributive"
    )
    if falls or figure_words().decline & set(place.words_before(_NEAR)):
        return -high, -low
    return low, high


def modality(place: Place, finding: Finding) -> Modality:
    """Fact, aim, possibility or forecast, by the verbs and words of the clause and of the one it depends on."""
    passage, words = place.passage, figure_words()
    governing = _governing(place)
    here = {word for clause in governing for word in passage.words[clause.first : clause.last]}
    verbs = [verb for clause in governing for verb in clause.verbs if verb.sense.kind != "attributive"]
    # konnte gesteigert werden: what was possible and is told in the past tense has happened
    verbs = [verb for verb in verbs if not ("able" in verb.sense.senses and verb.sense.kind == "past")]
    senses = {sense for verb in verbs for sense in verb.sense.senses}
    if here & words.forecast or "expect" in senses:
        return "forecast"
    if here & words.aim and not here & words.reached:
        return "target"
    if any(verb.sense.lemma.startswith("bereit") for verb in verbs):
        here.discard("bereit")  # stellt … bereit is no readiness
    if here & words.potential or ("able" in senses and "plan" not in senses):
        return "potential"
    if any(clause.planned for clause in governing) or "plan" in senses:
        return "target"
    if _due(place):
        return "target"
    if here & words.target and not here & words.reached:
        return "target"
    promised = finding.indicator in _PROMISED
    if promised and "pledge" in senses and not senses & {"commit", "start", "complete"}:
        return "target"
    return "actual"


def _due(place: Place) -> bool:
    """Whether the clause speaks in the present tense of a day by which: *bis Ende März kommen 10.000 hinzu*."""
    passage, small = place.passage, function_words()
    if not any(time.role == "until" for time in passage.times_in(passage.span_of(place.clause))):
        return False
    words = set(passage.words[place.clause.first : place.clause.last])
    past = any(verb.sense.kind in ("past", "participle") for verb in place.clause.verbs)
    return not past and not words & small.past


def polarity(place: Place) -> Polarity:
    """Denied where the clause negates its verb, not where *nicht nur* or *kein* stands with something else."""
    if not place.clause.negated:
        return "affirmed"
    words = place.passage.words[place.clause.first : place.clause.last]
    at = words.index("nicht") if "nicht" in words else -1
    if at < 0 or (at + 1 < len(words) and words[at + 1] in ("nur", "mehr", "zuletzt", "einmal")):
        return "affirmed"
    return "denied"


def _governing(place: Place) -> list[Clause]:
    """The clause of the number and, for an infinitive or a dass-clause, the clause before it."""
    clauses = place.passage.clauses
    at = clauses.index(place.clause)
    chain = [place.clause]
    while at > 0 and (_depends(place, clauses[at]) or _labelled(place, clauses[at - 1])):
        at -= 1
        chain.append(clauses[at])
    return chain


def _depends(place: Place, clause: Clause) -> bool:
    """Whether a clause takes its mood from the one before: an infinitive, or what is expected *dass* it happens."""
    return clause.kind == "infinitive" or place.passage.words[clause.first] in function_words().content_clause


def _labelled(place: Place, before: Clause) -> bool:
    """Whether the clause before is only a label: *Ziel: 15 Milliarden Dollar Handelsvolumen*."""
    return before.last - before.first <= 4 and place.passage.words[before.last - 1] == ":"
