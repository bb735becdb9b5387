"""Stage 7, PRESENTATIONS: what users see: the command line, tables, JSON lines, pages.

In: readings and the ledger. Out: answers, in German or English headings. *«kelisim ledger figures --party KZ»*
prints the trade figures of Kazakhstan with their periods and sources.
"""
