"""OFFICIAL STATISTICS: does a claim hold, and can a target be reached?

In: files that a user downloads from statistical offices (`importing`), and what reports claim. Out: a verdict for each
claim with its arithmetic and its rows (`check`), and an outlook for each target (`outlook`).

«2023 stieg der Handelsumsatz auf 4,4 Mrd. US-Dollar» (KZ, UZ)  ->  fits, KZ basis: exports 3.1 bn + imports 1.3 bn
«bis 2030 auf 10 Mrd. US-Dollar»                                ->  needs 15.0 % a year from 4.97 bn (UZ basis, 2025)

The two sides of a pair are two series and are never averaged.
"""

from __future__ import annotations
