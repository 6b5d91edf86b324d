"""Loading an edition: every slip is told with its file, its line and what to write instead."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from functools import cache
from itertools import takewhile
from operator import eq
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forms.editions import edition as load
from forms.editions import export, folders
from reports.words import sentence
from scoring.documents import document
from scoring.edition import Edition
from scoring.problems import Faults, Problem
from scoring.rulebook import MOST_RULES

SLIPS = Path(__file__).parent / "data" / "edition_faults.yaml"
PLACE = re.compile(r"^(?P<file>[^ «]*)«(?P<line>[^»#]*)»")
FIRST = re.compile(r"«#([^»]*)»")

Copy = Callable[..., Path]


@cache
def slips() -> dict[str, Mapping[str, object]]:
    """The slips of the table by what they are."""
    return dict(document(SLIPS.name, SLIPS.read_bytes()).data)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def texts() -> Mapping[str, str]:
    """The files of the shipped edition as `renewal edition export` writes them."""
    named = zip(("criteria", "rules"), folders("depa-2562"), strict=True)
    return {
        f"{part}/{path.name}": path.read_text(encoding="utf-8")
        for part, folder in named
        for path in folder.glob("*.yaml")
    }


@pytest.fixture
def copy(tmp_path: Path, texts: Mapping[str, str]) -> Copy:
    """A copy of the edition with a text replaced once in each of some files."""

    def made(*edits: tuple[str, str, str]) -> Path:
        changed = dict(texts)
        for file, over, write in edits:
            assert over in changed[file], f"{file} has no {over!r}"
            changed[file] = changed[file].replace(over, write, 1)
        for file, text in changed.items():
            (tmp_path / "mine" / file).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "mine" / file).write_text(text, encoding="utf-8")
        return tmp_path / "mine"

    return made


def wrong(folder: Path) -> tuple[Problem, ...]:
    """What loading the edition in a folder finds wrong with it."""
    with pytest.raises(Faults) as faults:
        load(str(folder))
    return faults.value.problems


def told(folder: Path, lang: str) -> list[str]:
    """... in words."""
    return [sentence(problem, lang) for problem in wrong(folder)]


@pytest.mark.parametrize("slip", slips())
def test_a_slip_is_told_with_its_file_and_line_and_what_to_write(
    slip: str, copy: Copy, texts: Mapping[str, str]
) -> None:
    one = slips()[slip]
    file, over, write = str(one["in"]), str(one["over"]), str(one["write"])
    folder = copy((file, over, write))
    unchanged = sum(1 for _ in takewhile(lambda pair: eq(*pair), zip(over, write, strict=False)))
    line = (texts[file].partition(over)[0] + over[:unchanged]).count("\n") + 1
    problems = wrong(folder)
    for lang in ("th", "en"):
        expected = one[lang]
        assert isinstance(expected, list)
        found = [sentence(problem, lang) for problem in problems]
        assert found == [placed(str(said), folder, file, line) for said in expected]


def placed(said: str, folder: Path, file: str, line: int) -> str:
    """A sentence of the table with the lines it speaks of; the slip stands in `line` of `file`."""
    found = PLACE.match(said)
    if found is None:
        return f"mine/{said}"
    where = found["file"] or file
    text = (folder / where).read_text(encoding="utf-8")
    if found["line"]:
        line = next(lines_that_begin(found["line"], text))
    rest = FIRST.sub(lambda first: str(next(lines_that_begin(first[1], text))), said[found.end() :])
    return f"mine/{where}:{line}:{rest}"


def lines_that_begin(start: str, text: str) -> Iterator[int]:
    """The numbers of the lines that begin so."""
    return (number for number, line in enumerate(text.splitlines(), 1) if line.strip().startswith(start))


def test_every_slip_of_every_file_is_told_at_once(copy: Copy) -> None:
    folder = copy(
        ("criteria/edition.yaml", "id: depa-2562\n", "id: depa-2562\ncolour: red\n"),
        ("criteria/policy.yaml", "zone: {value: 20,", "zone: {value: 010,"),
        ("rules/measures.yaml", "units:\n", "units:\n  marks: {kind: counts, th: คะแนน, en: marks}\n"),
    )
    assert [line.split(": ")[1] for line in told(folder, "en")] == [
        "colour",
        "weights.sections.zone.value",
        "units.marks.kind",
    ]


def test_slips_in_words_levels_gates_and_checks_are_told_at_once(copy: Copy) -> None:
    folder = copy(
        ("criteria/zone.yaml", "    stage: planning\n", ""),
        ("criteria/cdp.yaml", "section: cdp\n", "section: cd\n"),
        ("rules/zone.yaml", "zone.play:\n", "zone.play:\n  for_each: domains\n"),
        ("rules/gates.yaml", "  score: total\n", "  score: totals\n"),
        ("rules/consistency.yaml", "  at: part1.budget.years\n", ""),
        ("criteria/policy.yaml", "  zone: {value: 40,", "  zone: {value: no,"),
    )
    assert {line.split(":")[0] for line in told(folder, "en")} == {
        "mine/criteria/zone.yaml",
        "mine/criteria/cdp.yaml",
        "mine/rules/zone.yaml",
        "mine/rules/gates.yaml",
        "mine/rules/consistency.yaml",
        "mine/criteria/policy.yaml",
    }


def test_slips_in_measures_and_in_the_conditions_on_others_are_told_at_once(copy: Copy) -> None:
    folder = copy(
        ("rules/measures.yaml", "select: part2.population.residents,", "select: part2.population.resident,"),
        (
            "rules/zone.yaml",
            "{measure: residents_sourced, is: true}",
            "{measure: residents_source, is: true}",
        ),
        ("rules/gates.yaml", "min: policy.pass_mark", "min: policy.pass_marks"),
        ("criteria/zone.yaml", "fields: [part2.zone.recreation]", "fields: [part2.zone.play]"),
        ("criteria/policy.yaml", "zone: {value: 20,", "zone: {value: -1,"),
    )
    assert [line.split(": ")[1] for line in told(folder, "en")] == [
        "weights.sections.zone.value",
        "criteria.zone.play.fields[0]",
        "total.min",
        "measures.residents.select",
        "zone.live.met.all[1].measure",
    ]


def test_a_condition_on_a_measure_that_is_wrong_itself_is_not_blamed(copy: Copy) -> None:
    folder = copy(("rules/measures.yaml", "select: part2.vision, reduce", "select: part2.visions, reduce"))
    assert [line.split(": ")[1] for line in told(folder, "en")] == ["measures.vision_stated.select"]


def test_files_that_cannot_be_read_are_all_named_and_do_not_hide_the_rest(copy: Copy) -> None:
    folder = copy(("criteria/policy.yaml", "zone: {value: 20,", "zone: {value: no,"))
    (folder / "rules" / "gates.yaml").unlink()
    (folder / "rules" / "zone.yaml").write_bytes("zone.live: {met: ครบ}\n".encode("cp874"))
    (folder / "criteria" / "cdp.yaml").write_text("section: [cdp\n", encoding="utf-8")
    assert [line.split(": ")[0] for line in told(folder, "en")] == [
        "mine/criteria/cdp.yaml:1",
        "mine/criteria/policy.yaml:6",
        "mine/rules/gates.yaml",
        "mine/rules/zone.yaml:1",
    ]


def test_a_list_where_the_measures_should_be_is_told(copy: Copy) -> None:
    folder = copy(("rules/measures.yaml", "\nmeasures:\n", "\nmeasures: []\nothers:\n"))
    assert any("measures: this must be a group of fields" in line for line in told(folder, "en"))


def test_all_weights_at_nought_are_told(copy: Copy, texts: Mapping[str, str]) -> None:
    weights = texts["criteria/policy.yaml"].split("  stages:")[0]
    nought = re.sub(r"value: \d+", "value: 0", weights)
    assert told(copy(("criteria/policy.yaml", weights, nought)), "en") == [
        "mine/criteria/policy.yaml:5: weights.sections: all weights are zero; one at least must be above zero"
    ]


def test_a_section_without_a_criterion_is_told(copy: Copy, texts: Mapping[str, str]) -> None:
    file, rules, before = "criteria/management.yaml", "rules/management.yaml", "rules/prerequisites.yaml"
    words = texts[file][texts[file].index("criteria:\n") :]
    (need,) = re.findall(r"  management\.duties:\n(?:    .*\n)+", texts[before])
    folder = copy((file, words, "criteria: {}\n"), (rules, texts[rules], "{}\n"), (before, need, ""))
    assert "weights.sections.management: the section management has no criterion" in told(folder, "en")[0]


def test_more_rules_than_the_engine_has_room_for_are_told_at_the_condition_that_makes_them(
    copy: Copy,
) -> None:
    members = "".join(f"    m{number}: {{th: ที่ {number}, en: number {number}}}\n" for number in range(130))
    measure = (
        "  <place>_named:\n    for_each: place\n    unit: flag\n    reduce: any\n"
        "    label: {th: <place.th>, en: <place.en>}\n"
        "    select: part2.zone.swot.strengths[?@ == '<place>']\n"
    )
    gate = "  holds: {at_least: 65, for_each: place, of: {measure: <place>_named, is: true}}\n"
    folder = copy(
        ("criteria/edition.yaml", "groups:\n", f"groups:\n  place:\n{members}"),
        ("rules/measures.yaml", "measures:\n", f"measures:\n{measure}"),
        ("rules/gates.yaml", "  holds: {at_least: policy.min_domains, for_each: domain, of:", f"{gate}#"),
    )
    (said,) = [line for line in told(folder, "en") if "rules" in line and "room" in line]
    line = (folder / "rules/gates.yaml").read_text(encoding="utf-8").splitlines().index(gate.rstrip()) + 1
    assert said.startswith(f"mine/rules/gates.yaml:{line}: two_domains.holds: this edition comes to ")
    assert f"more than the {MOST_RULES} that the engine has room for" in said
    assert "ลดจำนวนเงื่อนไขใน at_least" in next(line for line in told(folder, "th") if "เครื่องอนุมาน" in line)


def test_a_copy_says_what_the_shipped_edition_says(tmp_path: Path, edition: Edition) -> None:
    export("depa-2562", tmp_path / "mine")
    again = load(str(tmp_path / "mine"))
    assert again.fingerprint == edition.fingerprint
    assert again.policy_fingerprint == edition.policy_fingerprint
    assert again.rulebook == edition.rulebook


def test_an_export_never_writes_over_anything(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(Faults) as faults:
        export("depa-2562", tmp_path / "mine")
    assert [problem.code for problem in faults.value.problems] == ["folder_in_use"]


def test_a_name_that_is_no_edition_is_told_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(Faults) as faults:
        load(str(tmp_path))
    assert "use depa-2562, or a folder" in sentence(faults.value.problems[0], "en")


def test_the_folder_one_stands_in_can_be_the_edition(copy: Copy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(copy(("criteria/policy.yaml", "zone: {value: 20,", "zone: {value: no,")))
    with pytest.raises(Faults) as faults:
        load(".")
    assert faults.value.problems[0].file == "criteria/policy.yaml"


CANTEEN = Path(__file__).parent / "editions" / "canteen"
STRANGE: list[Any] = [
    *(None, True, 0, -1, 1.5, 10**18, "", "x", "010", "no", "{", "{x}", "x" * 200, [], {}, ["x"], [None]),
    *(
        "<food>",
        "<food.x>",
        "<policy.x>",
        "policy.pass_mark",
        "kitchen.cold",
        "schema",
        "poor",
        "answers.cooks",
    ),
    *("answers.cooks[?", "length(answers.cooks)", "highest", "rank", {"a": 1}, {"for_each": "food"}),
    {"at_least": 1, "for_each": "food", "of": {"measure": "<food>_days", "min": 1}},
]


@cache
def canteen() -> dict[tuple[str, str], dict[str, Any]]:
    """The files of a small edition as plain data."""
    paths = [path for part in ("criteria", "rules") for path in sorted((CANTEEN / part).glob("*.yaml"))]
    return {(path.parent.name, path.name): document(path.name, path.read_bytes()).data for path in paths}


def places(node: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place in plain data but the outermost."""
    inside = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, inner in inside:
        yield (*place, step)
        yield from places(inner, (*place, step))


def faults_of(folder: Path) -> tuple[Problem, ...]:
    """What loading finds wrong; nothing where it finds nothing."""
    try:
        load(str(folder))
    except Faults as faults:
        return faults.problems
    return ()


@settings(max_examples=100)
@given(data=st.data(), strange=st.sampled_from(STRANGE), takes_away=st.booleans())
def test_whatever_is_written_it_is_loaded_or_told_and_never_a_traceback(
    data: st.DataObject, strange: Any, takes_away: bool
) -> None:
    files = deepcopy(canteen())
    file = data.draw(st.sampled_from(sorted(files)))
    *outer, last = data.draw(st.sampled_from(list(places(files[file]))))
    node: Any = files[file]
    for step in outer:
        node = node[step]
    if takes_away:
        del node[last]
    else:
        node[last] = deepcopy(strange)
    with TemporaryDirectory() as folder:
        for (part, name), content in files.items():
            (Path(folder) / part).mkdir(exist_ok=True)
            text = json.dumps(content, ensure_ascii=False, default=float)
            (Path(folder) / part / name).write_text(text, encoding="utf-8")
        problems = faults_of(Path(folder))
    assert all(sentence(problem, lang) for problem in problems for lang in ("th", "en"))
