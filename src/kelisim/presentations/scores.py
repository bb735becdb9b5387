"""`evaluation.Scores` as lines of text, the same for the command and for the accuracy gate."""

from __future__ import annotations

from collections.abc import Iterator

from kelisim.evaluation import Finding, Scores

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
    """What is not as in the gold, a line each, in the order of documents."""
    for finding in sorted(scores.findings, key=lambda finding: finding.file):
        yield f"{finding.file}  {finding.group}  {_what(finding)}"
    if scores.findings:
        yield ""


def _what(finding: Finding) -> str:
    quote = " ".join(finding.quote.split())
    if finding.what == "differs":
        return f"{finding.field}: want {finding.want!r}, read {finding.have!r}  «{quote}»"
    if finding.what == "missed":
        return f"missed: «{quote}»"
    return f"spurious: «{quote}»  {finding.have}"
