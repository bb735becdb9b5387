"""Printed numbers set against each other, and rates of exchange."""

from decimal import Decimal

import pytest

from kelisim.account.checks import CHECKS, checks
from kelisim.account.rates import convert, imported, printed
from kelisim.account.things import Account
from kelisim.errors import UsageError
from kelisim.model import Sum
from tests.made_accounts import level, series, source, thing, told, work
from tests.made_readings import figure


def found(*every, things=()):
    """Kind and outcome of every check: True that they agree, False that they do not, None that they may."""
    outcomes = {"agrees": True, "disagrees": False, "not_contradicted": None}
    return [(check.kind, outcomes[check.outcome]) for check in checks(Account(series=every, undertakings=things))]


def growth(period, percent, head=None, unit="percent", **fields):
    number = Decimal(str(percent))
    base = {"measure": "change", "low": number, "high": number, "unit": unit, "period": period, "id": "f" * 16}
    return told(figure(**(base | fields)), head=head or f"{percent} Prozent")


@pytest.mark.parametrize(("percent", "agrees"), [(33, True), ("33.3", True), (20, False), (50, False)])
def test_growth_against_levels(percent, agrees):
    levels = series(level("2023", "3.0"), level("2024", "4.0"))
    assert found(levels, series(growth("2024", percent, str(percent).replace(".", ",") + " %"))) == [("growth", agrees)]


def test_growth_over_several_years_and_as_a_factor():
    levels = series(level("2017", "2.0"), level("2024", "5.0"))
    assert found(levels, series(growth("2017/2024", "2.5", "Zweieinhalbfache", "factor"))) == [("growth", True)]
    assert found(levels, series(growth("2017/2024", 150, "150 %"))) == [("growth", True)]
    assert found(levels, series(growth("2017/2024", 2, "verdoppelt", "factor", qualifier="over"))) == [("growth", True)]


@pytest.mark.parametrize(
    ("early", "late", "outcome"),
    [
        ({}, {}, True),
        ({"qualifier": "over"}, {}, None),
        ({}, {"qualifier": "at_least"}, None),
    ],
)
def test_a_bound_on_one_side_confirms_nothing(early, late, outcome):
    levels = series(level("2023", "4.0", **early), level("2024", "5.0", **late))
    assert found(levels, series(growth("2024", 25, "25 %"))) == [("growth", outcome)]


def test_a_bound_that_is_told_is_confirmed_by_what_lies_within_it():
    levels = series(level("2023", "2.0"), level("2024", "5.0"))
    assert found(levels, series(growth("2024", 2, "verdoppelt", "factor", qualifier="over"))) == [("growth", True)]
    assert found(levels, series(growth("2024", 2.5, "2,5-fach", "factor", qualifier="over"))) == [("growth", None)]


def test_parts_of_a_whole_with_a_bound():
    whole = series(level("2023", "4.0", qualifier="over"))
    assert found(whole, series(level("2023", "3.0", item="Öl"))) == [("parts", True)]
    assert found(whole, series(level("2023", "5.0", item="Öl"))) == [("parts", None)]


def test_growth_of_a_part_of_a_year_against_the_same_part_before():
    levels = series(level("2023-01/2023-08", "2.0"), level("2024-01/2024-08", "2.5"))
    assert found(levels, series(growth("2024-01/2024-08", 25, "25 %"))) == [("growth", True)]


def test_the_sum_is_shown():
    levels = series(level("2023", "3.0"), level("2024", "4.0"))
    [check] = checks(Account(series=(levels, series(growth("2024", 20, "20 %")))))
    assert check.arithmetic == "4 / 3 - 1 = 29.5 … 37.3 %; told: 19.5 … 20.5 %"
    assert [entry.head for entry in check.entries] == ["20 %", "4,0 Mrd. US-Dollar", "3,0 Mrd. US-Dollar"]


def test_a_change_in_numbers_against_two_levels():
    levels = series(level("2023", "3.0"), level("2024", "4.0"))
    assert found(levels, series(level("2024", "1.0", measure="change"))) == [("change", True)]
    assert found(levels, series(level("2024", "2.0", measure="change"))) == [("change", False)]


def test_a_share_and_the_parts_against_the_whole():
    whole, part = series(level("2023", "4.4")), series(level("2023", "1.7", item="Mehl"))
    third = series(growth("2023", "33.33", "ein Drittel", measure="share", item="Mehl"))
    most = series(growth("2023", 39, "39 %", measure="share", item="Mehl"))
    assert found(whole, part, third) == [("parts", True), ("share", False)]
    assert found(whole, part, most) == [("parts", True), ("share", True)]
    assert found(whole, part, series(level("2023", "3.0", item="Öl"))) == [("parts", False)]


