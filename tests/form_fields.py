"""Every field of a submission, with what it says of itself."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from scoring.records import record_of
from scoring.submission import Submission


def fields_of(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every field of a record and of the records in it, with what it says of itself."""
    if model in seen:
        return
    seen.add(model)
    for name, field in model.model_fields.items():
        said: Any = field.json_schema_extra or {}
        yield f"{model.__name__}.{name}", said
        inner = record_of(field.annotation)
        if inner is not None:
            yield from fields_of(inner, seen)


FIELDS = dict(fields_of(Submission, set()))
