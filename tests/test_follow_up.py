"""What is to be asked about next, what a question is about, sums, and contradictions."""

from decimal import Decimal

import pytest

from kelisim.account.checks import checks
from kelisim.account.conflicts import CONFLICTS, figure_conflicts, sum_conflicts, thing_conflicts
from kelisim.account.follow_up import CALLS, Thresholds, follow_up, order
from kelisim.account.histories import history
from kelisim.account.selection import Question, select, take_part
from kelisim.account.sums import LEFT_OUT, sums
from kelisim.account.things import Account, Encounter, Fact
from tests.made_accounts import level, new_id, paper, series, source, thing, told, work
from tests.made_readings import meeting

TODAY = "2026-06-01"


def asked(*entries, parts=(), contradicted=False, today=TODAY):
    members = [history(thing(part), today) for part in parts]
    one = thing(*entries)
    return follow_up(one, history(one, today), members, contradicted, (today, Thresholds()))


@pytest.mark.parametrize(
    ("entries", "verdict", "calls"),
    [
        ([work("cancelled", "2026-05-01")], "not_met", ()),
        ([work("pledged", "2026-05-01", polarity="denied")], "not_met", ()),
        ([work("completed", "2026-05-01")], "met", ()),
        ([work("completed", "2026-05-01", deadline="2026")], "met", ()),
        ([work("completed", "2026-05-01", deadline="2025")], "partly_met", ()),
        ([work("completed", None, deadline="2025")], "met", ()),
        ([work("pledged", "2026-01-01", deadline="2026-09")], "scheduled", ("due_soon",)),
        ([work("pledged", "2026-01-01", deadline="2028")], "scheduled", ()),
        ([work("pledged", "2025-01-01", deadline="2025")], "no_report", ("overdue", "never_again")),
        ([work("pledged", "2025-01-01", deadline="2025"), work("pledged", "2026-04-01")], "not_met", ("overdue",)),
        ([work("pledged", "2025-01-01", deadline="2025"), work("implementing", "2026-04-01")], "partly_met",
         ("overdue",)),
        ([work("pledged", "2026-01-01")], "scheduled", ()),
        ([work("pledged", "2020-01-01"), work("pledged", "2021-01-01")], "no_report", ("silent",)),
        ([work("pledged")], "no_report", ("undated",)),
        ([work("pledged", "2025-01-01")], "scheduled", ("never_again",)),
    ],
)  # fmt: skip
def test_verdict_and_calls(entries, verdict, calls):
    found = asked(*entries)
    assert (found.verdict, found.calls) == (verdict, calls)


def test_a_package_of_which_some_is_done_is_partly_met():
    parts = (work("completed", "2026-01-01"), work("pledged", "2026-01-01"))
    assert asked(paper("committed", "2026-01-01"), parts=parts).verdict == "partly_met"


def test_a_deadline_that_was_moved_has_slipped():
    moved = asked(work("pledged", "2024-01-01", deadline="2025"), work("pledged", "2025-12-01", deadline="2027"))
    assert (moved.deadline, moved.slipped, moved.verdict) == ("2027", True, "scheduled")
    assert not asked(work("pledged", "2024-01-01", deadline="2027")).slipped


def test_a_contradiction_is_asked_about_even_where_it_is_over():
    assert asked(work("completed", "2026-05-01"), contradicted=True).calls == ("contradicted",)


def test_a_reprint_is_no_second_source():
    text = "1" * 64
    one, two = (work("pledged", stage_date="2025-01-01") for _ in range(2))
    reprints = [
        told(entry.statement, report=source("2025-01-02", f"{number}.txt", text))
        for number, entry in enumerate((one, two))
    ]
    assert asked(*reprints).calls == ("never_again",)


def test_the_most_urgent_comes_first():
    rows = [asked(work("pledged")), asked(work("pledged", "2025-01-01", deadline="2025"))]
    assert [row.calls[0] for row in sorted(rows, key=order)] == ["overdue", "undated"]
    assert len(CALLS) == 6


@pytest.mark.parametrize(
    ("asking", "parties", "answer"),
    [
        ((), ("KZ",), True),
        (("KZ", "UZ"), ("CN", "KZ", "UZ"), True),
        (("KZ", "UZ"), ("KZ",), False),
        (("C5", "EU"), ("DE", "UZ"), True),
        (("KZ", "C5"), ("KZ", "DE"), False),
        (("KZ", "C5"), ("KZ", "TJ"), True),
        (("C5",), ("C5",), True),
    ],
)
def test_a_bloc_stands_for_its_members_each_party_for_another_one(asking, parties, answer):
    assert take_part(asking, parties) is answer


