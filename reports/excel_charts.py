"""Charts that Excel draws from the cells beside them, and draws again when somebody changes one."""

from typing import Any, NamedTuple

from openpyxl.chart import BarChart, RadarChart, Reference
from openpyxl.drawing.text import CharacterProperties

WIDE, TALL = 17.0, 9.0  # in centimetres
ROWS = 13  # of a sheet that a chart covers, or a few less
INKS = ("BFBFBF", "9DC3E6", "1F4E79")  # told apart in grey
TITLE = 1200  # in hundredths of a point


class Area(NamedTuple):
    """The cells of a chart: the row of the headings, the last row, and the columns of the figures."""

    top: int
    last: int
    first: int
    end: int


def radar(sheet: Any, area: Area, title: str, place: str) -> None:
    """One shape for each column of figures."""
    chart: Any = RadarChart()
    chart.type = "marker"
    _draw(chart, sheet, area, title, place)
    chart.y_axis.number_format = "0"
    most = max(_values(sheet, area), default=0)
    chart.y_axis.majorUnit = -(-most // 5) or 1
    for one, ink in zip(chart.series, INKS, strict=False):
        one.graphicalProperties.line.solidFill, one.marker.symbol = ink, "circle"
        one.marker.graphicalProperties.solidFill = ink


def bars(sheet: Any, area: Area, title: str, place: str, format_: str) -> None:
    """A group of columns for each row; the figures of the axis are shown as `format_` says."""
    chart: Any = BarChart()
    chart.type, chart.gapWidth = "col", 60
    _draw(chart, sheet, area, title, place)
    chart.y_axis.number_format = format_
    for one, ink in zip(chart.series, INKS[::2], strict=False):
        one.graphicalProperties.solidFill = ink
        one.graphicalProperties.line.solidFill = INKS[-1]


def _draw(chart: Any, sheet: Any, area: Area, title: str, place: str) -> None:
    figures = Reference(sheet, min_col=area.first, max_col=area.end, min_row=area.top, max_row=area.last)
    chart.add_data(figures, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=area.top + 1, max_row=area.last))
    chart.title, chart.legend.position = title, "b"
    chart.title.overlay = False
    for line in chart.title.tx.rich.p:
        for run in line.r or ():
            run.rPr = CharacterProperties(sz=TITLE, b=True)
    chart.width, chart.height = WIDE, TALL
    chart.x_axis.delete = chart.y_axis.delete = False  # else Excel shows none
    sheet.add_chart(chart, place)


def _values(sheet: Any, area: Area) -> list[Any]:
    cells = sheet.iter_rows(area.top + 1, area.last, area.first, area.end, values_only=True)
    return [value for row in cells for value in row if value is not None]
