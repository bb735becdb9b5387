"""Files of statistical offices made by the tests in the recorded shapes; facts and traps only."""

import csv
import io
import json
import zipfile

import pytest

from kelisim.errors import BadStatistics
from kelisim.statistics.importing import import_file

COMTRADE = (
    "typeCode,freqCode,refPeriodId,refYear,refMonth,period,reporterCode,reporterISO,reporterDesc,flowCode,flowDesc,"
    "partnerCode,partnerISO,partnerDesc,partner2Code,partner2ISO,partner2Desc,classificationCode,"
    "classificationSearchCode,isOriginalClassification,cmdCode,cmdDesc,aggrLevel,isLeaf,customsCode,customsDesc,"
    "mosCode,motCode,motDesc,qtyUnitCode,qtyUnitAbbr,qty,isQtyEstimated,altQtyUnitCode,altQtyUnitAbbr,altQty,"
    "isAltQtyEstimated,netWgt,isNetWgtEstimated,grossWgt,isGrossWgtEstimated,cifvalue,fobvalue,primaryValue,"
    "legacyEstimationFlag,isReported,isAggregate"
).split(",")
NUMBERS = {"KZ": 398, "UZ": 860, "KG": 417, "DE": 276, "CN": 156}


def comtrade_record(reporter="KZ", partner="UZ", period="2023", flow="X", value=3_100_000_000.0, **other):
    """One record of 47 fields, with the wanted ones changed."""
    base = dict.fromkeys(COMTRADE)
    base |= {
        "typeCode": "C",
        "freqCode": "A" if len(period) == 4 else "M",
        "refPeriodId": int(period[:4]) * 10000 + 101,
        "refYear": int(period[:4]),
        "refMonth": 52 if len(period) == 4 else int(period[4:]),
        "period": period,
        "reporterCode": NUMBERS.get(reporter, reporter),
        "flowCode": flow,
        "partnerCode": NUMBERS.get(partner, partner),
        "partner2Code": 0,
        "cmdCode": "TOTAL",
        "customsCode": "C00",
        "mosCode": "0",
        "motCode": 0,
        "qtyUnitCode": -1,
        "cifvalue": value if flow == "M" else None,
        "fobvalue": value if flow == "X" else None,
        "primaryValue": value,
        "legacyEstimationFlag": 0,
        "isReported": False,
        "isAggregate": True,
    }
    return base | other


def comtrade_json(path, records, **envelope):
    body = {"elapsedTime": "0.21 secs", "count": len(records), "data": records, "error": ""} | envelope
    path.write_text(json.dumps(body), encoding="utf-8")
    return path


def comtrade_csv(path, records, head=None, ending="", encoding="utf-8"):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=f"{ending}\r\n")
    print(",".join(head or COMTRADE), end="\r\n", file=text)
    for record in records:
        writer.writerow(["" if record[name] is None else record[name] for name in COMTRADE])
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def imts_answer(*series):
    """What the IMF's service answers in SDMX-ML 2.1: series of (state, indicator, partner, values by time)."""
    sdmx = "http://www.sdmx.org/resources/sdmxml/schemas/v2_1"
    space = "urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow=IMF.STA:IMTS(1.0.0):ObsLevelDim:TIME_PERIOD"
    told = ""
    for state, indicator, partner, values in series:
        told += (
            f'<Series COUNTRY="{state}" INDICATOR="{indicator}" COUNTERPART_COUNTRY="{partner}" FREQUENCY="A" '
            'SCALE="0">'
        )
        for time, value in values.items():
            number, status = value if isinstance(value, tuple) else (value, "")
            mark = f' STATUS="{status}"' if status else ""
            told += f'<Obs TIME_PERIOD="{time}" OBS_VALUE="{number}"{mark}/>'
        told += "</Series>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<message:StructureSpecificData xmlns:message="{sdmx}/message" xmlns:common="{sdmx}/common" '
        f'xmlns:ns1="{space}" xmlns:ss="{sdmx}/data/structurespecific" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<message:Header><message:ID>a</message:ID><message:Test>false</message:Test>"
        '<message:Prepared>2026-01-01T00:00:00Z</message:Prepared><message:Sender id="IMF"/>'
        f'<message:Structure structureID="IMTS" namespace="{space}" dimensionAtObservation="TIME_PERIOD">'
        '<common:StructureUsage><Ref agencyID="IMF.STA" id="IMTS" version="1.0.0" class="Dataflow"/>'
        "</common:StructureUsage></message:Structure></message:Header>"
        f'<message:DataSet ss:dataScope="DataStructure" xsi:type="ns1:DataSetType" ss:structureRef="IMTS">{told}'
        "</message:DataSet></message:StructureSpecificData>"
    )


def write(path, *lines, encoding="utf-8"):
    path.write_bytes(("\n".join(lines) + "\n").encode(encoding))
    return path


def plain(path, *rows, columns="reporter,partner,year,period,flow,value_usd,source,note"):
    return write(path, columns, *rows)


def xlsx(path, **named_sheets):
    """A workbook of inline and shared strings and numbers; every sheet a list of rows."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    texts = []
    with zipfile.ZipFile(path, "w") as archive:
        names, links = "", ""
        for number, (name, rows) in enumerate(named_sheets.items(), 1):
            names += f'<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>'
            links += f'<Relationship Id="rId{number}" Type="{office}/worksheet" Target="worksheets/sheet{number}.xml"/>'
            body = "".join(_xlsx_row(at, row, texts) for at, row in enumerate(rows, 1))
            archive.writestr(
                f"xl/worksheets/sheet{number}.xml",
                f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>',
            )
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>'
        )
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">{links}</Relationships>')
        shared = "".join(f"<si><t>{text}</t></si>" for text in texts)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{main}">{shared}</sst>')
    return path


def _xlsx_row(number, row, texts):
    cells = ""
    for place, value in enumerate(row):
        if value is None:
            continue
        where = f"{chr(65 + place)}{number}"
        if isinstance(value, str):
            texts.append(value)
            cells += f'<c r="{where}" t="s"><v>{len(texts) - 1}</v></c>'
        else:
            cells += f'<c r="{where}"><v>{value}</v></c>'
    return f'<row r="{number}">{cells}</row>'


def stored(ledger, file):
    import_file(file, ledger)
    return {
        (row.reporter, row.partner, row.period, row.flow, row.item): row.value
        for row in (each.row for each in ledger.official_rows())
    }


def refused(ledger, file):
    with pytest.raises(BadStatistics) as caught:
        import_file(file, ledger)
    assert ledger.official_vintages() == [] and ledger.official_rows() == []
    return str(caught.value)
