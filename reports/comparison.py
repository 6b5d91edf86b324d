"""A comparison of two policies as text, a page, a table for a spreadsheet, or JSON."""

from importlib import import_module

from scoring.comparison import Comparison


def render(found: Comparison, format_: str, lang: str, *, width: int = 80, colour: bool = False) -> bytes:
    """The comparison in one format, in `th`, `en` or `both`; only the module of that format is imported."""
    if format_ == "json":
        return found.model_dump_json(by_alias=True, indent=2).encode() + b"\n"
    if format_ == "text":
        return bytes(import_module("reports.comparison_text").render(found, lang, width=width, colour=colour))
    return bytes(import_module(f"reports.comparison_{format_}").render(found, lang))
