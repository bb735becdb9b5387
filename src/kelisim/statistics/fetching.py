"""Asking the services of UN Comtrade and the IMF for a pair of states, slowly and only once.

    fetch(("KZ", "UZ"), range(2015, 2026), Asking(cache=folder))  ->  files that `importing` reads

Each answer is kept in a folder, so a run that was stopped or held up is begun again with the same command. Nothing is
kept of an answer that failed or was cut off at the service's limit.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from msgspec import Struct

from kelisim.errors import BadStatistics, UsageError
from kelisim.statistics import codes, imf_service
from kelisim.statistics.imf_service import Refusal, Wanted

Service = Literal["comtrade", "imts"]
_PREVIEW_LIMIT, _KEYED_LIMIT = 500, 100_000
_YEARS_AT_ONCE = 12
_TRIES = 3
_LONGEST_WAIT = 120.0  # seconds that a service may ask us to wait; with more the run stops and is begun again later
_TIMEOUT = 60.0


class Asking(Struct, frozen=True, kw_only=True):
    """How to ask: where answers are kept, the services' addresses, the key, seconds between two calls."""

    cache: Path
    comtrade: str = "https://comtradeapi.un.org"
    imf: str = "https://api.imf.org"
    key: str = ""
    pause: float = 6.0
    again: bool = False
    sleep: Callable[[float], None] = time.sleep


class Question(Struct, frozen=True):
    """One call: its address, headers, the ending of the kept file, and how many records mean that it was cut off.

    Of the IMF ``wanted`` is asked through its own client, and ``url`` only names the question.
    """

    url: str
    headers: dict[str, str]
    ending: str
    limit: int
    words: str
    wanted: Wanted | None = None

    @property
    def name(self) -> str:
        """The name of the kept answer; the key is in no address, so it is in no name."""
        return f"{hashlib.sha256(self.url.encode()).hexdigest()[:16]}{self.ending}"


class Answer(Struct, frozen=True):
    """A kept answer; ``path`` is None where the service has nothing, ``known`` where it was kept before."""

    question: Question
    path: Path | None
    known: bool = False


def questions(
    pair: tuple[str, str], years: Sequence[int], asking: Asking, *, service: Service = "comtrade", monthly: bool = False
) -> list[Question]:
    """The calls that both sides' data of ``years`` need. Raises `UsageError` for a state that the service has not."""
    if service == "imts":
        return [_imts(pair, years, asking, monthly=monthly)]
    numbers = [codes.comtrade(code) for code in pair]
    if None in numbers:
        raise UsageError(f"{' '.join(pair)}: Comtrade has no code for one of them")
    step = 1 if monthly else _YEARS_AT_ONCE
    return [
        _comtrade([number or "" for number in numbers], years[at : at + step], asking, monthly=monthly)
        for at in range(0, len(years), step)
    ]


def _comtrade(numbers: list[str], years: Sequence[int], asking: Asking, *, monthly: bool) -> Question:
    periods = [f"{year}{month:02}" for year in years for month in range(1, 13)] if monthly else [str(y) for y in years]
    limit = _KEYED_LIMIT if asking.key else _PREVIEW_LIMIT
    asked = {
        "reporterCode": ",".join(numbers),
        "partnerCode": ",".join(reversed(numbers)),
        "partner2Code": "0",
        "period": ",".join(periods),
        "cmdCode": "TOTAL",
        "flowCode": "X,M",
        "customsCode": "C00",
        "motCode": "0",
        "maxRecords": str(limit),
        "includeDesc": "True",
    }
    place = "data/v1/get" if asking.key else "public/v1/preview"
    url = f"{asking.comtrade}/{place}/C/{'M' if monthly else 'A'}/HS?{urlencode(asked, safe=',')}"
    headers = {"Ocp-Apim-Subscription-Key": asking.key} if asking.key else {}
    return Question(url, headers, ".json", limit, f"Comtrade, {years[0]} to {years[-1]}")


def _imts(pair: tuple[str, str], years: Sequence[int], asking: Asking, *, monthly: bool) -> Question:
    states = tuple(codes.alpha3(code) for code in pair)
    wanted = Wanted(states, years[0], years[-1], "M" if monthly else "A")
    url = f"{asking.imf}/IMTS/{wanted.key}/{wanted.first}/{wanted.last}"
    return Question(url, {}, ".csv", _KEYED_LIMIT, f"IMTS, {years[0]} to {years[-1]}", wanted)


def fetch(asked: Sequence[Question], asking: Asking) -> Iterator[Answer]:
    """Ask one question after the other, with a pause between two calls; what is kept is not asked again.

    Raises `BadStatistics` where a service gives no answer, a failure or a truncated one; what was got before is kept.
    """
    asking.cache.mkdir(parents=True, exist_ok=True)
    called = False
    for question in asked:
        path = asking.cache / question.name
        if path.exists() and not asking.again:
            yield Answer(question, path, known=True)
            continue
        if called:
            asking.sleep(asking.pause)
        called = True
        body = _call(question, asking)
        if _records(question, body) == 0:
            yield Answer(question, None)
            continue
        unfinished = path.with_suffix(".part")
        unfinished.write_bytes(body)
        unfinished.replace(path)
        yield Answer(question, path)


def _call(question: Question, asking: Asking) -> bytes:
    if urlsplit(question.url).scheme not in ("http", "https"):
        raise UsageError(f"{question.url}: not an address of the web")
    for number in range(1, _TRIES + 1):
        try:
            return _body(question, asking)
        except Refusal as refusal:
            wait = _wait(refusal)
            if refusal.code not in (403, 429) or wait is None or number == _TRIES:
                raise BadStatistics(_failure(question, refusal)) from refusal
            asking.sleep(wait)
        except (URLError, TimeoutError, ConnectionError) as error:
            reason = getattr(error, "reason", error)
            raise BadStatistics(f"{question.words}: no answer ({reason}); try the same command again later") from error
    raise AssertionError  # the last try returns or raises


def _body(question: Question, asking: Asking) -> bytes:
    if question.wanted:
        return imf_service.ask(question.wanted, asking.imf)
    try:
        with urlopen(Request(question.url, headers=question.headers), timeout=_TIMEOUT) as response:  # noqa: S310
            body: bytes = response.read()
            return body
    except HTTPError as error:
        raise Refusal(error.code, error.reason, error.headers.get("Retry-After", "")) from error


def _wait(refusal: Refusal) -> float | None:
    """How long the service asks us to wait, None where it does not say or asks for too long."""
    seconds = float(refusal.retry_after) if refusal.retry_after.isdigit() else None
    return seconds if seconds is not None and seconds <= _LONGEST_WAIT else None


def _failure(question: Question, refusal: Refusal) -> str:
    message = f"{question.words}: the service answered {refusal.code} {refusal.reason}"
    if refusal.code == 401:
        return f"{message}; KELISIM_COMTRADE_KEY is not accepted"
    if refusal.code in (403, 429):
        return f"{message}; its limit is reached: run the same command later, what was got is kept"
    return f"{message}; run the same command later, what was got is kept"


def _records(question: Question, body: bytes) -> int:
    """How many records an answer has. Raises `BadStatistics` for a failure, or one cut off at the limit."""
    if question.wanted:
        count = body.count(b"\n") - 1
    else:
        try:
            value = json.loads(body)
            count = len(value["data"])
        except (ValueError, KeyError, TypeError) as error:
            raise BadStatistics(f"{question.words}: the answer is no list of records: {body[:80]!r}") from error
        if value.get("error"):
            raise BadStatistics(f"{question.words}: the service says: {value['error']}")
    if count >= question.limit:
        raise BadStatistics(f"{question.words}: {count} records, so it was cut off; ask for fewer years at once")
    return count
