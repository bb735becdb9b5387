"""Every kind of file, whole and hostile, in one folder: `extract`, `read` and `bulk` say the same of all of them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile

import msgspec
import pytest

from kelisim.bulk.loading import refusals
from kelisim.presentations.cli import app
from tests.archives import record
from tests.command_line import invoked
from tests.test_bulk import Line, statements
from tests.test_crawls import Crawl
from tests.test_kill import contents, without_times
from tests.test_pdf import Print

pyarrow = pytest.importorskip("pyarrow")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
BOMB = 60_000_000  # bytes of blanks: more than may be unpacked in any proportion
PAGE = "<html><head><title>Handel</title></head><body><article><h1>Handel</h1>{}</article></body></html>"


def told(number):
    return record(5 * number)["text"]


def paragraphs(number):
    return "".join(f"<p>{line}</p>" for line in told(number).split("\n\n") * 3)


def tarred(path, mode, files):
    with tarfile.open(path, mode) as archive:
        for name, text in files.items():
            head = tarfile.TarInfo(name)
            head.size = len(text.encode())
            archive.addfile(head, io.BytesIO(text.encode()))


def line(number):
    return json.dumps({"text": told(number), "id": f"n{number}", "published": "2024-05-06"}) + "\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("eingang")
    for name, text in {
        "a.txt": told(1),
        "b.md": f"---\ndate: 2024-05-06\n---\n{told(2)}",
        "c.html": PAGE.format(paragraphs(3)),
        "d.json": json.dumps([{"text": told(4)}, {"text": 5}]),
        "e.jsonl": line(5) + line(6) + "{\n",
        "f.csv": f'id,text,date\nx,"{told(7)}",2024\ny,,\n',
        "g.tsv": f'id\ttext\nx\t"{told(8)}"\n',
        "leer.txt": "",
        "kaputt.pdf": "%PDF-1.4 und nichts",
        "kaputt.parquet": "PAR1 und nichts",
        "kaputt.zip": "PK und nichts",
        "bild.png": "x",
    }.items():
        (place / name).write_text(text, encoding="utf-8")
    for ending, packer in ((".gz", gzip), (".bz2", bz2), (".xz", lzma)):
        (place / f"h.jsonl{ending}").write_bytes(packer.compress(line(9).encode()))
    print_ = Print(place / "i.pdf").columns("\n".join(word for word in told(10).replace("\n\n", ". ").split(". ")))
    print_.turn().read()
    Print(place / "scan.pdf").picture().turn().read()
    pyarrow.parquet.write_table(pyarrow.table({"text": [told(11), told(12)], "id": ["p", "q"]}), place / "j.parquet")
    for name in ("k.warc", "l.warc.gz"):
        crawl = Crawl(place / name, gzip=name.endswith("gz"))
        crawl.add(PAGE.format(paragraphs(13)).encode())
        crawl.add(told(14).encode("cp1252"), "text/plain; charset=windows-1252")
        crawl.add(b"nicht da", "text/plain", "404 Not Found")
        crawl.read()
    for name, mode in (("m.tar", "w"), ("n.tgz", "w:gz"), ("o.tar.xz", "w:xz")):
        tarred(
            place / name,
            mode,
            {"ordner/x.txt": told(15), "../draussen.txt": told(16), "y.png": "", "z.jsonl": line(17)},
        )
    with zipfile.ZipFile(place / "p.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        for name in ("i.pdf", "j.parquet", "k.warc", "f.csv", "a.txt", "m.tar"):
            packed.write(place / name, name)
        packed.writestr("../draussen.txt", told(16))
    with zipfile.ZipFile(place / "q-bombe.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("gut.txt", told(18))
        packed.writestr("bombe.jsonl", b" " * BOMB + b"\n")
    (place / "r-bombe.jsonl.gz").write_bytes(gzip.compress(line(19).encode() + b" " * BOMB))
    return place


@pytest.fixture(scope="module")
def extracted(folder):
    """What `extract` prints and says."""
    code, out, err = invoked(app, ["extract", folder])
    assert code == 1
    return out, err


def test_each_kind_is_read_and_what_is_hostile_is_named(folder, extracted):
    out, err = extracted
    readings = [json.loads(line) for line in out.splitlines()]
    sources = [reading["document"]["source"].removeprefix(f"{folder}/") for reading in readings]
    files = [source.partition("#")[0].replace("#", "") for source in sources]
    assert [*dict.fromkeys(files)] == [
        "a.txt", "b.md", "c.html", "d.json", "e.jsonl", "f.csv", "g.tsv", "h.jsonl.bz2", "h.jsonl.gz", "h.jsonl.xz",
        "i.pdf", "j.parquet", "k.warc", "l.warc.gz", "m.tar!ordner/x.txt", "m.tar!z.jsonl", "n.tgz!ordner/x.txt",
        "n.tgz!z.jsonl", "o.tar.xz!ordner/x.txt", "o.tar.xz!z.jsonl", "p.zip!i.pdf", "p.zip!j.parquet", "p.zip!k.warc",
        "p.zip!f.csv", "p.zip!a.txt", "q-bombe.zip!gut.txt", "r-bombe.jsonl.gz",
    ]  # fmt: skip
    assert all(reading["figures"] for reading in readings), [r["document"]["source"] for r in readings]
    for said in (
        "leer.txt: the file is empty",
        "kaputt.pdf: the PDF is damaged",
        "kaputt.parquet: this is no whole Parquet file",
        "kaputt.zip: this is no whole ZIP archive",
        "bild.png: passed over",
        "scan.pdf: the PDF has no text, only pictures, as from a scanner; run OCR over it first",
        "e.jsonl, line 3: ",
        "m.tar!../draussen.txt: refused: its name leads out of the archive's folder",
        "p.zip!../draussen.txt: refused: its name leads out of the archive's folder",
        "p.zip!m.tar: refused: packed within an archive",
        "q-bombe.zip: ",
        "r-bombe.jsonl.gz",
    ):
        assert f"kelisim: {folder}/{said}" in err
    assert err.count("200 times as much") == 2
    assert not list(folder.parent.rglob("draussen.txt"))


def test_bulk_and_read_say_the_same(folder, extracted, tmp_path):
    out, err = extracted
    code, _, _ = invoked(app, ["bulk", folder, "--out", tmp_path / "teile", "--workers", "2", "--part-size", "0.05"])
    assert code == 1
    printed = [bytes(item) for each in out.splitlines() for item in msgspec.json.decode(each, type=Line).items]
    assert statements(tmp_path / "teile") == sorted(printed)
    refused = sorted(f"kelisim: {message}" for message in refusals(tmp_path / "teile"))
    assert refused == sorted(line for line in err.splitlines() if " passed over" not in line)
    code, _, said = invoked(app, ["read", folder, "--ledger", tmp_path / "einzeln.db"])
    assert (code, said.replace("kelisim: skipped ", "kelisim: ")) == (1, err)
    assert invoked(app, ["load", tmp_path / "teile", "--ledger", tmp_path / "teile.db"])[0] == 0
    assert without_times(contents(tmp_path / "teile.db")) == without_times(contents(tmp_path / "einzeln.db"))
