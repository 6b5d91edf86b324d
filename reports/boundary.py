"""What the reports made of text say of a measured boundary: a line on its area, and one on its overlaps."""

from reports.display import number
from reports.lexicon import Lexicon
from reports.particulars import NAME, shortened
from scoring.models import BoundaryShown, OverlapShown


def area_word(found: BoundaryShown) -> str:
    """The key of the sentence on the area."""
    return "boundary_area_only" if found.stated_km2 is None else "boundary_area"


def overlap_word(found: BoundaryShown) -> str:
    """The key of the sentence on overlaps."""
    if found.overlaps:
        return "boundary_overlaps"
    return "boundary_not_compared" if found.compared is None else "boundary_no_overlap"


def note_word(one: OverlapShown) -> str:
    """The key of what is said of an overlap that is not held against the city here; empty for one that is."""
    return "" if one.standing == "counted" else f"boundary_{one.standing}"


def lines(found: BoundaryShown, w: Lexicon) -> list[str]:
    """The two sentences."""
    cities = "; ".join(_overlap(one, w) for one in found.overlaps)
    area = {
        "area": number(found.area_km2),
        "stated": number(found.stated_km2),
        "difference": number(found.difference),
    }
    counted = {"count": number(found.overlaps_total), "compared": number(found.compared)}
    return [w(area_word(found), **area), w(overlap_word(found), **counted, cities=cities)]


def _overlap(one: OverlapShown, w: Lexicon) -> str:
    said = {
        "city": shortened(one.city, w, NAME),
        "area": number(one.area_km2),
        "percent": number(one.percent),
    }
    note = note_word(one)
    return w("boundary_overlap_but", **said, note=w(note)) if note else w("boundary_overlap", **said)
