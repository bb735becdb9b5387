"""Bad input: every message names the file, the line where there is one, and what to do; the rest is read."""

import io
import json
import os
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given as any_of
from hypothesis import settings
from hypothesis import strategies as st

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.sources import files, limits, reports

GOOD = "Der Handel wuchs um 4 Prozent."


def complaint(path):
    """The one message that reading ``path`` gives, which must name it."""
    (error,) = reports([path])
    assert isinstance(error, BadReport), error
    assert path.rstrip("/") in str(error)
    return str(error)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "empty"),
        (b" \n\t\r\n", "empty"),
        ("\ufeff".encode(), "no text"),
        ("\ufeff \n".encode("utf-16"), "no text"),
        (b"---\nurl: x\n---\n  \n", "no text"),
        (b"%PDF-1.7\n\x00\x01", "PDF"),
        (b"PK\x03\x04\x00\x00", "ZIP"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n\x00", "picture"),
        (bytes(range(256)) * 8, "NUL byte in line 1"),
        (b"Zeile eins\nZeile zwei mit \x00 darin", "NUL byte in line 2"),
        (b"\x80\x81\x02\x03\xff\xfe\xfd" * 50, "binary"),
        ("Straße über Köln\nÄpfel ".encode() + b"\xc3\n", "line 2"),
        (b"\xff\xfeA\x00B", "UTF-16"),
    ],
)
def test_what_is_no_text(put, data, says):
    message = complaint(put("a.txt", data))
    assert says in message
    assert any(word in message for word in ("remove", "save", "unpack", "only text", "give it the ending"))


def test_too_large(put, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_TEXT", 1000)
    message = complaint(put("a.txt", GOOD * 100))
    assert "3,000 bytes" in message
    assert "1,000" in message
    assert "split" in message


def test_too_many_records(put, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_FILE", 100)
    assert "split the file" in complaint(put("a.jsonl", json.dumps({"text": GOOD * 10})))


def test_a_hundred_megabytes_are_refused_without_reading_them(tmp_path):
    path = tmp_path / "riese.txt"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert "100,000,000 bytes" in complaint(str(path))


def test_a_line_that_is_too_long_is_passed_over(put, monkeypatch):
    monkeypatch.setattr(limits, "LARGEST_TEXT", 200)
    long = json.dumps({"id": "lang", "text": GOOD * 50})
    short = json.dumps({"id": "kurz", "text": GOOD})
    path = put("a.jsonl", f"{short}\n{long}\n{short.replace('kurz', 'auch')}\n")
    first, error, last = reports([path])
    assert (first.source, last.source) == (f"{path}#kurz", f"{path}#auch")
    assert "line 2" in str(error)


def test_broken_json_on_line_7_leaves_the_rest(put):
    lines = [json.dumps({"id": f"r{number}", "text": GOOD}) for number in range(1, 11)]
    lines[6] = lines[6][:-3]
    path = put("a.jsonl", "\n".join(lines))
    found = list(reports([path]))
    assert [item.source[-3:] for item in found if isinstance(item, Report)] == [
        *("#r1", "#r2", "#r3", "#r4", "#r5", "#r6"),
        *("#r8", "#r9", "r10"),
    ]
    (error,) = [item for item in found if isinstance(item, BadReport)]
    assert f"{path}, line 7: broken JSON" in str(error)
    assert "mend" in str(error)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{}", "missing required field `text`"),
        ('{"text": 5}', "Expected `str`, got `int`"),
        ('{"text": null}', "Expected `str`, got `null`"),
        ('{"text": "  "}', "no text"),
        ('{"text": "a\\u0000b"}', "NUL"),
        ('{"text": "Gut.", "title": 5}', "$.title"),
        ('{"text": "Gut.", "published": "2024-13-40"}', "published: '2024-13-40' is no date"),
        ('{"text": "Gut.", "published": "2024-10/2023"}', "FROM before TO"),
        ('["text"]', "Expected `object`"),
        ('"text"', "Expected `object`"),
        ('{"text": "\\ud800"}', "line 2"),
        ("kein JSON", "broken JSON"),
        ('{"text": "Gut."} {"text": "Schlecht."}', "broken JSON"),
    ],
)
def test_a_bad_record_is_named_by_its_line(put, line, says):
    good = json.dumps({"text": GOOD})
    path = put("a.jsonl", f"{good}\n{line}\n{good}\n")
    first, error, last = reports([path])
    assert first.text == last.text == GOOD
    assert f"{path}, line 2" in str(error)
    assert says in str(error)


