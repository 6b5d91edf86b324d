"""An expression read against the form before any city is: what it yields, and whether it can make sense.

JMESPath answers null for a misspelt field, and fails on a number where text is due only when a city
fills it in. Both are refused here, when an edition is loaded.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from scoring.shapes import ANY, LIST, RECORD, UNKNOWN, Shape, scalar

Node = Mapping[str, Any]
NUMBER = "number"  # a literal: it goes with any kind of number
NUMBERS = {NUMBER, "count", "money", "share", "quantity", "year", "day"}

# What each argument of a function must be; a field is one of the records that stand first, as a text.
PARAMETERS: Mapping[str, tuple[str, ...]] = {
    "having": ("list of record", "field", "list"),
    "lacking": ("list of record", "field", "list"),
    "during": ("list of record", "field", "number", "number"),
    "repeated": ("list of record", "field"),
    "unlike_address": ("list of record", "field"),
    "without": ("list", "list"),
    "covered": ("list", "list"),
    "contains": ("list", "any"),
    "minus": ("number", "number"),
    "ratio": ("number", "number"),
    "month_end": ("number",),
    "year": ("number",),
    "sum": ("list of number",),
    "avg": ("list of number",),
    "max": ("list of number",),
    "min": ("list of number",),
    "abs": ("number",),
    "length": ("list",),
}
LIKE_FIRST = {
    "having",
    "lacking",
    "during",
    "repeated",
    "unlike_address",
    "without",
    "minus",
    "month_end",
    "abs",
}
LIKE_ITEMS = {"sum", "avg", "max", "min"}
YIELDS = {"ratio": "share", "year": "count", "length": "count", "contains": "flag"}


class ExpressionError(ValueError):
    """An expression that cannot be read, or that does not fit the form; `code` and `values` say why."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code, values)
        self.code, self.values = code, values


