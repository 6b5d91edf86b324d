"""The numbers of the policy as a page lets them be set: by kind, with a slider where a scale is known."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from scoring.assumptions import assumptions
from scoring.edition import Edition
from scoring.models import Assumption

OF_100 = ("weights.sections", "floors", "parameters.pass_mark")  # a slider from 0 to 100
LEFT_OUT = ("efforts",)  # they change no verdict


class Number(NamedTuple):
    """One number, as the edition has it and as it is set."""

    said: Assumption
    value: str

    @property
    def changed(self) -> bool:
        """Whether it is set otherwise."""
        return self.value != self.said.value

    @property
    def slides(self) -> bool:
        """Whether it lies on a scale of 0 to 100."""
        return self.said.name.startswith(OF_100) and self.value.isdecimal()

    @property
    def is_words(self) -> bool:
        """Whether it is a name, or several, and no number at all."""
        return any(letter.isalpha() for letter in self.said.value)


Numbers = Sequence[tuple[str, Sequence[Number]]]


def numbers(edition: Edition, given: Mapping[str, str]) -> Numbers:
    """All by kind (`weights.sections`), in the order of the policy."""
    every = [
        Number(one, given.get(one.name, one.value))
        for one in assumptions(edition)
        if not one.name.startswith(LEFT_OUT)
    ]
    return [(kind, list(some)) for kind, some in groupby(every, key=_kind)]


def _kind(one: Number) -> str:
    return one.said.name.rpartition(".")[0].replace(".", "_")
