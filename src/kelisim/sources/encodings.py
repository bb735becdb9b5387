"""Encodings: the bytes of a file as text, or a refusal that says what they are.

A byte order mark decides; else UTF-8 if the bytes are valid; else Windows-1252 if the result reads as text; else
whatever `charset-normalizer` finds. Bytes that are no text are refused.
"""

from __future__ import annotations

import codecs
import re

from kelisim.errors import BadReport

# The longer marks first: the UTF-32 mark begins like the one of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_KINDS = (
    (b"%PDF", "a PDF file; give it the ending .pdf"),
    (b"PK\x03\x04", "a ZIP archive or an office document; give it the ending .zip, or save its text as .txt"),
    (b"\x1f\x8b", "packed with gzip; unpack it, or end its name as what it is: .txt.gz, .warc.gz, .tar.gz"),
    (b"BZh", "packed with bzip2; unpack it, or end its name as what it is: .txt.bz2, .tar.bz2"),
    (b"\xfd7zXZ", "packed with xz; unpack it, or end its name as what it is: .txt.xz, .tar.xz"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"Rar!", "a RAR archive; unpack it"),
    (b"PAR1", "a Parquet file; give it the ending .parquet"),
    (b"WARC/1.", "a WARC file; give it the ending .warc"),
    (b"\xd0\xcf\x11\xe0", "an office document; save its text as .txt"),
    (b"\x89PNG", "a picture; only text can be read"),
    (b"\xff\xd8\xff", "a picture; only text can be read"),
    (b"GIF8", "a picture; only text can be read"),
    (b"SQLite format 3", "a database; only text can be read"),
    (b"{\\rtf", "an RTF document; save its text as .txt"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_UTF8_PAIR = re.compile(rb"[\xc3\xc2][\x80-\xbf]|\xe2\x80[\x80-\xbf]")
_EXPECTED = frozenset(
    "äöüÄÖÜßéèêëáàâåãçñíìîïóòôõøúùûýÿæœšžÉÈÁÀÂÅÇÑÍÓØÚÝÆŒŠŽ„“”‚‘’»«›‹–—…·•€§°©®™´¨±²³½¼¾×¿¡ªº£¥\xa0\xad"
)
SAMPLE = 200_000


def marked(data: bytes) -> str | None:
    """The codec that the byte order mark of ``data`` names, or ``None``."""
    return next((codec for mark, codec in _MARKS if data.startswith(mark)), None)


def decode(data: bytes, place: str, declared: str | None = None, *, begins: bool = True) -> str:
    """The text of ``data`` without its byte order mark; ``declared`` is a charset that the document names itself.

    ``begins`` says that the bytes are the beginning of a file, where a mark may stand that tells of another kind.

    Raises `BadReport`, naming ``place`` and what to do, for bytes that are no text.
    """
    if begins and (codec := marked(data)):
        return _strict(data, codec, place).removeprefix("\ufeff")
    if begins and (kind := next((kind for magic, kind in _KINDS if data.startswith(magic)), None)):
        raise BadReport(f"{place}: this is {kind}")
    if b"\x00" in data:
        return _strict(data, _wide(data, place), place)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared and (text := _declared(data, declared)) is not None:
            return text
        return _single_bytes(data, place, error)


def _strict(data: bytes, codec: str, place: str) -> str:
    try:
        return data.decode(codec)
    except UnicodeDecodeError as error:
        raise BadReport(f"{place}: byte {error.start} is not valid {codec.upper()}; save it again as UTF-8") from error


def _wide(data: bytes, place: str) -> str:
    """UTF-16 without a mark has NUL at every other byte of Latin text; NUL elsewhere is no text."""
    sample = data[:SAMPLE]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    most, least = max(even, odd), min(even, odd)
    if most * 4 > len(sample) and least * 50 < len(sample):
        return "utf-16-le" if odd > even else "utf-16-be"
    at = data.index(0)
    line = data.count(b"\n", 0, at) + 1
    raise BadReport(f"{place}: NUL byte in line {line}: this is no text, or a damaged file; save it again as UTF-8")


def _declared(data: bytes, declared: str) -> str | None:
    """The text by the charset that a document declares; Latin-1 means Windows-1252, as browsers read it."""
    try:
        codec = codecs.lookup(declared).name
        return data.decode("cp1252" if codec in ("iso8859-1", "ascii") else codec)
    except (LookupError, UnicodeDecodeError):
        return None


def _single_bytes(data: bytes, place: str, error: UnicodeDecodeError) -> str:
    """Read what is not UTF-8 as Windows-1252 or by its statistics."""
    if _CONTROL.search(data):
        raise BadReport(f"{place}: this is no text but binary data; only text can be read")
    if len(_UTF8_PAIR.findall(data)) > 1:
        line = data.count(b"\n", 0, error.start) + 1
        raise BadReport(f"{place}: line {line} is not valid UTF-8, as the rest is; save it again as UTF-8")
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return _guessed(data, place)
    strange = [char for char in text if char > "\x7f"]
    # German has a special letter now and then; another alphabet read as Windows-1252 has little else.
    if len(strange) * 4 < len(text) and sum(char in _EXPECTED for char in strange) * 5 >= len(strange) * 4:
        return text
    return _guessed(data, place)


def _guessed(data: bytes, place: str) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is not None:
        try:
            return data.decode(best.encoding)
        except UnicodeDecodeError:
            pass
    raise BadReport(f"{place}: the encoding cannot be told; save it again as UTF-8")
