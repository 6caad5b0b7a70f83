# SPDX-FileCopyrightText: 2026 Praktijk contributors
# SPDX-License-Identifier: EUPL-1.2
"""The shapes of the world's countries, as small as a map on a page needs them.

They are Natural Earth's, which draws borders as they are held in fact; they come with the wheel
`pyworldatlas-mapdata-overview`. A state too small for a shape of a few pixels is a dot, so that none is lost.
"""

import json
import math
import sqlite3
import zlib
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

#: Corners of shapes are put on a grid of so many degrees: about a pixel on a map as wide as a page.
_GRID = 0.25
#: Islands and states of less than so many square degrees (at the equator) have no shape of their own.
_LEAST_ISLAND, _LEAST_STATE = 0.06, 0.6
_LEFT_OUT = {"AQ"}
#: What the wheel has no outline of, and where it lies (longitude, latitude): a dot.
_WITHOUT_OUTLINE = {"TW": (121.0, 23.7)}
Point = tuple[float, float]


@cache
def shapes() -> list[dict[str, Any]]:
    """A GeoJSON feature for each country: its outline, or for a small one the point where it lies.

    The largest come first and the points last, so that what lies within another country is drawn over it.
    """
    countries, points = [], dict(_WITHOUT_OUTLINE)
    for code, outlines in sorted(_outlines().items()):
        rings = [ring for ring in outlines if _area(ring) < 0]  # those the other way round are holes
        if code in _LEFT_OUT or not rings:
            continue
        if sum(map(_true_area, rings)) < _LEAST_STATE:
            points[code] = _middle(min(rings, key=_area))
            continue
        drawn = [_on_grid(ring) for ring in rings]
        polygons = [[ring] for ring in drawn if len(ring) > 3 and -_area(ring) > _LEAST_ISLAND]
        countries.append(_feature(code, "MultiPolygon", polygons))
    countries.sort(key=lambda one: min(_area(polygon[0]) for polygon in one["geometry"]["coordinates"]))
    return countries + [_feature(code, "Point", place) for code, place in sorted(points.items())]


def _feature(code: str, kind: str, coordinates: Any) -> dict[str, Any]:
    return {"type": "Feature", "id": code, "geometry": {"type": kind, "coordinates": coordinates}}


def _outlines() -> dict[str, list[list[Point]]]:
    spec = find_spec("pyworldatlas_mapdata_overview")
    assert spec is not None
    assert spec.origin is not None
    file = Path(spec.origin).parent / "data" / "maps.sqlite3"
    database = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)
    try:
        rows = database.execute("SELECT alpha2, payload FROM country_map").fetchall()
    finally:
        database.close()
    return {
        code: [[(x, y) for x, y in ring] for ring in json.loads(zlib.decompress(payload))["boundary"]]
        for code, payload in rows
    }


def _area(ring: list[Point]) -> float:
    """In square degrees as on a flat map; below zero for a ring that runs clockwise."""
    pairs = zip(ring, ring[1:] + ring[:1], strict=True)
    return sum(x * other_y - other_x * y for (x, y), (other_x, other_y) in pairs) / 2


def _true_area(ring: list[Point]) -> float:
    """In square degrees of the equator."""
    return abs(_area(ring)) * math.cos(math.radians(_middle(ring)[1]))


def _middle(ring: list[Point]) -> Point:
    longitudes, latitudes = zip(*ring, strict=True)
    return round(sum(longitudes) / len(ring), 2), round(sum(latitudes) / len(ring), 2)


def _on_grid(ring: list[Point]) -> list[Point]:
    drawn: list[Point] = []
    for x, y in ring:
        corner = (round(x / _GRID) * _GRID, round(y / _GRID) * _GRID)
        if not drawn or drawn[-1] != corner:
            drawn.append(corner)
    return drawn
