"""A command line run inside the test, as a user would see it end."""

from __future__ import annotations

from collections.abc import Sequence

import typer
from typer.testing import CliRunner

from kelisim.errors import KelisimError


def invoked(app: typer.Typer, words: Sequence[object]) -> tuple[int, str, str]:
    """Exit code, standard output, standard error; of an error of kelisim its code and message, others are raised."""
    result = CliRunner().invoke(app, [str(word) for word in words])
    if isinstance(result.exception, KelisimError):
        return result.exception.exit_code, result.stdout, str(result.exception)
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr
