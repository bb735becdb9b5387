"""PDF in: the text layer in reading order, columns, hyphens, edges of pages; locked, scanned and damaged files."""

import io
import json
import sys
import tomllib
from pathlib import Path

import pytest

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.presentations.cli import app
from kelisim.sources import PassedOver, limits, reports
from kelisim.sources.line_ends import joined
from tests.command_line import invoked

canvas = pytest.importorskip("reportlab.pdfgen.canvas")
pytest.importorskip("pypdfium2")

CASES = tomllib.loads((Path(__file__).parent / "corpus" / "line_ends.toml").read_text(encoding="utf-8"))["case"]
LEFT = """TASCHKENT – Der Handels-
umsatz zwischen Kasachstan
und Usbekistan stieg im Jahr
2023 auf 4,4 Milliarden US-
Dollar. Import- und Export-
zölle sinken.
>Die Minister unterzeichneten
ein Abkommen über den Bau ei-
nes Wasserkraftwerks in der Re-
gion Naryn, an dem sich außer"""
RIGHT = """den beiden Ländern auch Kirgi-
sistan beteiligt.
>Der kasachisch-usbekische
Handel soll bis 2030 auf zehn
Milliarden Dollar wachsen."""
READ = [
    "Astana und Taschkent bauen ihren Handel aus",
    "TASCHKENT – Der Handelsumsatz zwischen Kasachstan und Usbekistan stieg im Jahr 2023 auf 4,4 Milliarden US-Dollar. "
    "Import- und Exportzölle sinken.",
    "Die Minister unterzeichneten ein Abkommen über den Bau eines Wasserkraftwerks in der Region Naryn, an dem sich "
    "außer den beiden Ländern auch Kirgisistan beteiligt.",
    "Der kasachisch-usbekische Handel soll bis 2030 auf zehn Milliarden Dollar wachsen.",
]


class Print:
    """A PDF in the making."""

    def __init__(self, path, **options):
        self.path = str(path)
        self._canvas = canvas.Canvas(self.path, **options)

    def write(self, x, y, text, size=10, font="Times-Roman"):
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, y, text)
        return self

    def columns(self, *columns, by_rows=False, x=60, y=740):
        """Columns of lines; a line that begins with > is indented."""
        drawn = [(row, at, line) for at, column in enumerate(columns) for row, line in enumerate(column.split("\n"))]
        for row, at, line in sorted(drawn) if by_rows else drawn:
            self.write(x + at * 160 + 12 * line.startswith(">"), y - row * 12, line.removeprefix(">"))
        return self

    def picture(self):
        image = pytest.importorskip("PIL.Image").new("RGB", (200, 200), "white")
        from reportlab.lib.utils import ImageReader

        self._canvas.drawImage(ImageReader(image), 50, 50)
        return self

    def turn(self):
        self._canvas.showPage()
        return self

    def read(self):
        self._canvas.save()
        return list(reports([self.path]))


@pytest.fixture
def pdf(tmp_path):
    return Print(tmp_path / "x.pdf")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["lines"][0])
def test_line_ends(case):
    assert joined(*case["lines"]) == case["text"]


@pytest.mark.parametrize("by_rows", [False, True], ids=["column after column", "row after row"])
def test_two_columns_under_a_headline(pdf, by_rows):
    pdf.write(60, 780, READ[0], 16, "Helvetica-Bold").columns(LEFT, RIGHT, by_rows=by_rows)
    (report,) = pdf.read()
    assert report.source == pdf.path
    assert report.text.rstrip().split("\n\n") == READ


def test_three_columns_and_a_headline_within(pdf):
    pdf.write(60, 780, READ[0], 16, "Helvetica-Bold").columns(LEFT, RIGHT, LEFT.replace("2023", "2022"))
    pdf.write(60, 600, "Ein zweiter Bericht über Bahn und Straße in der Region", 16, "Helvetica-Bold")
    pdf.columns(RIGHT, LEFT, RIGHT, y=580)
    (report,) = pdf.read()
    found = report.text.rstrip().split("\n\n")
    assert found[:3] == READ[:3]
    assert found.index("Ein zweiter Bericht über Bahn und Straße in der Region") == 6
    assert found[-1] == READ[-1]


def test_what_stands_at_the_edge_of_every_page_stands_once(pdf):
    for page in range(1, 4):
        pdf.write(60, 815, "Steppenblatt · 22. Oktober 2024", 8).write(500, 815, f"Seite {page}", 8)
        pdf.write(250, 20, "© Steppenblatt", 8).columns(LEFT if page % 2 else RIGHT, y=700).turn()
    (report,) = pdf.read()
    assert report.text.startswith("Steppenblatt · 22. Oktober 2024\n\n© Steppenblatt\n\nTASCHKENT")
    assert report.text.count("Steppenblatt") == 2
    assert "Seite" not in report.text
    assert "außer den beiden Ländern" in report.text


