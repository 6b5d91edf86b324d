"""Who may import whom, who may touch the world, and that policy is in YAML: read off the source itself."""

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from scoring.edition import Edition
from scoring.edition_files import PolicyFile
from scoring.records import record_of
from scoring.submission import Submission

ROOT = Path(__file__).parent.parent
PACKAGES = ("scoring", "forms", "reports", "workbench", "commands")
MODULES = (
    "cli.py",
    *(f"{package}/{path.name}" for package in PACKAGES for path in (ROOT / package).glob("*.py")),
)

# What each package may import of the others: imports point one way.
MAY_IMPORT = {
    "scoring": set[str](),
    "forms": {"scoring"},
    "reports": {"scoring"},
    "workbench": {"scoring", "forms", "reports"},
    "commands": {"scoring", "forms", "reports", "workbench"},
    "cli": set(PACKAGES),
}
# The one module, or the one package, that knows a foreign library.
KNOWS: dict[str, str | tuple[str, ...]] = {
    "yaml": "scoring/documents.py",
    "durable_rules_engine": "scoring/inference.py",
    "durable": "scoring/inference.py",
    "jmespath": "scoring/expressions.py",
    "highspy": "scoring/optimum.py",
    "wcwidth": "reports/terminal.py",
    "click": ("cli.py", "commands/"),
    "flask": "workbench/",
    "werkzeug": "workbench/",
    "waitress": "workbench/server.py",
    "jinja2": ("reports/", "workbench/look.py"),
    "platformdirs": "forms/kept.py",
    "distributed": "forms/cluster.py",
    "dask": "forms/cluster.py",
    "markupsafe": "reports/",
    "shapely": ("forms/boundar", "forms/thailand.py"),
    "pyproj": "forms/boundary_systems.py",
    "shapefile": "forms/boundary_shapefile.py",
    "docx": ("forms/word_form.py", "forms/word_notes.py"),
    "lxml": ("forms/word_xml.py", "forms/excel_notes.py", "forms/excel_parts.py", "forms/boundary_kml.py"),
    "typst": "reports/typesetting.py",
    "docxtpl": "reports/word.py",
    "openpyxl": ("forms/excel_", "reports/excel_", "reports/portfolio_"),
    "zipfile": (
        "forms/archive_parts.py",
        "forms/boundary_zip.py",
        "scoring/undated.py",
        "forms/excel_notes.py",
    ),
}
WORLD = {"os", "random", "secrets", "shutil", "socket", "subprocess", "tempfile", "time", "uuid", "urllib"}
CLOCKS = {"now", "today", "utcnow"}
READS = {"read_bytes", "read_text", "open", "glob", "rglob", "iterdir", "exists", "is_dir", "is_file", "stat"}
WRITES = {"write_bytes", "write_text", "mkdir", "rename", "unlink", "touch", "chmod", "rmdir"}
JUDGING = ("findings", "judgements", "drafts", "gates", "settling", "gaps", "recommendation", "assess")
SMALL = {0, 1, 2, 4, 10, 100}  # nothing, one, places of decimals, tenths and per cent


@cache
def tree(module: str) -> ast.Module:
    return ast.parse((ROOT / module).read_text(encoding="utf-8"))


def imported(module: str) -> Iterator[str]:
    """Everything a module imports, in full: `scoring.models` and `scoring.models.Gap`."""
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports by a relative name"
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def called(module: str) -> set[str]:
    """The last name of everything that is called: `today` of `datetime.date.today()`."""
    functions = [node.func for node in ast.walk(tree(module)) if isinstance(node, ast.Call)]
    return {one.attr for one in functions if isinstance(one, ast.Attribute)} | {
        one.id for one in functions if isinstance(one, ast.Name)
    }


def inside(package: str) -> list[str]:
    return [module for module in MODULES if module.startswith(f"{package}/")]


def libraries(module: str) -> set[str]:
    """The packages it imports, ours and foreign."""
    return {name.partition(".")[0] for name in imported(module)}


def offending(modules: Iterable[str], fault: Callable[[str], Iterable[Any]]) -> dict[str, list[Any]]:
    """What is at fault in each module that is at fault."""
    found = {module: sorted(fault(module)) for module in modules}
    return {module: faults for module, faults in found.items() if faults}


