"""The claim check: traps of the press on the shipped facts, made claims by kind, and the command."""

import json
import re
import time
from decimal import Decimal

import pytest
from typer.testing import CliRunner

from kelisim.ledger import Ledger
from kelisim.ledger.official import OfficialRow, Rate, StoredRow
from kelisim.ledger.query import Entry
from kelisim.model import Published
from kelisim.presentations.cli import app
from kelisim.statistics.check import check, claims_of
from kelisim.statistics.claims import Claim, NotChecked, claim_of
from kelisim.statistics.reference import with_reference
from tests.conftest import ROOT, SAMPLES
from tests.made_claims import KINDS, World, measured, several_claims
from tests.made_readings import figure

FACTS = with_reference([])
BN, M = 1e9, 1e6


def claim(parties, value, half, period="2023", **other):
    base = {"id": "0" * 16, "kind": "level", "flow": "turnover", "parties": tuple(parties.split()), "period": period}
    return Claim(**base | {"value": value, "low": value - half, "high": value + half} | other)


def on(day):
    return Published(day, day, "given")


def verdict(*told, rows=FACTS):
    return check(told, rows)[-1]


def official(reporter, partner, period, flow, value, **other):
    row = OfficialRow(
        reporter=reporter, partner=partner, period=period, flow=flow, value=int(value), source="s", **other
    )
    return StoredRow(row, "v", "")


# The traps that were seen in the press, on the shipped facts


def test_two_true_numbers_each_fits_its_own_side():
    kazakh = verdict(claim("KZ UZ", 5.0 * BN, 0.05 * BN, "2022"))
    uzbek = verdict(claim("KZ UZ", 4.6 * BN, 0.05 * BN, "2022"))
    assert [(each.outcome, each.side) for each in (kazakh, uzbek)] == [("fits", "KZ"), ("fits", "UZ")]
    assert kazakh.remarks == ("8.7% above UZ data, turnover, 2022: 4.60 bn",)
    between = verdict(claim("KZ UZ", 4.8 * BN, 0.05 * BN, "2022"))
    assert between.outcome == "differs", "nobody counts the average of the two sides"


def test_the_chinese_number_is_not_the_kazakh_one():
    each = verdict(claim("CN KZ", 31.2 * BN, 0.05 * BN, "2022"))
    assert (each.outcome, each.side) == ("fits", "CN")
    attributed = verdict(claim("CN KZ", 31.2 * BN, 0.05 * BN, "2022", side="KZ"))
    assert (attributed.outcome, attributed.reading, attributed.side) == ("fits_other_reading", "other_side", "CN")


def test_some_months_printed_as_a_year():
    each = verdict(claim("KZ UZ", 2.49 * BN, 0.005 * BN, "2023", published=on("2024-08-20")))
    assert (each.outcome, each.reading, each.side) == ("fits_other_reading", "part_of_period", "UZ")
    assert "2023-01/2023-07" in each.says


def test_farm_goods_told_as_all_trade():
    each = verdict(claim("KG KZ", 350.9 * M, 0.05 * M, "2024"))
    assert (each.outcome, each.reading) == ("fits_other_reading", "goods")


def test_a_lost_zero_where_only_some_months_are_known():
    each = verdict(claim("KZ TJ", 80 * M, 0.5 * M, "2017"))
    assert (each.outcome, each.reading, each.side) == ("fits_other_reading", "scale", "TJ")
    assert "plausible, not proved" in each.remarks[0]


def test_a_decimal_comma_taken_for_thousands():
    each = verdict(claim("KG KZ", 1340 * BN, 0.5 * BN, "2024"))
    assert (each.outcome, each.reading, each.side) == ("fits_other_reading", "scale", "KG")


