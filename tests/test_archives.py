"""Archives in: ZIP and tar of every kind of report; what is hostile, hidden or damaged is named, the rest is read."""

import gzip
import io
import json
import lzma
import stat
import struct
import tarfile
import zipfile
from pathlib import Path

import pytest

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.presentations.cli import app
from kelisim.sources import PassedOver, limits, reports
from tests.command_line import invoked
from tests.test_sources import PAGE, SITE

TEXT = "Der Handel zwischen Kasachstan und Usbekistan wuchs um 4 Prozent.\n"
FILES = {
    "a.txt": TEXT.encode(),
    "unter/b.html": PAGE.format(charset="utf-8", site=SITE).encode(),
    "c.jsonl": b'{"id": "x", "text": "Eins."}\n{"text": "Zwei."}\n',
    "d.csv": b"text;date\nDrei.;2024\n",
}


def zipped(path, files, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data, **options)
    return str(path)


def tarred(path, files, mode="w"):
    with tarfile.open(path, mode) as archive:
        for name, data in files.items():
            add(archive, name, data)
    return str(path)


def add(archive, name, data=b"", **options):
    head = tarfile.TarInfo(name)
    head.size = len(data)
    for key, value in options.items():
        setattr(head, key, value)
    archive.addfile(head, io.BytesIO(data))


PACKERS = {
    "x.zip": zipped,
    "x.tar": tarred,
    "x.tar.gz": lambda path, files: tarred(path, files, "w:gz"),
    "x.tgz": lambda path, files: tarred(path, files, "w:gz"),
    "x.tar.bz2": lambda path, files: tarred(path, files, "w:bz2"),
    "x.tar.xz": lambda path, files: tarred(path, files, "w:xz"),
}


@pytest.fixture(params=PACKERS)
def pack(tmp_path, request):
    return lambda files: PACKERS[request.param](tmp_path / request.param, files)


def test_the_members_are_read_in_their_order(pack):
    path = pack(FILES)
    found = list(reports([path]))
    assert [item.source.removeprefix(path) for item in found] == [
        "!a.txt", "!unter/b.html", "!c.jsonl#x", "!c.jsonl#2", "!d.csv#1",
    ]  # fmt: skip
    assert found[0].text == TEXT
    assert found[1].outlet == "Steppenblatt"


def test_what_is_of_no_known_kind_hidden_or_broken(pack):
    path = pack({
        "bild.png": b"\x89PNG", ".versteckt": b"x", "__MACOSX/a.txt": b"x", "leer.txt": b"", "null.txt": b"\0\1\2\0",
        "a.json": b"{", "gut.txt": TEXT.encode(),
    })  # fmt: skip
    *bad, good, passed_over = reports([path])
    assert good.text == TEXT
    assert [str(item).split(": ")[0].removeprefix(path) for item in bad] == ["!leer.txt", "!null.txt", "!a.json"]
    assert not any(isinstance(item, PassedOver) for item in bad)
    assert isinstance(passed_over, PassedOver)
    assert str(passed_over).endswith(": 1 .png")


def test_members_of_no_known_kind_are_counted_and_said_once(pack):
    path = pack({**{f"{number}.jpg": b"x" for number in range(300)}, "LIESMICH": b"x", "gut.txt": TEXT.encode()})
    good, passed_over = reports([path])
    assert good.text == TEXT
    assert passed_over.count == 301
    assert str(passed_over).startswith(f"{path}: members passed over")
    assert str(passed_over).endswith(": 300 .jpg, 1 without one")


def test_endings_that_are_none_are_not_printed(pack):
    path = pack({"a.\x1b[31mROT": b"x", f"b.{'x' * 100}": b"x", "c.png": b"x"})
    (passed_over,) = reports([path])
    assert str(passed_over).endswith(": 2 others, 1 .png")


@pytest.mark.parametrize("name", ["../a.txt", "a/../../b.txt", "/etc/passwd.txt", "C:\\a.txt", "..\\a.txt"])
def test_a_name_that_leads_out_is_refused(pack, name):
    bad, good = reports([pack({name: TEXT.encode(), "gut.txt": TEXT.encode()})])
    assert isinstance(bad, BadReport)
    assert "leads out" in str(bad)
    assert good.text == TEXT


