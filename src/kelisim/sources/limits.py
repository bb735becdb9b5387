"""Limits: how large a report, a file and what a file unpacks to may be; what is larger is refused and named.

They stand so high that no honest file meets them, and so low that a hostile one fills neither memory nor a night.
"""

from __future__ import annotations

LARGEST_TEXT = 20_000_000
"""Bytes of one report: a file, a line of records, a response, a member of an archive."""
LARGEST_INPUT = 512_000_000
"""Bytes at standard input, which is held in memory."""
LARGEST_FILE = 20_000_000_000
"""Bytes of a file of many reports; it is read as a stream."""
MOST_UNPACKED = 100_000_000_000
"""Bytes that one file may unpack to."""
FREELY_UNPACKED = 50_000_000
"""Bytes that a file may unpack to in any proportion."""
LARGEST_RATIO = 200
"""How many bytes may come out of one that is packed, beyond `FREELY_UNPACKED`; German prose gives about 4."""
UNPACKING_MEMORY = 256_000_000
"""Bytes of memory that unpacking an xz file may take; `xz -9` asks for 65 million."""
MOST_MEMBERS = 1_000_000
"""Members of an archive."""
LARGEST_TABLE = 2_000_000_000
"""Bytes of a Parquet file in an archive, and of one of its row groups: these are not read as streams."""
LARGEST_PDF = 200_000_000
"""Bytes of a PDF, most of them pictures."""
MOST_PAGES = 2_000
MOST_PIECES = 1_000_000
"""Pieces of text in a PDF, a line or a part of one each."""
MOST_PIECES_OF_A_PAGE = 10_000
"""The same on one page, where each is held against the others; a page of a newspaper has some hundreds."""
LARGEST_HEAD = 4_000_000
"""Bytes that may stand before the content of a record or member: names and headers."""