def test_ids_must_differ(put):
    record = json.dumps({"id": "gleich", "text": GOOD})
    first, error = reports([put("a.jsonl", f"{record}\n\n{record}\n")])
    assert first.source.endswith("#gleich")
    assert "line 3" in str(error)
    assert "line 1" in str(error)
    assert "another id" in str(error)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ('{"text": "Gut."', "broken JSON"),
        ('[{"text": "Gut."}, {"txt": "Schlecht."', "broken JSON"),
        ("[]", "empty"),
        ("kein JSON", "broken JSON"),
        ('{"title": "Titel"}', "text"),
    ],
)
def test_bad_json_files(put, content, says):
    assert says in complaint(put("a.json", content))


def test_a_bad_record_of_a_list_leaves_the_rest(put):
    path = put("a.json", json.dumps([{"text": "Eins."}, {"txt": "Zwei."}, {"text": "Drei."}]))
    first, error, last = reports([path])
    assert (first.text, last.text) == ("Eins.", "Drei.")
    assert f"{path}, record 2" in str(error)


def test_broken_json_of_several_lines_names_the_line(put):
    assert "line 3" in complaint(put("a.json", '{\n"id": "a",\n"text": "Gut.",,\n}'))


def test_an_empty_list_of_lines(put):
    assert "no record" in complaint(put("a.jsonl", "\n\n"))


def test_a_date_in_front_matter_that_is_none(put):
    message = complaint(put("a.txt", "---\npublished: 2024-13-40\n---\nText."))
    assert "published: '2024-13-40' is no date" in message
    assert "2024-10-22" in message


def test_a_page_without_an_article(put):
    assert "no article" in complaint(put("a.html", "<html><body></body></html>"))


def test_entities_of_a_page_are_not_resolved(put):
    letters = "abcdefgh"
    doubled = "".join(f'<!ENTITY {one} "{f"&{other};" * 12}">' for other, one in pairwise(letters))
    page = (
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "ha">{doubled}<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        f"<html><body><article><p>{GOOD * 20} &h; &x;</p></article></body></html>"
    )
    (report,) = reports([put("a.html", page)])
    assert GOOD in report.text
    assert len(report.text) < 1000
    assert "root:" not in report.text


def test_missing_file(tmp_path):
    assert "no such file" in complaint(str(tmp_path / "fehlt.txt"))


def test_missing_folder_and_empty_folder(tmp_path):
    assert "no such file" in complaint(str(tmp_path / "fehlt") + "/")
    assert "no reports" in complaint(str(tmp_path))


def test_no_rights(put, monkeypatch):
    path = put("a.txt", GOOD)

    def refuse(*_args, **_kwargs):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr(files.Path, "open", refuse)
    assert "no right" in complaint(path)


@pytest.mark.parametrize(("ending", "content"), [(b".txt", GOOD), (b".jsonl", json.dumps({"text": GOOD}))])
def test_a_file_name_that_is_no_utf_8(tmp_path, ending, content):
    path = os.fsencode(tmp_path) + b"/\xe4\xff" + ending
    Path(os.fsdecode(path)).write_text(content, encoding="utf-8")
    (report,) = reports([str(tmp_path)])
    assert report.text == GOOD
    assert report.source.encode("utf-8").decode().startswith(f"{tmp_path}/\ufffd\ufffd.")


def test_a_bad_file_leaves_the_others(put, tmp_path):
    put("a.txt", GOOD)
    put("b.txt", b"\x00\x01\x02")
    put("c.txt", GOOD)
    first, error, last = reports([str(tmp_path)])
    assert first.text == last.text == GOOD
    assert "b.txt" in str(error)


def test_broken_records_at_standard_input(monkeypatch):
    good = json.dumps({"text": GOOD})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f'{good}\n{{"text": \n{good}\n'.encode())))
    first, error, last = reports(["-"])
    assert first.text == last.text == GOOD
    assert "-, line 2: broken JSON" in str(error)


def test_nothing_at_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\n")))
    (error,) = reports(["-"])
    assert "empty" in str(error)


@settings(max_examples=300, deadline=None)
@any_of(
    st.binary(max_size=120),
    st.sampled_from([".txt", ".md", ".json", ".jsonl", ".csv", ".pdf", ".zip", ".tar", ".tar.gz", ".txt.xz"]),
)
def test_any_bytes_give_reports_or_messages(tmp_path_factory, data, ending):
    path = tmp_path_factory.getbasetemp() / f"irgendwas{ending}"
    path.write_bytes(data)
    for item in reports([str(path)]):
        if isinstance(item, Report):
            assert item.text.strip()
            assert "\x00" not in item.text
            assert "\r" not in item.text
            item.text.encode("utf-8")
        else:
            assert isinstance(item, BadReport)
            assert str(path) in str(item)


def test_the_limits_are_what_they_say():
    assert limits.LARGEST_TEXT < limits.LARGEST_INPUT < limits.LARGEST_FILE < limits.MOST_UNPACKED
