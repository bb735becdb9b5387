"""What becomes of an undertaking over time: stages, conflicts, silence, law, IATI and AidData."""

from itertools import permutations
from typing import get_args

import pytest

from kelisim.account.histories import MOVES, history
from kelisim.account.legal import legal_events, legal_stage
from kelisim.account.statuses import STATUSES, aiddata_status, dates, deadlines, iati_status
from kelisim.model import Stage
from tests.made_accounts import paper, thing, work

TODAY = "2026-06-01"


def stage(*entries, today=TODAY):
    found = history(thing(*entries), today)
    return found.stage, len(found.conflicts)


def test_every_move_between_two_stages_is_in_the_table():
    assert {(before, after) for before, after, _ in MOVES} == set(permutations(get_args(Stage), 2))
    assert len(MOVES) == 30


@pytest.mark.parametrize(("before", "after", "meaning"), MOVES)
def test_a_dated_move_does_what_the_table_says(before, after, meaning):
    found, conflicts = stage(work(before, "2024-01-01"), work(after, "2025-01-01"))
    assert found == (before if meaning in ("retell", "conflict") else after)
    assert conflicts == (meaning == "conflict")


def test_the_order_is_that_of_the_days_not_of_the_reports():
    assert stage(work("completed", "2026-01-01", stage_date="2025-09"), work("pledged", "2024-03-20"))[0] == "completed"
    assert stage(work("completed", "2024-01-01"), work("pledged", "2025-01-01", stage_date="2023")) == ("completed", 0)


def test_an_undated_report_moves_forward_and_cannot_halt_what_is_dated():
    assert stage(work("pledged", "2024-01-01"), work("completed")) == ("completed", 0)
    assert stage(work("implementing", "2024-01-01"), work("suspended")) == ("implementing", 0)
    assert stage(work("implementing"), work("suspended")) == ("suspended", 0)
    assert stage(work("completed", "2024-01-01"), work("pledged")) == ("completed", 0)


def test_days_that_may_be_the_same_make_no_conflict():
    assert stage(work("completed", "2024-01-01/2024-03-31"), work("implementing", "2024-02-01/2024-05-31"))[1] == 0


def test_a_signed_paper_does_not_commit_what_it_announces():
    found = history(thing(paper("committed", "2022-12-22"), work("pledged", "2024-10-22")), TODAY)
    assert (found.stage, [event.of_paper for event in found.events]) == ("pledged", [True, False])
    assert history(thing(paper("committed", "2022-12-22")), TODAY).stage == "committed"


def test_what_is_denied_moves_nothing_and_is_kept():
    found = history(thing(work("pledged", "2024-01-01"), work("completed", "2025-01-01", polarity="denied")), TODAY)
    assert (found.stage, len(found.denied)) == ("pledged", 1)


def test_two_years_of_silence_are_dormant_unless_it_is_over():
    assert history(thing(work("pledged", "2024-01-01")), "2026-01-15").dormant
    assert not history(thing(work("pledged", "2024-01-01")), "2025-12-01").dormant
    assert not history(thing(work("completed", "2020-01-01")), TODAY).dormant
    silent = history(thing(work("pledged", "2024-01-01"), work("pledged", "2025-02-01")), TODAY)
    assert (silent.silent_since, silent.dormant) == ("2025-02-01", False)
    undated = history(thing(work("pledged")), TODAY)
    assert (undated.silent_since, undated.dormant) == (None, False)
    assert history(thing(work("pledged", stage_date="2020-05")), TODAY).silent_since == "2020-05-31"


@pytest.mark.parametrize(
    ("entry", "legal"),
    [
        (paper("pledged"), "negotiated"),
        (paper("committed"), "signed"),
        (paper("committed", instrument="decision"), None),
        (paper("committed", sentence="Das Parlament ratifizierte das Abkommen."), "ratified"),
        (paper("committed", sentence="Das Abkommen ist in Kraft getreten."), "in_force"),
        (paper("committed", sentence="Das Abkommen soll noch ratifiziert werden."), "signed"),
        (paper("cancelled"), "ended"),
        (work("committed", sentence="Das Parlament ratifizierte es."), None),
    ],
)
def test_how_far_an_agreement_has_come_in_law(entry, legal):
    assert legal_stage(legal_events(history(thing(entry), TODAY))) == legal


def test_the_furthest_legal_stage_counts():
    told = history(
        thing(paper("committed", "2024-01-01", sentence="Der Senat ratifizierte."), paper("committed", "2025-01-01")),
        TODAY,
    )
    assert legal_stage(legal_events(told)) == "ratified"


def test_statuses_of_iati_and_aiddata():
    assert [row.stage for row in STATUSES] == list(get_args(Stage))
    signed = history(thing(paper("committed", "2024-01-01", binding="no")), TODAY)
    assert (iati_status(signed, "signed"), aiddata_status(signed)) == ("1 pipeline", "pledge")
    assert iati_status(signed, "in_force") == "2 implementation"
    binding = history(thing(paper("committed", "2024-01-01", binding="yes")), TODAY)
    assert aiddata_status(binding) == "commitment"
    assert iati_status(history(thing(work("completed")), TODAY), None) == "3 finalisation"


def test_the_four_dates():
    told = history(
        thing(
            work("pledged", "2024-01-01", deadline="2025"),
            work("pledged", "2024-06-01", deadline="2025-06/2026"),
            work("implementing", "2025-03-01"),
            work("completed", "2026-02-01", stage_date="2026-01-15"),
        ),
        TODAY,
    )
    assert [(day.type, day.day, day.inferred) for day in dates(told)] == [
        ("planned_end", "2025", False),
        ("planned_start", "2025-06", False),
        ("planned_end", "2026", False),
        ("actual_start", "2025-03-01", True),
        ("actual_end", "2026-01-15", False),
    ]
    assert [entry.statement.deadline for entry in deadlines(told)] == ["2025", "2025-06/2026"]
