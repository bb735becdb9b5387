"""Packing: what gzip, bzip2 and xz unpack to, as a stream that is counted against the limits."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from kelisim.errors import BadReport
from kelisim.sources import limits

DAMAGES = (EOFError, OSError, zlib.error, lzma.LZMAError)
_BLOCK = 1 << 16


class Allowance:
    """How much may still be unpacked from the file at ``place``, of which ``packed`` bytes have been taken so far."""

    def __init__(self, place: str, packed: Callable[[], int]) -> None:
        self.place = place
        self.is_spent = False
        self._packed = packed
        self._unpacked = 0

    def take(self, count: int) -> None:
        """Count what was unpacked. Raises `BadReport` where it is too much, alone or for what is packed."""
        self._unpacked += count
        if self._unpacked > limits.MOST_UNPACKED:
            self.refuse(f"unpacks to more than {limits.MOST_UNPACKED:,} bytes; split it")
        packed = max(self._packed(), 1)
        if self._unpacked > max(limits.FREELY_UNPACKED, packed * limits.LARGEST_RATIO):
            self.refuse(
                f"{packed:,} bytes unpack to more than {self._unpacked:,}, over {limits.LARGEST_RATIO} times as much, "
                "as in a file made to fill a disk; unpack it yourself if you trust it"
            )

    def refuse(self, why: str) -> None:
        """Give nothing more. Raises `BadReport`."""
        self.is_spent = True
        raise BadReport(f"{self.place}: {why}")


class _Counted(io.RawIOBase):
    """The bytes of a file, counted against an allowance; damage is told as a `BadReport`."""

    def __init__(self, inner: BinaryIO, allowance: Allowance, place: str) -> None:
        # What is sound is given before the damage behind it is told.
        self._some: Callable[[int], bytes] = getattr(inner, "read1", inner.read)
        self._allowance = allowance
        self._place = place
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # any buffer is one
        try:
            data = self._some(len(buffer))
        except DAMAGES as error:
            raise BadReport(
                f"{self._place}: damaged or cut off after {self._read:,} bytes of content ({error}); get it again"
            ) from error
        self._allowance.take(len(data))
        self._read += len(data)
        buffer[: len(data)] = data
        return len(data)

    def tell(self) -> int:
        return self._read


class _Xz:
    """What an xz file unpacks to; one that asks for more memory than is left to it is refused."""

    def __init__(self, file: BinaryIO, place: str) -> None:
        self._file = file
        self._place = place
        self._packed = b""
        self._unpack: lzma.LZMADecompressor | None = None

    def read(self, count: int) -> bytes:
        """At most ``count`` bytes; none at the end. Raises `lzma.LZMAError` or `EOFError` for a damaged file."""
        data = b""
        while not data:
            if not self._packed and (self._unpack is None or self._unpack.needs_input):
                self._packed = self._file.read(_BLOCK)
                if not self._packed:
                    if self._unpack is None:
                        return b""
                    raise EOFError("it ends before its content does")
            data = self._some(count)
        return data

    def _some(self, count: int) -> bytes:
        if self._unpack is None:  # several packed files one behind the other are one; zeros may stand between them
            self._packed = self._packed.lstrip(b"\0")
            if not self._packed:
                return b""
            self._unpack = lzma.LZMADecompressor(memlimit=limits.UNPACKING_MEMORY)
        try:
            data = self._unpack.decompress(self._packed, count)
        except lzma.LZMAError as error:
            if "memory" in str(error).lower():
                most = f"{limits.UNPACKING_MEMORY:,} bytes of memory"
                raise BadReport(f"{self._place}: unpacking it takes more than {most}; pack it anew") from error
            raise
        self._packed = self._unpack.unused_data if self._unpack.eof else b""
        self._unpack = None if self._unpack.eof else self._unpack
        return data


_OPENERS: dict[str, Callable[[BinaryIO, str], object]] = {
    ".gz": lambda file, _: gzip.GzipFile(fileobj=file),
    ".bz2": lambda file, _: bz2.BZ2File(file),
    ".xz": _Xz,
}


def counted(inner: BinaryIO, allowance: Allowance, place: str) -> io.BufferedReader:
    """The bytes of ``inner`` against ``allowance``; ``place`` is what is damaged where they are."""
    return io.BufferedReader(_Counted(inner, allowance, place), 1 << 16)


def unpacked(file: BinaryIO, packing: str, place: str) -> io.BufferedReader:
    """The content of a file packed as ``.gz``, ``.bz2`` or ``.xz``, within the limits."""
    allowance = Allowance(place, file.tell)
    return counted(cast(BinaryIO, _OPENERS[packing](file, place)), allowance, place)