def test_a_table_keeps_its_rows(pdf):
    rows = [
        ("Land", "Ausfuhr", "Einfuhr"),
        ("Kasachstan", "1,3", "0,9"),
        ("Usbekistan", "0,8", "0,4"),
        ("Iran", "1", "2"),
    ]
    for number, cells in enumerate(rows):
        for at, cell in enumerate(cells):
            pdf.write(60 + at * 120, 700 - number * 14, cell)
    (report,) = pdf.read()
    assert report.text == "Land\tAusfuhr\tEinfuhr\nKasachstan\t1,3\t0,9\nUsbekistan\t0,8\t0,4\nIran\t1\t2\n"


def test_statements_of_a_pdf_rest_on_its_text(pdf):
    pdf.write(60, 780, READ[0], 16, "Helvetica-Bold").columns(LEFT, RIGHT, by_rows=True).read()
    code, out, _ = invoked(app, ["extract", pdf.path, "--published", "2024-10-22"])
    line = json.loads(out)
    figure = next(figure for figure in line["figures"] if figure["low"] == 4.4e9)
    assert code == 0
    assert (figure["indicator"], figure["parties"], figure["period"]) == ("trade_turnover", ["KZ", "UZ"], "2023")
    start, end = figure["evidence"]["head"]
    assert line["text"][start:end] == "4,4 Milliarden US-Dollar"


def test_pages_without_text_are_said(pdf):
    pdf.columns(LEFT).turn().picture().turn().columns(RIGHT)
    report, passed = pdf.read()
    assert isinstance(report, Report)
    assert isinstance(passed, PassedOver)
    assert str(passed) == f"{pdf.path}: no text on page 2: empty, or pictures"


def test_a_scanned_one(pdf):
    (error,) = pdf.picture().turn().picture().read()
    assert not isinstance(error, PassedOver)
    assert "only pictures, as from a scanner; run OCR over it first" in str(error)


def test_a_locked_one(tmp_path):
    from reportlab.lib.pdfencrypt import StandardEncryption

    locked = Print(tmp_path / "x.pdf", encrypt=StandardEncryption("geheim", canPrint=0)).write(60, 700, "Geheim.")
    assert "locked with a password; save it without one" in str(*locked.read())
    open_ = Print(tmp_path / "y.pdf", encrypt=StandardEncryption("", "eigner", canPrint=0)).write(60, 700, "Offen.")
    assert [report.text for report in open_.read()] == ["Offen.\n"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"Kein PDF, sondern Text.", "this is no PDF"),
        (b"", "this is no PDF"),
        (b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n", "damaged"),
    ],
)
def test_damaged_ones(tmp_path, data, says):
    path = tmp_path / "x.pdf"
    path.write_bytes(data)
    (error,) = reports([str(path)])
    assert isinstance(error, BadReport)
    assert str(error).startswith(f"{path}: ")
    assert says in str(error)


def test_a_cut_off_one_is_read_or_named(pdf):
    pdf.columns(LEFT).read()
    data = Path(pdf.path).read_bytes()
    for end in range(10, len(data), 97):
        Path(pdf.path).write_bytes(data[:end])
        (item,) = reports([pdf.path])
        assert pdf.path in (item.source if isinstance(item, Report) else str(item))


def test_limits(pdf, monkeypatch):
    pdf.columns(LEFT).turn().columns(RIGHT).read()
    for limit, value, says in (
        ("LARGEST_PDF", 100, "no report is larger than 100"),
        ("MOST_PAGES", 1, "2 pages are more than 1"),
        ("MOST_PIECES", 12, "page 2: more pieces of text"),
        ("MOST_PIECES_OF_A_PAGE", 5, "page 1: more pieces of text"),
        ("LARGEST_TEXT", 50, "more than 50 characters"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(limits, limit, value)
            (error,) = reports([pdf.path])
            assert says in str(error)


def test_a_pdf_at_standard_input(pdf, monkeypatch):
    pdf.columns(LEFT).read()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(pdf.path).read_bytes())))
    (report,) = reports(["-"])
    assert "Handelsumsatz" in report.text


def test_a_missing_extra_says_how_to_install_it(pdf, monkeypatch):
    pdf.columns(LEFT).read()
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    assert "pip install 'kelisim[pdf]'" in str(*reports([pdf.path]))
