"""The account as web pages, an extra: pages that one can read, cite and explore; nothing is written from here.

ledger  ->  index/ (cards and full text, made beside the ledger)  ->  queries.py  ->  pages/  ->  templates/

`kelisim serve` opens it. Every page has a permalink, a ``.json`` and a ``.csv`` twin and an entry in the OpenAPI
description, and works without JavaScript. *«/pair/KZ-UZ»* is the page of Kazakhstan and Uzbekistan.
"""
