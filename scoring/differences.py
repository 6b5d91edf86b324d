"""What differs between two editions, in words: what `edition diff` gives, and a part of `policy compare`."""

from typing import Literal

from pydantic import Field

from scoring.blends import Kind
from scoring.fields import Record
from scoring.models import Bilingual, Number


class EditionSide(Record):
    """One of the two editions; `score_gates`: its gates on the score, and on what of it."""

    id: str
    title: Bilingual
    standing: Bilingual
    fingerprint: str
    policy_fingerprint: str
    pass_mark: Number | None
    sections: dict[str, Bilingual]
    floors: dict[str, Number]
    gates: dict[str, Bilingual]
    score_gates: dict[str, Literal["total", "sections"]]


class NumberDiffers(Record):
    """One number by its full name; `was` or `value` is None where only the other edition has it.

    `was` and `value` are as written, `was_shown` and `shown` as people read them. Shares (0 to 1) say what a
    weight comes to of the total when every criterion counts; None for what is no weight.
    """

    kind: Kind
    name: str
    label: Bilingual
    was: str | None
    was_shown: Bilingual | None
    value: str | None
    shown: Bilingual | None
    share_was: Number | None
    share: Number | None


class SectionShare(Record):
    """How much of the total (0 to 1) a section comes to when every criterion counts."""

    id: str
    title: Bilingual
    was: Number | None
    value: Number | None


class Differs(Record):
    """One thing that is said otherwise, in words; `was` or `value` is None where only the other has it.

    `part`: what of it, by a level's id (with its title) or the name of a field; empty for the whole of it.
    """

    id: str
    title: Bilingual
    part: str
    part_title: Bilingual | None
    was: Bilingual | None
    value: Bilingual | None


class Differences(Record):
    """All that differs, by where it stands; `shares` are of every section where any of them differs."""

    numbers: tuple[NumberDiffers, ...]
    shares: tuple[SectionShare, ...]
    gates: tuple[Differs, ...]
    levels: tuple[Differs, ...]
    criteria: tuple[Differs, ...]
    measures: tuple[Differs, ...]
    checks: tuple[Differs, ...]
    others: tuple[Differs, ...]

    @property
    def none(self) -> bool:
        """Whether nothing differs."""
        return not any(getattr(self, name) for name in type(self).model_fields)


class EditionDiff(Record):
    """The result of `edition diff`, and the shape of its JSON."""

    schema_: Literal["edition-diff/1"] = Field(default="edition-diff/1", alias="schema")
    program: str
    before: EditionSide
    after: EditionSide
    differences: Differences
