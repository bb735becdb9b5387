"""Stage 5, LEDGER: readings are kept, append-only, and can be asked.

In: a `Reading`. Out: rows that are never overwritten, and the current view computed from them. Reading the same
report twice changes nothing; *«report set … --published 2024-10-22»* is a new row with its reason.
"""
