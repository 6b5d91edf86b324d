"""Faults met while an edition is made: gathered where each stands, and raised once."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from scoring.conditions import Unwritable
from scoring.problems import Faults, Problem
from scoring.reading import ExpressionError

Made = TypeVar("Made")
Given = ParamSpec("Given")


class EditionFaults(ABC):
    """The problems of one edition so far; who knows where it is written says how a problem is told."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    @abstractmethod
    def at(self, where: str, code: str, **values: Any) -> None:
        """A problem at a named part such as `gate:total`, or after `policy:` or `edition:` in that file.

        `/` goes further in: `levels:zone.live/met`, `policy:weights/sections/zone`. `known` are the names
        that could have stood there.
        """

    def tried(
        self, where: str, make: Callable[Given, Made], *args: Given.args, **kw: Given.kwargs
    ) -> Made | None:
        """What `make` makes; None, and problems at `where`, when it raises faults of an edition."""
        try:
            return make(*args, **kw)
        except ExpressionError as error:
            self.at(where, error.code, **error.values)
        except Unwritable as error:
            for fault in error.faults:
                self.at("/".join((where, *map(str, fault.place))), fault.code, **fault.values)
        return None

    def stop_on_problems(self) -> None:
        """Raises Faults with all problems so far, in order, once each: a group's members often share one."""
        if self.problems:
            once = {(*problem[:4], str(problem.values)): problem for problem in self.problems}
            raise Faults(sorted(once.values(), key=lambda p: (p.file, p.line or 0, p.field, p.code)))
