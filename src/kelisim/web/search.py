"""Searching and filtering statements: a filter becomes one condition, and a few look-ups under it.

Filter(words="Eisenbahn", parties=("KZ",), kind="undertaking")  ->  Found(total=12, hits=…, facets=…)
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Literal, get_args

import msgspec
from msgspec import Struct, structs

from kelisim.ledger.blocs import expand
from kelisim.ledger.days import LAST_DAY
from kelisim.web.index.cards import Hit
from kelisim.web.index.opened import Opened

Kind = Literal["figure", "undertaking", "meeting"]
Order = Literal["relevance", "newest", "oldest", "largest", "recorded"]
ORDERS: tuple[Order, ...] = get_args(Order)
PAGE = 25
MOST = 20_000  # rows of an export
_TERM = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"\w", re.UNICODE)
_MATCH = "number IN (SELECT rowid FROM words WHERE words MATCH ?)"
_AT_ONCE = 500
_MOST_TERMS, _MOST_VALUES = 12, 14
_GROUPED = ("sort", "topic", "stage", "modality", "year")
_HIT = msgspec.json.Decoder(Hit)
# All facets in one look-up, so that what is asked is searched once. The first column names the facet, empty for those
# that are counted together. CROSS JOIN: what was found leads, however large the other table is.
_COUNTS = """
WITH found AS MATERIALIZED (
    SELECT number, sort, topic, stage, modality, year, outlet FROM statements WHERE {where}
)
SELECT '', sort, topic, stage, modality, year, count(*) FROM found GROUP BY 2, 3, 4, 5, 6
UNION ALL SELECT 'outlet', outlet, '', '', '', '', count(*) FROM found GROUP BY outlet
UNION ALL SELECT 'party', code, '', '', '', '', count(*) FROM found CROSS JOIN codes USING (number) GROUP BY code
UNION ALL SELECT 'sector', code, '', '', '', '', count(*)
    FROM found CROSS JOIN statement_sectors USING (number) GROUP BY code
"""
_SORTED: dict[str, str] = {
    "newest": "published DESC, number DESC",
    "oldest": "day, number",
    "largest": "value DESC, number DESC",
    "recorded": "recorded DESC, number DESC",
}
Facets = dict[str, list[tuple[str, int]]]


class Filter(Struct, frozen=True, kw_only=True):
    """What is looked for; what is empty is not asked. ``since`` and ``until`` are ISO days of what is told."""

    words: str = ""
    kind: str = ""
    topic: str = ""
    stage: str = ""
    modality: str = ""
    year: str = ""
    outlet: str = ""
    sector: str = ""
    parties: tuple[str, ...] = ()
    since: str = ""
    until: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether everything is asked for."""
        return not any(structs.astuple(self))


class Found(Struct, frozen=True):
    """How many statements there are, those of one page, and how many there would be for each further choice."""

    total: int
    hits: list[Hit]
    facets: Facets


def find(index: Opened, asked: Filter, order: str, start: int = 0, most: int = PAGE) -> Found:
    """One page of what ``asked`` finds, with the counts of its facets."""
    where, values = _condition(asked)
    counted = _counted(index, asked, where, values)
    total = sum(number for _, number in counted["sort"])
    return Found(total, hits(index, asked, order, (start, most)) if total else [], counted)


def hits(index: Opened, asked: Filter, order: str, window: tuple[int, int]) -> list[Hit]:
    """What ``asked`` finds, from one place on so many."""
    where, values = _condition(asked)
    match = _match(asked)
    if order == "relevance" and match:  # the full text leads, what else is asked narrows it
        rest = where.replace(_MATCH, "1", 1)
        among = "words" if rest == "1" else "words JOIN statements ON number = words.rowid"
        inner = f"SELECT words.rowid FROM {among} WHERE words MATCH ? AND {rest} ORDER BY words.rank, words.rowid"  # noqa: S608
        values = [match, *values[1:]]
    else:
        inner = f"SELECT number FROM statements WHERE {where} ORDER BY {_SORTED.get(order, _SORTED['newest'])}"  # noqa: S608
    found = [row[0] for row in index.ask(f"{inner} LIMIT ? OFFSET ?", (*values, window[1], window[0]))]
    return _hits(index, found)


