"""A reviewer's file on one city: what was judged, waived and declared, in the order in which it was said.

Lists only grow: nothing that was said is taken back, and the last word on a criterion is the one that counts.
"""

import datetime
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from scoring.fields import Record, added
from scoring.judgements import Judgements
from scoring.models import Judgement, Waiver
from scoring.quantities import Date, Flag, Slug, Text


class JudgementGiven(Record):
    """A decision on one criterion; `claim` is the fingerprint of the answers that were judged."""

    criterion: Text = Field(json_schema_extra={"x-title": {"th": "ข้อเกณฑ์", "en": "criterion"}})
    level: Text = Field(json_schema_extra={"x-title": {"th": "ระดับ", "en": "level"}})
    reason: Text = Field(json_schema_extra={"x-title": {"th": "เหตุผล", "en": "reason"}})
    date: Date = Field(json_schema_extra={"x-title": {"th": "วันที่", "en": "date"}})
    claim: Text = Field(
        json_schema_extra={"x-title": {"th": "ลายนิ้วมือของคำกล่าวอ้าง", "en": "claim's fingerprint"}}
    )
    settles: Flag = added("ชี้ขาดข้อที่เห็นต่าง", "settles a difference", "chair", default=False)


class WaiverGiven(Record):
    """A decision that a gate which allows it need not hold, and by what authority."""

    gate: Text = Field(json_schema_extra={"x-title": {"th": "เงื่อนไขบังคับ", "en": "gate"}})
    reason: Text = Field(json_schema_extra={"x-title": {"th": "เหตุผล", "en": "reason"}})
    authority: Text = Field(json_schema_extra={"x-title": {"th": "อาศัยอำนาจ", "en": "authority"}})
    date: Date = Field(json_schema_extra={"x-title": {"th": "วันที่", "en": "date"}})


class Conflict(Record):
    """A conflict of interest: from it on, nothing in the file counts for this city."""

    reason: Text = Field(json_schema_extra={"x-title": {"th": "เหตุ", "en": "what it is"}})
    date: Date = Field(json_schema_extra={"x-title": {"th": "วันที่", "en": "date"}})


class Review(Record):
    """One reviewer on one city; `reviewer` is the file's name, `chair` may settle what others differ on."""

    schema_: Literal["review/1"] = Field(alias="schema")
    city: Slug = Field(json_schema_extra={"x-title": {"th": "รหัสเมือง", "en": "city's id"}})
    reviewer: Slug = Field(json_schema_extra={"x-title": {"th": "รหัสผู้ทบทวน", "en": "reviewer's id"}})
    name: Text | None = added("ชื่อผู้ทบทวน", "reviewer's name", "reports")
    chair: Flag = added("เป็นประธาน", "is the chair", "settling", default=False)
    conflicts: tuple[Conflict, ...] = added("ผลประโยชน์ทับซ้อน", "conflicts of interest", "all", default=())
    judgements: tuple[JudgementGiven, ...] = added("คำวินิจฉัย", "judgements", "findings", default=())
    waivers: tuple[WaiverGiven, ...] = added("การยกเว้นเงื่อนไข", "waivers", "gates", default=())

    @property
    def barred(self) -> bool:
        """Whether the reviewer has declared a conflict of interest."""
        return bool(self.conflicts)

    @property
    def signed(self) -> str:
        """Who it is, as a report names them: by name and id, since two may share a name."""
        return f"{self.name} ({self.reviewer})" if self.name else self.reviewer


def said_in(reviews: Sequence[Review]) -> Judgements:
    """What counts of these reviews of one city, whatever their order: nothing of a reviewer who is barred."""
    counted = [one for one in sorted(reviews, key=lambda one: one.reviewer) if not one.barred]
    judged = [_judgement(review, given) for review in counted for given in review.judgements]
    waived = [_waiver(review, given) for review in counted for given in review.waivers]
    return (*judged, *waived)


def last_day(reviews: Sequence[Review]) -> datetime.date | None:
    """The day of the last judgement or waiver that counts; None where there is none."""
    return max((one.date for one in said_in(reviews)), default=None)


def _judgement(review: Review, given: JudgementGiven) -> Judgement:
    return Judgement(
        criterion=given.criterion,
        level=given.level,
        reason=given.reason,
        reviewer=review.signed,
        date=given.date,
        claim=given.claim,
        settles=given.settles and review.chair,
    )


def _waiver(review: Review, given: WaiverGiven) -> Waiver:
    return Waiver(
        gate=given.gate,
        reason=given.reason,
        reviewer=review.signed,
        date=given.date,
        authority=given.authority,
    )


def grown(before: Review, after: Review) -> bool:
    """Whether the one is the other with more at the ends of its lists: nothing said is lost or altered."""
    same = before.city == after.city and before.reviewer == after.reviewer
    lists = (
        (before.judgements, after.judgements),
        (before.waivers, after.waivers),
        (before.conflicts, after.conflicts),
    )
    return same and all(new[: len(old)] == old for old, new in lists)
