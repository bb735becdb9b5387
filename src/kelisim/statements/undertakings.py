"""Undertakings: what the parties of a text have said they will do, have agreed, are doing or have done.

In: the context of a text. Out: one undertaking for each thing that a rule of `undertaking_rules` accepts, with its
fields and the words behind each. *«Am 22. Oktober unterzeichneten … 76 Dokumente im Gesamtwert von …»* is an
``agreement`` at ``committed`` with its sum.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from kelisim.language.annotations import Quantity
from kelisim.model import Evidence, Instrument, Span, Undertaking
from kelisim.statements.amounts import amount, earlier_amount, later_amount, paid_amount
from kelisim.statements.carriers import organisations
from kelisim.statements.concreteness import is_vague
from kelisim.statements.context import Context
from kelisim.statements.deadlines import deadline, stage_day
from kelisim.statements.goods import goods_at
from kelisim.statements.interstate import has_dealings, is_linked, may_be_linked
from kelisim.statements.moods import condition, is_denied, is_left_open
from kelisim.statements.places import place
from kelisim.statements.reasons import Reason, confidence
from kelisim.statements.sameness import distinct
from kelisim.statements.scenes import Found, Scene
from kelisim.statements.sectors import sectors
from kelisim.statements.stage_words import stage_words
from kelisim.statements.undertaking_parties import is_guessed, parties_of
from kelisim.statements.undertaking_rules import RULES, WITHOUT_THING

_BASE = 0.9
_SEVERAL = 4  # papers are a package
_SIGNED_NEAR = 3  # sentences before a list in which the signing may be told


def undertakings(context: Context) -> list[Undertaking]:
    """All undertakings of a text in their order; none where the text is not about what goes on between states."""
    if not (context.interstate or has_dealings(context)):
        return []
    findings = _Findings()
    found = distinct([item for item in _read(context, findings) if is_linked(item.mention, context)])
    text = _Text(context=context, scenes=findings.scenes, found=found)
    return [_undertaking(item, text) for item in found]


class _Text(Struct, frozen=True, kw_only=True):
    """The whole text as the fields of one undertaking may need it."""

    context: Context
    scenes: Sequence[Scene]
    found: Sequence[Found]


class _Findings:
    """What the rules find in the sentences of a text, each sentence read when it is first asked for."""

    def __init__(self) -> None:
        self.scenes: list[Scene] = []
        self._found: dict[int, list[Found]] = {}
        self._in_order: list[Found] = []
        self._ends = [0]

    def of(self, number: int) -> list[Found]:
        """What is found in one sentence."""
        if number not in self._found:
            self._found[number] = list(_by_rules(self.scenes[number]))
        return self._found[number]

    def before(self, number: int) -> Sequence[Found]:
        """What is found in all sentences before one."""
        while len(self._ends) <= number:
            self._in_order += self.of(len(self._ends) - 1)
            self._ends.append(len(self._in_order))
        end = self._ends[number]
        return self._in_order if end == len(self._in_order) else self._in_order[:end]


def _read(context: Context, findings: _Findings) -> Iterator[Found]:
    """What the rules find that may go on between states, sentence by sentence.

    Of the other sentences only one that opens a list is read at once; else a rule has to ask what was found before.
    """
    listing: Found | None = None
    for passage in context.passages:
        in_list = passage.sentence.kind == "bullet"
        scenes = findings.scenes
        scenes.append(
            Scene(passage=passage, context=context, listing=listing if in_list else None, before=findings.before)
        )
        if may_be_linked(passage, context):
            yield from findings.of(passage.number)
        if not in_list:
            listing = _opens_list(findings, passage.number)


def _by_rules(scene: Scene) -> Iterator[Found]:
    taken: list[Span] = []
    for rule in RULES if scene.mentions else WITHOUT_THING:
        for item in rule(scene):
            if any(span.overlaps(item.head) for span in taken) or is_left_open(item.mention):
                continue
            taken.append(item.head)
            yield structs.replace(item, rule=rule.__name__.replace("_", " "))


def _opens_list(findings: _Findings, number: int) -> Found | None:
    """What a sentence that ends with a colon says of the items below it: its own stage, or papers signed before."""
    scenes, scene = findings.scenes, findings.scenes[number]
    closing = scene.passage.span.quote(scene.passage.text).rstrip()[-1:]
    if closing in (".", "!", "?"):
        return None
    money = _money_for(scene)
    if money is not None or closing != ":":
        return money
    here = findings.of(number)
    if here:
        return here[-1]
    told = [pair for near in scenes[-_SIGNED_NEAR + 1 :] for pair in near.told if not pair[0].paper]
    if told and not scene.mentions:
        mention, cue = told[-1]  # mit dem Geld werden Vorhaben fortgeführt. Dazu zählen:
        return Found(mention=mention, kind="project", stage=cue.stage, cue=cue)
    papers = [mention for mention in scene.mentions if mention.paper]
    signed = any(_signs(near) for near in scenes[-_SIGNED_NEAR:])
    if papers and signed:
        return Found(mention=papers[-1], kind="agreement", stage="committed")
    return None


def _money_for(scene: Scene) -> Found | None:
    """What says of the items of a list that money goes into them: *Weitere Mittel fließen in*."""
    words, known = scene.passage.words, stage_words().words
    at = next((index for index, word in enumerate(words) if word in known.means), None)
    if at is None or known.earmarks.isdisjoint(words) or scene.mentions:
        return None
    item = goods_at(scene.passage, scene.passage.clause_at(scene.passage.tokens[at].start), at)
    return Found(mention=item, kind="programme", stage="pledged")


def _signs(scene: Scene) -> bool:
    return any("sign" in verb.sense.senses for clause in scene.passage.clauses for verb in clause.verbs)


def _value(found: Found, heads: list[Span], text: _Text) -> Quantity | None:
    """The money of a thing: in its words, else told behind it, before it, or as what was paid."""
    return (
        amount(found, heads)
        or later_amount(found, text.scenes)
        or earlier_amount(found, text.scenes)
        or paid_amount(found, text.scenes)
    )


def _undertaking(found: Found, text: _Text) -> Undertaking:
    passage, mention, context = found.passage, found.mention, text.context
    heads = [other.head for other in text.found if other.passage is passage and other is not found]
    who, who_spans = parties_of(found, context)
    bodies, body_spans = organisations(found)
    value = _value(found, heads, text)
    where = place(found)
    due, day = deadline(found, text.scenes), stage_day(found, context)
    denied, condition_span = is_denied(mention), condition(mention)
    if denied and found.cue is not None and any(span.covers(denied) for span in found.cue.grounds):
        denied = None  # nicht verlängert: the stage says it
    paper = mention.thing if found.kind == "agreement" and not _is_package(found) else None
    instrument: Instrument | None = _instrument(found)
    title = found.head.quote(passage.text)
    codes = sectors(title, found.kind, _around(found, context))
    score, reason = confidence(_BASE, [*found.reasons, *_doubts(found, who_spans), *_guess(found, who, context)])
    spans = {
        "title": (found.head,),
        "kind": (_noun(found),),
        "stage": (found.cue.grounds if found.cue else ()) or (_noun(found),),
        "parties": who_spans,
        "organisations": body_spans,
        "amount": (value.full,) if value else (),
        "amount_qualifier": _bound(value, passage.text) if value else (),
        "instrument": (_noun(found),) if instrument else (),
        "binding": (_noun(found),) if paper and paper.binding else (),
        "deadline": (due.span,) if due else (),
        "stage_date": (day.span,) if day else (),
        "place": (where,) if where else (),
        "sectors": (found.head,) if codes else (),
        "polarity": (denied,) if denied else (),
        "conditional": (condition_span,) if condition_span else (),
    }
    return Undertaking(
        kind=found.kind,
        title=title,
        stage=found.stage,
        parties=who,
        organisations=bodies,
        amount=value.low if value else None,
        unit=value.unit if value else None,
        amount_qualifier=value.qualifier if value else None,
        polarity="denied" if denied else "affirmed",
        conditional=condition_span is not None,
        instrument=instrument,
        binding=paper.binding if paper else None,  # type: ignore[arg-type]
        deadline=(due.point or due.timex) if due else None,
        stage_date=day.timex if day else None,
        place=where.quote(passage.text) if where else None,
        sectors=codes,
        rule=found.rule,
        confidence=score,
        confidence_reason=reason,
        evidence=Evidence(
            start=passage.span.start,
            end=passage.span.end,
            head=found.head,
            fields={name: value for name, value in spans.items() if value},
        ),
    )


def _bound(value: Quantity, text: str) -> tuple[Span, ...]:
    """The words of the bound before a sum."""
    words = text[value.full_start : value.start].rstrip()
    return (Span(value.full_start, value.full_start + len(words)),) if words else ()


def _instrument(found: Found) -> Instrument | None:
    thing = found.mention.thing
    if _is_package(found):
        return "package"
    return thing.instrument if found.kind == "agreement" and thing else None  # type: ignore[return-value]


def _is_package(found: Found) -> bool:
    """Whether several papers are told as one: *elf weitere Abkommen*."""
    count = found.mention.count
    return found.kind == "agreement" and count is not None and count.low >= _SEVERAL


def _noun(found: Found) -> Span:
    token = found.passage.tokens[found.mention.index]
    return Span(token.start, token.end)


def _around(found: Found, context: Context) -> Iterator[str]:
    """What is asked for a thing whose title tells no sector: its clause, its sentence, those beside it.

    Not asked is more than the clause of a counted package and of what is named as vaguely as a *Partnerschaft*.
    """
    passage, mention = found.passage, found.mention
    end = passage.span_of(mention.clause).end
    if found.head.start < end:
        yield Span(found.head.start, end).quote(passage.text)
    if found.kind == "agreement" and (
        mention.count is not None or (mention.last > mention.index and is_vague(mention))
    ):
        return
    yield passage.span.quote(passage.text)
    if found.kind == "event" or (found.kind == "agreement" and mention.last > mention.index):
        return
    for number in (passage.number - 1, passage.number + 1, 0):
        if 0 <= number < len(context.passages):
            yield context.passages[number].span.quote(passage.text)


def _guess(found: Found, who: Sequence[str], context: Context) -> list[Reason]:
    """A party taken from a text of many states is right less than half of the time (measured on annotated reports)."""
    return [Reason("parties guessed among several", -0.45)] if is_guessed(found, who, context) else []


def _doubts(found: Found, who_spans: tuple[Span, ...]) -> list[Reason]:
    doubts = []
    if not who_spans:
        doubts.append(Reason("parties from the text", -0.05))
    if found.passage.is_headline:
        doubts.append(Reason("headline", -0.25))
    if found.anaphor:
        doubts.append(Reason("named only by a pointer", -0.05))
    return doubts
