"""Stage 3, LANGUAGE: spans of the text become typed annotations: quantities, times, actors, modality.

In: the text (and, for times, the date of the report). Out: annotations with absolute offsets. *«bis Ende 2025
rund 352 Mio. US-Dollar»* gives a time (2025-12, until) and a quantity (352000000 USD, about).
"""
