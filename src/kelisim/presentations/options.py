"""Options that several commands share, each with one wording; and how values of theirs are checked."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Lang(StrEnum):
    """Languages of column headings and amounts."""

    de = "de"
    en = "en"


Sources = Annotated[
    list[str],
    typer.Argument(help="Files, archives, folders, or - for standard input.", show_default=False, metavar="SOURCE..."),
]
PublishedOption = Annotated[
    str | None,
    typer.Option("--published", help="When the reports appeared: a date, or FROM/TO.", metavar="DATE|FROM/TO"),
]
UrlOption = Annotated[str | None, typer.Option("--url", help="The address of the report.", metavar="URL")]
OutletOption = Annotated[str | None, typer.Option("--outlet", help="Who published it.", metavar="NAME")]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        help="Of a table: the column that holds text, title, published, url, id, outlet, author or language.",
        metavar="WHAT=NAME",
    ),
]
LangOption = Annotated[
    Lang | None,
    typer.Option("--lang", help="Language of headings and amounts [default: $KELISIM_LANG, else en]."),
]
Files = Annotated[
    list[Path] | None,
    typer.Argument(help="JSONL files; standard input without.", show_default=False, metavar="FILE"),
]


def example(*commands: str) -> str:
    """The examples of a command as the epilogue of its help, each on a line that is not wrapped."""
    return "\n".join(["\b", "Example:", *(f"  {command}" for command in commands)])


def language(lang: Lang | None) -> str:
    """The language that holds: the option, else the setting. Raises `UsageError` for a setting that makes no sense."""
    from kelisim.settings import load

    return lang.value if lang else load().lang
