"""What is linked text by text: members with their packages, papers with their meeting, targets with their baselines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kelisim.account.clusters import Couple, couple
from kelisim.account.desk import Desk, ids_of
from kelisim.account.groupings import Groups
from kelisim.account.linked_figures import Figures
from kelisim.account.mentions import Mention
from kelisim.account.packages import elsewhere, inside, is_package
from kelisim.account.series import baselines
from kelisim.account.things import RULE, Link
from kelisim.ledger.days import Bounds, bounds
from kelisim.ledger.query import MeetingEntry, UndertakingEntry
from kelisim.ledger.workings import Renewed


def baselines_in(desk: Desk, figures: Figures, texts: Iterable[str], gone: frozenset[str]) -> Renewed:
    """What the targets of texts start from; of figures that are ``gone`` nothing."""
    links: list[Link] = []
    looked = set(gone)
    for text in sorted(texts):
        told = figures.told(ids_of(desk.figures_in([text]), affirmed=True))
        looked.update(told)
        links += baselines(told.values())
    return Renewed("baseline_of", frozenset(looked), tuple(links))


def packages_in(
    desk: Desk, meetings: Groups, texts: Iterable[str], without: tuple[frozenset[str], frozenset[Couple]]
) -> Renewed:
    """The members of packages that texts name, and of those that other texts on their meetings name.

    ``without`` are the undertakings that are gone, and the pairs that persons keep apart.
    """
    gone, apart = without
    return _Packages(desk, meetings).renewed(sorted(texts), gone, apart)


class _Packages:
    """Packages by the text that names them."""

    def __init__(self, desk: Desk, meetings: Groups) -> None:
        self._desk = desk
        self._meetings = meetings
        self._inside: dict[str, list[Link]] = {}
        self._only: dict[str, Mention | None] = {}

    def renewed(self, texts: list[str], gone: frozenset[str], apart: frozenset[Couple]) -> Renewed:
        """The links of what these texts name."""
        desk = self._desk
        wanted = set(texts)
        links = [link for text in texts for link in self._in(text)]
        for text in texts:
            for other in self._beside(text):
                links += self._between(text, other)
                if other not in wanted:
                    links += self._between(other, text)
        looked = gone.union(ids_of(desk.undertakings_in(texts)))
        return Renewed("part_of", looked, tuple(one for one in links if couple(one.left, one.right) not in apart))

    def _in(self, text: str) -> list[Link]:
        if text not in self._inside:
            self._inside[text] = list(inside(self._named(text)))
        return self._inside[text]

    def _between(self, here: str, there: str) -> Iterator[Link]:
        """What one text names of the one package of another."""
        if there not in self._only:
            packages = [item for item in self._named(there) if is_package(item)]
            self._only[there] = packages[0] if len(packages) == 1 else None
        package = self._only[there]
        if package is None:
            return iter(())
        attached = {link.left for link in self._in(here)}
        free = [item for item in self._named(here) if item.id not in attached]
        return elsewhere(free, package, [*self._days(here), *self._days(there)])

    def _named(self, text: str) -> list[Mention]:
        return [self._desk.mention(id) for id in ids_of(self._desk.undertakings_in([text]))]

    def _days(self, text: str) -> list[Bounds]:
        held = (bounds(entry.statement.date) for entry in self._desk.meetings_in([text]))
        return [days for days in held if days]

    def _beside(self, text: str) -> list[str]:
        """The other texts that tell of a meeting of this one."""
        groups = self._meetings.of(ids_of(self._desk.meetings_in([text])))
        members = {id for group in groups.values() for id in group}
        self._desk.told_in(sorted(self._desk.texts_of(sorted(members))))
        return sorted(self._desk.texts_of(sorted(members)) - {text})


def outcomes_in(desk: Desk, texts: Iterable[str], gone: frozenset[str]) -> Renewed:
    """What was agreed where: papers of a text that tells of one meeting of theirs, on its day or on none."""
    links = []
    looked = set(gone)
    for text in sorted(texts):
        papers, meetings = desk.undertakings_in([text]), desk.meetings_in([text])
        looked.update(ids_of(papers))
        links += [link for paper in papers for link in _outcome(paper, meetings)]
    return Renewed("outcome_of", frozenset(looked), tuple(links))


def _outcome(entry: UndertakingEntry, meetings: Iterable[MeetingEntry]) -> Iterator[Link]:
    statement = entry.statement
    if statement.kind != "agreement" or statement.stage != "committed":
        return
    held = [
        meeting
        for meeting in meetings
        if set(meeting.statement.parties) & set(statement.parties)
        and (not statement.stage_date or not meeting.statement.date or statement.stage_date == meeting.statement.date)
    ]
    if len(held) == 1:
        yield Link(
            kind="outcome_of", left=statement.id, right=held[0].statement.id, verdict="linked", score=1.0,
            by=RULE, why="signed where the same report tells of one meeting",
        )  # fmt: skip


__all__ = ["baselines_in", "outcomes_in", "packages_in"]