@pytest.mark.parametrize("name", ["in.zip", "in.tar", "in.tar.gz", "in.tgz", "in.txt.gz"])
def test_an_archive_in_an_archive_is_refused(pack, tmp_path, name):
    inner = zipped(tmp_path / "innen", FILES)
    bad, good = reports([pack({name: Path(inner).read_bytes(), "gut.txt": TEXT.encode()})])
    assert f"!{name}: refused: packed within an archive" in str(bad)
    assert good.text == TEXT


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_tables_and_crawls_in_archives(pack, tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    pytest.importorskip("warcio")
    from pyarrow import parquet

    from tests.test_crawls import PLAIN, Crawl

    parquet.write_table(pyarrow.table({"text": [TEXT, "Zwei."]}), tmp_path / "t.parquet")
    crawl = Crawl(tmp_path / "x.warc.gz")
    crawl.add(PLAIN.encode(), "text/plain")
    crawl.read()
    packed = (tmp_path / "x.warc.gz").read_bytes()
    path = pack(
        {"t.parquet": (tmp_path / "t.parquet").read_bytes(), "x.warc": gzip.decompress(packed), "y.warc.gz": packed}
    )
    *good, bad = reports([path])
    assert [item.text for item in good] == [TEXT, "Zwei.", PLAIN]
    assert "y.warc.gz: refused: packed within an archive" in str(bad)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_zipfile_would_unpack_whole_is_refused(tmp_path, method):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.txt", TEXT)
    (bad,) = reports([str(path)])
    assert "!a.txt: refused: packed in a way whose size cannot be held in bounds" in str(bad)


def test_bytes_like_a_record_of_64_bits_are_none_without_a_locator(tmp_path):
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.txt", TEXT + "PK\x06\x06" + "9" * 60)
    (good,) = reports([str(path)])
    assert good.text.startswith(TEXT)


def test_a_list_counts_by_its_record_of_64_bits(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_MEMBERS", 10)
    path = tmp_path / "x.zip"
    data = Path(zipped(path, {f"{number}.txt": TEXT.encode() for number in range(40)})).read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    wide = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44, 45, 45, 0, 0, 40, 40, end - start, start)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    small = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 10, start, 0)
    path.write_bytes(data[:end] + wide + locator + small)
    (bad,) = reports([str(path)])
    assert "more than 10 members" in str(bad)


def test_links_and_devices_are_refused(tmp_path):
    path = tmp_path / "x.tar"
    with tarfile.open(path, "w") as archive:
        add(archive, "ordner", type=tarfile.DIRTYPE)
        add(archive, "verweis.txt", type=tarfile.SYMTYPE, linkname="/etc/passwd")
        add(archive, "fest.txt", type=tarfile.LNKTYPE, linkname="a.txt")
        add(archive, "geraet.txt", type=tarfile.CHRTYPE)
        add(archive, "rohr.txt", type=tarfile.FIFOTYPE)
        add(archive, "gut.txt", TEXT.encode())
    *bad, good = reports([str(path)])
    assert [str(item).split("!")[1].split(": refused: a link or a device")[0] for item in bad] == [
        "verweis.txt", "fest.txt", "geraet.txt", "rohr.txt",
    ]  # fmt: skip
    assert good.text == TEXT
    link = zipfile.ZipInfo("verweis.txt")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert "a link or a device" in str(*reports([zipped(tmp_path / "x.zip", {link: b"/etc/passwd"})]))


def test_a_long_name_is_read_and_an_endless_one_refused(tmp_path):
    name = "ordner/" * 40 + "a.txt"
    assert next(reports([tarred(tmp_path / "x.tar", {name: TEXT.encode()})])).source.endswith(name)
    head = tarfile.TarInfo("././@LongLink")
    head.type, head.size = tarfile.GNUTYPE_LONGNAME, 5_000_000
    (tmp_path / "y.tar").write_bytes(head.tobuf() + b"a" * 6_000_000)
    assert "no honest tar" in str(*reports([str(tmp_path / "y.tar")]))


