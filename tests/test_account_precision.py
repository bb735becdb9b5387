"""A printed number stands for all that rounds to it, and its bound widens that."""

from decimal import Decimal

import pytest

from kelisim.account.precision import INFINITY, Range, printed_range
from tests.made_readings import figure

BILLION = Decimal(10**9)


@pytest.mark.parametrize(
    ("head", "value", "qualifier", "low", "high"),
    [
        ("1,3 Mrd. US-Dollar", "1.3", "exact", "1.25", "1.35"),
        ("4,0 Mrd. US-Dollar", "4", "exact", "3.95", "4.05"),
        ("4 Milliarden Dollar", "4", "exact", "3.5", "4.5"),
        ("fast 4 Mrd.", "4", "almost", "3.5", "4"),
        ("zehn Milliarden Dollar", "10", "exact", "9.5", "10.5"),
        ("eine halbe Milliarde Euro", "0.5", "exact", "0.45", "0.55"),
        ("rund 100 Mrd.", "100", "about", "95", "105"),
        ("über 4 Mrd.", "4", "over", "4", INFINITY),
        ("bis zu 5 Mrd.", "5", "up_to", -INFINITY, "5"),
        ("3.600 Mio. Euro", "3.6", "exact", "3.5995", "3.6005"),
    ],
)
def test_what_a_printed_number_leaves_open(head, value, qualifier, low, high):
    number = Decimal(value) * BILLION
    told = figure(low=number, high=number, qualifier=qualifier)
    expected = Range(Decimal(low) * BILLION, Decimal(high) * BILLION)
    assert printed_range(told, head) == expected


def test_ranges_meet_at_their_ends():
    assert Range(Decimal(1), Decimal(2)).meets(Range(Decimal(2), Decimal(3)))
    assert not Range(Decimal(1), Decimal(2)).meets(Range(Decimal("2.1"), Decimal(3)))
