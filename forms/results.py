"""An assessment in a file, as `renewal score --format json` writes it."""

import json

from pydantic import ValidationError

from scoring.models import Assessment
from scoring.problems import Faults, Problem

SCHEMA = "assessment/1"


def is_result(raw: bytes) -> bool:
    """Whether the bytes are JSON that says it is an assessment; never an error."""
    try:
        data = json.loads(raw) if raw.lstrip()[:1] == b"{" else None
    except (ValueError, RecursionError):
        return False
    return isinstance(data, dict) and data.get("schema") == SCHEMA


def result(name: str, raw: bytes) -> Assessment:
    """The assessment in the bytes of a file of that name; raises Faults."""
    try:
        return Assessment.model_validate_json(raw)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise Faults([Problem(name, None, place, "result_unfit", {})]) from None
