"""Crawls in: WARC as crawlers write it, plain and packed; what is no report is counted, what is broken is named."""

import gzip
import io
import zlib

import pytest

from kelisim.errors import BadReport
from kelisim.model import Published, Report
from kelisim.sources import PassedOver, limits, reports
from tests.test_sources import PAGE, SITE

pytest.importorskip("warcio")
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

# warcio leaves its temporary files to the garbage collector
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

URL = "https://steppenblatt.example/"
PLAIN = "Der Handel zwischen Kasachstan und Usbekistan wuchs um 4 Prozent, größer denn je.\n"


class Crawl:
    """A WARC in the making."""

    def __init__(self, path, gzip=True):
        self.path = str(path)
        self._file = path.open("wb")
        self._writer = WARCWriter(self._file, gzip=gzip)
        self._writer.write_record(self._writer.create_warcinfo_record("x.warc", {"software": "test"}))

    def add(self, body, type_="text/html; charset=utf-8", status="200 OK", kind="response", *, head=(), warc=()):
        headers = StatusAndHeaders(status, [("Content-Type", type_), *head], protocol="HTTP/1.1")
        record = self._writer.create_warc_record(
            URL,
            kind,
            payload=io.BytesIO(body),
            http_headers=headers if kind in ("response", "request") else None,
            warc_content_type="application/http; msgtype=response" if kind == "response" else type_,
            warc_headers_dict=dict(warc),
        )
        self._writer.write_record(record)
        return record.rec_headers.get_header("WARC-Record-ID").strip("<>")

    def read(self):
        self._file.close()
        return list(reports([self.path]))


@pytest.fixture(params=["x.warc", "x.warc.gz"])
def crawl(tmp_path, request):
    return Crawl(tmp_path / request.param, gzip=request.param.endswith("gz"))


def page(charset="utf-8"):
    return PAGE.format(charset=charset, site=SITE)


