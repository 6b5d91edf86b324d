"""A comparison of two policies as text, a page, a table for a spreadsheet, or JSON."""

from scoring.comparison import Comparison


def render(found: Comparison, format_: str, lang: str, *, width: int = 80, colour: bool = False) -> bytes:
    """The comparison in one format, in `th`, `en` or `both`."""
    return found.model_dump_json(by_alias=True, indent=2).encode() + b"\n"
