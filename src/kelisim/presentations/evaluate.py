"""`kelisim evaluate`: how right the readings are, against gold."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from kelisim.errors import BadReport, UsageError
from kelisim.presentations.options import example


def register(app: typer.Typer) -> None:
    """Add the command to the app."""
    app.command(
        name="evaluate",
        epilog=example(
            "kelisim evaluate gold/dev.jsonl --errors --tables",
            "kelisim evaluate tests/gate/dev.jsonl --texts samples",
            "kelisim evaluate --links gold/links.dev.json --errors",
        ),
    )(_evaluate)


def _evaluate(
    gold: Annotated[Path | None, typer.Argument(help="JSONL of annotated documents.", metavar="GOLD")] = None,
    predicted: Annotated[
        Path | None, typer.Argument(help="JSONL that kelisim extract printed.", metavar="PREDICTED")
    ] = None,
    texts: Annotated[Path | None, typer.Option(help="The folder of the texts, to read them now.")] = None,
    links: Annotated[Path | None, typer.Option(help="JSON of annotated links, to score linking instead.")] = None,
    tables: Annotated[
        bool, typer.Option("--tables", help="Scores of every field, confusion tables, right by confidence.")
    ] = False,
    errors: Annotated[
        bool, typer.Option("--errors", help="List what differs, is missed or spurious, each with its sentence.")
    ] = False,
) -> None:
    """Score readings against gold.

    F1 for each kind of statement: found, and found with the fields that make it usable (core); then the share of
    right values for each field.

    Without a file of readings the texts are read now: from --texts, or from the folder beside the gold that has them.

    With --links the texts that the file names are read and brought together, and the links are scored: undertakings
    linked and suggested, hard negatives, figures, meetings. The texts are looked for below --texts, else below the
    folder of the file and the one above it.
    """
    if links is not None:
        _evaluate_links(links, texts, errors)
        return
    if gold is None:
        raise UsageError("nothing to score against; name a GOLD file, or --links FILE")
    from kelisim.evaluation import by_file, lines, score
    from kelisim.presentations.scores import finding_lines, score_lines, table_lines

    wanted = by_file(lines(gold))
    have = by_file(lines(predicted)) if predicted else read_texts(texts or folder_of(gold, sorted(wanted)), wanted)
    scores = score(wanted, have)
    found = finding_lines(scores) if errors else ()
    shown = table_lines(scores) if tables else ()
    for line in (*found, *shown, *score_lines(scores)):
        typer.echo(line)


def _evaluate_links(path: Path, texts: Path | None, errors: bool) -> None:
    from kelisim.evaluation.links import gold_links
    from kelisim.presentations.link_scores import link_lines, measure_links, note_lines

    gold = gold_links(path)
    scores = measure_links(gold, [texts] if texts else [path.parent, path.parent.parent])
    for line in (*(note_lines(scores) if errors else ()), *link_lines(scores)):
        typer.echo(line)


def folder_of(gold: Path, files: list[str]) -> Path:
    """The folder with the texts of ``gold``: beside it, or beside its folder, by the gold's name.

    Raises `UsageError` if none has them all.
    """
    beside = (gold.parent / gold.stem, gold.parent, gold.parent.parent / gold.stem)
    for folder in beside:
        if all((folder / file).is_file() for file in files):
            return folder
    raise UsageError(f"{gold}: its texts are not in {', '.join(map(str, beside))}; give their folder with --texts")


def read_texts(folder: Path, files: dict[str, Any]) -> dict[str, Any]:
    """Read the named files of ``folder``, keyed by name. Raises `BadReport` for one that cannot be read."""
    from kelisim.evaluation import by_file
    from kelisim.reading import read
    from kelisim.records import as_json
    from kelisim.sources import Given, reports

    readings = []
    for report in reports([str(folder / file) for file in sorted(files)], Given()):
        if isinstance(report, BadReport):
            raise report
        readings.append(as_json(read(report)))
    return by_file(readings)
