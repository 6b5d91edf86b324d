"""Where Thailand lies, drawn widely: what is outside of it is certainly not in Thailand."""

from functools import cache

import shapely
from shapely.geometry.base import BaseGeometry as Geometry

# The border of Natural Earth's 1:110 m map (public domain) with some 35 km around it, the islands that the
# map leaves out, and gulfs filled in. Degrees, longitude first. Towns just across the border lie inside too.
AROUND = (
    *((97.0, 18.4), (97.6, 19.0), (98.0, 20.0), (98.8, 20.1), (100.2, 20.8), (101.6, 19.7), (101.6, 18.9)),
    *(
        (101.9, 18.5),
        (102.6, 18.4),
        (103.2, 18.7),
        (104.2, 18.5),
        (105.0, 17.6),
        (105.2, 16.6),
        (105.9, 15.7),
    ),
    *(
        (105.9, 14.7),
        (105.4, 14.0),
        (103.4, 13.9),
        (102.9, 13.5),
        (103.0, 11.3),
        (102.2, 11.3),
        (101.6, 12.2),
    ),
    *((100.6, 12.2), (100.2, 11.7), (100.1, 10.6), (100.5, 9.9), (100.5, 9.0), (100.9, 7.6), (101.8, 7.2)),
    *((102.5, 6.4), (102.4, 6.0), (102.0, 5.5), (101.1, 5.4), (100.5, 6.1), (99.2, 6.2), (99.0, 7.1)),
    *((98.1, 7.5), (97.8, 8.1), (97.3, 8.4), (97.3, 9.2), (97.9, 9.4), (99.1, 12.0), (98.8, 13.6)),
    *((97.8, 15.1), (98.3, 15.7), (98.4, 16.3)),
)
LONGITUDES, LATITUDES = (97.0, 106.0), (5.0, 21.0)  # no longitude of Thailand is a latitude of it


def extent(geometry: Geometry) -> tuple[float, float, float, float]:
    """The least and the greatest of both coordinates; of holes too, which may lie outside of their rings."""
    points = shapely.get_coordinates(geometry)
    (x_low, y_low), (x_high, y_high) = points.min(axis=0), points.max(axis=0)
    return float(x_low), float(y_low), float(x_high), float(y_high)


@cache
def _thailand() -> Geometry:
    return shapely.Polygon(AROUND)


def is_within(geometry: Geometry) -> bool:
    """Whether all corners of what is drawn lie inside."""
    return bool(_thailand().covers(shapely.multipoints(shapely.get_coordinates(geometry))))


def percent_outside(geometry: Geometry) -> float:
    """How much of an area, in degrees, lies certainly outside; per cent, to two places."""
    if _thailand().covers(geometry):
        return 0.0
    outside = shapely.difference(geometry, _thailand()).area
    return round(100 * outside / geometry.area, 2)


def is_turned(geometry: Geometry) -> bool:
    """Whether every point would lie in Thailand's degrees if latitude and longitude changed places."""
    x_low, y_low, x_high, y_high = extent(geometry)
    (east, far_east), (south, north) = LONGITUDES, LATITUDES
    return bool(south <= x_low and x_high <= north and east <= y_low and y_high <= far_east)
