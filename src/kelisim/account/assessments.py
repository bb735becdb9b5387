"""What is to be thought of an undertaking: its grades, whether it may be added up, what of a package is named."""

from __future__ import annotations

from msgspec import Struct

from kelisim.account.grades import Grade, graded
from kelisim.account.memberships import Membership, memberships
from kelisim.account.states import State
from kelisim.account.sums import Left, left_out, sums


class Assessment(Struct, frozen=True, kw_only=True):
    """Of one undertaking: the grades, why it is in no sum (None where it is in one), its members if it is a package."""

    grade: Grade
    left_out: Left | None
    membership: Membership | None


def assessments(found: State) -> dict[str, Assessment]:
    """The assessment of every undertaking of the state by its id."""
    account = found.account
    grades, packages = graded(account), memberships(account)
    reasons = left_out(sums(account.undertakings, found.histories))
    return {
        thing.id: Assessment(grade=grades[thing.id], left_out=reasons[thing.id], membership=packages.get(thing.id))
        for thing in account.undertakings
    }