def test_both_directions_make_the_turnover():
    there = series(level("2023", "3.0", indicator="exports", origin="KZ", destination="UZ"))
    back = series(level("2023", "1.4", indicator="exports", origin="UZ", destination="KZ"))
    assert found(series(level("2023", "4.4")), there, back) == [("directions", True)]
    assert found(series(level("2023", "5.0")), there, back) == [("directions", False)]


def test_a_part_of_the_year_is_at_most_the_year():
    assert found(series(level("2023-01/2023-11", "4.1"), level("2023", "4.4"))) == [("period", True)]
    assert found(series(level("2023-01/2023-11", "4.8"), level("2023", "4.4"))) == [("period", False)]


def test_a_package_is_worth_its_members_at_least():
    member = thing(work("pledged", amount=Decimal(3), unit="USD", amount_qualifier="exact"))
    small = work("pledged", amount=Decimal(2), unit="USD", amount_qualifier="exact")
    assert found(things=(member, thing(small, parts=(member.id,)))) == [("parts", False)]
    bound = work("pledged", amount=Decimal(2), unit="USD", amount_qualifier="over")
    assert found(things=(member, thing(bound, parts=(member.id,)))) == [("parts", None)]


def in_two(billions, dollars, published):
    also = (Sum(Decimal(dollars), Decimal(dollars), "USD"),)
    return level(None, billions, published, unit="KZT", also=also, head=f"{billions} Mrd. Tenge")


@pytest.mark.parametrize(("dollars", "day", "agrees"), [(52e6, "2024-02-20", True), (90e6, "2024-02-20", False)])
def test_printed_conversions_against_each_other(dollars, day, agrees):
    assert found(series(in_two("27", 54e6, "2024-02-10"), in_two("26", dollars, day))) == [("conversion", agrees)]
    assert found(series(in_two("27", 54e6, "2024-02-10"), in_two("26", dollars, "2025-02-10"))) == []


def test_what_is_told_of_other_sorts_or_times_is_not_checked():
    levels = series(level("2023", "3.0"), level("2024", "4.0"))
    for other in (
        growth("2023", 20), growth("2024", 20, parties=("KZ", "KG")), growth(None, 20), growth("2024", 20, item="Öl"),
        growth("2024", 20, modality="target"), growth("XXXX-01/..", 20),
    ):  # fmt: skip
        assert found(levels, series(other)) == []


def test_undated_numbers_meet_in_their_report():
    report = source()
    number = {"low": Decimal("33.33"), "high": Decimal("33.33"), "unit": "percent", "measure": "share", "item": "Mehl"}
    share = told(figure(**number, period=None, id="e" * 16), head="ein Drittel", report=report)
    part = told(figure(low=Decimal("1E9"), item="Mehl", period=None), head="1 Mrd.", report=report)
    whole = told(figure(low=Decimal("3E9"), period=None), head="3 Mrd.", report=report)
    assert ("share", True) in found(series(share), series(part), series(whole))
    elsewhere = told(figure(low=Decimal("3E9"), period=None), head="3 Mrd.", report=source())
    assert found(series(share), series(part), series(elsewhere)) == []


def test_every_kind_of_check_is_in_the_table():
    assert len(CHECKS) == 7


RATES = ["date,from,to,rate,source", "2024-02-01,USD,KZT,450,NBK", "2024-06-01,USD,KZT,500,NBK"]


def test_a_value_is_converted_by_the_nearest_named_rate():
    rates = imported(RATES, "kurse.csv")
    made = convert((Decimal(900), "KZT"), "USD", "2024-03-01", rates)
    assert (made.value, made.rate.day, made.rate.source) == (Decimal(2), "2024-02-01", "NBK")
    assert convert((Decimal(2), "USD"), "KZT", "2024-05-30", rates).value == 1000
    assert convert((Decimal(2), "USD"), "KZT", "2020-05-30", rates) is None
    assert convert((Decimal(2), "EUR"), "KZT", "2024-05-30", rates) is None


def test_a_rate_that_a_report_prints_is_named_with_its_words():
    [rate] = printed([in_two("27", 54e6, "2024-02-10"), in_two("27", 54e6, None)])
    assert (rate.day, rate.origin, rate.target, rate.value) == ("2024-02-10", "KZT", "USD", Decimal("0.002"))
    assert rate.source == "«27 Mrd. Tenge», meldung.txt"


@pytest.mark.parametrize("wrong", ["gestern,USD,KZT,450,NBK", "2024-02-01,USD,KZT,x,NBK", "2024-02-01,USD,KZT,450,"])
def test_a_file_of_rates_with_a_fault_is_named_with_its_line(wrong):
    with pytest.raises(UsageError, match=r"kurse.csv, line 2"):
        imported([RATES[0], wrong], "kurse.csv")
    with pytest.raises(UsageError, match="first line"):
        imported(["tag,kurs"], "kurse.csv")
