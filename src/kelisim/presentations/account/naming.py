"""What an undertaking is called on a page: its title in the nominative, and the beginning of its id."""

from __future__ import annotations

from textwrap import shorten

from kelisim.account.things import Thing
from kelisim.account.titles import LONGEST_TITLE, Words, title_words, words_of
from kelisim.language.nominative import lacks_noun, nominative, without_pronoun
from kelisim.ledger.query import UndertakingEntry
from kelisim.presentations.headings import name_of, phrase

SHORT_ID = 8


def title_of(thing: Thing) -> str:
    """What to call an undertaking: the words of a report, in the nominative where their forms leave no doubt."""
    return called(title_words(thing))


def named(entry: UndertakingEntry) -> str:
    """The title of one statement as `title_of` has it."""
    return called(words_of(entry))


def called(words: Words) -> str:
    """The title of one statement; *einen über das Bündnis*, *usbekisches in Astana* by the sort of the thing."""
    return shorten(_named(words), LONGEST_TITLE, placeholder=" …")


def _named(words: Words) -> str:
    rest = without_pronoun(words.title)
    if rest is not None:
        return f"{_sort(words)} {rest}"
    if lacks_noun(words.title):
        return f"{_sort(words)}: {words.title}"
    return nominative(" ".join(words.title.split()), words.before)


def _sort(words: Words) -> str:
    """What sort of thing or paper it is, in the language of the titles."""
    if words.kind != "agreement":
        return name_of(words.kind, "de")
    return name_of(words.instrument, "de").partition(" (")[0] or phrase("paper", "de")
