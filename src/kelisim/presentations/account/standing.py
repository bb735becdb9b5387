"""The account that a question is about, as it stands on a day: asked of the ledger, brought together, computed.

The one place that reads the machine's clock for the account is `today`, at the very edge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from msgspec import Struct

from kelisim.account import Account, Entries, account_of
from kelisim.account.choosing import Choice, Shelf, Shown
from kelisim.account.differences import Compared, difference
from kelisim.account.follow_up import Thresholds
from kelisim.account.lines import At, Line
from kelisim.account.rates import Rate, printed
from kelisim.account.selection import Question
from kelisim.account.snapshots import Change, ChangeKind, changes
from kelisim.account.states import State, state_shown
from kelisim.account.things import Encounter, Fact, Grade
from kelisim.account.windows import between
from kelisim.digests import held
from kelisim.errors import UsageError
from kelisim.intake import shelf_of
from kelisim.ledger.blocs import expand
from kelisim.ledger.days import LAST_DAY
from kelisim.ledger.query import Query
from kelisim.presentations.account.naming import title_of
from kelisim.presentations.account.showing import shown
from kelisim.presentations.views import day_of, in_order, known_code, party_code

if TYPE_CHECKING:
    from kelisim.ledger import Ledger
    from kelisim.presentations.account.options import Options

SECTORS = ("110", "120", "140", "151", "160", "210", "220", "230", "240", "250", "311", "321", "322", "323", "331",
           "332", "410", "430")  # fmt: skip


class AsOf(Struct, frozen=True, kw_only=True):
    """What counts on a day: what had been ``published`` by then, had been ``recorded`` in the ledger, or had
    ``happened``, whenever it was told.
    """

    published: str | None = None
    recorded: str | None = None
    happened: str | None = None

    @property
    def at(self) -> At | None:
        """The day that is looked back to, and along which line."""
        lines: tuple[Line, ...] = ("published", "recorded", "happened")
        return next((At(line, day) for line in lines if (day := getattr(self, line))), None)


class Standing(Struct, frozen=True, kw_only=True):
    """What a question is about on a day: its ``choice``, what of it is ``shown``, and the state of that.

    ``most`` rows of a section are shown, None where all are: then ``grades`` are those of facts and meetings by their
    ids. Left out are ``undated`` reports, which cannot be placed
    in a look back, and ``later`` ones, which appeared after the day that is judged by.
    """

    state: State
    choice: Choice
    shown: Shown
    most: int | None
    titles: dict[str, str]
    rates: tuple[Rate, ...] = ()
    grades: Mapping[str, Grade] = {}
    undated: int = 0
    later: int = 0

    @property
    def question(self) -> Question:
        """What was asked."""
        return self.choice.question


class Wanted(Struct, frozen=True):
    """What is to be shown: the view, and how many rows of a section; None for all."""

    view: str
    most: int | None = None


def today() -> str:
    """The machine's date."""
    return datetime.now().astimezone().date().isoformat()


def question(options: Options) -> Question:
    """The words of the user as a question. Raises `UsageError` for what is not known."""
    since, until = day_of("--since", options.since, 0), day_of("--until", options.until, 1)
    in_order(since, until)
    return Question(
        parties=_parties(options.party or ()),
        sectors=tuple(known_code("--sector", word, SECTORS) or "" for word in options.sector or ()),
        organisation=options.organisation,
        min_amount=_amount(options.min_amount),
        since=since,
        until=until,
    )


def standing(ledger: Ledger, options: Options, wanted: Wanted, as_of: AsOf = AsOf()) -> Standing:  # noqa: B008 - frozen
    """Ask the ledger what a question is about, and compute how what is shown of it stands on the day of the options."""
    asked, day = question(options), _day(options, as_of)
    when = day, Thresholds(dormant=options.dormant_after)
    shelf = _shelf(ledger, (asked, LAST_DAY if options.later else day), as_of)
    choice = Choice(shelf, asked)
    seen = shown(wanted.view, choice, wanted.most, when)
    loaded = shelf.account(seen.ids, seen.statements)
    rates = [one.id for one in choice.series if one.has_rates] if options.convert else []
    left_out = shelf.left_out(asked.parties)
    state = between(state_shown(loaded, choice, seen, when), asked)
    return Standing(
        state=state,
        choice=choice,
        shown=seen,
        most=wanted.most,
        titles={thing.id: title_of(thing) for thing in loaded.undertakings},
        rates=_rates(shelf.account(rates), rates) if rates else (),
        grades=_grades(shelf, state.account) if wanted.most is None else {},
        undated=left_out if as_of.at else 0,
        later=0 if as_of.at else left_out,
    )


class Changed(Struct, frozen=True, kw_only=True):
    """What changed between two days: the first changes of each kind, and how many there are.

    ``most`` of a kind are shown, None where all are; ``undated`` reports are left out.
    """

    days: tuple[str, str]
    changes: tuple[Change, ...]
    counts: Mapping[str, int]
    most: int | None
    undated: int


