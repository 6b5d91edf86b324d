"""One field of the form: its words, where it stands, and whether the form lacks it."""

from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class Record(BaseModel):
    """An immutable value; an unknown key in a file is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def asked(th: str, en: str, form: str = "", **limits: Any) -> Any:
    """A field the form asks for; `form` is its place there (`1.6`: part 1, item 6), empty for a part of one.

    `choices` gives the words, in Thai and English, of each code that a choice may take; `holds` says `file`
    of a field that names one, `address` of one for a place on the web, and `computed` of what the program
    fills in and nobody is asked.
    """
    return _field(th, en, {"x-form": form} if form else {}, limits)


def added(th: str, en: str, feeds: str, **limits: Any) -> Any:
    """A field the form lacks; `feeds` names the criteria, sections or checks that it serves."""
    return _field(th, en, {"x-extension": True, "x-feeds": feeds}, limits)


def _field(th: str, en: str, extra: dict[str, Any], limits: dict[str, Any]) -> Any:
    for name in ("choices", "holds"):
        if name in limits:
            extra[f"x-{name}"] = limits.pop(name)
    absent = {} if "default_factory" in limits else {"default": limits.pop("default", None)}
    words = {"x-title": {"th": th, "en": en}, **extra}
    return Field(**absent, title=f"{th} · {en}", json_schema_extra=words, **limits)
