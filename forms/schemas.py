"""The JSON Schemas of the files that people write, and of the results: for editors and other programs.

`python -m forms.schemas docs/schema` writes them. A schema accepts whatever the loader accepts; the loader
refuses more, because it sees all the files together.
"""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import TypeAdapter

from scoring.cases import CasesFile
from scoring.comparison import Comparison
from scoring.differences import EditionDiff
from scoring.documents import document
from scoring.edition_files import (
    CheckFile,
    CriterionRules,
    EditionFile,
    GateFile,
    MeasuresFile,
    PolicyFile,
    PrerequisitesFile,
    SectionFile,
)
from scoring.models import Assessment
from scoring.portfolio_sensitivity import PolicySensitivity
from scoring.reviews import Review
from scoring.submission import Submission

DIALECT = "https://json-schema.org/draft/2020-12/schema"
TITLES = Path(__file__).parent / "titles.yaml"
ANY_TEXT = r"^ *(?:[\s\S]*) *$"
PLACEHOLDER = {"type": "string", "pattern": "<[a-z][a-z0-9_.]*>"}
ABOUT = {"title", "description", "x-title", "x-form", "x-extension", "x-feeds", "x-choices", "x-holds"}

Schema = dict[str, Any]


class Published(NamedTuple):
    """One schema: what it is of, in both languages, and how what pydantic makes of it is finished."""

    of: Any
    th: str
    en: str
    finish: Callable[[Schema], None]


def schemas() -> dict[str, bytes]:
    """Every schema as its file has it, by the file's name."""
    return {f"{name}.schema.json": _written(published) for name, published in PUBLISHED.items()}


def _written(published: Published) -> bytes:
    mode: Any = "serialization" if published.finish is _require_all else "validation"
    made = TypeAdapter(published.of).json_schema(mode=mode)
    for record, schema in _records(made):
        _tidy(schema)
        _entitle(record, schema)
        published.finish(schema)
    made = {key: value for key, value in made.items() if key not in {"title", "description"}}
    named = {"$schema": DIALECT, "title": f"{published.th} · {published.en}"}
    return (json.dumps(named | made, ensure_ascii=False, indent=2) + "\n").encode()


def _records(made: Schema) -> Iterator[tuple[str, Schema]]:
    """The schema of each record by the record's name, the outermost last."""
    yield from made.get("$defs", {}).items()
    yield made.get("title", ""), made


def _tidy(schema: Schema) -> None:
    """Without what says nothing: titles that pydantic makes of names, empty defaults, idle patterns."""
    schema.pop("title", None)
    for part in _parts(schema):
        if " · " not in str(part.get("title", " · ")):
            del part["title"]
        if part.get("default", True) in (None, [], {}) or isinstance(part.get("default"), dict):
            del part["default"]
        if part.get("pattern") == ANY_TEXT:
            del part["pattern"]
        if "patternProperties" in part:
            part["additionalProperties"] = False


def _parts(schema: Schema) -> Iterator[Schema]:
    """The schemas of a record's fields and all that is in them."""
    inside = [*schema.get("properties", {}).values(), *schema.get("patternProperties", {}).values()]
    inside += [schema[key] for key in ("items", "additionalProperties") if isinstance(schema.get(key), dict)]
    for part in (*inside, *schema.get("anyOf", ())):
        yield part
        yield from _parts(part)


def _entitle(record: str, schema: Schema) -> None:
    """Titles in both languages: the form's own, or those kept in `titles.yaml`."""
    kept = _titles().get(record, {})
    for name, field in schema.get("properties", {}).items():
        words = field.get("x-title") or kept.get(name)
        if words:
            field["title"] = f"{words['th']} · {words['en']}"


@cache
def _titles() -> Mapping[str, Any]:
    return document(TITLES.name, TITLES.read_bytes()).data


