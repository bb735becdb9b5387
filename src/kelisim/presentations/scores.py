"""`evaluation.Scores` as lines of text, the same for the command and for the accuracy gate."""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.evaluation import Confusion, Finding, Scores, by_confidence, confusions

_HEADING = f"{'':14}{'precision':>9}{'recall':>9}{'found F1':>10}{'core F1':>9}{'gold':>7}{'read':>7}"


def score_lines(scores: Scores) -> Iterator[str]:
    """The table of scores, at most 80 columns wide but for the lines of fields."""
    yield _HEADING
    for name, group in scores.groups.items():
        found, total, read = group.found_rates, group.found + group.missed, group.found + group.spurious
        rates = f"{found.precision:9.3f}{found.recall:9.3f}{found.f1:10.3f}{group.core_rates.f1:9.3f}"
        yield f"{name:14}{rates}{total:7}{read:7}"
    yield f"mean core F1  {scores.mean_core:.3f}"
    yield ""
    yield "right where found:"
    for name, group in scores.groups.items():
        shares = ((field, group.share(field)) for field in group.fields)
        yield f"{name:14}" + "  ".join(f"{field} {share:.2f}" for field, share in shares if share is not None)
    if scores.dates:
        within = f"{scores.dates_within}/{scores.dates} within the gold interval"
        yield f"{'published':14}{within}, {scores.dates_exact} exact"
    if scores.unread:
        yield f"not read: {len(scores.unread)} documents: {', '.join(scores.unread)}"


def finding_lines(scores: Scores) -> Iterator[str]:
    """What is not as in the gold, in the order of documents: a line each, and below it the sentence."""
    for finding in sorted(scores.findings, key=lambda finding: finding.file):
        yield f"{finding.file}  {finding.group}  {_what(finding)}"
        if finding.sentence:
            yield f"    {finding.sentence}"
    if scores.findings:
        yield ""


def _what(finding: Finding) -> str:
    quote = " ".join(finding.quote.split())
    if finding.what == "differs":
        return f"{finding.field}: want {finding.want!r}, read {finding.have!r}  «{quote}»"
    if finding.what == "missed":
        return f"missed: «{quote}»"
    return f"spurious: «{quote}»  {finding.have}"


def table_lines(scores: Scores) -> Iterator[str]:
    """Scores of every field, a confusion table for each coded field, and how right by confidence."""
    yield from field_lines(scores)
    yield from confusion_lines(scores)
    yield from reliability_lines(scores)


def field_lines(scores: Scores) -> Iterator[str]:
    """Every field of what was found: how often it is right of how often the gold gives it."""
    for name, group in scores.groups.items():
        yield f"{name:20}{'right':>7}{'scored':>8}{'share':>7}"
        for field, (right, scored) in group.fields.items():
            yield f"  {field:18}{right:7}{scored:8}" + (f"{right / scored:7.2f}" if scored else "")
        yield ""


def confusion_lines(scores: Scores) -> Iterator[str]:
    """A table for each coded field: indicator, modality, kind, stage, format."""
    for table in confusions(scores.judged):
        yield from _confusion_lines(table)


def reliability_lines(scores: Scores) -> Iterator[str]:
    """How many statements are right by how sure the rules were of them, for all and for each kind."""
    yield f"{'confidence':20}{'statements':>11}{'right':>7}{'share':>7}"
    for name in (None, *scores.groups):
        for low, found in by_confidence(scores.judged, name).items():
            label = f"{low:.1f} and above" if low else "unsure"
            yield f"{label:20}{found.count:11}{found.right:7}{found.share:7.2f}  {name or 'all'}"
        yield ""


def _confusion_lines(table: Confusion) -> Iterator[str]:
    """Rows are the gold, columns what was read, under the numbers of their rows: codes are long, terminals are not."""
    names = tuple(dict.fromkeys((*table.columns, *table.rows)))
    numbers = {name: str(number) for number, name in enumerate(names, 1)}
    width = max(map(len, names)) + 4
    yield f"{table.group}: {table.field} of the gold (a line each), and how often it was read as which (columns)"
    yield " " * width + "".join(f"{numbers[have]:>5}" for have in table.columns)
    for name in names:
        counts = (f"{table.count(name, have) or '.':>5}" for have in table.columns if name in table.rows)
        yield f"{numbers[name]:>2} {name:{width - 3}}{''.join(counts)}".rstrip()
    yield ""
