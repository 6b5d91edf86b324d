"""What a boundary file says, as a submission keeps it: its area, its faults, the cities it overlaps."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

from forms.boundaries import Outline
from forms.boundary_drawing import outline
from forms.boundary_drawn import title
from forms.boundary_folder import read
from forms.boundary_overlaps import Neighbours, Shared
from scoring.part2_boundary import BoundaryMeasured


def measured(path: Path, named: str, city: str, neighbours: Neighbours | None) -> BoundaryMeasured:
    """The boundary file at the path, which the submission of the city of that id names; raises Faults."""
    own = read(path)
    facts = {"file": named, **_shape(own), **_among(own, city, neighbours)}
    return BoundaryMeasured.model_validate(facts)


def _shape(own: Outline) -> dict[str, Any]:
    return {
        "area_km2": own.area_km2,
        "remarks": own.remarks,
        "mended_percent": own.mended_percent if "self_crossing" in own.remarks else None,
        "outside_percent": own.outside_percent,
        "outline": outline(own, ()),
    }


def _among(own: Outline, city: str, neighbours: Neighbours | None) -> dict[str, Any]:
    """Beside other cities' boundaries; nothing is said of overlaps where there were none to look at."""
    if neighbours is None:
        return {}
    itself = _itself(own, city, neighbours.outlines)
    pairs = [(one, neighbours.outlines[one.name]) for one in neighbours.overlaps(own, itself)]
    return {
        "compared": len(neighbours.outlines) - len(itself),
        "overlaps": [_row(shared, other) for shared, other in pairs],
        "outline": outline(own, pairs),
    }


def _itself(own: Outline, city: str, outlines: Mapping[str, Outline]) -> Sequence[str]:
    """The names under which the city is in the folder: its id, and without that a copy of its file."""
    named = [name for name in outlines if name.casefold() == city]
    return named or [name for name, one in outlines.items() if one.digest == own.digest]


def _row(shared: Shared, other: Outline) -> dict[str, Any]:
    file = title(PurePath(shared.name).name) or "-"
    figures = {key: getattr(shared, key) for key in ("area_km2", "percent", "percent_of_smaller")}
    return {"city": other.title or file, "file": file, **figures}
