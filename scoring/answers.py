"""The record that holds a city's answers to what an edition asks beyond the form."""

from collections.abc import Mapping
from typing import Any

from pydantic import create_model

from scoring import quantities
from scoring.edition_files import Question
from scoring.fields import Record, added

TYPES: Mapping[str, Any] = {
    "text": quantities.Text,
    "flag": quantities.Flag,
    "whole": quantities.Whole,
    "money": quantities.Money,
    "percent": quantities.Percent,
    "number": quantities.Number,
    "date": quantities.Date,
    "month": quantities.Month,
    "year": quantities.Year,
}


def answers_model(questions: Mapping[str, Question], name: str = "Answers") -> type[Record]:
    """A closed record with one field a question; a `list` question holds records of its own fields."""
    fields: dict[str, Any] = {key: _field(key, question) for key, question in questions.items()}
    model: type[Record] = create_model(name, __base__=Record, **fields)
    return model


def _field(key: str, question: Question) -> tuple[Any, Any]:
    words = question.label.th, question.label.en, "edition"
    if question.type == "list":
        inner: Any = answers_model(question.fields, key)
        return tuple[inner, ...], added(*words, default=())
    return TYPES[question.type] | None, added(*words)
