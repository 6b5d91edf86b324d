"""Where on earth coordinates are, and how large an area is: the only module that knows pyproj.

It works from parameters in the program and in pyproj's own database: no grid is downloaded, no network used.
Areas are measured on an equal-area projection: a square kilometre is one anywhere in the country.
"""

from functools import cache

import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]
from shapely.geometry.base import BaseGeometry as Geometry

from forms.boundary_drawn import title, unfit

WGS84 = 4326
UTM = (32647, 32648)  # the zones that Thailand lies in
# Indian 1975 to WGS 84 by EPSG's operation "(4)", good to 3 m onshore: no grid for Thailand is published.
TO_WGS84 = "+ellps=evrst30 +towgs84=293,836,318,0.5,1.6,-2.8,2.1 +no_defs"
SYSTEMS: dict[int, str] = {
    4326: "EPSG:4326",
    4979: "EPSG:4326",  # with heights, which are left out
    3857: "EPSG:3857",
    32647: "EPSG:32647",
    32648: "EPSG:32648",
    4240: f"+proj=longlat {TO_WGS84}",
    24047: f"+proj=utm +zone=47 {TO_WGS84} +units=m",
    24048: f"+proj=utm +zone=48 {TO_WGS84} +units=m",
}
# Albers' equal-area conic; its two true parallels lie a sixth of the country's length inside of either end
# (5.6 and 20.5 degrees north), which keeps shapes near to right as well. Metres.
EQUAL_AREA = "+proj=aea +lat_1=8 +lat_2=18 +lat_0=13 +lon_0=101 +datum=WGS84 +units=m +no_defs"
MOST_WKT = 20_000
STEP = 0.01  # metres: what is nearer is the same, so that one boundary is the same however it was reckoned


def epsg(name: str, wkt: str) -> int:
    """The number of a system written as a `.prj` writes it; refuses one that is not known here."""
    try:
        found = CRS.from_wkt(wkt[:MOST_WKT])
        number = found.to_epsg()
    except CRSError:
        unfit(name, "boundary_system", system=title(wkt[:80]))
    return number if number in SYSTEMS else unfit(name, "boundary_system", system=title(found.name))


def in_degrees(name: str, geometry: Geometry, system: int) -> Geometry:
    """The geometry in degrees of WGS 84, longitude first; refuses a system that is not known here."""
    if system not in SYSTEMS:
        unfit(name, "boundary_system", system=f"EPSG:{system}")
    if SYSTEMS[system] == SYSTEMS[WGS84]:
        return geometry
    return _moved(geometry, _transformer(SYSTEMS[system], SYSTEMS[WGS84]))


def planar(geometry: Geometry) -> Geometry:
    """A geometry in degrees laid flat, in metres, every area kept."""
    flat = _moved(geometry, _transformer(SYSTEMS[WGS84], EQUAL_AREA))
    if not flat.is_valid:  # slivers of all but nothing may cross once they are moved
        flat = shapely.make_valid(flat, method="structure", keep_collapsed=False)
    return shapely.set_precision(flat, STEP)


def square_kilometres(flat: Geometry) -> float:
    """The area of what was laid flat, to 100 square metres: what machines reckon alike."""
    return round(flat.area / 1e6, 4)


def _moved(geometry: Geometry, transformer: Transformer) -> Geometry:
    def moved(points: np.ndarray) -> np.ndarray:
        x, y = transformer.transform(points[:, 0], points[:, 1])
        return np.column_stack([x, y])

    return shapely.transform(geometry, moved)


@cache
def _transformer(source: str, target: str) -> Transformer:
    set_network_enabled(False)
    return Transformer.from_crs(CRS(source), CRS(target), always_xy=True)