def test_imports_point_one_way() -> None:
    def wrong(module: str) -> set[str]:
        package = module.partition("/")[0].removesuffix(".py")
        return libraries(module) & {*PACKAGES, "cli"} - {package} - MAY_IMPORT[package]

    assert offending(MODULES, wrong) == {}


@pytest.mark.parametrize("library", KNOWS)
def test_a_foreign_library_is_known_in_one_place(library: str) -> None:
    knowing = [module for module in MODULES if library in libraries(module)]
    assert [module for module in knowing if not module.startswith(KNOWS[library])] == []


def test_one_module_chooses_the_engine() -> None:
    assert [module for module in MODULES if "DurableRules" in called(module)] == ["scoring/engines.py"]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_import_goes_in_a_circle(package: str) -> None:
    modules = {module.removesuffix(".py").replace("/", ".") for module in inside(package)}
    graph = {name: modules & set(imported(f"{name.replace('.', '/')}.py")) - {name} for name in modules}
    assert list(TopologicalSorter(graph).static_order())  # a circle raises CycleError


def test_the_engine_and_the_reports_see_no_clock_no_chance_and_no_system() -> None:
    pure = [*inside("scoring"), *inside("reports")]
    assert offending(pure, lambda module: libraries(module) & WORLD) == {}
    assert offending(pure, lambda module: called(module) & (CLOCKS | WRITES)) == {}


def test_the_engine_reads_no_file_but_those_of_an_edition() -> None:
    others = [module for module in inside("scoring") if module != "scoring/edition_folder.py"]
    assert offending(others, lambda module: called(module) & READS) == {}


# Policy is in YAML and not in Python


def constants(module: str) -> Iterator[Any]:
    """The plain values in a module, without docstrings and the `feeds` notes of the form's added fields."""
    left_out: set[int] = set()
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "added":
            left_out |= {id(argument) for argument in node.args[2:]}
        if isinstance(node, ast.Expr):
            left_out.add(id(node.value))
    for node in ast.walk(tree(module)):
        if isinstance(node, ast.Constant) and id(node) not in left_out:
            yield node.value


def texts(module: str) -> set[str]:
    return {value for value in constants(module) if isinstance(value, str)}


def of_the_form(model: type[BaseModel]) -> Iterator[str]:
    """The form's own words: its fields, their titles, and the codes that a choice may take."""
    for name, field in model.model_fields.items():
        extra: Any = field.json_schema_extra or {}
        yield from (name, *extra.get("x-choices", {}), *extra.get("x-title", {}).values())
        inner = record_of(field.annotation)
        if inner is not None:
            yield from of_the_form(inner)


def test_no_module_names_a_criterion(edition: Edition) -> None:
    def named(module: str) -> Iterator[str]:
        return (text for text in texts(module) for name in edition.criterion if name in text)

    assert offending(MODULES, named) == {}


def test_no_module_names_a_gate_a_check_a_measure_or_a_number_of_the_policy(edition: Edition) -> None:
    names = {one.id for one in edition.gates} | {one.id for one in edition.checks} | set(edition.measures)
    names -= {*of_the_form(Submission), *PolicyFile.model_fields}  # the form has a progress, a total, ...
    assert offending(MODULES, lambda module: texts(module) & names) == {}
    parameters = set(edition.policy.parameters)
    assert offending([*inside("scoring"), *inside("forms")], lambda module: texts(module) & parameters) == {}


def test_no_module_has_a_sentence_of_the_criteria(edition: Edition) -> None:
    words = [one.words for one in edition.criteria]
    said = {
        text for one in words for text in (one.title, one.wording, one.evidence, one.remedy, one.question)
    }
    said |= {text for gate in edition.gates for text in (gate.words.title, gate.words.remedy)}
    said |= {text for check in edition.checks for text in (check.message, check.remedy)}
    sentences = {text.of(lang) for text in said if text is not None for lang in ("th", "en")}
    sentences -= set(of_the_form(Submission))
    assert offending(MODULES, lambda module: texts(module) & sentences) == {}


def test_no_number_of_the_policy_stands_in_what_judges() -> None:
    def large(module: str) -> set[Any]:
        return {value for value in constants(module) if isinstance(value, (int, float))} - SMALL

    assert offending([f"scoring/{name}.py" for name in JUDGING], large) == {}
