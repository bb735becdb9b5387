"""The links of all statements, or of those that a change can reach: what the rules find, and what persons decided.

In: workings (statements with what they are looked up by, and what was found before), the decisions, and the texts that
are new or told otherwise now. Out: the links that are renewed. All statements are linked by the same steps as a report
more: then all texts are new.

1. meetings by themselves    2. undertakings    3. meetings by what was agreed there    4. figures    5. packages …

Each step looks at what the texts say, at what the step before changed, and at whom that is compared or grouped with.
"""

from __future__ import annotations

from collections.abc import Iterable

from kelisim.account.blocking import MOST_MEETINGS, MOST_MENTIONS, crossed, meeting_signs, mention_signs
from kelisim.account.clusters import Couple
from kelisim.account.decisions import Decisions, decided
from kelisim.account.desk import Desk, ids_of
from kelisim.account.encounters import Comparing as Encounters
from kelisim.account.entries import Entries
from kelisim.account.groupings import Groups, Likely, Rules, grouped
from kelisim.account.linked_figures import Figures
from kelisim.account.linked_texts import baselines_in, outcomes_in, packages_in
from kelisim.account.mentions import size_step
from kelisim.account.things import Link, LinkKind
from kelisim.account.undertakings import Comparing as Undertakings
from kelisim.account.workings import Held, Workings
from kelisim.ledger.links import Decision
from kelisim.ledger.query import AnyEntry
from kelisim.ledger.workings import Found, Indexed, Renewed, Rescored
from kelisim.model import Undertaking

_SAME: tuple[LinkKind, ...] = ("same_figure", "same_undertaking", "same_meeting")


def links_of(entries: Entries, decisions: Iterable[Decision] = ()) -> tuple[Link, ...]:
    """Compare the statements and link them; ``decisions`` are what persons said of pairs, the later one counts."""
    return linked(Held(entries), decisions).links


def linked(held: Held, decisions: Iterable[Decision] = ()) -> Found:
    """Link all statements at hand."""
    found = _Linking(held, decisions, held.every_text, fresh=True).found()
    assert found is not None  # what was not there before does not outgrow itself
    return found


def relinked(workings: Workings, decisions: Iterable[Decision], texts: Iterable[str]) -> Found | None:
    """Link anew what these texts can change; None where all must be, because so many texts are new that words tell
    otherwise.
    """
    return _Linking(workings, decisions, texts, fresh=False).found()


