"""One report of all cities: a format is a module and a line here."""

from importlib import import_module

from reports import NUMBERED
from reports.portfolio_row import Portfolio, portfolio

__all__ = ["FORMATS", "Portfolio", "portfolio", "render"]

FORMATS = {
    "html": "reports.portfolio_html",
    "xlsx": "reports.portfolio_excel",
    "csv": "reports.portfolio_csv",
    "pdf": "reports.portfolio_pdf",
}


def render(found: Portfolio, format_: str, lang: str, digits: str = "arabic") -> bytes:
    """The report in one of FORMATS, in `th`, `en` or `both`; only the module of that format is imported."""
    module = import_module(FORMATS[format_])
    asked = (digits,) if format_ in NUMBERED else ()
    return bytes(module.render(found, lang, *asked))
