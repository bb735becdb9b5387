"""Clauses: a sentence cut where one finite verb ends its say and another begins.

In: the tokens of a sentence with their senses. Out: clauses with their verbs, each verb with its separated particle
(*schloss … ab*) found, and what mood they stand in. *«Geplant ist, diesen Wert auf 10 Mrd. zu steigern»* is two
clauses: *Geplant ist* (plan) and *diesen Wert auf 10 Mrd. zu steigern* (infinitive, depends on the first).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

from msgspec import Struct, structs

from kelisim.language.attributives import is_attributive
from kelisim.language.clause_openings import (
    LOOK_AHEAD,
    ends_like_a_verb,
    has_zu_infinitive,
    is_date,
    is_of_a_list,
    joins_names,
    opens_subordinate,
    opens_with_object,
    segment_end,
)
from kelisim.language.function_words import FunctionWords, function_words
from kelisim.language.infinitives import ends_plain
from kelisim.language.light_verbs import light_verbs, may_hold_light_verbs
from kelisim.language.words import Senses, VerbSense
from kelisim.text.tokens import Token

ClauseKind = Literal["main", "subordinate", "relative", "infinitive"]
_STOPS = (";", ":")  # a dot inside a sentence is that of an abbreviation: 200 Mrd. Euro
_FINITE = ("finite", "past")
_TOLD = ("participle", "past", "finite")
_JOINTS = (",", ".", "und", "sowie")
_AFTER_PARTICLE = (",", ".", ";", ":", "!", "?", "und", "sowie", "(", ")", "–", "—", "-", "“", "»")


class ClauseVerb(Struct, frozen=True):
    """A verb of a clause: where it stands, and the one reading that fits there."""

    index: int
    sense: VerbSense


class Clause(Struct, frozen=True, kw_only=True):
    """Tokens ``first`` to ``last`` (exclusive) of a sentence with the mood they stand in."""

    first: int
    last: int
    kind: ClauseKind
    verbs: tuple[ClauseVerb, ...]
    planned: bool
    able: bool
    negated: bool
    conditional: bool

    def holds(self, index: int) -> bool:
        """Whether the token at ``index`` belongs to this clause."""
        return self.first <= index < self.last


def clauses(tokens: Sequence[Token], lower: Sequence[str], senses: Sequence[Senses]) -> list[Clause]:
    """Cut a sentence into clauses, in their order; ``lower`` are its tokens in lower case."""
    # a capital tells the noun from the verb: 195 Waren are goods
    words = [token.word if token.capital else word for token, word in zip(tokens, lower, strict=True)]
    first = 1 if lower and lower[0][0].isalnum() else 2  # "Der Vertrag …
    words[:first] = lower[:first]
    forms = function_words().finite
    finite = [
        (bool(sense.verbs) or word in forms) and _is_finite(words, tokens, senses, index)
        for index, (word, sense) in enumerate(zip(words, senses, strict=True))
    ]
    _settle_relatives(words, finite)
    _close_brackets(words, senses, finite)
    _settle_infinitives(words, senses, finite)
    cuts = [0, *_cuts(words, tokens, senses, finite), len(tokens)]
    spans = [span for span in pairwise(cuts) if span[0] < span[1]]
    verbs = _verbs(words, tokens, senses, spans)
    if may_hold_light_verbs(lower):
        verbs = [_with_light(words, span, own) for span, own in zip(spans, verbs, strict=True)]
    found = [_clause(words, span, own) for span, own in zip(spans, verbs, strict=True)]
    told = [any(finite[first:last]) or (first > 0 and opens_with_object(words, first)) for first, last in spans]
    found = [
        structs.replace(clause, kind=_kind(words, (clause.first, clause.last), function_words()))
        if has_verb and not clause.verbs and clause.kind == "main"
        else clause
        for clause, has_verb in zip(found, told, strict=True)
    ]
    return _share_verbs(_in_a_row(found, words, senses), told)


def _in_a_row(found: list[Clause], words: Sequence[str], senses: Sequence[Senses]) -> list[Clause]:
    """Give the pieces of a row the mood of its modal: *sollen Häfen gebaut, Bahnen erneuert und … errichtet werden*."""
    row: Clause | None = None
    begin, joined = 0, list(found)
    for at, clause in enumerate(found):
        end = clause.last - 1 if words[clause.last - 1] in _JOINTS else clause.last
        if row is not None and words[end - 1] == "werden" and "participle" in senses[end - 2].kinds:
            joined[begin:] = [structs.replace(one, kind=row.kind, planned=True) for one in found[begin : at + 1]]
            joined += found[at + 1 :]
            row = None
        elif "participle" not in senses[end - 1].kinds:
            row = None
        elif row is None and clause.planned and "werden" not in words[clause.first : end]:
            row, begin = clause, at + 1
    return joined


def _share_verbs(found: list[Clause], finite: Sequence[bool]) -> list[Clause]:
    """Give a piece without a verb the verb of the main clause that a subordinate clause has cut in two."""
    main = [one for one, told in zip(found, finite, strict=True) if one.kind == "main" and (one.verbs or told)]
    if not main or len(found) == 1:
        return found
    return [
        clause
        if clause.verbs or has_verb or clause.kind == "infinitive"
        else structs.replace(
            _nearest(clause, main), first=clause.first, last=clause.last, kind=clause.kind, negated=clause.negated
        )
        for clause, has_verb in zip(found, finite, strict=True)
    ]


def _nearest(clause: Clause, others: Sequence[Clause]) -> Clause:
    return min(others, key=lambda other: (abs(other.first - clause.first), other.first > clause.first))


def _settle_relatives(words: Sequence[str], finite: list[bool]) -> None:
    """Take the unknown last word of a relative clause for its verb: *ein Plan, der alles genau versieht, …*."""
    for index in range(1, len(words) - 1):
        if words[index] == "," and words[index + 1] in function_words().relatives:
            stop = segment_end(words, index + 1)
            if not any(finite[index + 1 : stop]):
                finite[stop - 1] |= ends_like_a_verb(words, index + 1, stop)


def _settle_infinitives(words: Sequence[str], senses: Sequence[Senses], finite: list[bool]) -> None:
    """Take back the form that only looks finite: the infinitive that a modal or *werden* before it waits for."""
    waiting = False
    small = function_words()
    for index, word in enumerate(words):
        if waiting and word == "werden" and _is_particle(words, index):
            finite[index] = False  # sollen Studien erstellt und Werke gebaut werden
        elif word in small.future or senses[index].modal:
            waiting = True
        elif not waiting:
            continue
        elif word in _STOPS or (word == "," and opens_subordinate(words, index + 1)):
            waiting = word == "," and is_of_a_list(words, senses, index + 1)
        elif finite[index] and _may_be_infinitive(word, senses[index]) and _is_particle(words, index):
            finite[index] = False
            waiting = index + 1 < len(words) and words[index + 1] in small.clause_conjunctions  # wollen bauen und …


def _may_be_infinitive(word: str, said: Senses) -> bool:
    return "infinitive" in said.kinds or (word.endswith("en") and word in function_words().plain_finite)


def _is_finite(words: Sequence[str], tokens: Sequence[Token], senses: Sequence[Senses], index: int) -> bool:
    """Whether a word with a verb's form, or one of the small finite words, is finite here."""
    small, word = function_words(), words[index]
    if word in small.auxiliaries:
        named = (
            word in small.name_particles
            and tokens[index - 1].capital
            and tokens[min(index + 1, len(tokens) - 1)].capital
        )
        return word != "worden" and not named  # Tamim bin Hamad
    if tokens[index].capital and index > 0:
        return False
    if index and words[index - 1] == "zu":
        return False
    if word in small.plain_finite:
        return not is_attributive(words, tokens, index)
    kinds = senses[index].kinds
    if kinds.isdisjoint(_FINITE) or ("participle" in kinds and _has_auxiliary(words, senses, index)):
        return False
    return not is_attributive(words, tokens, index)