def test_growth_against_its_own_levels():
    levels = [
        claim("KZ TJ", 621.4 * M, 0.05 * M, "2022-01/2022-06", reports=("r",)),
        claim("KZ TJ", 519.02 * M, 0.005 * M, "2021-01/2021-06", reports=("r",)),
    ]
    growth = {"kind": "growth", "reports": ("r",), "period": "2022-01/2022-06"}
    wrong = verdict(*levels, claim("KZ TJ", 0.165, 0.0005, **growth))
    assert wrong.outcome == "differs"
    assert "+19.7%" in wrong.arithmetic and "own levels" in wrong.remarks[0]
    assert verdict(*levels, claim("KZ TJ", 0.197, 0.0005, **growth)).outcome == "fits"


def test_imports_worded_as_the_other_side_s():
    wrong_way = verdict(claim("TJ KZ", 501.4 * M, 0.05 * M, "2022", flow="imports"))
    assert (wrong_way.outcome, wrong_way.reading) == ("fits_other_reading", "direction")
    assert verdict(claim("KZ TJ", 501.4 * M, 0.05 * M, "2022", flow="imports")).outcome == "fits"


def test_one_side_without_data_is_not_the_other_side_s_error():
    near = verdict(claim("KZ UZ", 2.5 * BN, 0.05 * BN, "2024-01/2024-08"))
    assert near.outcome == "no_data" and "KZ's own number" in near.remarks[0]
    assert verdict(claim("KZ UZ", 1.9 * BN, 0.05 * BN, "2024-01/2024-08")).outcome == "differs"


def test_almost_four_is_not_said_of_three_and_a_half():
    rows = [official("KZ", "UZ", "2023", "turnover", 3.5 * BN), official("UZ", "KZ", "2023", "turnover", 3.4 * BN)]
    almost = {"low": 3.5 * BN, "high": 4.0 * BN, "qualifier": "almost"}
    assert verdict(claim("KZ UZ", 4.0 * BN, 0, **almost), rows=rows).outcome == "differs"
    rows = [official("KZ", "UZ", "2023", "turnover", 3.8 * BN)]
    assert verdict(claim("KZ UZ", 4.0 * BN, 0, **almost), rows=rows).outcome == "fits"


def test_of_several_sources_that_fit_the_nearest_is_named():
    each = verdict(claim("KZ TJ", 1.0 * BN, 0, low=1.0 * BN, high=float("inf"), qualifier="over"))
    assert (each.outcome, each.side) == ("fits", "KZ")


# Bounds, periods, sums


@pytest.mark.parametrize(
    ("value", "qualifier", "outcome"),
    [(4.0, "over", "fits"), (3.9, "at_least", "fits"), (5.5, "over", "differs"), (4.6, "up_to", "fits")],
)
def test_bounds_are_held_as_bounds(value, qualifier, outcome):
    span = {"low": 0.0, "high": value * BN} if qualifier == "up_to" else {"low": value * BN, "high": float("inf")}
    rows = [official("KZ", "DE", "2023", "turnover", 4.4 * BN)]
    assert verdict(claim("DE KZ", value * BN, 0, qualifier=qualifier, **span), rows=rows).outcome == outcome


def test_a_bound_that_is_merely_true_says_how_far_it_is():
    rows = [official("KZ", "DE", "2023", "turnover", 4.4 * BN)]
    told = {"low": 2.3 * BN, "high": float("inf"), "qualifier": "over"}
    each = verdict(claim("DE KZ", 2.3 * BN, 0, **told), rows=rows)
    assert each.outcome == "fits" and "the bound holds" in each.remarks[0]


def test_turnover_is_exports_and_imports_of_one_source_and_side():
    rows = [
        official("KZ", "UZ", "2023", "exports", 3.1 * BN),
        official("KZ", "UZ", "2023", "imports", 1.3 * BN, valuation="CIF"),
        official("KZ", "UZ", "2023", "imports", 1.2 * BN, valuation="FOB"),
        official("UZ", "KZ", "2023", "exports", 1.2 * BN),
    ]
    each = verdict(claim("KZ UZ", 4.4 * BN, 0.05 * BN), rows=rows)
    assert (each.outcome, each.side, len(each.rows)) == ("fits", "KZ", 2)
    assert "exports 3.10 bn + imports 1.30 bn" in each.arithmetic