class _Linking:
    """One run of the rules."""

    def __init__(self, workings: Workings, decisions: Iterable[Decision], texts: Iterable[str], *, fresh: bool) -> None:
        self.workings = workings
        self.size_before = size_step(workings.texts())
        self.fresh = fresh
        self.desk = Desk(workings)
        self.texts = sorted(set(texts))
        self.before = dict(workings.indexed_in(self.texts))
        left = self._left_by_gone()
        if left:
            self.texts = sorted(left.union(self.texts))
            self.before |= workings.indexed_in(sorted(left))
        self.said = self._decided(list(decisions))
        self.renewed: list[Renewed] = []
        self.rescored: list[Rescored] = []
        self.undertakings = Groups(workings, "same_undertaking")
        self.meetings = Groups(workings, "same_meeting")

    def found(self) -> Found | None:
        """Everything, in its order."""
        dirty = self._indexed()
        if dirty is None:
            return None
        encounters = Encounters(self.desk)
        met_in = self._met(encounters, sorted({*self.texts, *self.desk.texts_of(dirty["meeting"])}))
        things = self._undertakings(dirty["undertaking"], met_in)
        met = self._meetings(encounters, dirty["meeting"], things)
        figures = Figures(self.desk, self.said.of("same_figure"), self.undertakings, self.meetings)
        of_things = self._changed("same_undertaking", ("linked", "suggested"))
        self.renewed += figures.renewed({*self.texts, *met}, self._gone("figure"), of_things, self.renewed)
        self.renewed.append(baselines_in(self.desk, figures, {*self.texts, *figures.texts}, self._gone("figure")))
        gone = self._gone("undertaking")
        apart = self.said.of("part_of")[1]
        self.renewed.append(packages_in(self.desk, self.meetings, {*self.texts, *met}, (gone, apart)))
        self.renewed.append(outcomes_in(self.desk, self.texts, gone | self._gone("meeting")))
        told = frozenset(self.before).union(ids_of(self.desk.told_in(self.texts)))
        return Found(tuple(self.renewed), tuple(self.rescored), self.said.links, told, frozenset(figures.dated))

    def _left_by_gone(self) -> set[str]:
        """The texts of statements that a person linked to one that is gone: nothing else holds such a pair together."""
        gone = [id for sort in ("figure", "undertaking", "meeting") for id in self._gone(sort)]
        links = self.workings.links(sorted(gone), _SAME) if gone else ()
        ends = {id for link in links if not link.reasons for id in (link.left, link.right)}
        return {one.text for one in self.workings.items(sorted(ends)).values()}

    def _decided(self, decisions: list[Decision]) -> Decisions:
        texts = {words.text_hash for one in decisions for words in (one.left, one.right)}
        return decided(self.desk.told_in(sorted(texts)), decisions=decisions)

    def _gone(self, sort: str) -> frozenset[str]:
        """What the texts said before and say no more."""
        now = set(ids_of(self.desk.told_in(self.texts)))
        return frozenset(id for id, one in self.before.items() if one.sort == sort and id not in now)

    def _indexed(self) -> dict[str, set[str]] | None:
        """Keep what the texts say where it is looked up; by sort the statements to be compared, besides those of the
        texts what is compared with others now, or by words that tell otherwise. None where all must be.
        """
        desk, before = self.desk, self.before
        works, talks = desk.undertakings_in(self.texts), desk.meetings_in(self.texts)
        put: dict[str, Indexed] = {id: mention_signs(desk.mention(id)) for id in ids_of(works)}
        put |= {id: meeting_signs(desk.gathering(id)) for id in ids_of(talks)}
        old = {id: one for id, one in before.items() if one.sort in ("undertaking", "meeting")}
        words = {key for one in (*old.values(), *put.values()) if one.sort == "undertaking" for key in one.seconds}
        told_before = {} if self.fresh else {key: desk.rarity.share(key) for key in words}
        self.workings.put(put, old.keys() - put.keys())
        if not self.fresh and size_step(self.workings.texts()) != self.size_before:
            return None
        desk.rarity = desk.new_rarity()
        otherwise = (key for key, share in told_before.items() if desk.rarity.share(key) != share)
        dirty = {"undertaking": {id for key in otherwise for id in self.workings.bearers(key)}}
        dirty["undertaking"].update(ids_of(works, affirmed=True))
        dirty["meeting"] = set(ids_of(talks, affirmed=True))
        if not self.fresh:
            for sort, most in (("undertaking", MOST_MENTIONS), ("meeting", MOST_MEETINGS)):
                came = [one for one in put.values() if one.sort == sort]
                went = [one for one in old.values() if one.sort == sort]
                dirty[sort] |= crossed(came, went, self.workings, most)
        return dirty

    def _met(self, encounters: Encounters, texts: list[str]) -> Likely:
        """Which texts tell of one meeting, before it is known what was agreed there."""
        likely = Likely(self.workings, "met", texts, encounters.met(texts))
        self.rescored.append(likely.rescored)
        return likely

    def _undertakings(self, dirty: set[str], met: Likely) -> set[str]:
        """Group undertakings; the texts of agreements that were brought together or apart."""
        desk = self.desk
        inside = desk.undertakings_in(sorted(met.otherwise(self.texts)))
        papers = [entry for entry in inside if entry.statement.kind == "agreement"]
        kept = dirty.union(ids_of(papers, affirmed=True))
        comparing = Undertakings(desk, met)
        gone = self._gone_or_denied("undertaking", kept)
        likely = comparing.compare(kept, gone)
        self._group(likely, kept, comparing)
        if self.fresh:
            return set()  # all texts are looked at
        moved = self.undertakings.moved(sorted(self._changed("same_undertaking", ("linked",))))
        return desk.texts_of(_committed(desk.load(moved).values()))

    def _meetings(self, encounters: Encounters, dirty: set[str], things: set[str]) -> set[str]:
        """Group meetings, with the texts of agreements that were brought together or apart; the texts of meetings whose
        group is another one now.
        """
        desk = self.desk
        texts = {*self.texts, *things, *desk.texts_of(dirty)}

        def agreed(texts: Iterable[str]) -> dict[str, frozenset[str]]:
            wanted = sorted(texts)
            desk.told_in(wanted)
            papers = {text: _committed(desk.undertakings_in([text])) for text in wanted}
            things = self.undertakings.of(id for ids in papers.values() for id in ids)
            return {text: frozenset(things[id][0] for id in ids) for text, ids in papers.items()}

        kept = set(ids_of(desk.meetings_in(sorted(texts)), affirmed=True))
        gone = self._gone_or_denied("meeting", kept)
        likely = Likely(self.workings, "same_meeting", kept | gone, encounters.compare(sorted(texts), agreed))
        self._group(likely, kept, encounters)
        changed = self._changed("same_meeting", ("linked",)) | set(ids_of(desk.meetings_in(self.texts)))
        return desk.texts_of({id for group in self.meetings.of(sorted(changed)).values() for id in group})

    def _gone_or_denied(self, sort: str, kept: set[str]) -> set[str]:
        """What was compared before and is not any more."""
        return {id for id, one in self.before.items() if one.sort == sort} - kept

    def _group(self, likely: Likely, kept: set[str], comparing: Undertakings | Encounters) -> None:
        held = self.undertakings if likely.kind == "same_undertaking" else self.meetings
        together, apart = self.said.of(held.kind)
        rules = Rules(comparing.linked, together, apart, comparing.conflicts, comparing.reasons, self.desk.load)
        self.renewed += grouped(likely, held, kept, rules)
        self.rescored.append(likely.rescored)

    def _changed(self, kind: LinkKind, verdicts: tuple[str, ...]) -> set[str]:
        """The statements of which a link of a kind is new or gone, as far as they are still there."""
        now: set[Couple] = set()
        before: set[Couple] = set()
        for one in self.renewed:
            if one.kind == kind and one.verdict and one.verdict in verdicts:
                now |= {(link.left, link.right) for link in one.links}
                before.update(self.workings.pairs(sorted(one.ids), kind, one.verdict))
        gone = {id for id, one in self.before.items()} - set(ids_of(self.desk.told_in(self.texts)))
        return {id for pair in now ^ before for id in pair} - gone


def _committed(entries: Iterable[AnyEntry]) -> list[str]:
    """What is told as agreed."""
    return [
        entry.statement.id
        for entry in entries
        if isinstance(entry.statement, Undertaking) and entry.statement.stage == "committed"
    ]
