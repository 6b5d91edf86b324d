"""What was measured of a boundary, for the reports: in rounded figures, beside what the city states."""

from collections.abc import Iterator, Set
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from scoring.models import Bilingual, BoundaryShown, Number, OverlapShown
from scoring.part2_boundary import REMARKS, Boundary, OverlapMeasured

MOST_OVERLAPS = 20
PLACE = "part2.boundary.measured.overlaps"
Standing = Literal["counted", "declared", "sliver"]


def boundary_shown(stated: Boundary, counted: Set[str]) -> BoundaryShown | None:
    """None where no boundary file was measured; `counted` are the places that some measure counted."""
    found = stated.measured
    if found.area_km2 is None:
        return None
    return BoundaryShown(
        file=found.file or "",
        stated_km2=None if stated.area_km2 is None else _number(stated.area_km2),
        area_km2=_figure(found.area_km2),
        difference=_difference(stated.area_km2, found.area_km2),
        remarks=tuple(Bilingual(th=REMARKS[one][0], en=REMARKS[one][1]) for one in found.remarks),
        compared=found.compared,
        overlaps=tuple(_overlaps(stated, counted)),
        overlaps_total=len(found.overlaps),
        outline=found.outline or "",
    )


def _overlaps(stated: Boundary, counted: Set[str]) -> Iterator[OverlapShown]:
    declared = {one.city for one in stated.overlaps if one.city}
    for row, one in enumerate(stated.measured.overlaps[:MOST_OVERLAPS]):
        told: Standing = "declared" if declared & {one.city, one.file} else "sliver"
        yield _overlap(one, "counted" if f"{PLACE}[{row}]" in counted else told)


def _overlap(one: OverlapMeasured, standing: Standing) -> OverlapShown:
    return OverlapShown(
        city=one.city or one.file or "",
        standing=standing,
        area_km2=_figure(one.area_km2 or Decimal(0)),
        percent=_number(one.percent or Decimal(0)),
        percent_of_smaller=_number(one.percent_of_smaller or Decimal(0)),
    )


def _difference(stated: Decimal | None, measured: Decimal) -> Number | None:
    if stated is None or stated <= 0:
        return None
    return _number((100 * abs(measured - stated) / stated).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _figure(value: Decimal) -> Number:
    """To two places; what is less than that as it stands."""
    return _number(value.quantize(Decimal("0.01"), ROUND_HALF_UP) or value)


def _number(value: Decimal) -> Number:
    return int(value) if value == int(value) else float(value)
