"""Archives: the members of a ZIP or tar as reports (``archive!member``), in their order; nothing is put on the disk.

Refused and named: links, devices, names that lead out of the folder, encrypted members, archives within archives, and
whatever is beyond the limits.
"""

from __future__ import annotations

import io
import os
import re
import stat
import struct
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from typing import IO, BinaryIO, cast

from kelisim.errors import BadReport
from kelisim.model import Report
from kelisim.sources import limits
from kelisim.sources.folders import PassedOver
from kelisim.sources.given import Given
from kelisim.sources.kinds import LISTED, is_archive, is_known, kind_of
from kelisim.sources.packing import Allowance, counted, unpacked
from kelisim.sources.readers import read_stream
from kelisim.sources.streams import Stream

Found = Iterator[Report | BadReport]
_DRIVE = re.compile(r"[A-Za-z]:")
_LONG_HEADS = (
    tarfile.XHDTYPE,
    tarfile.XGLTYPE,
    tarfile.SOLARIS_XHDTYPE,
    tarfile.GNUTYPE_LONGNAME,
    tarfile.GNUTYPE_LONGLINK,
)
_ENCRYPTED = 1
# Of these zipfile gives no more than it is asked for; bzip2 and LZMA are unpacked whole.
_BOUNDED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_END_OF_ZIP = b"PK\x05\x06"
_FARTHEST_END = 66_000  # a comment of 65,535 bytes stands behind the end
_HIDDEN = ("__MACOSX",)
_MOST_ENDINGS = 200
_TOO_MANY = "{}: more than {:,} members, or a list of them as long; split the archive"
_SHOWN = 12
_LONGEST_ENDING = 12  # characters of an ending that is named


def read_archive(file: io.BufferedReader, path: str, given: Given) -> Found:
    """The reports of all members of the archive at ``path``, then as one `PassedOver` how many can hold none.

    Raises `BadReport` where it is damaged as a whole.
    """
    others: Counter[str] = Counter()
    damage: BadReport | None = None
    try:
        for found in _members(file, path, given):
            if isinstance(found, _Unknown):
                others[found.ending if found.ending in others or len(others) < _MOST_ENDINGS else "others"] += 1
            else:
                yield found
    except BadReport as error:
        damage = error
    if others:
        told = ", ".join(f"{count:,} {ending}" for ending, count in others.most_common(_SHOWN))
        rest = ", and others" if len(others) > _SHOWN else ""
        yield PassedOver(
            f"{path}: members passed over, as their endings are none of {LISTED}: {told}{rest}", others.total()
        )
    if damage:
        raise damage


class _Unknown(PassedOver):
    """A member whose name has an ending that no report has."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        ending = kind_of(name)[0] or "without one"
        # an ending is printed: one with signs for a terminal, or without end, is none
        named = len(ending) <= _LONGEST_ENDING and ending.strip(".").replace(" ", "").isalnum()
        self.ending = ending if named else "others"


def _members(file: io.BufferedReader, path: str, given: Given) -> Found:
    ending, packing = kind_of(path)
    if ending == ".zip":
        yield from _read_zip(file, path, given)
        return
    size = os.fstat(file.fileno()).st_size
    plain = unpacked(file, packing, path) if packing else counted(file, Allowance(path, lambda: size), path)
    yield from _read_tar(plain, path, given)


def _open_zip(file: io.BufferedReader, path: str) -> zipfile.ZipFile:
    """Raises `BadReport` where it is none, or has too many members."""
    _check_list(file, path)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, struct.error) as error:
        raise BadReport(f"{path}: this is no whole ZIP archive ({error}); get it again") from error
    if len(archive.infolist()) > limits.MOST_MEMBERS:
        raise BadReport(_TOO_MANY.format(path, limits.MOST_MEMBERS))
    return archive


def _read_zip(file: io.BufferedReader, path: str, given: Given) -> Found:
    archive = _open_zip(file, path)
    size = os.fstat(file.fileno()).st_size
    allowance = Allowance(path, lambda: size)
    for member in archive.infolist():
        place = f"{path}!{member.filename}"
        kind = stat.S_IFMT(member.external_attr >> 16)
        objection = _objection(member.filename)
        if member.is_dir() or (_is_hidden(member.filename) and not objection):
            continue
        if kind not in (0, stat.S_IFREG):
            objection = "a link or a device and no file; put the file itself there"
        if member.flag_bits & _ENCRYPTED:
            objection = "encrypted; unpack it with its password first"
        elif member.compress_type not in _BOUNDED:
            objection = "packed in a way whose size cannot be held in bounds; unpack it first"
        if objection:
            yield BadReport(f"{place}: refused: {objection}")
            continue
        if not is_known(member.filename):
            yield _Unknown(member.filename)
            continue
        try:
            with archive.open(member) as opened:
                content = counted(cast(BinaryIO, opened), allowance, place)
                yield from _read_member(Stream(content, place, member.file_size), given)
        except BadReport as error:
            yield error
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, struct.error) as error:
            yield BadReport(f"{place}: damaged, or packed in an unknown way ({error}); unpack it first")
        if allowance.is_spent:
            return


def _check_list(file: BinaryIO, path: str) -> None:
    """Raises `BadReport` where the list of members, which is held in memory, is too long by what the archive says."""
    start = file.seek(0, os.SEEK_END)
    file.seek(max(start - _FARTHEST_END, 0))
    tail = file.read()
    at = tail.rfind(_END_OF_ZIP)
    if at < 0 or len(tail) - at < 22:
        raise BadReport(f"{path}: this is no whole ZIP archive, its end is missing; get it again")
    (size,) = struct.unpack("<L", tail[at + 12 : at + 16])
    # Where a locator leads to a record of 64 bits, that counts, whatever the small one says.
    wide = tail.rfind(b"PK\x06\x06", 0, at) if tail[max(at - 20, 0) : at].startswith(b"PK\x06\x07") else -1
    if wide >= 0 and at - wide >= 48:
        size = max(0 if size == 0xFFFFFFFF else size, *struct.unpack("<Q", tail[wide + 40 : wide + 48]))
    if size > limits.MOST_MEMBERS * 100:
        raise BadReport(_TOO_MANY.format(path, limits.MOST_MEMBERS))
    file.seek(0)


class _Head(tarfile.TarInfo):
    """A head in a tar; one that announces more than a name can need is refused before it is held in memory."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> _Head:
        head = super().frombuf(buf, encoding, errors)
        if head.type in _LONG_HEADS and head.size > limits.LARGEST_HEAD:
            raise BadReport(f"a head of {head.size:,} bytes; this is no honest tar archive")
        return head


