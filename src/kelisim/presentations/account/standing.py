"""The account that a question is about, as it stands on a day: asked of the ledger, brought together, computed.

The one place that reads the machine's clock for the account is `today`, at the very edge.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from msgspec import Struct

from kelisim.account import Account, Entries, account_of
from kelisim.account.follow_up import Thresholds
from kelisim.account.selection import Question, select
from kelisim.account.snapshots import published_by
from kelisim.account.states import State, state
from kelisim.account.windows import between, known_on
from kelisim.errors import UsageError
from kelisim.intake import account_in
from kelisim.ledger.blocs import expand
from kelisim.ledger.query import Query
from kelisim.presentations.account.naming import title_of
from kelisim.presentations.views import day_of, in_order, known_code, party_code

if TYPE_CHECKING:
    from kelisim.ledger import Ledger
    from kelisim.ledger.links import Decision
    from kelisim.presentations.account.options import Options

SECTORS = ("110", "120", "140", "151", "160", "210", "220", "230", "240", "250", "311", "321", "322", "323", "331",
           "332", "410", "430")  # fmt: skip


class AsOf(Struct, frozen=True, kw_only=True):
    """What was known on a day: what had been ``published`` by then, or what had been ``recorded`` in the ledger."""

    published: str | None = None
    recorded: str | None = None


class Standing(Struct, frozen=True, kw_only=True):
    """The state that a question is about, the question, and how many reports are left out of it.

    ``undated`` ones cannot be placed in a look back; ``later`` ones appeared after the day that is judged by.
    """

    state: State
    question: Question
    titles: dict[str, str]
    undated: int = 0
    later: int = 0


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


def standing(ledger: Ledger, options: Options, as_of: AsOf = AsOf()) -> Standing:  # noqa: B008 - frozen
    """Ask the ledger, bring together what it says, and compute how it stands on the day of the options."""
    asked = question(options)
    day = as_of.published or as_of.recorded or day_of("--today", options.today, 1) or today()
    account, undated = _account(ledger, asked, as_of)
    later = 0
    if not (options.later or as_of.published or as_of.recorded):
        account, later = known_on(account, day)
    found = state(select(account, asked), day, Thresholds(dormant=options.dormant_after))
    return Standing(
        state=between(found, asked),
        question=asked,
        titles={thing.id: title_of(thing) for thing in account.undertakings},
        undated=undated,
        later=later,
    )


def _account(ledger: Ledger, asked: Question, as_of: AsOf) -> tuple[Account, int]:
    """The account of the parties that are asked for, and how many undated reports it leaves out.

    Today's is under the links that are kept; for a look back what was told then is brought together anew.
    """
    if not as_of.published and not as_of.recorded:
        return account_in(ledger, Query(sure=True, parties=asked.parties)), 0
    entries = _entries(ledger, asked.parties, as_of.recorded)
    undated = 0
    if as_of.published:
        entries, undated = published_by(entries, as_of.published)
    return account_of(entries, _decided_by(ledger, as_of.recorded)), undated


def _decided_by(ledger: Ledger, recorded: str | None) -> list[Decision]:
    """What persons had decided of pairs by the end of a day, or until now."""
    return [one for one in ledger.decisions() if recorded is None or one.decided_at[: len(recorded)] <= recorded]


def _parties(words: Iterable[str]) -> tuple[str, ...]:
    """The codes; a bloc named twice is two of its members, a state named twice is one."""
    codes = [party_code(word) for word in words]
    return tuple(code for place, code in enumerate(codes) if code not in codes[:place] or len(expand(code)) > 1)


def _entries(ledger: Ledger, parties: tuple[str, ...], recorded: str | None) -> Entries:
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
