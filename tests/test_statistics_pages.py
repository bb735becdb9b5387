"""What people and programs get of checks and outlooks: both languages, narrow terminals, CSV, the chart."""

import csv
import io
import json
import re
from math import log
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from kelisim.ledger import Ledger
from kelisim.ledger.official import Deflator
from kelisim.presentations.cli import app
from kelisim.presentations.fan_chart import png, svg
from kelisim.presentations.spoken import spoken
from kelisim.statistics.annual_series import AnnualSeries
from kelisim.statistics.bases import bases_of
from kelisim.statistics.check import check
from kelisim.statistics.deflating import deflated, index_named
from kelisim.statistics.importing import import_file
from kelisim.statistics.outlook import outlook, pool_of
from kelisim.statistics.reference import with_reference
from kelisim.statistics.targets import Target
from tests.conftest import SAMPLES
from tests.made_claims import KINDS, World, made_claim, several_claims
from tests.made_statistics import plain, refused, write

ENGLISH = {
    *"a above against all alone as at away be been below best between bn by claim data differs direction even".split(),
    *"every exports fits flow for from goods holds imports is it its least many may more most needs no none".split(),
    *"not number of on one only or other over own pairs period points printed reached same say says side than".split(),
    *"that the their they this times to told turnover what which whole with would year years zero".split(),
}


@pytest.fixture(scope="module")
def where(tmp_path_factory):
    path = tmp_path_factory.mktemp("pages") / "k.db"
    assert CliRunner().invoke(app, ["read", str(SAMPLES), "--ledger", str(path)]).exit_code == 0
    return ["--ledger", str(path)]


def run(*words, columns="80"):
    made = CliRunner().invoke(app, [*words], env={"COLUMNS": columns})
    assert made.exit_code == 0, made.output
    return made.stdout


def english_in(text):
    unquoted = re.sub(r"«[^»]*»|`[^`]*`|https?://\S+|\[[^]]*\]|--\w+", "", text)
    return sorted(set(re.findall(r"\b[a-z]+\b", unquoted)) & ENGLISH)


def test_verdicts_in_german_leave_no_english_word():
    world = World(3)
    claims = [*several_claims(world, 400), *(made_claim(world, "simply wrong", number) for number in range(100))]
    said = {line for each in check(claims, world.rows) for line in (each.says, each.arithmetic, *each.remarks)}
    assert len(KINDS) < len(said)
    left = {line: english_in(spoken(line, "de")) for line in said}
    assert {line: words for line, words in left.items() if words} == {}
    assert all(spoken(line, "en") == line for line in said)


@pytest.mark.parametrize(
    "words",
    [
        ["check"],
        ["outlook", "KZ", "UZ"],
        ["outlook", "KZ", "UZ", "--target", "10e9", "--by", "2030"],
        ["outlook", "KZ", "TM", "--target", "1e9", "--by", "2027"],
        ["outlook", "AZ", "DE", "--target", "1e9"],
        ["outlook", "AZ", "DE"],
        ["backtest"],
    ],
)
def test_pages_are_german_where_asked_and_fit_the_terminal(where, words):
    page = run(*words, "--lang", "de", *where)
    own = re.sub(r"^ +=(?: .*)(?:\n      .*)*", "", page, flags=re.MULTILINE)  # sources and notes stay as imported
    assert english_in(own) == []
    assert max(map(len, page.splitlines())) <= 80
    assert run(*words, *where) != page


def test_what_stands_in_quotes_is_never_translated():
    assert spoken("the claim is about «trade of 4 bn»", "de") == "die Behauptung betrifft «trade of 4 bn»"


def test_verdicts_and_outlooks_as_csv(where):
    verdicts = list(csv.DictReader(io.StringIO(run("check", "--format", "csv", *where))))
    fits = next(row for row in verdicts if row["verdict"] == "fits")
    assert fits["official"] and fits["arithmetic"] and fits["source"].startswith("http")
    assert not any(row["high"] == "inf" for row in verdicts)
    looks = list(csv.DictReader(io.StringIO(run("outlook", "KZ", "UZ", "--format", "csv", *where))))
    assert {(row["target"], row["by"]) for row in looks} >= {("10000000000", ""), ("5000000000", "2020")}
    assert {row["prices"] for row in looks} == {"nominal"}
    german = run("check", "--format", "csv", "--lang", "de", *where).splitlines()[0]
    assert "Befund" in german and "verdict" not in german


# Prices


@pytest.fixture
def priced(tmp_path):
    path = tmp_path / "p.db"
    levels = [(year, 100 * 1.05 ** (year - 2010)) for year in range(2010, 2026)]
    index = tmp_path / "cpi.csv"
    rows = [f"US CPI,{year},{level:.4f},BLS CPI-U" for year, level in levels]
    index.write_text("\n".join(["deflator,period,level,source", *rows]) + "\n", encoding="utf-8")
    trade = plain(
        tmp_path / "t.csv",
        *(f"KZ,UZ,{year},A,turnover,{round(1.05 ** (year - 2010) * 2_000_000_001)},s," for year in range(2009, 2026)),
    )
    with Ledger(path) as ledger:
        import_file(index, ledger, retrieved_at="2026-02-03T00:00:00Z")
        import_file(trade, ledger)
    return ["--ledger", str(path)]


