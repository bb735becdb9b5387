"""World Bank WITS in: thousands of dollars under keys of places."""

import json

import pytest

from kelisim.errors import BadStatistics
from kelisim.statistics.importing import import_file
from tests.made_statistics import stored, write


def test_wits_counts_in_thousands(ledger, tmp_path):
    names = {
        "FREQ": ["A"],
        "REPORTER": ["KAZ"],
        "PARTNER": ["UZB", "WLD"],
        "PRODUCTCODE": ["Total"],
        "INDICATOR": ["XPRT-TRD-VL"],
    }
    dimensions = [{"id": name, "values": [{"id": value} for value in values]} for name, values in names.items()]
    observation = [{"id": "TIME_PERIOD", "values": [{"id": "2022"}]}]
    series = {
        "0:0:0:0:0": {"observations": {"0": [3700123.5]}},
        "0:0:1:0:0": {"observations": {"0": [9e7]}},
    }
    value = {
        "dataSets": [{"series": series}],
        "structure": {"dimensions": {"series": dimensions, "observation": observation}},
    }
    file = write(tmp_path / "wits.json", json.dumps(value))
    assert stored(ledger, file) == {("KZ", "UZ", "2022", "exports", ""): 3_700_123_500}
    value["dataSets"][0]["series"] = {"0:0:7:0:0": {"observations": {"0": [1.0]}}}
    broken = write(tmp_path / "broken.json", json.dumps(value))
    with pytest.raises(BadStatistics, match=r"series 1: the key '0:0:7:0:0' leads nowhere"):
        import_file(broken, ledger)
