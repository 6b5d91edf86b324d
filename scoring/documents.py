"""The text of a YAML or JSON file as plain data: what the text says and nothing it does not.

The only module that imports yaml. It keeps from the rest what YAML 1.1 guesses (`no`, `010`, `12:30`,
dates), its tags, anchors and merges, and every error of the two parsers. Both formats are read as a flat
run of events: libyaml's own composer exhausts the C stack on deep nesting, and takes twice the time.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import PurePath
from typing import Any, NamedTuple, NoReturn

import yaml

from scoring.problems import Faults, Problem, Where

Plain = dict[str, "Plain"] | list["Plain"] | str | int | Decimal | bool | None
Place = tuple[str | int, ...]

LIMIT = 20_000_000
MOST_VALUES = 400_000  # ten thousand projects are half of that; six million would take 10 GB
DEPTH = 32
DIGITS = 18
LONGEST = 100  # of what is quoted from the file
MOST_PROBLEMS = 50

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
SEPARATOR = re.compile("[\u2028\u2029]")  # YAML 1.1 ends a line here, where nobody sees it
NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
THAI_RUN = re.compile(rb"[\xa1-\xda\xdf-\xfb]{3,}")  # letters of TIS-620; in Latin-1 such bytes stand alone
CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}
JSON_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[\[\]{}]|[^\s,:\[\]{}"]+', re.DOTALL)

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same answers without libyaml, slower


@dataclass(frozen=True)
class Document:
    """One file's data, and the line where each part of it stands."""

    name: str
    data: dict[str, Plain]
    lines: Mapping[Place, int] = field(repr=False)

    def line(self, place: Sequence[str | int]) -> int | None:
        """The line, from 1, of the key or item at this place, or of its nearest parent that exists."""
        parents = (tuple(place[:length]) for length in range(len(place), -1, -1))
        return next((self.lines[parent] for parent in parents if parent in self.lines), None)

    def where(self, place: Sequence[str | int]) -> Where | None:
        """The place in words, for a form that has no lines."""
        return None


def document(name: str, raw: bytes, *, limit: int = LIMIT) -> Document:
    """The file's data; raises Faults with what is wrong with it as a file."""
    suffix = _suffix(name)
    if suffix not in {".json", ".yaml", ".yml"}:
        _refuse(name, None, "file_format", suffix=suffix or name)
    if len(raw) > limit:
        _refuse(name, None, "file_too_large", size=f"{len(raw) / 1e6:,.1f}", most=f"{limit / 1e6:,g}")
    tree = _Tree(name)
    try:
        tree.grow(_events(name, _text(name, raw)))
    except Faults as faults:
        raise Faults([*tree.problems, *faults.problems]) from None
    except Exception:  # whatever else a parser does with hostile text, the user gets a sentence
        _refuse(name, None, "file_unreadable")
    if tree.problems:
        raise Faults(tree.problems)
    return Document(name, _mapping(name, tree.documents), tree.lines)


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _is_json(name: str) -> bool:
    return _suffix(name) == ".json"


def _refuse(name: str, line: int | None, code: str, **values: object) -> NoReturn:
    raise Faults([Problem(name, line, "", code, values)])


def _mapping(name: str, documents: list["Plain"]) -> dict[str, Plain]:
    if documents in ([], [None]):
        _refuse(name, None, "file_empty")
    if not isinstance(documents[0], dict):
        _refuse(name, 1, "not_a_mapping")
    return documents[0]


def dotted(place: Iterable[str | int]) -> str:
    """A place as people read it: `part1.results[2].name`."""
    steps = (f"[{step}]" if isinstance(step, int) else f".{step}" for step in place)
    return "".join(steps).removeprefix(".")


def codepoint(character: str) -> str:
    """The name of a character that cannot be shown: `U+0007`."""
    return f"U+{ord(character):04X}"


# Bytes to text


def _text(name: str, raw: bytes) -> str:
    try:
        text = raw.decode("utf-8").replace("\ufeff", "")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        _refuse(name, line, _encoding_code(raw), byte=error.start)
    found = CONTROL.search(text) or (None if _is_json(name) else SEPARATOR.search(text))
    if found is None:
        return text
    if raw.count(0) * 3 > len(raw):
        _refuse(name, 1, "encoding_utf16", byte=raw.index(0))
    line = text.count("\n", 0, found.start()) + 1
    _refuse(name, line, "control_character", character=codepoint(found.group()))


