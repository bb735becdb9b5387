"""What is to be thought of an undertaking: its grades, whether it may be added up, what of a package is named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from kelisim.account.outlines import UndertakingOutline
from kelisim.account.sums import Left, Sums, left_out
from kelisim.account.things import Grade, Package


class Assessment(Struct, frozen=True, kw_only=True):
    """Of one undertaking: the grades, why it is in no sum (None where it is in one), what is known of a package."""

    grade: Grade
    left_out: Left | None
    package: Package | None


class Assessed(Struct, frozen=True):
    """The assessments of undertakings by their ids, and what they and those beside them are called."""

    of: Mapping[str, Assessment]
    titles: Mapping[str, str]


def assessments(shown: Iterable[UndertakingOutline], added: Sums) -> dict[str, Assessment]:
    """The assessments of what is shown; ``added`` are the sums of all that was chosen."""
    reasons = left_out(added)
    return {one.id: Assessment(grade=one.grade, left_out=reasons[one.id], package=one.package) for one in shown}