def changed(ledger: Ledger, options: Options, as_of: tuple[AsOf, AsOf], most: int | None) -> Changed:
    """What changed of what a question is about between two days; ``most`` changes of a kind."""
    asked = question(options)
    days = _day(options, as_of[0]), _day(options, as_of[1])
    thresholds = Thresholds(dormant=options.dormant_after)
    shelves = [_shelf(ledger, (asked, day), looked) for day, looked in zip(days, as_of, strict=True)]
    then, now = (shelf.at for shelf in shelves)
    if then is None or now is None:  # brought together anew, each by itself
        states = (
            _whole_state(Choice(shelf, asked), (day, thresholds)) for shelf, day in zip(shelves, days, strict=True)
        )
        found = changes(*states)
        return Changed(days=days, changes=found, counts=Counter(one.kind for one in found), most=None, undated=0)
    before, after = (Choice(shelf, asked) for shelf in shelves[0].beside(now))
    both = Compared(before, after, (then, now), thresholds)
    differing = difference(both, most)
    ids = differing.after.ids
    loaded = after.shelf.account(ids, [*differing.before.statements, *differing.after.statements])
    old = between(state_shown(loaded, before, differing.before, (days[0], thresholds)), asked)
    new = between(state_shown(loaded, after, differing.after, (days[1], thresholds)), asked)
    return Changed(
        days=days,
        changes=tuple(_first(changes(old, new), most)),
        counts=differing.counts,
        most=most,
        undated=after.shelf.left_out(asked.parties),
    )


def _first(found: Iterable[Change], most: int | None) -> Iterator[Change]:
    """The first changes of each kind."""
    told: Counter[ChangeKind] = Counter()
    for one in found:
        told[one.kind] += 1
        if most is None or told[one.kind] <= most:
            yield one


def _whole_state(choice: Choice, when: tuple[str, Thresholds]) -> State:
    seen = shown("everything", choice, None, when)
    return between(state_shown(choice.shelf.account(seen.ids), choice, seen, when), choice.question)


def _day(options: Options, as_of: AsOf) -> str:
    return as_of.at.day if as_of.at else day_of("--today", options.today, 1) or today()


def _shelf(ledger: Ledger, asked: tuple[Question, str], as_of: AsOf) -> Shelf:
    """What the ledger keeps: as it is now, or as it was known on the day that is judged by or looked back to.

    Where a reading or a decision has been replaced since then, what was recorded then is brought together anew.
    """
    question, day = asked
    if as_of.recorded and ledger.has_replaced_since(as_of.recorded):
        return held(_account_then(ledger, question, as_of.recorded))
    shelf = shelf_of(ledger)
    if as_of.at:
        return shelf.looking_back(as_of.at)
    return shelf if shelf.is_known_on(day, question.parties) else shelf.looking_back(At("possible", day))


def _account_then(ledger: Ledger, question: Question, recorded: str) -> Account:
    """The account of the parties that are asked for, of what was in the ledger then, brought together anew."""
    decided = (one for one in ledger.decisions() if one.decided_at[: len(recorded)] <= recorded)
    return account_of(_entries(ledger, question.parties, recorded), decided)


def _grades(shelf: Shelf, account: Account) -> dict[str, Grade]:
    """The grades of facts and meetings: for programs, a terminal has no room for them."""
    from kelisim.account.grades import grades_of, texts_of  # knows offices and bodies, which only this needs

    told: list[Fact | Encounter] = [*(fact for one in account.series for fact in one.facts), *account.meetings]
    return grades_of(told, shelf.told_in(texts_of(told)))


def _rates(account: Account, ids: Iterable[str]) -> tuple[Rate, ...]:
    asked = set(ids)
    told = [entry for one in account.series if one.id in asked for fact in one.facts for entry in fact.entries]
    return printed(told)


def _parties(words: Iterable[str]) -> tuple[str, ...]:
    """The codes; a bloc named twice is two of its members, a state named twice is one."""
    codes = [party_code(word) for word in words]
    return tuple(code for place, code in enumerate(codes) if code not in codes[:place] or len(expand(code)) > 1)


def two_sides(first: str, second: str) -> None:
    """Raises `UsageError` for a pair that is one state; a bloc named twice is two of its members."""
    code = party_code(first)
    if code == party_code(second) and len(expand(code)) == 1:
        raise UsageError(f"{first} and {second} are one state; name two, or see: kelisim undertakings --party {code}")


def _entries(ledger: Ledger, parties: tuple[str, ...], recorded: str) -> Entries:
    """What the ledger holds of the parties that is sure enough to count with."""
    query = Query(parties=parties, sure=True, recorded=recorded)
    return Entries(
        figures=ledger.figures(query), undertakings=ledger.undertakings(query), meetings=ledger.meetings(query)
    )


def _amount(word: str | None) -> Decimal | None:
    if word is None:
        return None
    try:
        return Decimal(word.replace("_", ""))
    except InvalidOperation as error:
        raise UsageError(f"--min-amount: {word!r} is no number; write 100000000 or 1e8") from error
