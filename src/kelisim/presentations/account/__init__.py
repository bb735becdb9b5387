"""What people read of the account: rows, sections and pages, printed as tables, Markdown, JSON, CSV or a document.

State (stage 6)  ->  rows.py, lists.py (what stands in a row)  ->  pages.py (Page)  ->  printing.py, brief.py
"""

from __future__ import annotations