def _read_tar(plain: io.BufferedReader, path: str, given: Given) -> Found:
    number = 0
    try:
        with tarfile.open(fileobj=cast(IO[bytes], _AsItComes(plain)), mode="r|", tarinfo=_Head) as archive:
            while (member := archive.next()) is not None:
                number += 1
                if number > limits.MOST_MEMBERS:
                    raise BadReport(f"more than {limits.MOST_MEMBERS:,} members; split the archive")
                yield from _read_tar_member(archive, member, path, given)
                archive.members.clear()  # type: ignore[attr-defined] # else it keeps them all
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise BadReport(f"{path}: this is no whole tar archive ({error}); get it again") from error
    except BadReport as error:
        raise error if path in str(error) else BadReport(f"{path}: {error}") from error


def _read_tar_member(archive: tarfile.TarFile, member: tarfile.TarInfo, path: str, given: Given) -> Found:
    place = f"{path}!{member.name}"
    objection = _objection(member.name)
    if member.isdir() or (_is_hidden(member.name) and not objection):
        return
    if not member.isreg():
        objection = "a link or a device and no file; put the file itself there"
    elif member.issparse():
        objection = "a file with holes; put it there whole"
    if objection:
        yield BadReport(f"{place}: refused: {objection}")
    elif not is_known(member.name):
        yield _Unknown(member.name)
    else:
        content = cast(io.BufferedReader, io.BufferedReader(_Flowing(cast(IO[bytes], archive.extractfile(member)))))
        try:
            yield from _read_member(Stream(content, place, member.size), given)
        except BadReport as error:
            if str(error).startswith(f"{path}: "):  # the archive itself
                raise
            yield error


class _AsItComes:
    """The bytes of an archive; what is sound comes before the damage behind it is told."""

    def __init__(self, file: io.BufferedReader) -> None:
        self.read = file.read1


class _Flowing(io.RawIOBase):
    """A member that is read from its beginning to its end, as the archive is."""

    def __init__(self, inner: IO[bytes]) -> None:
        self._inner = inner
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # any buffer is one
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._read += len(data)
        return len(data)

    def tell(self) -> int:
        return self._read


def _read_member(stream: Stream, given: Given) -> Found:
    ending, packing = kind_of(stream.source)
    if is_archive(stream.source) or packing:
        raise BadReport(f"{stream.source}: refused: packed within an archive; unpack it first")
    yield from read_stream(stream, ending, given)


def _objection(name: str) -> str | None:
    """Why a member of this name is refused."""
    parts = name.replace("\\", "/").split("/")
    if name.startswith(("/", "\\")) or ".." in parts or _DRIVE.match(name):
        return "its name leads out of the archive's folder; pack it again with plain names"
    return None


def _is_hidden(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith(".") and part not in (".", "..") for part in parts) or parts[0] in _HIDDEN
