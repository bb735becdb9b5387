"""How right the readings are: statements against gold that people annotated.

In: gold documents and read documents, both as the dicts of their JSON lines. Out: `Scores`: for each kind of
statement how many were found, how many were found with the fields that make them usable (*core*), and the share of
right values per field; what is missed, spurious or differs is listed with its words.

    gold *zwei Abkommen* (count 2)  +  read *zwei Abkommen* (count 2, agreement_count)  ->  found, core

Gold has alternatives: a list in a field accepts any of its members, ``"?"`` is not scored, several ``heads`` are
equally good wordings, and what is marked ``optional`` is neither demanded nor punished.
"""

from kelisim.evaluation.confusion import Confusion, confusions
from kelisim.evaluation.gold import by_file, digest, lines
from kelisim.evaluation.measures import Finding, GroupScore, Judged, Scores, score
from kelisim.evaluation.reliability import Bin, by_confidence, by_rule

__all__ = [
    "Bin",
    "Confusion",
    "Finding",
    "GroupScore",
    "Judged",
    "Scores",
    "by_confidence",
    "by_file",
    "by_rule",
    "confusions",
    "digest",
    "lines",
    "score",
]
