"""The YAML of one edition being loaded: its files as records, and every fault with its file and line."""

import re
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from pydantic import BaseModel

from scoring.documents import Document, document, dotted
from scoring.edition_faults import EditionFaults
from scoring.expansion import Groups, misnamed, spelled_out
from scoring.problems import Faults, Problem
from scoring.validation import nearest, validated

Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]
NAME = re.compile(r"(?=.{1,80}$)[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
NAMED_BY_FILE = {"edition": "criteria", "policy": "criteria", "prerequisites": "rules"}


class Written(NamedTuple):
    """Where something is written: a document and a place in it."""

    document: Document
    place: Place


class EditionFolder(EditionFaults):
    """The documents of an edition by part (`criteria`, `rules`), and the problems met so far.

    A document that cannot be read is None. `where` holds, under names such as `measure:residents`,
    where each thing is written.
    """

    def __init__(self, criteria: Path, rules: Path) -> None:
        super().__init__()
        self.where: dict[str, Written] = {}
        self._folders = {"criteria": criteria, "rules": rules}
        self.parts = {part: self._documents(part) for part in self._folders}

    def _documents(self, part: str) -> dict[str, Document | None]:
        paths = sorted(self._folders[part].glob("*.yaml"))
        return {path.name: self._document(self.name(part, path.name), path) for path in paths}

    def _document(self, name: str, path: Path) -> Document | None:
        try:
            return document(name, path.read_bytes())
        except Faults as faults:
            self.problems.extend(faults.problems)
        except OSError as error:
            self.problems.append(Problem(name, None, "", "file_unopened", {"reason": error.strerror or ""}))
        return None

    def name(self, part: str, file: str) -> str:
        """A file as it is named in problems: with the two folders that hold it."""
        folder = self._folders[part]
        return "/".join(step for step in (folder.parent.name, folder.name, file) if step)

    @property
    def contents(self) -> dict[str, Any]:
        """All that the edition says, for its fingerprint."""
        return {
            part: {name: found.data for name, found in documents.items() if found is not None}
            for part, documents in self.parts.items()
        }

    def file(self, part: str, name: str) -> Document | None:
        """The document of that name; a problem when it is not there."""
        if name not in self.parts[part]:
            missing = Problem(self.name(part, name), None, "", "edition_file_missing", {"name": name})
            self.problems.append(missing)
        return self.parts[part].get(name)

    def record(self, part: str, name: str, model: type[Model], *without: str) -> Model | None:
        """A whole file as one record; the entries below the keys `without` are left for `entries`."""
        found = self.file(part, name)
        if found is None:
            return None
        data = {**found.data, **{key: {} for key in without if key in found.data}}
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
        entries: Any = found.data.get(under, {}) if under else found.data
        if not isinstance(entries, dict):
            self.add(Written(found, (under,)), "mapping_expected", found=str(entries)[:60])
            return {}
        base: Place = (under,) if under else ()
        sound = {
            name: entry
            for name, entry in entries.items()
            if not self._misnamed(found, base, name, entry, groups)
        }
        records: dict[str, Model] = {}
        for written, entry_name, entry in spelled_out(sound, groups):
            here = Written(found, (*base, written))
            record = self._entry(here, entry_name, entry, model, f"{kind}:{entry_name}")
            if record is not None:
                records[entry_name] = record
        return records

    def _misnamed(self, found: Document, base: Place, name: str, entry: Any, groups: Groups) -> bool:
        """Whether the entry, or its name, uses a name that the groups lack; each is a problem."""
        wrong = list(misnamed(name, entry, groups))
        for one in wrong:
            here = Written(found, (*base, name, *one.place))
            near = nearest(one.name, one.known)
            self.add(here, one.code, name=one.name, nearest=near)
        return bool(wrong)

    def _entry(self, here: Written, name: str, entry: Any, model: type[Model], where: str) -> Model | None:
        if not NAME.fullmatch(name) or where in self.where:
            code = "name_twice" if where in self.where else "name_malformed"
            self.add(here, code, name=name)
            return None
        self.where[where] = here
        try:
            return validated(model, entry, here.document, lambda inner: (*here.place, *inner))
        except Faults as faults:
            self.problems.extend(faults.problems)
            return None

    def at(self, where: str, code: str, **values: Any) -> None:
        """A problem where it is written, as a name of `where` or a place in a file."""
        if "known" in values:
            values["nearest"] = nearest(str(values["name"]), values.pop("known"))
        first, *inside = where.split("/")
        kind, _, name = first.partition(":")
        steps: Place = tuple(int(step) if step.isdigit() else step for step in inside)
        if kind in NAMED_BY_FILE:
            self.in_file(NAMED_BY_FILE[kind], f"{kind}.yaml", (name, *steps), code, **values)
        else:
            here = self.where[first]
            self.add(here._replace(place=(*here.place, *steps)), code, **values)

    def in_file(self, part: str, file: str, place: Place, code: str, **values: Any) -> None:
        """A problem at a place of a file; none where the file could not be read, which was said before."""
        found = self.parts[part][file]
        if found is not None:
            self.add(Written(found, place), code, **values)

    def add(self, here: Written, code: str, **values: Any) -> None:
        """A problem at a written place."""
        line = here.document.line(here.place)
        self.problems.append(Problem(here.document.name, line, dotted(here.place), code, values))
