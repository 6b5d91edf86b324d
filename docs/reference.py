"""The reference of every command and measure: `python docs/reference.py` writes it from the code.

The English is the program's own; the Thai of commands is in `reference.yaml`, of measures in the edition.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from cli import main
from forms.editions import shipped
from scoring.conditions import comparisons
from scoring.documents import document
from scoring.edition import Edition, Measure

HERE = Path(__file__).parent
FOLDER, WORDS = HERE / "reference", HERE / "reference.yaml"
MADE = "<!-- ทำจากโปรแกรมด้วย python docs/reference.py · made from the program; do not edit -->"


def pages() -> dict[str, str]:
    """Every page by the name of its file."""
    return {"commands.md": _page(_commands()), "measures.md": _page(_measures(shipped()))}


def _page(lines: Iterator[str]) -> str:
    return "\n".join([MADE, "", *lines]) + "\n"


def words() -> dict[str, Any]:
    """The Thai of commands and of options."""
    return document(WORDS.name, WORDS.read_bytes()).data


def every_command(group: click.Group, before: str = "") -> Iterator[tuple[str, click.Command]]:
    """Each command by its whole name, groups left out."""
    for name, one in sorted(group.commands.items()):
        if isinstance(one, click.Group):
            yield from every_command(one, f"{before}{name} ")
        else:
            yield f"{before}{name}", one


def _commands() -> Iterator[str]:
    said = words()
    yield "# คำสั่งทั้งหมด · Every command"
    for name, one in every_command(main):
        yield from _command(name, one, said)


def _command(name: str, one: click.Command, said: dict[str, Any]) -> Iterator[str]:
    given = [each for each in one.params if isinstance(each, click.Argument)]
    arguments = "".join(f" {each.make_metavar(click.Context(one))}" for each in given)
    yield from ("", f"## `renewal {name}{arguments}`", "")
    yield said["commands"][name]
    yield from ("", " ".join((one.help or "").split()), "")
    yield "| ตัวเลือก · option | ไทย | English |"
    yield "| --- | --- | --- |"
    for option in sorted(_options(one), key=lambda each: each.opts[-1]):
        yield f"| `{_written(option)}` | {said['options'][option.opts[-1]]} | {_help(option)} |"


def _options(one: click.Command) -> list[click.Option]:
    return [each for each in one.params if isinstance(each, click.Option)]


def _written(option: click.Option) -> str:
    """The option with what it takes, as a cell of a table may hold it."""
    taken = option.metavar or option.type.name.upper()
    if isinstance(option.type, click.Choice):
        taken = "|".join(map(str, option.type.choices))
    shown = option.opts[-1] if option.is_flag else f"{option.opts[-1]} {taken}"
    return shown.replace("|", "\\|")


def _help(option: click.Option) -> str:
    default = option.default
    shown = f" (default: {default})" if option.show_default and default not in (None, False, ()) else ""
    return " ".join((option.help or "").split()) + shown


def _measures(edition: Edition) -> Iterator[str]:
    readers = _readers(edition)
    yield f"# ตัววัดทั้งหมดของ `{edition.id}` · Every measure"
    yield ""
    yield "ค่าที่นับได้จากแบบรายงาน และข้อเกณฑ์หรือเงื่อนไขที่ใช้ค่านั้น · What is counted in the form, and who reads it."
    yield from ("", "| ตัววัด · measure | ไทย | English | ใช้ใน · read by |", "| --- | --- | --- | --- |")
    for name, measure in sorted(edition.measures.items()):
        yield _measure(name, measure, readers.get(name, []))


def _measure(name: str, measure: Measure, readers: list[str]) -> str:
    unit = [f" ({said})" if said else "" for said in (measure.unit_words.th, measure.unit_words.en)]
    read = " ".join(f"`{one}`" for one in readers) or "–"
    return f"| `{name}` | {measure.label.th}{unit[0]} | {measure.label.en}{unit[1]} | {read} |"


def _readers(edition: Edition) -> dict[str, list[str]]:
    """The criteria and gates whose rules compare a measure."""
    found: dict[str, list[str]] = {}
    for one in edition.criteria:
        for condition in (*one.levels.values(), one.judged_when, one.not_pursued):
            for part in comparisons(condition) if condition is not None else ():
                found.setdefault(part.measure, []).append(one.id)
    for gate in edition.gates:
        for part in comparisons(gate.holds) if gate.holds is not None else ():
            found.setdefault(part.measure, []).append(gate.id)
    return {name: list(dict.fromkeys(readers)) for name, readers in found.items()}


def write(folder: Path) -> None:
    """Every page into the folder."""
    folder.mkdir(exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
