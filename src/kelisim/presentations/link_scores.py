"""`evaluation.LinkScores`: the texts read and brought together, and the scores as lines, also for the gate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from kelisim.account import Entries, account_of
from kelisim.account.entries import entries_of
from kelisim.errors import BadReport, UsageError
from kelisim.evaluation.links import GoldLinks, LinkScores, score_links
from kelisim.evaluation.measures import Rates
from kelisim.ledger.query import AnyEntry
from kelisim.model import Reading

_RATES = f"{'':15}{'precision':>9}{'recall':>8}{'F1':>7}{'of all':>8}"
_HEADING = f"{_RATES}{'linked':>8}{'wrong':>6}{'outside':>8}{'gold':>5}{'unread':>7}"


def measure_links(gold: GoldLinks, folders: Sequence[Path]) -> LinkScores:
    """Read the texts that the gold names, bring them together, and hold the account against the gold."""
    readings = _read(sorted({reference.file for reference in gold.references()}), folders)
    figures, undertakings, meetings = entries_of(readings.values())
    account = account_of(Entries(figures=figures, undertakings=undertakings, meetings=meetings))
    by_file: dict[str, list[AnyEntry]] = {}
    entries: list[AnyEntry] = [*figures, *undertakings, *meetings]
    for entry in entries:
        by_file.setdefault(Path(entry.sources[0].source).name, []).append(entry)
    return score_links(gold, account, by_file)


def _read(files: Sequence[str], folders: Sequence[Path]) -> dict[str, Reading]:
    from kelisim.reading import read
    from kelisim.sources import Given, reports

    paths = [str(_found(file, folders)) for file in files]
    readings = {}
    for report in reports(paths, Given()):
        if isinstance(report, BadReport):
            raise report
        readings[Path(report.source).name] = read(report)
    return readings


def _found(file: str, folders: Sequence[Path]) -> Path:
    """The text of this name in a folder or in one of the folders in it."""
    for folder in folders:
        for place in (folder / file, *sorted(folder.glob(f"*/{file}"))):
            if place.is_file():
                return place
    raise UsageError(f"{file}: not in or below {', '.join(map(str, folders))}; give the folder with --texts")


def link_lines(scores: LinkScores) -> Iterator[str]:
    """The table of scores, at most 80 columns wide."""
    yield f"{scores.references} references, {len(scores.unread)} of them not read (no statement on their words)"
    yield ""
    yield _HEADING
    for name, score in scores.scores.items():
        rates = f"{score.rates.precision:9.3f}{score.rates.recall:8.3f}{score.rates.f1:7.3f}{score.recall_of_all:8.3f}"
        gold = score.found + score.missed
        yield f"{name:15}{rates}{score.right + score.wrong:8}{score.wrong:6}{score.outside:8}{gold:5}{score.unread:7}"
    yield ""
    yield from (_b3_line(name, score.b3) for name, score in scores.scores.items() if score.b3)
    asked = scores.suggested
    yield ""
    yield f"undertakings with suggestions: recall {asked.rates.recall:.3f} (of all {asked.recall_of_all:.3f})"
    each = f"{scores.suggestions_each:.2f} an undertaking"
    yield f"suggestions: precision {asked.rates.precision:.3f}, {asked.right + asked.wrong} asked, {each}"
    yield f"hard negatives linked: {len(scores.hard_linked)} of {scores.hard_negatives} that were read"
    yield ""
    yield "recall: of pairs whose statements were both read; of all: also of the unread ones;"
    yield "outside: linked pairs with a statement that the gold does not name, counted neither way"


def _b3_line(name: str, rates: Rates) -> str:
    return f"B³ {name:12}{rates.precision:9.3f}{rates.recall:8.3f}{rates.f1:7.3f}"


def note_lines(scores: LinkScores) -> Iterator[str]:
    """What is wrong, missed, or was not read, a line each."""
    yield from scores.notes
    for reference in scores.unread:
        yield f"not read: {reference.file} {reference.type} «{reference.head}»"
    yield ""
