"""Stage 2, TEXT: a report's text as tokens, sentences and noise; no language beyond abbreviations.

In: the text. Out: spans into it. *«… belief sich auf 1,3 Mrd. US-Dollar. Am 10. April …»* is two sentences:
*Mrd.* is an abbreviation and *10.* an ordinal, so neither ends one.
"""
