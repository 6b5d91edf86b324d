"""How a workbook of one city looks on the screen and on paper; words stand beside every colour."""

from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl.formatting.rule import DataBar, FormatObject, Rule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.named_styles import NamedStyle
from openpyxl.utils import get_column_letter

from reports.excel_table import Tone

FONT = "TH SarabunPSK"  # that of Thai offices; elsewhere another stands in
TONES: Mapping[Tone, tuple[str, str]] = {  # the ground and the letters
    "good": ("E2F0D9", "1E5E1E"),
    "bad": ("F8D7DA", "8B1A1A"),
    "open": ("FFF2CC", "6B4E00"),
    "quiet": ("EDEDED", "595959"),
}
FORMATS = {"points": "#,##0.0", "credit": "0.00", "share": "0.0%", "year": "0"}
MONTHS = {"th": "[$-107041E]mmm yyyy", "en": "[$-1070409]mm/yyyy"}  # of the Buddhist era
BAR, GREY, LINE_COLOUR = "9DC3E6", "DDEBF7", "BFBFBF"
A4 = 9  # as Excel numbers the sizes of paper
PAGE = 190  # so many letters beside each other can still be read on a page of A4 that lies
Sheet = Any


def styles() -> list[NamedStyle]:
    """The looks of cells, by names that a style list of Excel shows."""
    thin = Side(style="thin", color=LINE_COLOUR)
    box = Border(left=thin, right=thin, top=thin, bottom=thin)
    wrap = Alignment(wrap_text=True, vertical="top")
    figure = Alignment(horizontal="right", vertical="top", indent=1)
    fill = PatternFill("solid", fgColor=GREY)
    bold = Font(name=FONT, size=14, bold=True)
    plain = Font(name=FONT, size=14)
    return [
        NamedStyle("renewal title", font=Font(name=FONT, size=20, bold=True)),
        NamedStyle("renewal part", font=Font(name=FONT, size=16, bold=True)),
        NamedStyle("renewal note", font=plain, alignment=wrap),
        NamedStyle("renewal head", font=bold, fill=fill, border=box, alignment=wrap),
        NamedStyle("renewal name", font=bold, border=box, alignment=wrap),
        NamedStyle("renewal text", font=plain, border=box, alignment=wrap),
        NamedStyle("renewal figure", font=plain, border=box, alignment=figure),
    ]


def tone(cell: Any, name: Tone) -> None:
    """A colour that stays."""
    ground, letters = TONES[name]
    cell.fill = PatternFill("solid", fgColor=ground)
    cell.font = Font(name=FONT, size=14, bold=True, color=letters)


def tone_words(sheet: Sheet, area: str, words: Mapping[str, Tone]) -> None:
    """A colour for each word in the area, which changes with the word."""
    first = area.partition(":")[0]
    for name, (ground, letters) in TONES.items():
        same = ",".join(f'{first}="{_quoted(word)}"' for word, each in words.items() if each == name)
        if same:
            sheet.conditional_formatting.add(area, _rule(f"OR({same})", ground, letters))


def _rule(formula: str, ground: str, letters: str) -> Any:
    look = DifferentialStyle(font=Font(color=letters), fill=PatternFill("solid", bgColor=ground))
    return Rule(type="expression", formula=[formula], dxf=look)


def _quoted(word: str) -> str:
    return word.replace('"', '""')


def bars(sheet: Sheet, area: str) -> None:
    """A bar from 0 to 100 behind each figure."""
    ends = [FormatObject(type="num", val=end) for end in (0, 100)]
    sheet.conditional_formatting.add(area, Rule(type="dataBar", dataBar=DataBar(cfvo=ends, color=BAR)))


def widen(sheet: Sheet, widths: Sequence[int]) -> None:
    """Columns of these widths, in letters."""
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(place)].width = width


def print_set_up(
    sheet: Sheet, width: int, *, heads: str | None = None, frozen: int = 0, pages: int = 0
) -> None:
    """On A4 that lies: as many pages beside each other as can be read, the headings on each of them.

    `pages`: how many beneath each other, where all has to fit on so many.
    """
    sheet.page_setup.paperSize, sheet.page_setup.orientation = A4, "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = -(-width // PAGE), pages
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # in inches
    sheet.print_options.horizontalCentered = True
    if heads:
        sheet.print_title_rows = heads
    if frozen:
        sheet.print_title_cols = f"A:{get_column_letter(frozen)}"


def running(sheet: Sheet, left: str, right: str, sources: str, page: str) -> None:
    """What stands at the top and the foot of every printed page; `&` would begin a code of Excel."""
    sheet.oddHeader.left.text, sheet.oddHeader.right.text = _literal(left), _literal(right)
    sheet.oddFooter.left.text, sheet.oddFooter.center.text = _literal(sources), "&A"
    sheet.oddFooter.right.text = f"{page} &P/&N"


def _literal(text: str) -> str | None:
    return text.replace("&", "&&") or None
