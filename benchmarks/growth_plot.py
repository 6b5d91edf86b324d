"""Growth as a picture: seconds by how many, both in powers of ten, as SVG."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 420, 70, 320, 20, 50
COLOURS = ("#0b5cad", "#b3470a", "#2a7a2a", "#7a2a8f", "#555555")
DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 4")
Points = Sequence[tuple[int, float]]


def plot(grown: Mapping[str, Points]) -> str:
    """One line for each thing that grows, with its name beside its end."""
    points = [point for line in grown.values() for point in line]
    across = _range([count for count, _ in points])
    up = _range([seconds for _, seconds in points])
    parts = [*_grid(across, up), *_lines(grown, across, up)]
    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13"'
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size}>'
    title = "<title>Seconds by how many, both in powers of ten</title>"
    paper = f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>'
    return "\n".join((head, title, paper, *parts, "</svg>"))


def _range(values: Sequence[float]) -> tuple[int, int]:
    return floor(log10(min(values))), ceil(log10(max(values)))


def _x(value: float, across: tuple[int, int]) -> float:
    low, high = across
    return LEFT + (log10(value) - low) / (high - low) * (WIDTH - LEFT - RIGHT)


def _y(value: float, up: tuple[int, int]) -> float:
    low, high = up
    return HEIGHT - BOTTOM - (log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)


def _grid(across: tuple[int, int], up: tuple[int, int]) -> Iterator[str]:
    for power in range(across[0], across[1] + 1):
        x = _x(10.0**power, across)
        yield f'<path d="M{x:.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="#dddddd"/>'
        yield f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{10**power:,}</text>'
    for power in range(up[0], up[1] + 1):
        y = _y(10.0**power, up)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#dddddd"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>'


def _lines(grown: Mapping[str, Points], across: tuple[int, int], up: tuple[int, int]) -> Iterator[str]:
    for number, (name, line) in enumerate(grown.items()):
        places = [(_x(count, across), _y(seconds, up)) for count, seconds in line]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        colour, dash = COLOURS[number % len(COLOURS)], DASHES[number % len(DASHES)]
        yield f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        yield from (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in places)
        y = TOP + 20 + 22 * number
        x = WIDTH - RIGHT + 16
        yield f'<path d="M{x} {y}h28" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"/>'
        yield f'<text x="{x + 34}" y="{y + 4}" fill="{colour}">{escape(name)}</text>'
