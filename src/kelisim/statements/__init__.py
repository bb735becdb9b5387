"""Stage 4, STATEMENTS: the annotations of a sentence become figures, undertakings and meetings.

In: a `Passage` (sentence with its annotations) and what the text has said so far. Out: statements with their
evidence. *«Geplant ist, diesen Wert bis 2030 auf 10 Mrd. US-Dollar zu steigern»* gives a figure: `trade_turnover`,
level, target, 10000000000 USD, period 2030, resting on *10 Mrd. US-Dollar*.
"""
