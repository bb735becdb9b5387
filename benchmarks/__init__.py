"""How fast kelisim is, beside other engines, as texts grow, on texts that have nothing, and at the start.

make bench        # measures all of it in one run and writes docs/benchmarks.md

texts        what is read: samples, outside corpora, variants nobody has read, growing and hostile texts
engines      who reads: kelisim, its layers, and the peers, each loaded by a function
worker       one engine in one process of its own
rounds       engines taking turns: A B A B
growth       time against size
startup      a whole process for one text
profiles     where the time goes
page         the numbers as a page
"""