def test_months_are_summed_and_a_gap_ends_the_sum():
    rows = [official("KZ", "UZ", f"2023-{month:02}", "turnover", 100 * M) for month in range(1, 9)]
    assert verdict(claim("KZ UZ", 800 * M, 0.5 * M, "2023-01/2023-08"), rows=rows).outcome == "fits"
    gap = [row for row in rows if row.row.period != "2023-03"]
    each = verdict(claim("KZ UZ", 800 * M, 0.5 * M, "2023-01/2023-08"), rows=gap)
    assert each.outcome == "no_data" and "at least 200.0 m" in each.remarks[1]


def test_shorter_and_longer_periods_contradict_without_a_figure_of_the_very_months():
    rows = [
        official("KZ", "UZ", "2023-01/2023-06", "turnover", 2 * BN),
        official("KZ", "UZ", "2022", "turnover", 3 * BN),
    ]
    assert verdict(claim("KZ UZ", 1.5 * BN, 0.05 * BN), rows=rows).outcome == "differs"
    assert verdict(claim("KZ UZ", 3.5 * BN, 0.05 * BN, "2022-01/2022-06"), rows=rows).outcome == "differs"
    assert verdict(claim("KZ UZ", 4.5 * BN, 0.05 * BN), rows=rows).outcome == "no_data"


def test_a_year_that_was_not_over_is_never_the_reading():
    each = verdict(claim("KZ UZ", 3.5 * BN, 0.05 * BN, "2025", published=on("2025-06-10")))
    assert "2025-01/2025-09" not in each.says


def test_without_a_period_a_fitting_year_is_a_help_and_a_wrong_number_proves_nothing():
    dated = verdict(claim("KZ UZ", 4.4 * BN, 0.05 * BN, None, published=on("2024-05-01")))
    assert (dated.outcome, dated.reading) == ("fits_other_reading", "period_supplied")
    assert verdict(claim("KZ UZ", 7 * BN, 0.05 * BN, None, published=on("2024-05-01"))).outcome == "no_data"
    undated = verdict(claim("KZ UZ", 4.4 * BN, 0.05 * BN, None))
    assert undated.outcome == "no_data" and "2023 (KZ data)" in undated.remarks[1]


def test_growth_over_several_years_and_in_money():
    factor = {"kind": "growth", "low": 1.15, "high": 1.25}
    assert verdict(claim("KZ UZ", 1.2, 0, "2017/2023", **factor)).outcome == "fits"
    rise = claim("KZ TJ", 102.4 * M, 0.05 * M, "2022-01/2022-06", kind="rise")
    assert verdict(rise).outcome == "fits"


# Claims from figures


def entry(**fields):
    return Entry(statement=figure(**fields), sentence="", head="4,4 Mrd.", sources=())


def test_what_is_no_claim_about_two_states():
    assert claim_of(entry(modality="target"), {}) is None
    assert claim_of(entry(indicator="investment"), {}) is None
    many = claim_of(entry(parties=("KG", "KZ", "UZ")), {})
    share = claim_of(entry(measure="share", unit="percent"), {})
    assert isinstance(many, NotChecked) and isinstance(share, NotChecked)


def test_other_currencies_need_a_rate_of_the_period():
    euro = entry(
        low=Decimal(4_400_000_000), high=Decimal(4_400_000_000), unit="EUR", period="2023", parties=("DE", "KZ")
    )
    assert "no exchange rate" in claim_of(euro, {}).reason
    rate = Rate(currency="EUR", period="2023", usd_per_unit="1.08", source="ECB")
    assert claim_of(euro, {("EUR", "2023"): rate}).value == pytest.approx(4.752 * BN)