class Reading:
    """One walk over a syntax tree, following the shape of the form and noting each field read."""

    def __init__(self) -> None:
        self.reads: list[str] = []

    def shape(self, node: Node, here: Shape) -> Shape:
        """What `node` yields when evaluated on `here`; raises ExpressionError."""
        handler = getattr(self, f"_{node['type']}", None)
        if handler is not None:
            found: Shape = handler(node, here)
            return found
        self._children(node, here)
        return ANY

    def _children(self, node: Node, here: Shape) -> list[Shape]:
        return [self.shape(child, here) for child in node["children"]]

    def _field(self, node: Node, here: Shape) -> Shape:
        found = here.field(node["value"])
        if found is None:
            raise ExpressionError(
                "select_field_unknown", place=here.path or "submission", name=node["value"], known=here.names
            )
        if found.path:
            self.reads.append(found.path)
        return found

    def _chain(self, node: Node, here: Shape) -> Shape:
        for child in node["children"]:
            here = self.shape(child, here)
        return here

    _subexpression = _index_expression = _pipe = _chain

    def _projection(self, node: Node, here: Shape) -> Shape:
        left, right = node["children"]
        return self.shape(right, self.shape(left, here).item()).listed()

    def _filter_projection(self, node: Node, here: Shape) -> Shape:
        left, right, condition = node["children"]
        item = self.shape(left, here).item()
        _refuse_record(self.shape(condition, item))
        return self.shape(right, item).listed()

    def _flatten(self, node: Node, here: Shape) -> Shape:
        inner = self.shape(node["children"][0], here)
        return inner.item() if inner.item().kind == LIST else inner

    def _identity(self, node: Node, here: Shape) -> Shape:
        return here

    _current = _slice = _identity

    def _index(self, node: Node, here: Shape) -> Shape:
        return here.item()

    def _or_expression(self, node: Node, here: Shape) -> Shape:
        first, second = self._children(node, here)
        _refuse_record(first)
        return first if first == second else Shape(first.kind) if first.kind == second.kind else ANY

    _and_expression = _or_expression

    def _not_expression(self, node: Node, here: Shape) -> Shape:
        _refuse_record(*self._children(node, here))
        return scalar("flag")

    def _multi_select_list(self, node: Node, here: Shape) -> Shape:
        shapes = self._children(node, here)
        same = all(shape.kind == shapes[0].kind for shape in shapes)
        item = shapes[0] if same else ANY
        return (item._replace(path=here.path) if here.path else item).listed()

    def _literal(self, node: Node, here: Shape) -> Shape:
        return _literal_shape(node["value"])

    def _comparator(self, node: Node, here: Shape) -> Shape:
        left, right = self._children(node, here)
        for one, other in zip((left, right), reversed(node["children"]), strict=True):
            _refuse_no_choice(one, other)
        wrong = {"text", "flag", LIST, RECORD} if node["value"] not in {"eq", "ne"} else set()
        kinds = {_family(shape) for shape in (left, right)} - {UNKNOWN}
        if len(kinds) > 1 or kinds & wrong:
            raise ExpressionError("compared_unlike", left=_family(left), right=_family(right))
        return scalar("flag")

    def _function_expression(self, node: Node, here: Shape) -> Shape:
        name = node["value"]
        if name not in PARAMETERS:
            raise ExpressionError("function_unknown", name=name, known=tuple(PARAMETERS))
        shapes = self._children(node, here)
        if len(shapes) != len(PARAMETERS[name]):
            raise ExpressionError("function_arguments", name=name, count=len(PARAMETERS[name]))
        for place, wanted in enumerate(PARAMETERS[name]):
            self._argument(name, wanted, shapes, node["children"][place], place)
        if name == "contains":
            _refuse_no_choice(shapes[0].item(), node["children"][1])
        if name in YIELDS:
            return scalar(YIELDS[name])
        return shapes[0] if name in LIKE_FIRST else shapes[0].item() if name in LIKE_ITEMS else ANY

    def _argument(self, name: str, wanted: str, shapes: Sequence[Shape], node: Node, place: int) -> None:
        if wanted == "field":
            self._key(name, node, shapes[0].item())
        elif not _fits(shapes[place], wanted):
            kind = _described(shapes[place])
            raise ExpressionError("function_argument", name=name, place=place + 1, wanted=wanted, kind=kind)

    def _key(self, name: str, node: Node, record: Shape) -> None:
        """The field that a function looks at, written as a text: it must be one of the records'."""
        if node["type"] != "literal" or not isinstance(node["value"], str):
            raise ExpressionError("function_argument", name=name, place=2, wanted="field", kind=node["type"])
        for step in node["value"].split("."):
            record = self._field({"value": step}, record)


def _fits(shape: Shape, wanted: str) -> bool:
    if shape.kind == UNKNOWN or wanted == "any":
        return True
    if wanted == "number":
        return shape.kind in NUMBERS
    if shape.kind != LIST:
        return False
    inner = _family(shape.item())
    due = {"list of record": RECORD, "list of number": NUMBER}.get(wanted, inner)
    return inner in (UNKNOWN, due)


def _described(shape: Shape) -> str:
    return f"list of {shape.item().kind}" if shape.kind == LIST else shape.kind


def _family(shape: Shape) -> str:
    return NUMBER if shape.kind in NUMBERS else shape.kind


def _literal_shape(value: Any) -> Shape:
    if isinstance(value, bool):
        return scalar("flag")
    if isinstance(value, (int, float)):
        return scalar(NUMBER)
    if isinstance(value, list) and value:
        return _literal_shape(value[0]).listed()
    return scalar("text") if isinstance(value, str) else ANY


def _refuse_record(*asked: Shape) -> None:
    """Refuses to ask whether a record is there: it always is, even with nothing in it."""
    for shape in asked:
        if shape.kind == RECORD:
            raise ExpressionError("record_always_there", place=shape.path)


def _refuse_no_choice(shape: Shape, node: Node) -> None:
    """Refuses a word that a field of fixed choices can never hold."""
    word = node["value"] if node["type"] == "literal" else None
    if shape.choices and isinstance(word, str) and word not in shape.choices:
        raise ExpressionError("choice_unknown", found=word, expected=", ".join(shape.choices))
