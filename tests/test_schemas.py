"""The published JSON Schemas: up to date, named in every YAML, and of one mind with the loader."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from filing import EXAMPLES, example, filed
from form_fields import FIELDS
from jsonschema import Draft202012Validator
from sample_assessment import SAMPLES

from forms.editions import edition as load
from forms.editions import folders
from forms.schemas import PUBLISHED, TITLES, schemas
from forms.submissions import submission
from reports.asked import asked
from reports.json import render
from scoring.assess import assess
from scoring.comparison import Compared, comparison
from scoring.documents import document
from scoring.edition import Edition
from scoring.edition_diff import edition_diff
from scoring.factsheets import factsheet
from scoring.inference import Engine
from scoring.problems import Faults
from scoring.submission import Submission
from scoring.variants import assignment, varied

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs" / "schema"
CANTEEN = ROOT / "tests" / "editions" / "canteen"
FIRST_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)")
EDITIONS = (folders("depa-2562"), (CANTEEN / "criteria", CANTEEN / "rules"))
RESULTS = {"assessment", "comparison", "edition-diff", "sensitivity"}  # what the program writes
NAMED = (
    {"edition": "edition", "policy": "policy"},
    {
        "measures": "measures",
        "gates": "gates",
        "consistency": "consistency",
        "prerequisites": "prerequisites",
    },
)


@cache
def validator(name: str) -> Draft202012Validator:
    """The validator of a published schema."""
    return Draft202012Validator(json.loads((DOCS / f"{name}.schema.json").read_bytes()))


def written() -> Iterator[tuple[Path, str]]:
    """Every YAML that people write here, with the name of the schema it must name."""
    for criteria, rules in EDITIONS:
        for folder, named, otherwise in zip((criteria, rules), NAMED, ("criteria", "levels"), strict=True):
            yield from ((path, named.get(path.stem, otherwise)) for path in sorted(folder.glob("*.yaml")))
        for path in sorted((rules / "cases").glob("*.yaml")):
            data = document(path.name, path.read_bytes()).data
            yield path, "cases" if "cases" in data else "submission"
    yield from ((path, "submission") for path in sorted((ROOT / "examples").glob("*.yaml")))


WRITTEN = {path.relative_to(ROOT).as_posix(): (path, name) for path, name in written()}


def data_of(path: Path) -> Mapping[str, Any]:
    """What a file says, as an editor reads it."""
    return document(path.name, path.read_bytes()).data


def faults_of(name: str, data: object) -> list[str]:
    """What a schema finds wrong, as the path of each fault."""
    return [error.json_path for error in validator(name).iter_errors(data)]


def test_the_published_schemas_are_those_that_the_program_writes() -> None:
    published = {path.name: path.read_bytes() for path in DOCS.iterdir()}
    assert published == schemas(), "run `make schemas`"


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_schema_is_a_sound_one_of_the_dialect_it_names(name: str) -> None:
    schema = json.loads(schemas()[f"{name}.schema.json"])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert " · " in schema["title"]
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_schema_is_indented_by_two_and_ends_in_one_newline(name: str) -> None:
    raw = schemas()[f"{name}.schema.json"].decode()
    assert raw == json.dumps(json.loads(raw), ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("file", WRITTEN)
def test_every_yaml_names_its_schema_first_and_fits_it(file: str) -> None:
    path, name = WRITTEN[file]
    with path.open(encoding="utf-8") as lines:
        first = FIRST_LINE.fullmatch(next(lines).rstrip("\n"))
    assert first is not None, "the first line names no schema"
    assert (path.parent / first[1]).resolve() == DOCS / f"{name}.schema.json"
    assert faults_of(name, data_of(path)) == []


def test_the_assessments_of_the_examples_fit_theirs(
    edition: Edition, engine: Engine, examples: Mapping[str, Submission]
) -> None:
    for name, city in examples.items():
        result = render(assess(city, edition, engine=engine))
        assert faults_of("assessment", json.loads(result)) == [], name


@pytest.mark.parametrize("name", SAMPLES)
def test_an_assessment_with_everything_in_it_fits(name: str) -> None:
    assert faults_of("assessment", json.loads(render(SAMPLES[name]()))) == []


def test_an_assessment_that_lacks_a_part_does_not_fit() -> None:
    whole = json.loads(render(next(iter(SAMPLES.values()))()))
    for part in whole:
        assert faults_of("assessment", {key: value for key, value in whole.items() if key != part}) == ["$"]


def lacking_a_part(name: str, whole: Mapping[str, Any]) -> list[list[str]]:
    """What its schema says of a result without each of its parts in turn."""
    return [faults_of(name, {key: value for key, value in whole.items() if key != part}) for part in whole]


def test_a_comparison_and_the_differences_of_two_editions_fit_theirs(edition: Edition) -> None:
    variant = varied(edition, [assignment(text) for text in ("weights.cdp=30", "service_done=90")])
    told = edition_diff(edition, variant, asked)
    sheets = [factsheet(filed(example(name)), edition) for name in EXAMPLES]
    compared = Compared(lambda _: sheets, EXAMPLES)
    found = comparison(edition, variant, told.differences, compared)
    for name, result in (("comparison", found), ("edition-diff", told)):
        whole = json.loads(result.model_dump_json(by_alias=True))
        assert faults_of(name, whole) == []
        assert lacking_a_part(name, whole) == [["$"]] * len(whole)


SMALLEST: dict[str, Any] = {"schema": "submission/1", "city": {"id": "small-town"}}
SLIPS: Mapping[str, Mapping[str, Any]] = {
    "an unknown field": {"part1": {"progres": {"percent": 60}}},
    "a choice that is none": {"part1": {"progress": {"status": "fine"}}},
    "more than a hundred per cent": {"part1": {"progress": {"percent": 120}}},
    "a negative count": {"part2": {"population": {"residents": -1}}},
    "a number in words": {"part2": {"population": {"residents": "สามหมื่น"}}},
    "money in dollars": {"part1": {"budget": {"total": {"planned": "1,000 USD"}}}},
    "a month that is none": {"filing": {"start": "ปีหน้า"}},
    "a text for a list": {"part1": {"results": "ดำเนินการแล้ว"}},
    "a list for a text": {"part2": {"vision": ["เมืองน่าอยู่"]}},
    "an id with spaces": {"part1": {"results": [{"id": "flood watch"}]}},
    "a flag that says maybe": {"part1": {"wishes_to_continue": "อาจจะ"}},
    "another kind of file": {"schema": "submission/2"},
    "a city without an id": {"city": {"name": {"th": "เมือง"}}},
    "a field of another record": {"portfolio": [{"percent": 10}]},
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_that_the_loader_refuses_is_seen_by_the_schema(slip: str, edition: Edition) -> None:
    data = {**SMALLEST, **SLIPS[slip]}
    with pytest.raises(Faults):
        submission("city.json", json.dumps(data, ensure_ascii=False).encode(), edition)
    assert faults_of("submission", data) != []


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_blanks_are_accepted_by_both(blank: str | None, edition: Edition) -> None:
    data = SMALLEST | {
        "draft": blank,
        "filing": {"number": blank, "start": blank, "filed_on": blank},
        "part1": {"wishes_to_continue": blank, "budget": {"total": {"planned": blank}}},
        "part2": {"vision": blank, "population": {"year": blank}},
    }
    data |= {"part2": None, "portfolio": None, "answers": None} if blank is None else {}
    submission("city.json", json.dumps(data).encode(), edition)
    assert faults_of("submission", data) == []


@pytest.mark.parametrize("said", ["ร้อยละ ๖๒.๕", "62.5 %", 62.5, 100])
def test_what_an_officer_writes_is_accepted_by_both(said: object, edition: Edition) -> None:
    data = SMALLEST | {
        "filing": {"start": "ตุลาคม 2565", "filed_on": "1 ต.ค. 2567"},
        "part1": {"progress": {"percent": said}, "budget": {"total": {"planned": "1.25 ล้านบาท"}}},
        "part2": {"population": {"residents": "31,500", "year": 2567}, "boundary": {"city": 7}},
    }
    submission("city.json", json.dumps(data, ensure_ascii=False).encode(), edition)
    assert faults_of("submission", data) == []


EDITION_SLIPS = (
    "an unknown key in edition.yaml",
    "an unknown key of a criterion",
    "an unknown key of a number",
    "an unknown key of a measure",
    "an unknown key of a condition",
    "a kind of reduction that does not exist",
    "a policy name without policy.",
    "a title without English",
    "a title whose Thai is empty",
    "a label without Thai",
    "a reason in English alone",
    "no as a weight",
    "010 as a weight",
    "12:30 as a weight",
    "010 as a threshold",
    "no for an option",
    "yes for a flag",
)


@pytest.mark.parametrize("slip", EDITION_SLIPS)
def test_a_slip_in_an_edition_that_one_file_shows_is_seen_by_its_schema(slip: str) -> None:
    table: Any = data_of(ROOT / "tests" / "data" / "edition_faults.yaml")
    part, _, file = table[slip]["in"].partition("/")
    path = dict(zip(("criteria", "rules"), folders("depa-2562"), strict=True))[part] / file
    edited = path.read_text(encoding="utf-8").replace(table[slip]["over"], table[slip]["write"], 1)
    name = WRITTEN[path.relative_to(ROOT).as_posix()][1]
    assert faults_of(name, document(path.name, edited.encode()).data) != []


def test_what_for_each_spells_out_is_accepted_by_both(tmp_path: Path) -> None:
    for part in ("criteria", "rules"):
        (tmp_path / part).mkdir()
        for path in (CANTEEN / part).glob("*.yaml"):
            text = path.read_text(encoding="utf-8").replace('point: "3.1"}', 'point: "3.1", stage: result}')
            text = text.replace('point: "3.2"}', 'point: "3.2", stage: result}')
            text = text.replace('point: "3.3"}', 'point: "3.3", stage: habit}')
            text = text.replace('"<food.point>"', '"<food.point>"\n    optional: false')
            if path.stem == "menu":
                text = text.replace("stage: result", "stage: <food.stage>")
            (tmp_path / part / path.name).write_text(text, encoding="utf-8")
    changed = load(str(tmp_path))
    assert changed.criterion["menu.fruit"].words.stage == "habit"
    assert faults_of("criteria", data_of(tmp_path / "criteria" / "menu.yaml")) == []


def test_every_field_of_a_submission_is_titled_in_both_languages() -> None:
    assert [
        name for name, said in FIELDS.items() if not (said["x-title"]["th"] and said["x-title"]["en"])
    ] == []


def test_what_the_form_lacks_is_marked_as_an_addition_and_says_what_it_feeds(edition: Edition) -> None:
    known = {*edition.criterion, *edition.section, "report", "signature", "all", "edition"}
    for name, said in FIELDS.items():
        fed = {feed.strip() for feed in said.get("x-feeds", "").split(",")} - {""}
        if name not in {"City.id", "Submission.city"}:
            assert said.get("x-extension", False) == bool(fed), name
        assert fed <= known, name
        assert not ("x-form" in said and "x-extension" in said), name


# What the form has no field for, from the list of its gaps (form-and-criteria, 6), and some of what it has.
ADDED = """
    Submission.approval Approval.subcommittee Boundary.geometry Zone.activities Recreation.spaces Zone.plans
    Zone.swot Structure.status Structure.coverage Structure.serves Valuation.value Valuation.agency
    Dataset.subject Dataset.open Cdp.exchanges Cdp.documents Source.phase Investment.trainings
    Investment.publications Body.level Member.duty Member.sector Submission.answers
