"""When a report appeared: each clue by itself, together, and where nothing may be concluded."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kelisim.language.publication import grounds, published
from kelisim.model import Published

CORPORA = Path(os.environ.get("KELISIM_CORPORA", Path(__file__).parents[2] / "shared"))
needs_corpora = pytest.mark.skipif(not (CORPORA / "seeds").is_dir(), reason="outside corpora are not here")

PICTURE = "![Foto](https://example.org/uploads/2024/10/foto.jpg)\n"
TOLD = "Am 22. Oktober unterzeichneten die Minister in Samarkand mehrere Verträge."


def days(text: str, url: str | None = None) -> tuple[str, str, str] | None:
    found = published(text, url)
    return (found.earliest, found.latest, found.basis) if found else None


def test_what_is_stated_wins():
    stated = Published("2021-05-01", "2021-05-02", "user")
    assert published("Astana, 3. Mai 2024 (XYZ) – Text.", None, stated) == Published(
        "2021-05-01", "2021-05-02", "metadata"
    )
    assert grounds("Astana, 3. Mai 2024 (XYZ) – Text.", None, stated) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Baku, 3. Mai 2024, AZERTAC\n\nDer Minister sprach.", "2024-05-03"),
        ("BERLIN, 3. Mai 2024 (dpa) – Der Minister sprach.", "2024-05-03"),
        ("Moskau, 12. März 2020. /TASS/. Der Minister sprach.", "2020-03-12"),
        ("Alma-Ata, den 4. Juni 2019 –\nDer Minister sprach.", "2019-06-04"),
        ("date 2022-09 Taschkent, 15. September, UzA\n\nDer Minister sprach.", "2022-09-15"),
        ("Der Rat tagte (Meldung vom 12. Mai 2025). Mehr folgt.", "2025-05-12"),
        ("Der Rat tagte.\nStand: 3. April 2024\n", "2024-04-03"),
        ("Veröffentlicht am 07.03.2023\nDer Rat tagte.", "2023-03-07"),
        ("Der Rat tagte.\n\nGesendet am 7. Februar 2024\n", "2024-02-07"),
        ("Datum: 2023-03-07\nDer Rat tagte.", "2023-03-07"),
        ("Der Rat tagte\n28.11.2017 | Berlin, Eriwan | Energie\n\nDie Minister sprachen.", "2017-11-28"),
        ("**Mittwoch, 30. März 2022, 14:30 Uhr**\nDer Rat tagte.", "2022-03-30"),
        ("Rat tagt in Baku\n\n4. Juni 2019\nDie Minister sprachen.", "2019-06-04"),
    ],
)
def test_a_dateline_gives_the_day(text, expected):
    assert days(text) == (expected, expected, "dateline")
    assert grounds(text)


def test_a_month_behind_a_place():
    told = "Presseinformation\nMoskau, Februar 2020\n\nDer Botschafter war zu Gast."
    assert days(told) == ("2020-02-01", "2020-02-29", "dateline")
    assert days("Der Bau begann.\nNach Moskau, im Februar 2020, kam der Minister.") is None


@pytest.mark.parametrize(
    "text",
    [
        "4. Juni 2019 war der Tag, an dem die Minister den Vertrag unterschrieben.",
        "Die Etappen:\n- 4. Juni 2019: Vertrag\n- 5. Mai 2020: Baubeginn",
    ],
)
def test_a_day_that_a_line_begins_with_may_be_told_of(text):
    assert days(text) is None


def test_a_day_beside_today():
    assert days("Heute, am 5. Mai 2024, begann die Messe.") == ("2024-05-05", "2024-05-05", "text")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/2024/10/bericht",
        "https://example.org/news/2024-10/bericht",
        "http://example.org/a/2024/10/",
    ],
)
def test_the_address_gives_a_month(url):
    assert days("Die Minister sprachen über den Handel.", url) == ("2024-10-01", "2024-10-31", "address")
    assert days(TOLD, url) == ("2024-10-22", "2024-10-31", "address")


def test_the_address_gives_a_day():
    assert days(TOLD, "https://example.org/2024/10/24/bericht") == ("2024-10-24", "2024-10-24", "address")
    assert days(TOLD, "https://example.org/20241024/bericht") == ("2024-10-24", "2024-10-24", "address")


def test_a_planned_day_closes_the_month():
    text = TOLD + " Am 28. Oktober soll das nächste Treffen stattfinden."
    assert days(text, "https://example.org/2024/10/x") == ("2024-10-22", "2024-10-28", "address")


def test_a_picture_counts_where_the_days_agree():
    assert days(PICTURE + TOLD) == ("2024-10-22", "2024-10-31", "address")
    text = PICTURE + TOLD
    assert [span.quote(text) for span in grounds(text)] == ["2024/10", "22. Oktober"]


def test_a_banner_does_not_count():
    banner = "![](https://example.org/uploads/2023/04/banner.png)\n"
    assert days(banner + TOLD) is None
    assert days("Die Minister sprachen über den Handel.\n" + banner) is None
    assert days(banner + PICTURE + TOLD) == ("2024-10-22", "2024-10-31", "address")


def test_a_weekday_refuses_the_wrong_year():
    text = "Am Montag, dem 10. April, sprachen die Minister."
    assert days("![](https://example.org/2022/04/a.jpg)\n" + text) is None
    assert days("![](https://example.org/2023/04/a.jpg)\n" + text) == ("2023-04-10", "2023-04-30", "address")


def test_a_weekday_fixes_the_year_among_those_of_the_text():
    text = "Am Montag, dem 10. April, sprachen die Minister. Der Handel betrug 2022 drei Milliarden Dollar."
    assert days(text) == ("2023-04-10", "2023-04-16", "weekday")
    assert days("Am Montag, dem 10. April, sprachen die Minister.") is None
    assert days("Baku, 10. April (XYZ)\n\n" + text) == ("2023-04-10", "2023-04-10", "weekday")


def test_days_before_and_behind_bound_it():
    text = "Der Präsident trifft am 21. Januar 2019 die Kanzlerin. Am 14. Januar schlossen Firmen Verträge."
    assert days(text) == ("2019-01-14", "2019-01-21", "text")
    far = "Der Präsident trifft am 21. Januar 2019 die Kanzlerin. Am 14. Juni schlossen Firmen Verträge."
    assert days(far) is None


@pytest.mark.parametrize(
    "text",
    [
        "Am 25. Januar besuchte er Duschanbe.",
        "Am 21. Juni 2019 tagte die Kommission in Taschkent.",
        "Im März 2025 tagte der Rat.",
        "Bis 2030 soll der Handel wachsen.",
        "Der Präsident wird am 21. Januar 2019 erwartet.",
        "Laut einer Mitteilung vom 3. Mai 2024 wurde verhandelt.",
        "",
    ],
)
def test_a_year_is_never_invented(text):
    assert published(text) is None
    assert grounds(text) == ()


@given(st.text(max_size=200), st.one_of(st.none(), st.text(max_size=40)))
def test_any_text_gives_an_interval_or_nothing(text, url):
    found = published(text, url)
    assert found is None or found.earliest <= found.latest
    assert all(0 <= span.start < span.end <= len(text) for span in grounds(text, url))


@needs_corpora
@pytest.mark.parametrize("name", ["seeds", "dev"])
def test_the_annotated_reports(name):
    folder = CORPORA / ("seeds" if name == "seeds" else "gold/dev")
    for line in (CORPORA / "gold" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        found = published((folder / gold["file"].split("/")[-1]).read_text(encoding="utf-8-sig"))
        expected = gold["published"] and (gold["published"]["earliest"], gold["published"]["latest"])
        assert (found and (found.earliest, found.latest)) == expected, gold["id"]
