"""File shapes of statistical offices, one a module: each says whether a file is of its shape, and reads it as rows.

A shape refuses what it does not understand with file, line and reason; what a file holds besides totals of a pair (the
world, regions, goods, re-exports, breakdowns) is passed over and counted.
"""

from __future__ import annotations
