"""What is kept when it is first asked for: with the object, with a place in it, or for a piece of text."""

from __future__ import annotations

from msgspec import Struct, structs

from kelisim.once import LONGEST, MOST, Remembered, asked_once, asked_once_at


class Holder(Struct, frozen=True, dict=True):
    """Something that answers are kept with."""

    name: str


def test_an_answer_is_kept_with_its_object() -> None:
    """Each object has its own answer, and a changed copy is asked anew."""
    asked: list[str] = []

    @asked_once
    def shout(holder: Holder) -> str:
        asked.append(holder.name)
        return holder.name.upper()

    one, other = Holder("a"), Holder("b")
    assert [shout(one), shout(one), shout(other)] == ["A", "A", "B"]
    assert shout(structs.replace(one, name="c")) == "C"
    assert asked == ["a", "b", "c"]


def test_two_questions_of_one_object_do_not_meet() -> None:
    """Functions of the same object keep their answers apart, also those that ask at a place."""

    @asked_once
    def length(holder: Holder) -> int:
        return len(holder.name)

    @asked_once_at
    def letter(holder: Holder, at: int) -> str:
        return holder.name[at]

    word = Holder("Bahn")
    assert (length(word), letter(word, 0), letter(word, 3), letter(word, 0), length(word)) == (4, "B", "n", "B", 4)


def test_few_pieces_are_remembered_and_no_long_one() -> None:
    """New pieces come without end; the table does not grow with them."""
    lengths = Remembered(len)
    for number in range(2 * MOST):
        assert lengths[str(number)] == len(str(number))
    assert len(lengths) <= MOST // 2
    assert lengths["x" * (LONGEST + 1)] == LONGEST + 1
    assert "x" * (LONGEST + 1) not in lengths