"""
ASKED = """
    Part1.city_name Part1.wishes_to_continue Plan.years Spending.planned Progress.percent Result.done
    Impact.social Part2.vision Boundary.area_km2 Population.residents Characteristics.domains
    Dataset.name Dataset.source Signature.name PortfolioSheet.developer Shares.state
"""


@pytest.mark.parametrize(("names", "added"), [(ADDED, True), (ASKED, False)])
def test_additions_are_told_from_the_form_s_own_fields(names: str, added: bool) -> None:
    schema = validator("submission").schema
    assert isinstance(schema, dict)
    records = schema["$defs"] | {"Submission": schema}
    for name in names.split():
        record, _, field = name.partition(".")
        assert records[record]["properties"][field].get("x-extension", False) is added, name


def test_every_key_of_an_edition_is_titled_in_both_languages_and_no_title_is_left_over() -> None:
    titles = data_of(TITLES)
    used: dict[str, set[str]] = {}
    for name in PUBLISHED.keys() - {"submission", "review", *RESULTS}:
        schema = validator(name).schema
        assert isinstance(schema, dict)
        for record, one in [*schema.get("$defs", {}).items(), (PUBLISHED[name].of.__name__, schema)]:
            used.setdefault(record, set()).update(one.get("properties", ()))
    assert {record: set(words) for record, words in titles.items()} == {
        record: names for record, names in used.items() if names
    }


def test_making_the_schemas_again_changes_nothing(tmp_path: Path) -> None:
    from forms.schemas import main

    main(tmp_path / "schema")
    assert {path.name: path.read_bytes() for path in (tmp_path / "schema").iterdir()} == schemas()
