"""Plain data into records: pydantic's errors as problems with the file, the line and a sentence's code."""

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, get_origin, get_type_hints

from pydantic import BaseModel, ValidationError

from scoring.documents import Document, Place, dotted
from scoring.problems import Faults, Problem
from scoring.records import record_of

Model = TypeVar("Model", bound=BaseModel)
CODES = {
    "missing": "field_missing",
    "extra_forbidden": "field_unknown",
    "literal_error": "choice_unknown",
    "model_type": "mapping_expected",
    "model_attributes_type": "mapping_expected",
    "dict_type": "mapping_expected",
    "tuple_type": "list_expected",
    "list_type": "list_expected",
    "string_type": "text_expected",
    "string_too_short": "text_empty",
    "string_pattern_mismatch": "text_pattern",
    "string_too_long": "name_too_long",
    "too_short": "list_too_short",
    "bool_type": "flag_expected",
}
MOST_PROBLEMS = 200


def validated(
    model: type[Model], data: Any, document: Document, origin: Callable[[Place], Place] = tuple
) -> Model:
    """`data` as a record of `model`; raises Faults, each with the line in `document`.

    `origin` gives the place in the file of a place in `data`, where the two differ.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise Faults(_problems(error, model, document, origin)) from None


def _problems(
    error: ValidationError, model: type[BaseModel], document: Document, origin: Callable[[Place], Place]
) -> Iterator[Problem]:
    for fault in error.errors(include_url=False)[:MOST_PROBLEMS]:
        place = tuple(step for step in fault["loc"] if step != "[key]")  # pydantic's mark of a wrong name
        values = {"found": _short(fault.get("input")), **fault.get("ctx", {})}
        own = (
            "_" in fault["type"] and fault["type"] == fault["msg"]
        )  # raised by our own types, code and text alike
        code = CODES.get(fault["type"], fault["type"] if own else "value_wrong")
        values |= {"reason": fault["msg"]} if code == "value_wrong" else {}
        if code == "field_unknown":
            values["name"] = place[-1]
            values["nearest"] = nearest(str(place[-1]), _names(model, place[:-1]))
        if code == "field_missing":
            values["name"] = place[-1]
        if code == "choice_unknown":
            values["expected"] = str(values["expected"]).replace(" or ", ", ").replace("'", "")
        written = origin(place)
        line, where = document.line(written), document.where(written)
        yield Problem(document.name, line, dotted(written), code, values, where)


def nearest(name: str, names: Sequence[str]) -> str:
    """The known names most like this one, else all of them, for a sentence."""
    return ", ".join(difflib.get_close_matches(name, names, n=3, cutoff=0.5) or names[:12]) or "–"


def _names(model: type[BaseModel], place: Place) -> list[str]:
    """The names that could stand at a place, where a record is due; none where that cannot be told."""
    here: type[BaseModel] | None = model
    named = False  # whether the next step is a name of the writer's own choice
    for step in place:
        if isinstance(step, int) or here is None or named:
            named = False
            continue
        field = next((f for key, f in here.model_fields.items() if step in (key, f.alias)), None)
        annotation = field.annotation if field else get_type_hints(here).get("__pydantic_extra__")
        named = field is not None and get_origin(annotation) is dict
        here = record_of(annotation) if annotation else None
    return [field.alias or key for key, field in here.model_fields.items()] if here else []


def _short(value: Any) -> str:
    """A value as the file has it, and not too long."""
    text = "–" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}…"
