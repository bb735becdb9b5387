"""Reference pages made from the code: `python -m kelisim.presentations.reference [FOLDER]` (default: docs).

    cli.md               every command as its own help prints it
    data-dictionary.md   every noun of `model.py`, its JSON keys, types and defaults
    rules.md             every rule that proposes a statement, in its order, with what it accepts

A test holds the pages equal to the code.
"""

from __future__ import annotations

import pkgutil
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import typer
from msgspec import NODEFAULT, Struct

from kelisim import model, statements

NOTE = "<!-- Made by `python -m kelisim.presentations.reference`; edit the code instead. -->"
_WIDTH = 100


def pages() -> dict[str, str]:
    """File name and text of every page."""
    return {"cli.md": cli_page(), "data-dictionary.md": dictionary_page(), "rules.md": rules_page()}


def cli_page() -> str:
    """Every command with the help that it prints."""
    from kelisim.presentations.cli import app

    sections = [
        f"## {name}\n\n```text\n{text}\n```\n" for name, text in _helps(typer.main.get_command(app), None, "kelisim")
    ]
    return "\n".join([NOTE, "# The command line\n", *sections])


def _helps(command: Any, parent: Any, name: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - the parser's own classes
    context = command.context_class(
        command,
        info_name=name,
        parent=parent,
        terminal_width=_WIDTH,
        max_content_width=_WIDTH,
        **command.context_settings,
    )
    yield context.command_path, "\n".join(line.rstrip() for line in command.get_help(context).split("\n")).strip()
    for inner, sub in getattr(command, "commands", {}).items():
        yield from _helps(sub, context, inner)


def dictionary_page() -> str:
    """Every noun with its JSON keys."""
    head = "What the fields mean and where their borderlines run: [statements.md](statements.md).\n"
    nouns = [noun for noun in vars(model).values() if isinstance(noun, type) and issubclass(noun, Struct)]
    return "\n".join([NOTE, "# Data dictionary\n", head, *(_noun(noun) for noun in nouns if noun is not Struct)])


def _noun(noun: type[Struct]) -> str:
    hints = get_type_hints(noun)
    rows = [
        f"| `{field.encode_name}` | {_type(hints[field.name])} | {_default(field)} |"
        for field in msgspec.structs.fields(noun)
    ]
    shape = "\nIn JSON a list of its fields.\n" if noun.__struct_config__.array_like else ""
    return "\n".join(
        [f"## {noun.__name__}\n", _prose(noun), shape, "| key | type | default |", "|---|---|---|", *rows, ""]
    )


def _type(hint: Any) -> str:  # noqa: ANN401 - any annotation
    inner = [_type(argument) for argument in get_args(hint) if argument not in (type(None), Ellipsis)]
    origin = get_origin(hint)
    if hint in (None, type(None)):
        return "null"
    if origin is tuple:
        return f"list of {inner[0]}"
    if origin is dict:
        return f"object of {inner[1]}"
    if isinstance(hint, str):
        return f"`{hint}`"
    if inner:
        return ", ".join(inner) + (", or null" if type(None) in get_args(hint) else "")
    return _NAMES.get(hint, getattr(hint, "__name__", str(hint)))


_NAMES: dict[Any, str] = {str: "string", float: "number", int: "number", bool: "true or false"}


def _default(field: Any) -> str:  # noqa: ANN401 - msgspec.structs.FieldInfo
    if field.default_factory is not NODEFAULT:
        return "empty"
    if field.default is NODEFAULT:
        return ""
    return "`" + msgspec.json.encode(field.default).decode() + "`"


def rules_page() -> str:
    """Every tuple of rules in the order in which it is tried."""
    head = "Rules are tried in this order, and the first that accepts decides. A statement names its rule as `rule`.\n"
    return "\n".join([NOTE, "# Rules\n", head, *(_rules(module) for module in _rule_modules())])


def _rule_modules() -> Iterator[ModuleType]:
    for found in sorted(pkgutil.iter_modules(statements.__path__), key=lambda found: found.name):
        module = import_module(f"{statements.__name__}.{found.name}")
        if "RULES" in getattr(module, "__annotations__", {}):  # where they are listed, not where they are used
            yield module


def _rules(module: ModuleType) -> str:
    title = module.__name__.rpartition(".")[2].replace("_", " ").capitalize()
    rows = [f"| {rule.__name__.strip('_').replace('_', ' ')} | {_prose(rule)} |" for rule in module.RULES]
    return "\n".join([f"## {title}\n", f"{_prose(module)}\n", "| rule | accepts |", "|---|---|", *rows, ""])


def _prose(thing: object) -> str:
    """A docstring as one line of Markdown."""
    return " ".join((thing.__doc__ or "").split()).replace("``", "`").replace("|", "\\|")


def main() -> None:
    """Write the pages into the folder given, or into docs."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs")
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
