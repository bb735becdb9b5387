"""Asking the IMF through `sdmx1`: the answer, whichever SDMX it is in, as the CSV that `shapes.imts` reads.

    ask(Wanted(("KAZ", "UZB"), 2015, 2025, "A"), "https://api.imf.org")  ->  b"COUNTRY,INDICATOR,COUNTERPART_COUNTRY,…"

The service is known to pass over the bounds of time, so years are held to them again here.
"""

from __future__ import annotations

import csv
import io
import logging
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from kelisim.errors import UsageError

if TYPE_CHECKING:
    from sdmx.message import DataMessage

_FLOW = "IMTS"
_INDICATORS = ("XG_FOB_USD", "MG_CIF_USD")
_SERIES = ("COUNTRY", "INDICATOR", "COUNTERPART_COUNTRY", "FREQUENCY")
_TIMEOUT = 60.0
_NOTHING = 404


class Wanted(Struct, frozen=True):
    """Both sides' exports and imports of two states (alpha-3), from one year to another, ``A`` or ``M``."""

    states: tuple[str, ...]
    first: int
    last: int
    frequency: str

    @property
    def key(self) -> str:
        """The key of the series."""
        both = "+".join(self.states)
        return f"{both}.{'+'.join(_INDICATORS)}.{both}.{self.frequency}"


class Refusal(Exception):
    """The service answered, but with a failure: its number, its words, and how long it asks to wait."""

    def __init__(self, code: int, reason: str, retry_after: str) -> None:
        super().__init__(f"{code} {reason}")
        self.code, self.reason, self.retry_after = code, reason, retry_after


def ask(wanted: Wanted, address: str) -> bytes:
    """The answer as CSV, of which only the head is left where the service has nothing.

    Raises `Refusal` for a failure it tells, `ConnectionError` where it gives no answer, `UsageError` without `sdmx1`.
    """
    try:
        import sdmx
        from requests import HTTPError, RequestException
    except ImportError as error:
        raise UsageError("--service imts needs sdmx1: pip install 'kelisim[statistics]'") from error
    logging.getLogger("sdmx").setLevel(logging.ERROR)  # it warns of every answer that comes without its structure
    client = sdmx.Client("IMF_DATA")
    client.source = copy(client.source)
    client.source.url = f"{address}/external/sdmx/2.1"
    years = {"startPeriod": str(wanted.first), "endPeriod": str(wanted.last)}
    try:
        message = client.get("data", resource_id=_FLOW, key=wanted.key, params=years, timeout=_TIMEOUT)
    except HTTPError as error:
        answer = error.response
        if answer.status_code == _NOTHING:
            return _as_csv([])
        raise Refusal(answer.status_code, answer.reason, answer.headers.get("Retry-After", "")) from error
    except RequestException as error:
        raise ConnectionError(str(error)) from error
    except Exception as error:  # its reader fails in many ways on what is no SDMX, assertions among them
        raise ConnectionError(f"the answer is no SDMX: {error}") from error
    return _as_csv(_observations(message, wanted))


def _observations(message: DataMessage, wanted: Wanted) -> Iterator[list[Any]]:
    for part in message.data:
        for one in part.obs:
            dimensions, attributes = _said(one.dimension.values), _said(one.attrib)
            series = _said(one.series_key.values) if one.series_key else dimensions
            time = dimensions.get("TIME_PERIOD", "")
            if time[:4].isdigit() and wanted.first <= int(time[:4]) <= wanted.last:
                yield [*(series.get(name, "") for name in _SERIES), time, one.value, _status(attributes)]


def _status(attributes: Mapping[str, str]) -> str:
    return attributes.get("STATUS") or attributes.get("OBS_STATUS", "")


def _said(values: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(each.value) for name, each in values.items()}


def _as_csv(rows: Iterable[list[Any]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*_SERIES, "TIME_PERIOD", "OBS_VALUE", "STATUS"])
    writer.writerows(rows)
    return text.getvalue().encode()
