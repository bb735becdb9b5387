"""Tables in: CSV and Parquet with named columns, a report a row; what is missing or broken is named."""

import hashlib
import json
import sys
from datetime import date, datetime
from pathlib import Path

import pytest

from kelisim.errors import BadReport, UsageError
from kelisim.model import Published, Report
from kelisim.presentations.cli import app
from kelisim.sources import Columns, Given, limits, reports
from tests.command_line import invoked

TEXT = "Astana und Taschkent wollen mehr handeln.\nDer Umsatz stieg auf „4,4“ Milliarden; das ist viel."


def csv_of(*rows, separator=","):
    """The rows as CSV, every cell in quotation marks."""
    return "".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) + "\r\n" for row in rows)


@pytest.fixture
def parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet as files

    def write(columns, name="t.parquet", **options):
        path = tmp_path / name
        files.write_table(pyarrow.table(columns), path, **options)
        return str(path)

    return write


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_table_as_text(put, separator, codec):
    table = csv_of(
        ("ID", "Titel", "Volltext", "Datum", "URL", "Quelle", "Autor"),
        ("a1", "Mehr Handel", TEXT, "22.10.2024", "https://blatt.example/1", "Blatt", "A. B."),
        ("", "", "Zweiter Text über Öl.", "", "", "", ""),
        separator=separator,
    )
    path = put("t.csv", table.encode(codec))
    first, second = reports([path])
    assert first == Report(
        source=f"{path}#a1",
        sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
        text=TEXT,
        url="https://blatt.example/1",
        title="Mehr Handel",
        outlet="Blatt",
        author="A. B.",
        published=Published("2024-10-22", "2024-10-22", "metadata"),
    )
    assert (second.source, second.text, second.published) == (f"{path}#2", "Zweiter Text über Öl.", None)


def test_columns_by_the_names_that_the_user_gives(put):
    path = put("t.csv", csv_of(("text", "Rumpf", "wann"), ("Vorspann", TEXT, "2024-10")))
    (report,) = reports([path], Given(columns=Columns({"text": "rumpf", "published": "wann"})))
    assert report.text == TEXT
    assert report.published == Published("2024-10-01", "2024-10-31", "metadata")


def test_a_column_that_is_missing(put):
    path = put("t.csv", csv_of(("Nr", "Rumpf"), ("1", TEXT)))
    (error,) = reports([path])
    assert "'Nr', 'Rumpf'" in str(error)
    assert "--column text=NAME" in str(error)
    (error,) = reports([path], Given(columns=Columns({"text": "Rumf"})))
    assert "no column 'Rumf'; the columns are 'Nr', 'Rumpf'" in str(error)
    with pytest.raises(UsageError, match=r"'wann'.*published"):
        Columns({"wann": "x"})


def test_a_bad_row_leaves_the_rest(put):
    table = csv_of(("text", "date"), ("Eins.", "2024"), ("Zwei.", "gestern"), ("",), ("  ", "2024"), ("Drei.", "2024"))
    table = table.replace('""\r\n', "allein\r\n\r\n")
    path = put("t.csv", table)
    found = list(reports([path]))
    assert [item.text for item in found if isinstance(item, Report)] == ["Eins.", "Drei."]
    date_, cells, empty = (str(item) for item in found if isinstance(item, BadReport))
    assert date_.startswith(f"{path}, row 2: published: 'gestern' is no date")
    assert cells.startswith(f"{path}, row 3 (line 4): 1 cells, and the head names 2")
    assert empty.startswith(f"{path}, row 4: there is no text in it")


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("", "no head"),
        ("\n\n", "no head"),
        ("text,date\n", "no row"),
        ("text\n" + "a" * 300, "longer than"),
        ('text\n"' + "Zeile\n" * 60, "not closed"),
        (b"PK\x03\x04 und mehr", "ZIP"),
        (b"text\n\x00\x01\x02", "NUL"),
    ],
)
def test_bad_tables(put, monkeypatch, table, says):
    monkeypatch.setattr(limits, "LARGEST_TEXT", 200)
    path = put("t.csv", table)
    (error,) = reports([path])
    assert isinstance(error, BadReport)
    assert path in str(error)
    assert says in str(error)


def test_an_id_holds_no_codes_for_a_terminal(put):
    table, lines = csv_of(("id", "text"), ("a\x1b[2Jb\nc", TEXT)), '{"id": "a\\u001b[2Jb\\nc", "text": "Eins."}'
    for name, content in (("t.csv", table), ("t.jsonl", lines)):
        path = put(name, content)
        assert next(reports([path])).source == f"{path}#a\ufffd[2Jb\ufffdc"


@pytest.mark.parametrize("word", ["Rar! rief er", "GIF89 ist ein Format", "BZh", "%PDF", "PAR1", "{\\rtf"])
def test_a_line_within_a_cell_may_begin_like_another_kind_of_file(put, word):
    path = put("t.csv", csv_of(("text", "date"), (f"{TEXT}\n{word}", "2024"), (TEXT, "2024")))
    first, second = reports([path])
    assert (first.text, second.text) == (f"{TEXT}\n{word}", TEXT)