def chunks(data, size=300):
    parts = [data[at : at + size] for at in range(0, len(data), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


def test_a_page_of_a_crawl(crawl):
    identity = crawl.add(page().encode())
    (report,) = crawl.read()
    assert report.source == f"{crawl.path}#{identity}"
    assert (report.title, report.outlet) == ("Länder wollen mehr Handel", "Steppenblatt")
    assert report.url == "https://steppenblatt.example/2024/10/handel"
    assert report.published == Published("2024-10-22", "2024-10-22", "metadata")
    assert "stieg im vergangenen Jahr auf 4,4 Milliarden Dollar" in report.text
    assert "HTTP" not in report.text


@pytest.mark.parametrize(
    ("encode", "head"),
    [
        (lambda data: data, {}),
        (gzip.compress, {"Content-Encoding": "gzip"}),
        (zlib.compress, {"Content-Encoding": "deflate"}),
        (lambda data: zlib.compress(data)[2:-4], {"Content-Encoding": "deflate"}),
        (chunks, {"Transfer-Encoding": "chunked"}),
        (lambda data: chunks(gzip.compress(data)), {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
        (lambda data: data, {"Transfer-Encoding": "chunked", "Content-Encoding": "gzip"}),
    ],
    ids=["plain", "gzip", "zlib", "deflate", "chunked", "chunked-gzip", "already-undone"],
)
def test_what_was_sent_packed_or_in_chunks(crawl, encode, head):
    crawl.add(encode(PLAIN.encode("utf-8")), "text/plain; charset=utf-8", head=tuple(head.items()))
    (report,) = crawl.read()
    assert (report.text, report.url, report.title) == (PLAIN, URL, None)


@pytest.mark.parametrize(
    ("type_", "body"),
    [
        ("text/html; charset=windows-1252", page().replace('<meta charset="utf-8">', "").encode("cp1252")),
        ("text/html; charset=iso-8859-2", page().replace('<meta charset="utf-8">', "").encode("iso-8859-2", "replace")),
        ("text/html", page("iso-8859-1").encode("cp1252")),
        ("text/html; charset=utf-8", page().encode("cp1252")),
        ("text/html; charset=kein-zeichensatz", page().encode()),
    ],
    ids=["head", "head-latin-2", "meta", "wrong", "unknown"],
)
def test_charsets(crawl, type_, body):
    crawl.add(body, type_)
    (report,) = crawl.read()
    assert report.title == "Länder wollen mehr Handel"
    assert "über deren Inhalt" in report.text


def test_what_is_no_report_is_counted(crawl):
    crawl.add(b"GET / HTTP/1.1", kind="request")
    crawl.add(b"fort", status="404 Not Found")
    crawl.add(b"", status="301 Moved Permanently", head=(("Location", "/neu"),))
    crawl.add(b"\x89PNG\r\n\x1a\n\x00", "image/png")
    crawl.add(b"%PDF-1.7", "application/pdf")
    crawl.add(b"\x89PNG\r\n\x1a\n\x00", "image/png")
    crawl.add(b"<html><body><p></p></body></html>")
    crawl.add(b" ", "text/plain")
    crawl.add(PLAIN.encode(), "text/plain")
    report, passed = crawl.read()
    assert report.text == PLAIN
    assert isinstance(passed, PassedOver)
    assert passed.count == 7
    assert str(passed).startswith(f"{crawl.path}: 7 of 10 records passed over: 2 of type image/png, ")
    for reason in (
        "1 of status 404",
        "1 of status 301",
        "1 of type application/pdf",
        "1 without an article",
        "1 empty",
    ):
        assert reason in str(passed)


def test_plain_text_of_a_crawl_and_a_file_in_it(crawl):
    crawl.add(PLAIN.encode(), "text/plain", kind="conversion")
    crawl.add(page().encode(), "text/html", kind="resource")
    first, second = crawl.read()
    assert first.text == PLAIN
    assert second.title == "Länder wollen mehr Handel"


@pytest.mark.parametrize(
    ("body", "options", "says"),
    [
        (b"\x00\x01\x02" * 99, {}, "NUL"),
        (b"%PDF-1.7", {}, "PDF"),
        (PLAIN.encode() * 40, {}, "more than 2,000 bytes"),
        (gzip.compress(PLAIN.encode() * 400), {"head": (("Content-Encoding", "gzip"),)}, "unpacks to more than 2,000"),
        (gzip.compress(PLAIN.encode())[:-12], {"head": (("Content-Encoding", "gzip"),)}, "cut off"),
        (b"\x1f\x8bkein gzip", {"head": (("Content-Encoding", "gzip"),)}, "damaged"),
        (b"irgendwas", {"head": (("Content-Encoding", "br"),)}, "sent as br"),
        (PLAIN.encode(), {"warc": (("WARC-Truncated", "length"),)}, "the crawler cut it off (length)"),
    ],
    ids=[
        "nul",
        "pdf",
        "too long",
        "unpacks to too much",
        "packed and cut off",
        "packed and damaged",
        "brotli",
        "cut off",
    ],
)
def test_a_record_that_is_refused_is_named_and_the_rest_is_read(crawl, monkeypatch, body, options, says):
    monkeypatch.setattr(limits, "LARGEST_TEXT", 2000)
    crawl.add(body, "text/plain", **options)
    crawl.add(PLAIN.encode(), "text/plain")
    error, report = crawl.read()
    assert not isinstance(error, PassedOver)
    assert str(error).startswith(f"{crawl.path}, record 2 ({URL}): ")
    assert says in str(error)
    assert report.text == PLAIN


def test_a_picture_that_is_too_large_or_cut_off_is_passed_over_as_one(crawl, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_TEXT", 2000)
    crawl.add(b"\x89PNG" * 9000, "image/png")
    crawl.add(b"\x89PNG", "image/png", warc=(("WARC-Truncated", "length"),))
    crawl.add(b"Lang. " * 900, "text/plain", status="404 Not Found")
    crawl.add(PLAIN.encode(), "text/plain")
    report, passed = crawl.read()
    assert report.text == PLAIN
    assert str(passed).endswith("3 of 5 records passed over: 2 of type image/png, 1 of status 404")


def test_a_crawl_that_is_cut_off(tmp_path):
    for name in ("x.warc", "x.warc.gz"):
        crawl = Crawl(tmp_path / name, gzip=name.endswith("gz"))
        crawl.add(PLAIN.encode(), "text/plain")
        crawl.add(page().encode())
        crawl.read()
        data = (tmp_path / name).read_bytes()
        (tmp_path / name).write_bytes(data[:-100])
        report, error = reports([crawl.path])
        assert report.text == PLAIN
        assert str(error).startswith(f"{crawl.path}")
        assert "damaged or cut off" in str(error) or "ends inside this record" in str(error)


def test_a_crawl_packed_as_one(tmp_path):
    crawl = Crawl(tmp_path / "x.warc", gzip=False)
    crawl.add(PLAIN.encode(), "text/plain")
    crawl.add(PLAIN.replace("4", "5").encode(), "text/plain")
    first, second = crawl.read()
    path = tmp_path / "y.warc.gz"
    path.write_bytes(gzip.compress((tmp_path / "x.warc").read_bytes()))
    assert [report.text for report in reports([str(path)])] == [first.text, second.text]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "no record"),
        (b"Kein WARC\r\n\r\n", "record 1"),
        (b"WARC/1.0\r\nX: " + b"x" * 5_000_000, "no honest WARC"),
        (b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: viel\r\n\r\nx", "record 1"),
        (gzip.compress(b"WARC/1.0\r\n" + b"X: " + b"\x00" * 60_000_000), "no honest WARC"),
    ],
    ids=["empty", "text", "endless head", "no length", "packed endless head"],
)
def test_what_is_no_crawl(tmp_path, data, says):
    path = tmp_path / "x.warc"
    path.write_bytes(data)
    found = list(reports([str(path)]))
    assert all(isinstance(item, BadReport) for item in found)
    assert says in str(found[0])


def test_a_bomb_in_a_crawl(tmp_path):
    head = b"WARC/1.0\r\nWARC-Type: resource\r\nContent-Type: text/plain\r\nContent-Length: 300000000\r\n\r\n"
    path = tmp_path / "x.warc.gz"
    path.write_bytes(gzip.compress(head + b" " * 300_000_000))
    error = list(reports([str(path)]))[-1]
    assert "200 times as much" in str(error)


def test_all_is_the_same_in_every_run(crawl):
    for number in range(20):
        crawl.add(PLAIN.replace("4", str(number)).encode(), "text/plain")
    found = crawl.read()
    assert all(isinstance(item, Report) for item in found)
    assert found == list(reports([crawl.path]))