def _hits(index: Opened, numbers: list[int]) -> list[Hit]:
    """The hits with these numbers, in their order."""
    found: dict[int, Hit] = {}
    for start in range(0, len(numbers), _AT_ONCE):
        part = numbers[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(part))
        rows = index.ask(f"SELECT number, hit FROM hits WHERE number IN ({marks})", part)  # noqa: S608 - marks alone
        found |= {number: _HIT.decode(hit) for number, hit in rows}
    return [found[number] for number in numbers]


def match_of(words: str) -> str:
    """The words of a reader as a question of the full-text index: all of them, each also as a beginning."""
    terms = []
    for phrase, word in _TERM.findall(words.replace("\0", " "))[:_MOST_TERMS]:
        plain = (phrase or word).replace('"', " ").strip()
        if _WORD.search(plain):
            terms.append(f'"{plain}"' if phrase else f'"{plain}"*')
    return " AND ".join(terms)


def _match(asked: Filter) -> str:
    """The words with the parties, of each one of its codes; empty where no words are asked."""
    words = match_of(asked.words)
    codes = (" OR ".join(f'"{code}"' for code in expand(party)) for party in asked.parties)
    return words and " AND ".join((f"body : ({words})", *(f"parties : ({one})" for one in codes)))


def _overlap(parties: tuple[str, ...]) -> bool:
    """Whether one state could be two of the parties, as with a bloc and a member."""
    codes = [code for party in parties for code in expand(party)]
    return len(codes) != len(set(codes))


def _condition(asked: Filter) -> tuple[str, list[object]]:
    parts: list[str] = []
    values: list[object] = []
    match = _match(asked)
    if match:
        parts.append(_MATCH)
        values.append(match)
    elif asked.words.strip():
        parts.append("0")  # nothing that could be looked for
    for column, value in (
        ("sort", asked.kind), ("topic", asked.topic), ("stage", asked.stage), ("modality", asked.modality),
        ("year", asked.year), ("outlet", asked.outlet),
    ):  # fmt: skip
        if value:
            parts.append(f"{column} = ?")
            values.append(value)
    if asked.sector:
        parts.append("number IN (SELECT number FROM statement_sectors WHERE code = ?)")
        values.append(asked.sector)
    if asked.parties and (not match or _overlap(asked.parties)):
        condition, codes = _parties(asked.parties)
        parts.append(condition)
        values += codes
    for sign, day in ((">=", asked.since), ("<=", asked.until)):
        if day:
            parts.append(f"day {sign} ? AND day != ?")
            values += [day, LAST_DAY]
    return " AND ".join(parts) or "1", values


def _parties(parties: tuple[str, ...]) -> tuple[str, list[str]]:
    """All take part, each as another one; a bloc is itself or one of its members."""
    tables: list[str] = []
    conditions: list[str] = []
    values: list[str] = []
    for place, party in enumerate(parties):
        codes = expand(party)
        tables.append(f"codes AS c{place}")
        conditions.append(f"c{place}.code IN ({', '.join('?' * len(codes))})")
        values += codes
        conditions += [
            f"c{place}.number = c{before}.number AND c{place}.code != c{before}.code" for before in range(place)
        ]
    inner = f"SELECT c0.number FROM {', '.join(tables)} WHERE {' AND '.join(conditions)}"  # noqa: S608 - marks alone
    return f"number IN ({inner})", values


def _counted(index: Opened, asked: Filter, where: str, values: list[object]) -> Facets:
    """By facet its values with their numbers, the largest first; kept, since many pages are of one question."""
    key = msgspec.json.encode(asked)
    kept: Facets | None = index.kept.get(key)
    if kept is not None:
        return kept
    found: dict[str, Counter[str]] = {name: Counter() for name in (*_GROUPED, "outlet", "party", "sector")}
    for name, *told, number in index.ask(_COUNTS.format(where=where), values):
        if name:
            found[name][told[0]] += number
        else:
            for column, value in zip(_GROUPED, told, strict=True):
                found[column][value] += number
    facets = {name: _shown(name, counter) for name, counter in found.items()}
    index.kept[key] = facets
    return facets


def _shown(name: str, counter: Counter[str]) -> list[tuple[str, int]]:
    if name == "sort":
        return counter.most_common()
    told = [(value, number) for value, number in counter.items() if value]
    told.sort(key=lambda item: (item[0] if name == "year" else "", item[1], item[0]), reverse=True)
    return told[:_MOST_VALUES]