def _has_auxiliary(words: Sequence[str], senses: Sequence[Senses], index: int) -> bool:
    """Whether a form that may be a participle (*unterzeichnet*) belongs to *haben*, *sein* or *werden* before it."""
    small, ends = function_words(), index + 1 >= len(words) or words[index + 1] in (",", ".")
    if not ends and words[index + 1] in small.passive_past and words[index + 1] not in small.past:
        return True  # ist von der Bahn, vertreten durch …, unterzeichnet worden
    if words[index - 1] == "," and not ends and words[index + 1] in small.determiners:
        return False  # Ziel ist der Bau einer Bahnstrecke, berichtet die Zeitung
    if words[index + 1 : index + 2] == ["werden"] and _is_particle(words, index + 1):
        return True  # soll durch Peru und Chile nach Kuba befördert werden
    for at in range(index - 1, max(-1, index - LOOK_AHEAD), -1):
        if words[at] in (";", ":") or (words[at] == "," and opens_subordinate(words, at + 1)):
            return False
        if words[at] in small.auxiliaries:
            return True
        if at and words[at][:1].isupper():
            continue  # wird bei einem Treffen unterzeichnet
        if not senses[at].kinds.isdisjoint(_TOLD) and not (ends and "participle" in senses[at].kinds):
            return False  # but: wird gebilligt und der Vertrag unterzeichnet
    return index + 1 < len(words) and words[index + 1] in small.auxiliaries


