"""IMF IMTS in: three shapes with three scales."""

import json

import pytest

from kelisim.errors import LedgerError
from kelisim.statistics.importing import import_file
from tests.made_statistics import comtrade_json, comtrade_record, refused, write


def test_the_three_shapes_of_imts_have_three_scales(ledger, tmp_path):
    api = write(
        tmp_path / "api.csv",
        "DATAFLOW,STRUCTURE_ID,ACTION,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE",
        "IMTS,X,I,KAZ,XG_FOB_USD,UZB,A,2023,3100000000",
        "IMTS,X,I,KAZ,XG_FOB_USD,G001,A,2023,80000000000",
        "IMTS,X,I,KAZ,TBG_USD,UZB,A,2023,1",
    )
    long = write(
        tmp_path / "long.csv",
        "COUNTRY.ID,COUNTRY,INDICATOR.ID,COUNTERPART_COUNTRY.ID,FREQUENCY.ID,SCALE.ID,TIME_PERIOD,OBS_VALUE",
        "UZB,Uzbekistan,MG_CIF_USD,KAZ,M,6,2024-M01,240.5",
        encoding="utf-8-sig",
    )
    wide = write(
        tmp_path / "wide.csv",
        "COUNTRY.ID,INDICATOR.ID,COUNTERPART_COUNTRY.ID,FREQUENCY.ID,SCALE.ID,2022,2024-Q1,2024-M01",
        "UZB,XG_FOB_USD,KAZ,A,3,1400000,,72900",
    )
    one = {"@TIME_PERIOD": "2015", "@OBS_VALUE": "942.3"}
    series = {
        "@FREQ": "A",
        "@REF_AREA": "KZ",
        "@INDICATOR": "TXG_FOB_USD",
        "@COUNTERPART_AREA": "UZ",
        "@UNIT_MULT": "6",
    }
    dot = write(tmp_path / "dot.json", json.dumps({"CompactData": {"DataSet": {"Series": series | {"Obs": one}}}}))
    for file in (api, long, wide, dot):
        import_file(file, ledger)
    rows = [each.row for each in ledger.official_rows()]
    assert {(row.reporter, row.period, row.flow): (row.value, row.rounding) for row in rows} == {
        ("KZ", "2023", "exports"): (3_100_000_000, 0),
        ("UZ", "2024-01", "imports"): (240_500_000, 50_000),
        ("UZ", "2022", "exports"): (1_400_000_000, 500),
        ("UZ", "2024-01", "exports"): (72_900_000, 500),
        ("KZ", "2015", "exports"): (942_300_000, 50_000),
    }
    assert all("estimates" in row.note for row in rows)


def test_a_download_without_its_scale_is_refused(ledger, tmp_path):
    head = "COUNTRY.ID,INDICATOR.ID,COUNTERPART_COUNTRY.ID,FREQUENCY.ID,TIME_PERIOD,OBS_VALUE"
    assert "SCALE.ID" in refused(ledger, write(tmp_path / "a.csv", head, "KAZ,XG_FOB_USD,UZB,A,2023,3100"))


def test_another_scale_than_the_ledger_knows_is_refused(ledger, tmp_path):
    import_file(comtrade_json(tmp_path / "a.json", [comtrade_record(partner=251)]), ledger)  # of France none is shipped
    head = "DATAFLOW,COUNTRY,INDICATOR,COUNTERPART_COUNTRY,FREQUENCY,TIME_PERIOD,OBS_VALUE"
    file = write(tmp_path / "b.csv", head, "IMTS,KAZ,XG_FOB_USD,FRA,A,2023,3100")
    with pytest.raises(LedgerError, match="scale"):
        import_file(file, ledger)
    assert len(ledger.official_vintages()) == 1