def _allow_blanks(schema: Schema) -> None:
    """What is not required may be left blank: `done:` with nothing after it is not an answer."""
    for name, field in schema.get("properties", {}).items():
        if name in schema.get("required", ()):
            continue
        about = {key: value for key, value in field.items() if key in ABOUT}
        kinds = field.get("anyOf") or [{key: value for key, value in field.items() if key not in ABOUT}]
        kinds = [kind for kind in kinds if kind != {"type": "null"}]
        for kind in kinds:
            if "pattern" in kind:
                kind["pattern"] = f"^ *$|{kind['pattern']}"
        schema["properties"][name] = {"anyOf": [*kinds, {"type": "null"}], **about}


def _allow_placeholders(schema: Schema) -> None:
    """Where `for_each` writes many entries at once, a `<name>` may stand for any text of them."""
    if not schema.get("properties", {}).keys() & {"for_each", "holds"}:
        return
    of = schema["properties"].get("of")
    if of is not None and "measure" in schema["properties"]:
        of["anyOf"].append({"$ref": "#/$defs/ConditionFile"})
    for part in list(_parts(schema)):
        if part.get("type") == "string" and ("pattern" in part or "enum" in part):
            limits = {key: part.pop(key) for key in ("type", "pattern", "enum", "maxLength") if key in part}
            part["anyOf"] = [limits, PLACEHOLDER]


def _require_all(schema: Schema) -> None:
    """A result is always written whole."""
    if "properties" in schema:
        schema["required"] = list(schema["properties"])


def _as_it_is(schema: Schema) -> None:
    pass


PUBLISHED: Mapping[str, Published] = {
    "submission": Published(
        Submission, "รายงานและแผนที่เมืองยื่น", "what a city files: report and plan", _allow_blanks
    ),
    "review": Published(Review, "แฟ้มของผู้ทบทวน", "a reviewer's file on one city", _as_it_is),
    "edition": Published(EditionFile, "ฉบับเกณฑ์ (edition.yaml)", "an edition (edition.yaml)", _as_it_is),
    "criteria": Published(SectionFile, "ข้อเกณฑ์ของส่วนหนึ่ง", "the criteria of one section", _allow_placeholders),
    "policy": Published(PolicyFile, "ตัวเลขเชิงนโยบาย", "the numbers of the policy", _as_it_is),
    "measures": Published(MeasuresFile, "ตัววัด", "measures", _allow_placeholders),
    "levels": Published(
        dict[str, CriterionRules], "ระดับของข้อเกณฑ์", "the levels of criteria", _allow_placeholders
    ),
    "gates": Published(dict[str, GateFile], "เงื่อนไขบังคับ", "gates", _allow_placeholders),
    "consistency": Published(dict[str, CheckFile], "สิ่งที่ควรทักท้วง", "consistency checks", _allow_placeholders),
    "prerequisites": Published(
        PrerequisitesFile,
        "สิ่งที่ต้องมาก่อน และสิ่งที่แก้ด้วยการกรอกไม่ได้",
        "what comes before what, and what cannot be mended on paper",
        _allow_placeholders,
    ),
    "cases": Published(CasesFile, "กรณีทดสอบของฉบับเกณฑ์", "worked cases of an edition", _as_it_is),
    "assessment": Published(Assessment, "ผลการประเมิน", "an assessment", _require_all),
    "comparison": Published(
        Comparison, "ผลเปรียบเทียบนโยบายสองชุด", "a comparison of two policies", _require_all
    ),
    "edition-diff": Published(
        EditionDiff, "สิ่งที่ต่างกันระหว่างหลักเกณฑ์สองฉบับ", "what differs between two editions", _require_all
    ),
    "sensitivity": Published(
        PolicySensitivity, "ความมั่นคงของข้อเสนอเมื่อน้ำหนักเปลี่ยน", "how firm recommendations are", _require_all
    ),
}


def main(folder: Path) -> None:
    """Write every schema into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in schemas().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
