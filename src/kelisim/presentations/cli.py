"""The command line: one Typer app, whose commands live in the modules named after them.

Commands import what they need when they run, so that `kelisim extract` on one file answers at once.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from copy import copy
from typing import Annotated

import typer

from kelisim.errors import KelisimError
from kelisim.presentations import (
    annotate,
    bulk_command,
    demo,
    evaluate,
    explain,
    export,
    extract,
    ledger_commands,
    link_commands,
    serve_command,
    statistics_commands,
)
from kelisim.presentations.account import commands as account_commands

app = typer.Typer(
    name="kelisim",
    help="Reads German press reports about what states do with each other, and keeps the account.",
    epilog="See a first account: kelisim demo. Each command explains itself with --help.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"kelisim {version('kelisim')}")
        raise typer.Exit


@app.callback()
def _kelisim(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    pass


demo.register(app)
ledger_commands.register(app)
statistics_commands.register(app)
account_commands.register(app)
extract.register(app)
bulk_command.register(app)
link_commands.register(app)
export.register(app)
explain.register(app)
annotate.register(app)
evaluate.register(app)
serve_command.register(app)


def main() -> None:
    """Run the command line; what a user can act upon is one line on standard error and an exit code."""
    # Lexicons and readings are trees without cycles: to look through them a thousand times takes a tenth of a run.
    gc.set_threshold(100_000, 20, 20)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a terminal without umlauts gets question marks
    try:
        _asked(sys.argv[1:2])()
    except KelisimError as error:
        typer.echo(f"kelisim: {error}", err=True)
        sys.exit(error.exit_code)
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.ENOSPC):
            raise
        # A closed pipe (`kelisim extract … | head`) is no failure worth a word; a full disk is worth one.
        if error.errno == errno.ENOSPC:
            typer.echo(f"kelisim: {error.strerror}; what was printed so far is not whole", err=True)
        _print_no_more()
        sys.exit(1)
    finally:
        gc.freeze()  # nor need they be looked through once more at the end


def _asked(words: list[str]) -> typer.Typer:
    """The app with nothing but the command that is asked for: to make the options of all takes a tenth of a second."""
    asked = copy(app)
    asked.registered_commands = [one for one in app.registered_commands if [one.name] == words]
    asked.registered_groups = [one for one in app.registered_groups if [one.name] == words]
    return asked if asked.registered_commands or asked.registered_groups else app


def _print_no_more() -> None:
    """Nothing may be flushed at the end into what does not take it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    main()
