"""The index: what pages show, made once of the account and kept in a file that can be thrown away at any time.

State of the whole ledger  ->  gathering.py (cards)  ->  writing.py (SQLite with full text)  ->  keeping.py (the newest)

A page is answered with a fixed number of look-ups, however large the ledger is. `building.py` makes the file in a
process of its own while the one before is still read.
"""