def test_a_question_picks_things_series_and_meetings():
    road = thing(work("pledged", "2024-01-01", sectors=("210",), organisations=("KTZ",), amount=Decimal(5), unit="USD"))
    farm = thing(work("pledged", "2020-01-01", sectors=("311",)))
    undated = thing(work("pledged"))
    trade = series(level("2023", 4))
    met = Encounter(id=new_id(), entries=(told(meeting(date="2024-10-21")),), outcomes=(road.id,))
    account = Account(undertakings=(road, farm, undated), series=(trade,), meetings=(met,))

    def picked(**asked):
        found = select(account, Question(**asked))
        return found.undertakings, len(found.series), len(found.meetings)

    assert picked() == ((road, farm, undated), 1, 1)
    assert picked(parties=("DE",)) == ((), 0, 0)
    assert picked(sectors=("210",)) == ((road,), 0, 1)
    assert picked(organisation="ktz") == ((road,), 0, 1)
    assert picked(min_amount=Decimal(4)) == ((road,), 1, 1)
    assert picked(min_amount=Decimal(5 * 10**9)) == ((), 0, 0)
    assert picked(since="2024-01-01") == ((road, undated), 0, 1)
    assert picked(until="2023-12-31") == ((farm, undated), 1, 0)


def worth(amount, unit="USD", published="2025-01-01", **fields):
    stage = fields.pop("stage", "committed")
    base = {"amount": Decimal(amount), "unit": unit, "amount_qualifier": "exact"}
    return thing(work(stage, published, **(base | fields)))


def test_sums_by_currency_say_what_is_in_and_why_the_rest_is_out():
    member = thing(work("committed", amount=Decimal(3), unit="USD", amount_qualifier="exact"), package="pack")
    things = (
        worth(10), worth(5, amount_qualifier="over"), worth(7, unit="EUR"), thing(work("pledged")),
        worth(1, conditional=True), worth(1, stage="cancelled"), worth(1, stage="suspended"), worth(1, confidence=0.4),
        worth(1, polarity="denied"), worth(20, id="x"), member, worth(9, stage="pledged"),
    )  # fmt: skip
    package = thing(*worth(20).entries, id="pack", parts=(member.id,))
    things = (*things, package)
    found = sums(things, {one.id: history(one, TODAY) for one in things})
    assert [(total.unit, total.value, total.at_least) for total in found.totals] == [
        ("USD", Decimal(55), True),
        ("EUR", Decimal(7), False),
    ]
    assert {item.left_out for item in found.left_out} == {name for name, _ in LEFT_OUT}
    assert len(found.left_out) + sum(len(total.counted) for total in found.totals) == len(things)


def test_a_package_without_a_value_is_counted_by_its_members():
    member = worth(3)
    package = thing(paper("committed"), parts=(member.id,))
    things = (member, package)
    assert sums(things, {one.id: history(one, TODAY) for one in things}).totals[0].value == 3


def test_the_value_told_last_counts():
    moved = thing(
        *(
            work("committed", day, amount=Decimal(value), unit="USD")
            for day, value in (("2024-01-01", 3), ("2025-01-01", 4))
        )
    )
    assert sums((moved,), {moved.id: history(moved, TODAY)}).totals[0].value == 4


def test_contradictions_stand_side_by_side_with_their_quotes():
    one, other = level("2018", "21.4", unit="EUR"), level("2018", "18.2", unit="EUR")
    facts = tuple(
        Fact(id=new_id(), entries=(entry,), period="2018", contradictions=(against,))
        for entry, against in ((one, other), (other, one))
    )
    [found] = figure_conflicts((series(one, facts=facts),))
    assert [entry.head for entry in found.entries] == ["21,4 Mrd. US-Dollar", "18,2 Mrd. US-Dollar"]
    assert (found.kind, found.why) == ("figure", "21.35 … 21.45 | 18.15 … 18.25 bn EUR")


def test_a_check_that_does_not_come_out_is_a_contradiction():
    account = Account(series=(series(level("2023-01/2023-11", "4.8"), level("2023", "4.4")),))
    [found] = sum_conflicts(checks(account))
    assert (found.kind, found.why) == ("sum", "4.8 <= 4.4 bn USD")


def test_undertakings_are_contradicted_by_moves_denials_and_values():
    money = {"unit": "USD", "amount_qualifier": "exact"}
    things = (
        thing(work("completed", "2024-01-01"), work("pledged", "2025-01-01")),
        thing(work("pledged", "2024-01-01"), work("pledged", "2025-01-01", polarity="denied")),
        thing(work("pledged", amount=Decimal(2), **money), work("pledged", amount=Decimal(3), **money)),
        thing(work("pledged", "2024-01-01"), work("completed", "2025-01-01")),
    )
    found = list(thing_conflicts(things, {one.id: history(one, TODAY) for one in things}))
    assert [conflict.kind for conflict in found] == ["stage", "denial", "amount"]
    assert found[0].why == "completed (2024-01-01) -> pledged (2025-01-01)"
    assert {conflict.kind for conflict in found} | {"figure", "sum"} == {name for name, _ in CONFLICTS}
