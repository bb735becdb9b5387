"""What can go wrong, as a user meets it.

    KelisimError            exit code 1
    ├── BadReport           a report that cannot be read; the rest is read
    ├── LexiconError        a lexicon file that breaks its own rules
    ├── StatementRefused    a statement that is not the value of its quote
    ├── BadStatistics       a file or answer of official statistics that is not what it should be
    ├── LedgerError         the ledger file is missing, locked, or not one of ours
    └── UsageError          exit code 2: an option or value that makes no sense

Every message says what failed, where, and what to do next.
"""


class KelisimError(Exception):
    """Something a user can act upon; the message names the place and the way out."""

    exit_code = 1


class BadReport(KelisimError):
    """A report that cannot be read. The message names file, line where there is one, and remedy.

    One on which a rule breaks down is among them; the message names the rule's place.
    """


class LexiconError(KelisimError):
    """A lexicon file that breaks its own rules; the message names file and entry."""


class StatementRefused(KelisimError):
    """A statement whose stored value is not the value of the words it points at."""


class BadStatistics(KelisimError):
    """A file or an answer of official statistics that is refused; the message names file, line and reason."""


class LedgerError(KelisimError):
    """The ledger cannot be opened, written or found."""


class UsageError(KelisimError):
    """An option or a value that makes no sense."""

    exit_code = 2


def first_line(error: Exception) -> str:
    """What an error says in its first line; its sort where it says nothing."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)


def last_line(error: Exception) -> str:
    """What an error says in its last line, as those of workers do; its sort where it says nothing."""
    return next(iter(str(error).strip().splitlines()[::-1]), type(error).__name__)