def test_an_encrypted_member_is_refused(tmp_path):
    path = tmp_path / "x.zip"
    data = bytearray(Path(zipped(path, {"a.txt": TEXT.encode(), "b.txt": TEXT.encode()})).read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(data)
    bad, good = reports([str(path)])
    assert "!a.txt: refused: encrypted; unpack it with its password" in str(bad)
    assert good.text == TEXT


def test_bombs_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FREELY_UNPACKED", 1_000_000)
    empty = b'{"text": "' + b" " * 3_000_000 + b'"}\n'
    for name, packer in PACKERS.items():
        if name == "x.tar":
            continue
        found = list(reports([packer(tmp_path / name, {"a.jsonl": empty, "b.jsonl": empty, "c.txt": b"Text."})]))
        assert all(isinstance(item, BadReport) for item in found)
        assert "200 times as much" in str(found[-1]), name
    single = tmp_path / "a.txt.gz"
    single.write_bytes(gzip.compress(empty))
    assert "200 times as much" in str(*reports([str(single)]))


def test_a_bomb_of_many_members_that_share_their_bytes(tmp_path, monkeypatch):
    """Every entry of the list points at the same packed bytes."""
    monkeypatch.setattr(limits, "FREELY_UNPACKED", 1_000_000)
    path = tmp_path / "x.zip"
    data = Path(zipped(path, {"a.txt": b"Text. " * 10_000})).read_bytes()
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entries = data[start:end] * 2000
    tail = bytearray(data[end:])
    tail[8:16] = struct.pack("<HHL", 2000, 2000, len(entries))
    path.write_bytes(data[:start] + entries + bytes(tail))
    monkeypatch.setattr(limits, "LARGEST_RATIO", 20)
    found = list(reports([str(path)]))
    assert len(found) < 2000
    assert "20 times as much" in str(found[-1])


def test_too_many_members(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MOST_MEMBERS", 3)
    many = {f"{number}.txt": TEXT.encode() for number in range(20)}
    assert "more than 3 members" in str(*reports([zipped(tmp_path / "x.zip", many)]))
    short = {str(number): b"" for number in range(5)}
    assert "more than 3 members" in str(*reports([zipped(tmp_path / "y.zip", short)])), "a short list of many"
    assert "more than 3 members" in str(list(reports([tarred(tmp_path / "x.tar", many)]))[-1])


def test_too_large(pack, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_TEXT", 1000)
    bad, good = reports([pack({"gross.txt": TEXT.encode() * 100, "gut.txt": TEXT.encode()})])
    assert "gross.txt: " in str(bad)
    assert "no report is larger than 1,000" in str(bad)
    assert good.text == TEXT


@pytest.mark.parametrize("name", [name for name in PACKERS if name != "x.tar"])
def test_an_archive_that_is_cut_off(tmp_path, name):
    files = {f"{number}.txt": (TEXT * 30 + str(number)).encode() for number in range(50)}
    path = tmp_path / name
    PACKERS[name](path, files)
    path.write_bytes(path.read_bytes()[:-60])
    *read, last = reports([str(path)])
    assert all(isinstance(item, Report) for item in read)
    assert isinstance(last, BadReport)
    assert any(word in str(last) for word in ("damaged or cut off", "no whole"))
    assert "get it again" in str(last)


def test_a_damaged_member_leaves_the_rest(tmp_path):
    path = tmp_path / "x.zip"
    data = bytearray(Path(zipped(path, {"a.txt": TEXT.encode() * 9, "b.txt": TEXT.encode()})).read_bytes())
    at = data.index(b"a.txt") + 15
    data[at : at + 8] = b"\xff" * 8
    path.write_bytes(data)
    bad, good = reports([str(path)])
    assert "!a.txt" in str(bad)
    assert good.text == TEXT


def test_an_xz_file_that_asks_for_much_memory_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.txt.xz"
    path.write_bytes(lzma.compress(TEXT.encode(), preset=6))  # takes 9 MB
    assert next(reports([str(path)])).text == TEXT
    monkeypatch.setattr(limits, "UNPACKING_MEMORY", 1_000_000)
    assert "takes more than 1,000,000 bytes of memory; pack it anew" in str(*reports([str(path)]))


@pytest.mark.parametrize("between", [b"", b"\0" * 8])
def test_several_xz_files_behind_each_other_are_one(tmp_path, between):
    path = tmp_path / "a.jsonl.xz"
    one, other = (lzma.compress(line + b"\n") for line in FILES["c.jsonl"].split(b"\n")[:2])
    path.write_bytes(one + between + other + between)
    assert [item.text for item in reports([str(path)])] == ["Eins.", "Zwei."]
    path.write_bytes((one + other)[:-9])
    assert "damaged or cut off" in str(list(reports([str(path)]))[-1])


def test_packed_files(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(FILES["c.jsonl"]))
    assert [item.source for item in reports([str(path)])] == [f"{path}#x", f"{path}#2"]


@pytest.mark.parametrize("name", ["x.zip", "x.tar", "x.tar.gz", "x.tar.xz", "x.txt.gz", "x.tgz"])
def test_what_is_no_archive(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(b"Das ist kein Archiv, sondern Text. " * 40)
    (error,) = reports([str(path)])
    assert str(error).startswith(str(path))
    assert "get it again" in str(error)


def test_an_archive_on_the_command_line(tmp_path):
    path = zipped(
        tmp_path / "x.zip", {"a.txt": TEXT.encode(), "../b.txt": b"x", "c.png": b"x", "d.csv": FILES["d.csv"]}
    )
    code, out, said = invoked(app, ["extract", path])
    assert code == 1
    assert [json.loads(line)["document"]["source"] for line in out.splitlines()] == [f"{path}!a.txt", f"{path}!d.csv#1"]
    assert [line.split(": ")[1] for line in said.splitlines()] == [f"{path}!../b.txt", path]
    code, out, said = invoked(app, ["read", path, "--ledger", tmp_path / "k.db"])
    assert code == 1
    assert "2 reports read, 0 already known, 1 skipped" in out
    code, out, _ = invoked(app, ["read", path, "--ledger", tmp_path / "k.db"])
    assert "0 reports read, 2 already known, 1 skipped" in out
