"""`evaluation.Scores` as lines of text, the same for the command and for the accuracy gate."""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.evaluation import Bin, Confusion, Finding, Scores, by_confidence, confusions

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
    """Every field with its right, scored and share; a confusion table for each coded field; right by confidence."""
    for name, group in scores.groups.items():
        yield f"{name + ' where found':30}{'right':>7}{'scored':>8}{'share':>7}"
        for field, (right, scored) in group.fields.items():
            yield f"  {field:28}{right:7}{scored:8}" + (f"{right / scored:7.2f}" if scored else "")
        yield ""
    for table in confusions(scores.judged):
        yield from _confusion_lines(table)
    yield from _reliability_lines(by_confidence(scores.judged))


def _confusion_lines(table: Confusion) -> Iterator[str]:
    """Rows are the gold, columns what was read; a column is as wide as its heading."""
    rows, columns = table.rows, table.columns
    width = max(map(len, (*rows, table.field))) + 2
    yield f"{table.group}: {table.field} in the gold (down) and as read (across)"
    yield " " * width + "  ".join(columns)
    for want in rows:
        counts = (f"{table.count(want, have) or '.':>{len(have)}}" for have in columns)
        yield f"{want:{width}}" + "  ".join(counts)
    yield ""


def _reliability_lines(bins: dict[float, Bin]) -> Iterator[str]:
    yield f"{'confidence':14}{'statements':>11}{'right':>7}{'share':>7}"
    for low, found in bins.items():
        yield f"{f'{low:.1f} and above':14}{found.count:11}{found.right:7}{found.share:7.2f}"
    yield ""
