"""Once: what is worked out when it is first asked for, and then kept: a property, what a piece of text comes to.

In: a method of an object that has a ``__dict__``, or a function of a string. Out: its answer, the same one at every
later look.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Generic, TypeVar, overload

H = TypeVar("H")
T = TypeVar("T")
MOST = 40_000
"""Pieces of text that a table remembers; the tables of a process take about a kilobyte a piece together."""
LONGEST = 60
"""Characters of a piece that is remembered."""


class once(Generic[T]):  # noqa: N801 -- written like a decorator
    """What `functools.cached_property` is, without the lock that it takes up to Python 3.11.

    The reading of a sentence asks for hundreds of them. Two threads that ask at the same time both work it out.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self._work = work
        self._name = work.__name__
        self.__doc__ = work.__doc__

    @overload
    def __get__(self, holder: None, owner: type) -> once[T]: ...

    @overload
    def __get__(self, holder: object, owner: type) -> T: ...

    def __get__(self, holder: object | None, owner: type) -> once[T] | T:
        if holder is None:
            return self
        value: T = self._work(holder)
        holder.__dict__[self._name] = value
        return value


def asked_once(work: Callable[[H], T]) -> Callable[[H], T]:
    """A function of one object, whose answer is kept with the object, as that of `once` is."""
    name = f"{work.__module__}.{work.__name__}"

    @wraps(work)
    def answer(holder: H) -> T:
        known: dict[str, T] = holder.__dict__
        if name not in known:
            known[name] = work(holder)
        return known[name]

    return answer


def asked_once_at(work: Callable[[H, int], T]) -> Callable[[H, int], T]:
    """A function of one object and a place in it, whose answers are kept with the object."""
    name = f"{work.__module__}.{work.__name__}"

    @wraps(work)
    def answer(holder: H, at: int) -> T:
        known: dict[int, T] = holder.__dict__.setdefault(name, {})
        if at not in known:
            known[at] = work(holder, at)
        return known[at]

    return answer


class Remembered(dict[str, T]):
    """What pieces of text come to by ``work``, as they repeat: ask for ``remembered[piece]``.

    At most `MOST` pieces are remembered, and none of more characters than `LONGEST`, which will not come again. When
    half of them are there they grow old, and those that are not asked for again until as many new ones have come are
    forgotten: new words come without end, and the usual ones stay.
    """

    def __init__(self, work: Callable[[str], T]) -> None:
        super().__init__()
        self._work = work
        self._old: dict[str, T] = {}

    def __missing__(self, piece: str) -> T:
        value = self._old[piece] if piece in self._old else self._work(piece)
        if len(piece) <= LONGEST:
            if 2 * len(self) >= MOST:
                self._old = dict(self)
                self.clear()
            self[piece] = value
        return value