def test_with_a_price_index_sums_are_told_in_prices_of_one_year_and_it_is_named_and_dated(priced):
    asked = ["outlook", "KZ", "UZ", "--target", "10e9", "--by", "2030"]
    nominal, real = run(*asked, *priced, columns="300"), run(*asked, "--deflator", "us cpi", *priced, columns="300")
    assert "Nominal US$: nothing is deflated." in nominal
    assert "In prices of 2025, deflated with «US CPI» («BLS CPI-U», retrieved 2026-02-03)" in real
    assert "best +5.0% a year" in nominal
    assert "best +0.0% a year" in real, "growth that was prices only is none"
    assert "left out, as the price index does not have them: 2009" in real
    records = json.loads(run(*asked, "--deflator", "US CPI", "--format", "json", *priced))
    assert records[0]["prices"] == {
        "of": 2025,
        "deflator": "US CPI",
        "sources": ["BLS CPI-U"],
        "retrieved": "2026-02-03",
    }
    assert json.loads(run(*asked, "--format", "json", *priced))[0]["prices"] == "nominal"
    german = run(*asked, "--deflator", "US CPI", "--lang", "de", *priced, columns="300")
    assert "In Preisen von 2025, preisbereinigt mit «US CPI»" in german


def test_months_are_told_in_prices_of_the_index_too_and_what_is_usual_is_less():
    told = [
        Deflator(name="X", period=str(year), level=str(100 * 2 ** (year - 2020)), source="s") for year in (2020, 2021)
    ]
    told += [Deflator(name="X", period=f"2022-{month:02}", level="400", source="s") for month in range(1, 13)]
    index = index_named("x", told)
    assert (index.base, index.years[2022]) == (2022, 400)
    points = {2020 * 12: 1.0, 2021 * 12 + 5: 1.0, 2022 * 12: 1.0, 2023 * 12: 1.0}
    assert index.of_points(points, 1) == {2020 * 12: 4.0, 2021 * 12 + 5: 2.0, 2022 * 12: 1.0}
    series = AnnualSeries("UZ", "KZ", (2019, 2020, 2022), (1.0, 1.0, 4.0))
    real = deflated(series, index)
    assert (real.years, real.values) == ((2020, 2022), (4.0, 4.0))
    assert real.usual == pytest.approx(series.usual - log(2))
    assert deflated(AnnualSeries("UZ", "KZ", (2019,), (1.0,)), index) is None


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("US CPI,2024,0,BLS", "not above zero"),
        ('US CPI,2024,"1,5",BLS', "decimal point"),
        ("US CPI,2024-Q1,1,BLS", "write a year"),
        ("US CPI,2024,1,", "no source"),
        (",2024,1,BLS", "without a name"),
        ("us cpi,2023,1,BLS", "a second value"),
    ],
)
def test_a_wrong_level_is_refused_with_line_and_reason(ledger, tmp_path, row, words):
    file = write(tmp_path / "d.csv", "deflator,period,level,source", "US CPI,2023,100,BLS", row)
    message = refused(ledger, file)
    assert "line 3" in message and words in message


def test_a_price_index_that_is_not_there_is_said_with_those_that_are(priced):
    made = CliRunner().invoke(app, ["outlook", "KZ", "UZ", "--target", "1e9", "--deflator", "PPI", *priced])
    assert "no such price index (US CPI)" in str(made.exception)


# The chart


def look_at(parties, value, year):
    bases = bases_of(with_reference([]))
    target = Target(parties=parties, value=value, year=year, words="", ids=())
    return outlook(target, bases, pool_of(bases))


@pytest.mark.parametrize("year", [2030, None])
@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_chart_is_well_formed_and_shows_target_both_sides_and_what_the_bands_are(year, lang):
    drawn = svg(look_at(("KZ", "UZ"), 10e9, year), lang)
    root = ElementTree.fromstring(drawn)
    words = " ".join(text for text in root.itertext())
    sides = ("KZ-Daten", "UZ-Daten", "10 Mrd.") if lang == "de" else ("KZ data", "UZ data", "10 bn")
    assert all(each in words for each in ("nominal", "50%", "80%", "95%", *sides))
    assert len(root.findall(".//{*}polygon")) == 6
    assert not any(bad in drawn for bad in ("nan", "inf"))
    assert (year is None) or words.count("2030") >= 2, "the target's year stands at both axes"
    assert drawn.count('r="4"') == (2 if year else 0), "a dot is a year that was set"


def test_a_chart_of_too_few_years_has_no_fan_and_says_so():
    drawn = svg(look_at(("KZ", "TM"), 1e9, 2027))
    assert "too few years for a fan" in drawn and "polygon" not in drawn


def test_the_chart_as_pixels():
    assert png(look_at(("KZ", "UZ"), 10e9, 2030)).startswith(b"\x89PNG")