def _close_brackets(words: Sequence[str], senses: Sequence[Senses], finite: list[bool]) -> None:
    """Take a participle that looks finite (*hat den Minister … empfangen*) for the end of its auxiliary's bracket."""
    auxiliaries, content = function_words().auxiliaries, function_words().content_clause
    last = -1
    for index, is_finite in enumerate(finite):
        if not is_finite:
            if last >= 0 and (words[index] == ";" or words[index] in content or "participle" in senses[index].kinds):
                last = -1  # Ziel ist, dass Kenia Strom exportiert
            continue
        ends = index + 1 >= len(words) or words[index + 1] in _AFTER_PARTICLE
        if last >= 0 and ends and "participle" in senses[index].kinds:
            finite[index] = False
            last = -1
        else:
            last = index if words[index] in auxiliaries else -1


def _cuts(words: Sequence[str], tokens: Sequence[Token], senses: Sequence[Senses], finite: Sequence[bool]) -> list[int]:
    """Where clauses begin, after the first."""
    cuts: list[int] = []
    begin = 0
    marks = function_words().clause_marks
    for index in range(1, len(tokens) - 1):
        if words[index] not in marks or (words[index] == "," and is_of_a_list(words, senses, index + 1)):
            continue
        if _cuts_here(words, tokens, (begin, index), finite) or _ends_subordinate(words, senses, begin, index):
            begin = index + 1
            cuts.append(begin)
    return cuts


def _ends_subordinate(words: Sequence[str], senses: Sequence[Senses], begin: int, index: int) -> bool:
    """Whether the comma at ``index`` closes a clause that has its verb last (*…, wie Akorda mitteilte, …*)."""
    if words[index] != "," or begin == 0 or not opens_subordinate(words, begin):
        return False
    small, last = function_words(), words[index - 1]
    known = bool(senses[index - 1].verbs) or last in small.auxiliaries or last in small.plain_finite
    return known or ends_like_a_verb(words, begin, index)


def _cuts_here(words: Sequence[str], tokens: Sequence[Token], span: tuple[int, int], finite: Sequence[bool]) -> bool:
    begin, index = span
    small, word = function_words(), words[index]
    if word in (";", ":"):
        return True
    if _is_left_out(words, tokens, index):
        return False
    if word in ("–", "—", "-", "("):
        apart = word != "(" and tokens[index - 1].end < tokens[index].start and any(finite[begin:index])
        return apart and not joins_names(tokens, index, finite)
    if word not in (",", *small.clause_conjunctions):
        return False
    stop = segment_end(words, index + 1)
    right = any(finite[index + 1 : stop])
    if word == ",":
        still_open = begin and opens_with_object(words, begin) and not any(finite[begin:index])
        if opens_subordinate(words, index + 1) and (right or opens_with_object(words, index + 1)):
            return not still_open  # das den Hafen, Tema, mit der Stadt verbindet
        if has_zu_infinitive(words, index + 1, stop):
            return True
        told = finite[index + 1] and has_zu_infinitive(words, begin, index)  # …, Kredite bereitzustellen, erklärte er
        return right and (told or any(finite[begin:index]))
    if right and _is_said_behind(words, finite, index + 1, stop):
        return False
    if right and not finite[index + 1] and _resumes_later(words, finite, index + 1, stop):
        return False
    resumed = right and finite[index + 1] and words[index - 2] == "zu" and begin < index - 2  # zu stärken und planten
    return right and (resumed or any(finite[begin:index])) and index + 1 < len(tokens)


def _is_left_out(words: Sequence[str], tokens: Sequence[Token], index: int) -> bool:
    """Whether a hyphen stands for the first part of a word: *zur CO2-Abscheidung und -Speicherung*."""
    glued = index + 1 < len(tokens) and tokens[index].end == tokens[index + 1].start
    return words[index] == "-" and index > 0 and glued and words[index - 1] in function_words().joints


