"""What is written once for many: `for_each` groups and `<name>` placeholders, spelled out."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

Plain = Any
Place = tuple[str | int, ...]
Groups = Mapping[str, Mapping[str, Mapping[str, str]]]
PLACEHOLDER = re.compile(r"<([a-z][a-z0-9_.]*)>")
DEPTH = 8


class Misnamed(NamedTuple):
    """A name that the groups do not have: where it stands, and the names that could stand there."""

    place: Place
    code: str
    name: str
    known: tuple[str, ...]


def spelled_out(entries: Mapping[str, Plain], groups: Groups) -> Iterator[tuple[str, str, Plain]]:
    """Each entry as (name as written, name, entry), one for each member of its `for_each` group."""
    for written, entry in entries.items():
        for words in _members(entry, groups):
            yield written, substituted(written, words), _conditions(substituted(entry, words), groups)


def _members(entry: Plain, groups: Groups) -> list[dict[str, str]]:
    """The words of each member of the entry's group; no words, once, for an entry without one."""
    group = entry.get("for_each") if isinstance(entry, dict) else None
    if not isinstance(group, str) or group not in groups:
        return [{}]
    left_out = entry.get("except") or ()
    return [_words(group, member, groups) for member in groups[group] if member not in left_out]


def _words(group: str, member: str, groups: Groups) -> dict[str, str]:
    return {group: member, **{f"{group}.{key}": text for key, text in groups[group][member].items()}}


def _conditions(node: Plain, groups: Groups) -> Plain:
    """`{at_least: n, for_each: group, of: condition}` as a list of conditions, wherever it stands."""
    if isinstance(node, list):
        return [_conditions(part, groups) for part in node]
    if not isinstance(node, dict):
        return node
    group, of = node.get("for_each"), node.get("of")
    if isinstance(group, str) and group in groups and isinstance(of, dict):
        spelled = [substituted(of, _words(group, member, groups)) for member in groups[group]]
        return {key: value for key, value in node.items() if key != "for_each"} | {"of": spelled}
    return {key: _conditions(value, groups) for key, value in node.items()}


def substituted(node: Plain, words: Mapping[str, str]) -> Plain:
    """`node` with every `<name>` that `words` knows replaced, in keys and texts at any depth."""
    if not words:
        return node
    if isinstance(node, str):
        return PLACEHOLDER.sub(lambda found: words.get(found[1], found[0]), node) if "<" in node else node
    if isinstance(node, dict):
        return {substituted(key, words): substituted(value, words) for key, value in node.items()}
    if isinstance(node, list):
        return [substituted(part, words) for part in node]
    return node


def misnamed(written: str, entry: Plain, groups: Groups) -> Iterator[Misnamed]:
    """Every `for_each`, `except` and `<group.word>` of an entry, or of its name, that names nothing."""
    group = entry.get("for_each") if isinstance(entry, dict) else None
    if not isinstance(group, str) or group in groups:  # else that is told, and not each <word> of it too
        yield from _misnamed(written, groups, _shared_words(entry, groups))
    yield from _misnamed(entry, groups, frozenset())


def _misnamed(node: Plain, groups: Groups, words: frozenset[str]) -> Iterator[Misnamed]:
    if isinstance(node, str):
        for name in PLACEHOLDER.findall(node):
            if name.partition(".")[0] in groups and name not in words:
                yield Misnamed((), "word_unknown", name, tuple(sorted(words)))
    elif isinstance(node, list):
        for index, part in enumerate(node):
            yield from _within(index, _misnamed(part, groups, words))
    elif isinstance(node, dict):
        wrong = list(_group_misnamed(node, groups))
        yield from wrong
        inside = words | _shared_words(node, groups)
        for key, value in node.items() if not wrong else ():
            yield from _within(key, _misnamed(key, groups, words))
            yield from _within(key, _misnamed(value, groups, inside))


def _within(step: str | int, found: Iterator[Misnamed]) -> Iterator[Misnamed]:
    for one in found:
        yield one._replace(place=(step, *one.place))


def _group_misnamed(node: Mapping[str, Plain], groups: Groups) -> Iterator[Misnamed]:
    group, left_out = node.get("for_each"), node.get("except")
    if not isinstance(group, str):
        return
    if group not in groups:
        yield Misnamed(("for_each",), "name_unknown", group, tuple(groups))
    elif isinstance(left_out, list):
        for index, member in enumerate(left_out):
            if member not in groups[group]:
                yield Misnamed(("except", index), "name_unknown", str(member), tuple(groups[group]))


def _shared_words(node: Plain, groups: Groups) -> frozenset[str]:
    """The words that every member of the node's `for_each` group has."""
    group = node.get("for_each") if isinstance(node, dict) else None
    members = groups.get(group) if isinstance(group, str) else None
    if not members:
        return frozenset()
    shared = frozenset.intersection(*(frozenset(words) for words in members.values()))
    return frozenset({str(group), *(f"{group}.{key}" for key in shared)})


def completed(text: str, terms: Mapping[str, str], policy: Callable[[str], str | None]) -> str:
    """An expression with its terms and policy words put in; a name nobody knows is left as it stands."""

    def word(found: re.Match[str]) -> str:
        name = found[1]
        if name.startswith("policy."):
            return policy(name.removeprefix("policy.")) or found[0]
        return terms.get(name, found[0])

    for _ in range(DEPTH):
        text, before = PLACEHOLDER.sub(word, text), text
        if text == before:
            break
    return text


def literal(value: Plain) -> str:
    """A value as JMESPath writes a literal."""
    return f"`{json.dumps(value, ensure_ascii=False)}`"