def test_a_flow_is_seen_from_the_state_that_tells_it():
    exports = entry(indicator="exports", origin="UZ", destination="KZ", parties=("KZ", "UZ"))
    imports = entry(indicator="imports", origin="UZ", destination="KZ", parties=("KZ", "UZ"))
    nobody = entry(indicator="exports", parties=("KZ", "UZ"))
    found = [claim_of(each, {}) for each in (exports, imports, nobody)]
    assert [(each.parties, each.directed) for each in found] == [
        (("UZ", "KZ"), True),
        (("KZ", "UZ"), True),
        (("KZ", "UZ"), False),
    ]


def test_the_office_that_is_named_as_source_is_a_side_and_a_president_is_not():
    def side(words):
        return claim_of(entry(parties=("KZ", "UZ"), attribution=words), {}).side

    assert side("Nationales Statistikamt Kasachstans") == "KZ"
    assert side("usbekische Statistikbehörde") == "UZ"
    assert side("Präsident Tokajew") is None
    assert side("kasachische und usbekische Statistikbehörden") is None
    assert side(None) is None


# Measured


def table_lines(table):
    lines = [f"| {kind} | {many} | {right} | {wrong} |" for kind, (many, right, wrong) in table.items()]
    many, right, wrong = (sum(row[at] for row in table.values()) for at in range(3))
    return [*lines, f"| **all** | **{many}** | **{right}** ({right / many:.1%}) | **{wrong}** ({wrong / many:.1%}) |"]


def test_made_claims_get_the_right_verdict_and_the_table_stands_in_the_docs():
    table = measured(2026, KINDS)
    many, right, wrong = (sum(row[at] for row in table.values()) for at in range(3))
    assert many == 200
    assert right / many >= 0.95
    assert wrong / many <= 0.02
    page = (ROOT / "docs/statistics.md").read_text(encoding="utf-8")
    for line in table_lines(table):
        assert line in page, "\n".join(table_lines(table))


def test_claims_that_are_simply_wrong_are_mostly_found_out():
    [(many, right, _)] = measured(2026, {"simply wrong": 300}).values()
    page = (ROOT / "docs/statistics.md").read_text(encoding="utf-8")
    assert f"{right} of {many}" in page, f"{right} of {many}"


def test_ten_thousand_claims_are_quick():
    world = World(5)
    claims = several_claims(world, 10_000)
    start = time.process_time()
    check(claims, world.rows)
    assert time.process_time() - start < 5


# The command


def test_the_command_shows_arithmetic_rows_and_remarks(tmp_path):
    where = ["--ledger", str(tmp_path / "k.db")]
    assert CliRunner().invoke(app, ["read", str(SAMPLES), *where]).exit_code == 0
    page = CliRunner().invoke(app, ["check", "--party", "KZ", "--party", "UZ", *where])
    assert page.exit_code == 0
    assert "fits: KZ data, turnover, 2022" in page.output
    assert "8.7% above UZ data" in page.output
    assert re.search(r"= KZ on UZ, turnover, 2022: 5,000,000,000 US\$, https://", page.output)
    records = json.loads(CliRunner().invoke(app, ["check", "--verdict", "fits", "--format", "json", *where]).stdout)
    assert records and all(record["outcome"] == "fits" and record["rows"] for record in records)
    wrong = CliRunner().invoke(app, ["check", "--verdict", "true", *where])
    assert "--verdict" in str(wrong.exception)


def test_imported_data_stand_above_the_shipped_ones(tmp_path):
    with Ledger(tmp_path / "k.db") as ledger:
        assert ledger.official_rows([("KZ", "UZ")]) == []
    claims, _ = claims_of([entry(low=Decimal("4.4e9"), high=Decimal("4.4e9"), period="2023")], {})
    rows = with_reference(
        [official("KZ", "UZ", "2023", "turnover", 9 * BN), official("UZ", "KZ", "2023", "turnover", 9 * BN)]
    )
    assert check(claims, rows)[0].outcome == "differs"