def _encoding_code(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "encoding_utf16"
    high = len(re.findall(rb"[\x80-\xff]", raw))
    thai = sum(map(len, THAI_RUN.findall(raw)))
    return "encoding_thai" if thai * 2 > high else "encoding_unknown"


# Text to events: yaml's own, for both formats


def _events(name: str, text: str) -> Iterator[Any]:
    return _json_events(name, text) if _is_json(name) else _yaml_events(name, text)


def _yaml_events(name: str, text: str) -> Iterator[Any]:
    loader = Loader(text)
    try:
        yield from iter(loader.get_event, None)
    except yaml.MarkedYAMLError as error:
        line, code = _yaml_hint(error, text.splitlines())
        _refuse(name, line, code)


# What a line that stops YAML looks like, and the code of the sentence that helps; the first match counts.
YAML_HINTS = {
    "yaml_tab": re.compile(r" *\t"),
    "yaml_after_quote": re.compile(r"[^\"'#]*[:-]\s+([\"']).*\1"),
    "yaml_colon_inside": re.compile(r"[^\"'#]*?:\s[^\"'#]*:(\s|$)"),
    "yaml_colon_space": re.compile(r"\s*(- +)*(\"[^\"]*\"|'[^']*'|[^\s\"'#:\[\]{}-][^\"'#:]*):(?!//)[^\s:]"),
    "yaml_special": re.compile(r"\s*(- +)*([^\"'#:]+:\s+)?[@`%*&!|>,\]}]"),
}


def _yaml_hint(error: yaml.MarkedYAMLError, lines: Sequence[str]) -> tuple[int, str]:
    context = error.context or ""
    marks = [mark.line for mark in (error.problem_mark, error.context_mark) if mark] or [0]
    at, began = marks[0], marks[-1]
    if "quoted scalar" in context:
        return (at + 1, "yaml_backslash") if "escape" in (error.problem or "") else (began + 1, "yaml_quote")
    if "flow" in context:
        return began + 1, "yaml_bracket"
    line, otherwise = (began, "yaml_no_colon") if "simple key" in context else (at, "yaml_syntax")
    looks = (
        code for code, shape in YAML_HINTS.items() if line < len(lines) and shape.match(lines[line][:400])
    )
    return line + 1, next(looks, otherwise)


class _At(NamedTuple):
    """Where a JSON token stands, as far as the tree asks; lines count from 0, as in yaml's marks."""

    line: int


def _json_events(name: str, text: str) -> Iterator[Any]:
    if not text.strip():
        return
    too_deep = _refuse_bad_json(name, text)
    line = end = 0
    for token in JSON_TOKEN.finditer(text):
        line += text.count("\n", end, token.start())
        end = token.start()
        yield _json_event(token.group(), _At(line))
    if too_deep:
        _refuse(name, None, "too_deep", most=DEPTH)


def _refuse_bad_json(name: str, text: str) -> bool:
    """Refuses what is not JSON; true when it is nested too deep to tell, and the tree will name the line."""
    try:
        json.loads(text, parse_int=str, parse_float=str, object_pairs_hook=len)
    except json.JSONDecodeError as error:
        hint = _json_hint(error.msg, text, error.pos)
        at = text.rfind(",", 0, error.pos + 1) if hint == "json_last_comma" else error.pos
        _refuse(name, text.count("\n", 0, at) + 1, hint)
    except RecursionError:
        return True
    return False


def _json_event(token: str, at: Any) -> yaml.Event:
    match token[0]:
        case "{":
            return yaml.MappingStartEvent(None, None, True, at)
        case "[":
            return yaml.SequenceStartEvent(None, None, True, at)
        case "}":
            return yaml.MappingEndEvent(at)
        case "]":
            return yaml.SequenceEndEvent(at)
        case '"':
            return yaml.ScalarEvent(None, None, (False, True), json.loads(token, strict=False), at, style='"')
    return yaml.ScalarEvent(None, None, (True, False), token, at)


def _json_hint(message: str, text: str, offset: int) -> str:
    """The code of the sentence that helps, from what stands at the offset and before it."""
    before, after = text[:offset].rstrip()[-1:], text[offset:].lstrip()[:1]
    if message.startswith(("Unterminated", "Invalid control")):
        return "json_quote"
    if "escape" in message:
        return "json_backslash"
    if "trailing comma" in message or (before == "," and after in {"]", "}"}):
        return "json_last_comma"
    if "','" in message and after:
        return "json_comma"
    quotes = message.startswith("Expecting") and (after == "'" or after.isalpha())
    return "json_quotes" if quotes else "json_syntax"


# Events to data


class _Enough(Exception):
    """Going on would only confuse: what comes after rests on what is wrong."""


class _Tree:
    """Grows data from events on a stack of its own, noting lines and gathering problems on the way."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.is_json = _is_json(name)
        self.documents: list[Plain] = []
        self.lines: dict[Place, int] = {}
        self.problems: list[Problem] = []
        self._here: Any = self.documents
        self._key: str | None = None
        self._place: Place = ()
        self._outer: list[tuple[Any, Place]] = []

    def grow(self, events: Iterable[Any]) -> None:
        """Takes in the events, up to the end or to where going on makes no sense."""
        steps: dict[type, Callable[[Any], None]] = {
            yaml.DocumentStartEvent: self._document,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
        }
        try:
            for event in events:
                step = steps.get(type(event))
                if step is not None:
                    step(event)
        except _Enough:
            return

    def _fault(self, event: Any, code: str, *, last: bool = False, **values: object) -> None:
        place = "" if last else dotted(self._next())[:LONGEST]
        self.problems.append(Problem(self.name, event.start_mark.line + 1, place, code, values))
        if last or len(self.problems) >= MOST_PROBLEMS:
            raise _Enough

    def _next(self) -> Place:
        """The place of what comes next: a value if its key is known, else its mapping."""
        if not self._outer or self._awaits_key():
            return self._place
        return (*self._place, len(self._here) if self._key is None else self._key)

    def _awaits_key(self) -> bool:
        return self._key is None and type(self._here) is dict

    def _document(self, event: Any) -> None:
        if self.documents:
            self._fault(event, "yaml_documents", last=True)

    def _open(self, event: Any) -> None:
        self._refuse_marks(event)
        if self._awaits_key():
            self._fault(event, "yaml_key", last=True)
        if len(self._outer) >= DEPTH:
            self._fault(event, "too_deep", last=True, most=DEPTH)
        inner: Plain = {} if type(event) is yaml.MappingStartEvent else []
        outer, place = (self._here, self._place), self._next()
        self._put(inner, event)
        self._outer.append(outer)
        self._here, self._place = inner, place

    def _close(self, _event: Any) -> None:
        self._here, self._place = self._outer.pop()

    def _scalar(self, event: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._refuse_marks(event)
        if event.style == '"' and (found := CONTROL.search(event.value)):
            self._fault(event, "control_character", character=codepoint(found.group()))
        if self._key is None and type(self._here) is dict:
            self._begin(event)
        else:
            self._put(event.value if event.style else self._plain(event), event)

    def _alias(self, event: Any) -> None:
        self._fault(event, "yaml_alias", name=event.anchor[:LONGEST])
        if self._awaits_key():
            raise _Enough
        self._put(None, event)

    def _refuse_marks(self, event: Any) -> None:
        if event.tag is not None:
            self._fault(event, "yaml_tag", tag=event.tag.replace("tag:yaml.org,2002:", "!!")[:LONGEST])
        if event.anchor is not None:
            self._fault(event, "yaml_anchor", name=event.anchor[:LONGEST])

    def _begin(self, event: Any) -> None:
        key = event.value
        place = (*self._place, key)
        self._key = key
        if key in self._here:
            self._fault(event, "duplicate_key", key=key[:LONGEST], first=self.lines[place])
            return
        if key == "<<" and not event.style:
            self._fault(event, "yaml_merge")
        self.lines[place] = event.start_mark.line + 1

    def _plain(self, event: Any) -> Plain:
        """A constant or a number, if written as JSON writes one; anything else is text as it stands."""
        text: str = event.value
        if text in CONSTANTS:
            return CONSTANTS[text]
        if text[0] not in "-0123456789" or not NUMBER.fullmatch(text):
            if self.is_json:
                self._fault(event, "json_number", text=text[:LONGEST])
            return text
        if len(text) > DIGITS and sum(map(str.isdigit, text)) > DIGITS:
            self._fault(event, "number_too_long", most=DIGITS)
            return text
        return Decimal(text) if "." in text else int(text)

    def _put(self, value: Plain, event: Any) -> None:
        if len(self.lines) > MOST_VALUES:
            self._fault(event, "too_many_values", last=True, most=f"{MOST_VALUES:,}")
        if self._key is None:
            place = (*self._place, len(self._here)) if self._outer else ()
            self.lines[place] = event.start_mark.line + 1
            self._here.append(value)
        else:
            self._here[self._key] = value
            self._key = None
