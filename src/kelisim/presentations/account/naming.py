"""What an undertaking is called on a page: its title, and the beginning of its id."""

from __future__ import annotations

from textwrap import shorten

from kelisim.account.things import Thing

SHORT_ID = 8
_LONGEST_TITLE = 90


def title_of(thing: Thing) -> str:
    """What to call an undertaking: words of the thing before those of a paper, a name in quotation marks first."""
    told = [entry.statement for entry in thing.entries]
    own = [item for item in told if item.kind != "agreement"] or told
    fitting = [item.title for item in own if len(item.title) <= _LONGEST_TITLE] or [
        shorten(own[0].title, _LONGEST_TITLE, placeholder=" …")
    ]
    return max(fitting, key=lambda title: ("„" in title, len(title)))