def test_a_table_in_columns(parquet):
    path = parquet(
        {
            "article": [TEXT, None, "Drei."],
            "date": [date(2024, 10, 22), date(2024, 10, 23), None],
            "id": [17, 18, 19],
            "authors": [["A. B.", "C. D."], None, None],
            "embedding": [[0.1], [0.2], [0.3]],
        }
    )
    first, error, third = reports([path])
    assert (first.source, first.text, first.author) == (f"{path}#17", TEXT, "A. B., C. D.")
    assert first.published == Published("2024-10-22", "2024-10-22", "metadata")
    assert str(error).startswith(f"{path}, row 2: there is no text")
    assert (third.source, third.published) == (f"{path}#19", None)


def test_moments_and_many_rows(parquet):
    moments = [datetime(2024, 10, 22, 9, 30)] * 1000  # noqa: DTZ001
    path = parquet({"text": [f"Text {number}." for number in range(1000)], "date": moments}, row_group_size=300)
    found = list(reports([path]))
    assert [report.text for report in found] == [f"Text {number}." for number in range(1000)]
    assert {report.published for report in found} == {Published("2024-10-22", "2024-10-22", "metadata")}


def test_bad_tables_in_columns(parquet, put, monkeypatch):
    path = parquet({"Nr": [1], "Rumpf": [TEXT]})
    assert "'Nr', 'Rumpf'" in str(*reports([path]))
    assert "holds float" in str(*reports([parquet({"text": [1.5]})]))
    assert "no whole Parquet file" in str(*reports([put("x.parquet", b"PAR1 und nichts")]))
    whole = parquet({"text": [TEXT] * 100}, compression="none", use_dictionary=False)
    cut = put("cut.parquet", Path(whole).read_bytes()[:-40])
    assert "no whole Parquet file" in str(*reports([cut]))
    monkeypatch.setattr(limits, "LARGEST_TABLE", 100)
    assert "smaller row groups" in str(*reports([whole]))


def test_a_text_that_is_no_utf_8_is_told_with_its_row(parquet, put):
    whole = Path(parquet({"text": ["Handel wächst.", "Zweiter."]}, compression="none"))
    path = put("b.parquet", whole.read_bytes().replace("ä".encode(), b"\xff\xff"))
    error, report = reports([path])
    assert str(error).startswith(f"{path}, row 1: column 'text' holds bytes that are no UTF-8")
    assert report.text == "Zweiter."


def test_a_text_that_many_rows_share_does_not_fill_the_memory(parquet):
    """It is stored once, and would be held once for every row."""
    pyarrow = pytest.importorskip("pyarrow")
    shared = pyarrow.DictionaryArray.from_arrays(pyarrow.array([0] * 400), pyarrow.array(["Handel. " * 100_000]))
    path = parquet({"text": shared}, store_schema=False)
    assert Path(path).stat().st_size < 1_000_000
    before = pyarrow.default_memory_pool().max_memory()
    assert sum(1 for report in reports([path]) if isinstance(report, Report)) == 400
    assert pyarrow.default_memory_pool().max_memory() < max(before, 200_000_000)


def test_a_report_that_is_too_long_in_columns(parquet, monkeypatch):
    path = parquet({"text": ["Lang. " * 100, "Kurz."]})
    monkeypatch.setattr(limits, "LARGEST_TEXT", 100)
    error, report = reports([path])
    assert "row 1: more than 100 bytes in a cell" in str(error)
    assert report.text == "Kurz."


@pytest.mark.parametrize(
    ("name", "missing", "extra"), [("a.parquet", "pyarrow", "parquet"), ("a.warc", "warcio", "warc")]
)
def test_a_missing_extra_says_how_to_install_it(put, monkeypatch, name, missing, extra):
    for module in [loaded for loaded in sys.modules if loaded.split(".")[0] == missing]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, missing, None)
    (error,) = reports([put(name, b"x")])
    assert f"pip install 'kelisim[{extra}]'" in str(error)


def test_columns_are_named_on_the_command_line(put):
    path = put("t.csv", csv_of(("Nr", "Rumpf"), ("1", TEXT)))
    code, out, _ = invoked(app, ["extract", path, "--column", "text=Rumpf", "--column", "id=Nr"])
    assert (code, json.loads(out)["text"]) == (0, TEXT)
    assert json.loads(out)["document"]["source"] == f"{path}#1"
    code, _, said = invoked(app, ["extract", path])
    assert (code, "the columns are 'Nr', 'Rumpf'" in said) == (1, True)
    for wrong in ("text", "text=", "wann=Nr"):
        assert invoked(app, ["extract", path, "--column", wrong])[0] == 2


def test_a_table_is_read_into_the_ledger(put, tmp_path):
    path = put("t.csv", csv_of(("text", "date"), (TEXT, "2024-10-22"), ("", "2024")))
    code, out, said = invoked(app, ["read", path, "--ledger", tmp_path / "k.db"])
    assert code == 1
    assert "1 report read, 0 already known, 1 skipped" in out
    assert f"skipped {path}, row 2: there is no text in it" in said