def _is_said_behind(words: Sequence[str], finite: Sequence[bool], index: int, stop: int) -> bool:
    """Whether the next verb stands behind a dash and says who tells it: *und dem Hafen eingeweiht – berichtet MTI*."""
    first = next(at for at in range(index, stop) if finite[at])
    return words[first - 1] in ("–", "—") and first - 1 > index


def _resumes_later(words: Sequence[str], finite: Sequence[bool], index: int, stop: int) -> bool:
    """Whether a later *und* brings the next verb, so that the first joins words: *Tee und Salz für … und soll*."""
    first = next(at for at in range(index, stop) if finite[at])
    return words[first - 1] in function_words().clause_conjunctions


def _clause(words: Sequence[str], span: tuple[int, int], verbs: tuple[ClauseVerb, ...]) -> Clause:
    first, last = span
    small = function_words()
    here = set(words[first:last])
    means: set[str] = set().union(*[verb.sense.senses for verb in verbs if verb.sense.kind != "attributive"])
    future = not here.isdisjoint(small.future) and (
        any(verb.sense.kind == "infinitive" for verb in verbs) or ends_plain(words, span)
    )
    return Clause(
        first=first,
        last=last,
        kind=_kind(words, span, small) if verbs or "zu" in here or not here.isdisjoint(small.finite) else "main",
        verbs=verbs,
        planned="plan" in means or future,
        able="able" in means,
        negated=not here.isdisjoint(small.negations),
        conditional=not here.isdisjoint(small.conditions),
    )


def _verbs(
    words: Sequence[str], tokens: Sequence[Token], senses: Sequence[Senses], spans: Sequence[tuple[int, int]]
) -> list[tuple[ClauseVerb, ...]]:
    """The verbs of each of the clauses; few words of a sentence are verbs."""
    verbal = [index for index, sense in enumerate(senses) if sense.verbs]
    found = []
    for first, last in spans:
        here: list[ClauseVerb] = []
        for index in verbal:
            if not first <= index < last or (index > first and tokens[index].capital):
                continue
            verb = _fitting(senses[index].verbs, words, tokens, index, last)
            if verb is not None:
                here.append(ClauseVerb(index, verb))
        found.append(tuple(here))
    return found


def _with_light(words: Sequence[str], span: tuple[int, int], verbs: tuple[ClauseVerb, ...]) -> tuple[ClauseVerb, ...]:
    """The verbs of a clause with those whose meaning lies in a group of words; few sentences have one."""
    return (*verbs, *[ClauseVerb(index, verb) for index, verb in light_verbs(words, *span)])


def _fitting(
    options: Sequence[VerbSense], words: Sequence[str], tokens: Sequence[Token], index: int, last: int
) -> VerbSense | None:
    """The reading of a verb form that its surroundings allow: a particle that stands apart wins."""
    attributive = any(option.kind == "attributive" for option in options) and is_attributive(words, tokens, index)
    for option in options:
        if option.particle and option.particle in words[index + 1 : last] and not attributive:
            # bildet Piloten aus Kenia aus: the last one is the verb's
            at = last - 1 - words[index + 1 : last][::-1].index(option.particle)
            if _is_particle(words, at):
                return option
    plain = [option for option in options if not option.particle]
    wanted = "attributive" if attributive else None
    after_zu = index > 0 and words[index - 1] == "zu"
    for option in plain:
        if option.kind == wanted or (after_zu and option.kind == "infinitive"):
            return option
    return plain[0] if plain else None


def _is_particle(words: Sequence[str], at: int) -> bool:
    """Whether a word such as *ab* stands alone at a clause's end, not before its own noun.

    What two prepositions in a row lead to is told after the verb: *ging um 7 Prozent zurück auf 25 Milliarden*.
    """
    if at + 1 >= len(words) or words[at + 1] in _AFTER_PARTICLE:
        return True
    small = function_words()
    return words[at] in small.closing_particles and words[at + 1] in small.behind_particles


def _kind(words: Sequence[str], span: tuple[int, int], small: FunctionWords) -> ClauseKind:
    first, last = span
    opener = words[first]
    finite = (at for at in range(first, last) if words[at] in small.finite)
    if has_zu_infinitive(words, first, last) and all(words[at - 1] == "zu" for at in finite):
        return "infinitive"
    if first and words[first - 1] == "," and not is_date(words, first + 1):
        if opener in small.relatives or (
            opener in small.prepositions and first + 1 < last and words[first + 1] in small.relatives
        ):
            return "relative"
        if opener in small.subordinators:
            return "subordinate"
    return "main"
