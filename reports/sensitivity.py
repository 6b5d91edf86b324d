"""How firm verdicts are, as text, a page, a table for a spreadsheet, or JSON."""

from importlib import import_module

from scoring.portfolio_sensitivity import PolicySensitivity


def render(
    found: PolicySensitivity, format_: str, lang: str, *, width: int = 80, colour: bool = False
) -> bytes:
    """The result in one format, in `th`, `en` or `both`; only the module of that format is imported."""
    if format_ == "json":
        return found.model_dump_json(by_alias=True, indent=2).encode() + b"\n"
    if format_ == "text":
        return bytes(
            import_module("reports.sensitivity_text").render(found, lang, width=width, colour=colour)
        )
    return bytes(import_module(f"reports.sensitivity_{format_}").render(found, lang))
