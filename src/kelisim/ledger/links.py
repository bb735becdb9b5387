"""What is held of pairs of statements: links that the rules made, and decisions of persons above them.

A decision rests on words (text and place in it), so that it outlives a newer reading; a link of the rules rests on the
statements that were compared, and is made anew when these change.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Verdict = Literal["linked", "suggested", "apart"]
LinkKind = Literal[
    "same_undertaking",
    "part_of",  # left is a part of right
    "same_figure",
    "revises",  # left gives another number for what right gave before
    "contradicts",
    "baseline_of",  # left is what the target right starts from
    "same_meeting",
    "outcome_of",  # left was agreed at right
]
Decided = Literal["linked", "apart", "withdrawn"]


class Reason(Struct, frozen=True):
    """One feature that spoke for or against a link: its name, its weight, the words it saw."""

    feature: str
    weight: float
    words: str


class Link(Struct, frozen=True, kw_only=True):
    """What is held of two statements, by their ids: the same thing, perhaps the same, or apart.

    ``by`` is the rule with its version, or a person; a person's word stands above a rule's, and the later one above the
    earlier. Nothing is changed in the statements.
    """

    kind: LinkKind
    left: str
    right: str
    verdict: Verdict
    score: float
    by: str
    reasons: tuple[Reason, ...] = ()
    decided_at: str | None = None
    why: str = ""


class Words(Struct, frozen=True, kw_only=True, order=True):
    """The words a statement rests on, whoever read them: its sort, its text and the place of its head in it."""

    statement: Literal["figure", "undertaking", "meeting"]
    text_hash: str
    start: int
    end: int


class Decision(Struct, frozen=True, kw_only=True):
    """What a person decided of two statements: they are linked, apart, or (``withdrawn``) left to the rules again.

    ``number`` counts the decisions about one pair.
    """

    kind: LinkKind
    left: Words
    right: Words
    verdict: Decided
    number: int
    by: str
    decided_at: str
    why: str
