"""The YAML of one edition being loaded: its files as records, and every fault with its file and line."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, ParamSpec, TypeVar

from pydantic import BaseModel

from scoring.conditions import Unwritable
from scoring.documents import Document, document
from scoring.expansion import Groups, spelled_out
from scoring.expressions import ExpressionError
from scoring.problems import Faults, Problem
from scoring.validation import nearest, validated

Model = TypeVar("Model", bound=BaseModel)
Made = TypeVar("Made")
Given = ParamSpec("Given")
Place = tuple[str | int, ...]
NAME = re.compile(r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$")


class Written(NamedTuple):
    """Where something is written: a document and a place in it."""

    document: Document
    place: Place


class EditionFolder:
    """The documents of an edition by part (`criteria`, `rules`), and the problems met so far.

    `where` holds, under names such as `measure:residents`, where each thing is written.
    """

    def __init__(self, criteria: Path, rules: Path) -> None:
        self.problems: list[Problem] = []
        self.where: dict[str, Written] = {}
        self.parts = {"criteria": self._documents(criteria), "rules": self._documents(rules)}
        self.stop_on_problems()

    def _documents(self, folder: Path) -> dict[str, Document]:
        documents: dict[str, Document] = {}
        for path in sorted(folder.glob("*.yaml")):
            name = f"{folder.parent.name}/{folder.name}/{path.name}"
            try:
                documents[path.name] = document(name, path.read_bytes())
            except Faults as faults:
                self.problems.extend(faults.problems)
            except OSError as error:
                self.problems.append(
                    Problem(name, None, "", "file_unopened", {"reason": error.strerror or ""})
                )
        return documents

    @property
    def contents(self) -> dict[str, Any]:
        """All that the edition says, for its fingerprint."""
        return {
            part: {name: found.data for name, found in documents.items()}
            for part, documents in self.parts.items()
        }

    def file(self, part: str, name: str) -> Document | None:
        """The document of that name; a problem when it is not there."""
        found = self.parts[part].get(name)
        if found is None:
            self.problems.append(Problem(f"{part}/{name}", None, "", "edition_file_missing", {"name": name}))
        return found

    def record(self, part: str, name: str, model: type[Model], without: str = "") -> Model | None:
        """A whole file as one record; the entries below the key `without` are left for `entries`."""
        found = self.file(part, name)
        if found is None:
            return None
        data = {**found.data, without: {}} if without in found.data else found.data
        try:
            return validated(model, data, found)
        except Faults as faults:
            self.problems.extend(faults.problems)
            return None

    def entries(
        self, part: str, name: str, model: type[Model], groups: Groups, kind: str, under: str = ""
    ) -> dict[str, Model]:
        """Every entry of a file (below the key `under`), spelled out; `where` then has `kind:name`."""
        found = self.file(part, name)
        if found is None:
            return {}
        entries: Any = found.data.get(under) if under else found.data
        records: dict[str, Model] = {}
        for written, entry_name, entry in spelled_out(entries if isinstance(entries, dict) else {}, groups):
            here = Written(found, (under, written) if under else (written,))
            record = self._entry(here, entry_name, entry, model, f"{kind}:{entry_name}")
            if record is not None:
                records[entry_name] = record
        return records

    def _entry(self, here: Written, name: str, entry: Any, model: type[Model], where: str) -> Model | None:
        if not NAME.match(name) or where in self.where:
            code = "name_twice" if where in self.where else "name_malformed"
            self.add(here, name, code, name=name)
            return None
        self.where[where] = here
        try:
            return validated(model, entry, here.document, lambda inner: (*here.place, *inner))
        except Faults as faults:
            self.problems.extend(
                problem._replace(field=f"{name}.{problem.field}") for problem in faults.problems
            )
            return None

    def tried(
        self, where: str, make: Callable[Given, Made], *args: Given.args, **kw: Given.kwargs
    ) -> Made | None:
        """What `make` makes; None, and a problem at `where`, when it raises a fault of an edition."""
        try:
            return make(*args, **kw)
        except ExpressionError as error:
            self.at(where, "expression_wrong", reason=str(error))
        except Unwritable as error:
            self.at(where, error.code, **error.values)
        return None

    def at(self, where: str, code: str, **values: Any) -> None:
        """A problem at a name of `where`, or at `policy:` and a dotted place in the policy."""
        if "known" in values:
            values["nearest"] = nearest(str(values["name"]), values.pop("known"))
        kind, _, field = where.partition(":")
        if kind in {"policy", "edition"}:
            self.add(
                Written(self.parts["criteria"][f"{kind}.yaml"], tuple(field.split("."))),
                field,
                code,
                **values,
            )
        else:
            self.add(self.where[where], field, code, **values)

    def add(self, here: Written, field: str, code: str, **values: Any) -> None:
        """A problem at a written place."""
        line = here.document.line(here.place)
        self.problems.append(Problem(here.document.name, line, field, code, values))

    def stop_on_problems(self) -> None:
        """Raises Faults with all problems so far, in order, once each: a group's members often share one."""
        if self.problems:
            once = {(p.file, p.line, p.code, str(p.values)): p for p in self.problems}
            raise Faults(sorted(once.values(), key=lambda p: (p.file, p.line or 0, p.field, p.code)))
