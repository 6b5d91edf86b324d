"""The assessment itself, for machines: the same assessment gives the same bytes everywhere."""

import json

from scoring.models import Assessment


def render(assessment: Assessment) -> bytes:
    """UTF-8 with Thai as it is written, keys in the order of the records; no NaN."""
    data = assessment.model_dump(mode="json", by_alias=True)
    return (json.dumps(data, ensure_ascii=False, allow_nan=False, indent=2) + "\n").encode("utf-8")
