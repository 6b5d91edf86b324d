"""An edition in full, for the people who must argue with it: sections, criteria, levels, gates, policy."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from reports.asked import asked
from reports.display import number
from reports.lexicon import languages
from reports.words import Words, words
from scoring.assumptions import assumptions
from scoring.edition import Criterion, Edition
from scoring.places import place_label


def as_json(edition: Edition) -> bytes:
    """The edition as JSON: sections with their criteria, gates, levels and policy."""
    data = {
        "id": edition.id,
        "title": edition.file.title.model_dump(),
        "fingerprint": edition.fingerprint,
        "policy_fingerprint": edition.policy_fingerprint,
        "levels": [
            {"id": one.id, "title": one.title.model_dump(), "credit": str(one.credit)}
            for one in edition.levels
        ],
        "sections": [_section(edition, section.id) for section in edition.sections],
        "gates": [_gate(edition, gate) for gate in edition.gates],
        "policy": [one.model_dump() for one in assumptions(edition)],
    }
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _section(edition: Edition, name: str) -> dict[str, Any]:
    section = edition.section[name]
    criteria = [_criterion(edition, one) for one in edition.criteria if one.section == name]
    return {
        "id": name,
        "title": section.title.model_dump(),
        "weight": str(section.weight),
        "floor": str(section.floor),
        "criteria": criteria,
    }


def _criterion(edition: Edition, one: Criterion) -> dict[str, Any]:
    words_ = one.words.model_dump(exclude={"for_each", "except_"})
    levels = {name: asked(edition, condition).model_dump() for name, condition in one.levels.items()}
    return {
        "id": one.id,
        "weight": str(one.weight),
        "reference": one.reference.model_dump(),
        **words_,
        "levels": levels,
    }


def _gate(edition: Edition, gate: Any) -> dict[str, Any]:
    holds = asked(edition, gate.holds).model_dump() if gate.holds is not None else None
    return {
        "id": gate.id,
        "title": gate.words.title.model_dump(),
        "source": gate.words.source.model_dump(),
        "holds": holds,
    }


def listed(editions: Iterable[Edition], lang: str) -> bytes:
    """A line an edition: its id, a tab, its title in `th`, `en` or `both`."""
    titles = ((one.id, " · ".join(one.file.title.of(each) for each in languages(lang))) for one in editions)
    return "".join(f"{name}\t{title}\n" for name, title in titles).encode()


def sound(edition: Edition, lang: str) -> bytes:
    """That an edition holds together, and how large it is, in `th`, `en` or `both`."""
    counts = {"criteria": len(edition.criteria), "measures": len(edition.measures)}
    said = (words(each, "commands")("edition_sound", id=edition.id, **counts) for each in languages(lang))
    return "".join(f"{line}\n" for line in said).encode()


def as_text(edition: Edition, lang: str) -> bytes:
    """The edition as plain text (also good Markdown: `#` headings and lists)."""
    lines = [line for each in languages(lang) for line in _text(edition, words(each, "commands"))]
    return ("\n".join(lines) + "\n").encode()


def _text(edition: Edition, w: Words) -> Iterator[str]:
    file, lang = edition.file, w.lang
    yield f"# {file.title.of(lang)} ({edition.id})\n"
    yield from (f"- {legal.of(lang)}" for legal in file.legal)
    yield f"\n{file.standing.of(lang)}\n\n{file.formula.of(lang)}"
    for section in edition.sections:
        numbers = f"{w('weight')} {section.weight}, {w('floor')} {section.floor}"
        yield f"\n## {section.title.of(lang)} ({section.id}; {numbers})"
        for one in edition.criteria:
            if one.section == section.id:
                yield from _criterion_text(edition, one, w)
    yield f"\n## {w('gates')}\n"
    for gate in edition.gates:
        holds = f": {asked(edition, gate.holds).of(lang)}" if gate.holds is not None else ""
        yield f"- **{gate.words.title.of(lang)}** ({gate.id}){holds} — {gate.words.source.of(lang)}"
    yield f"\n## {w('policy')}\n"
    for number_ in assumptions(edition):
        because = f"{w('assumed') if number_.assumed else w('source')}: {number_.because.of(lang)}"
        value = number_.in_words.of(lang) if number_.in_words else number_.value
        yield f"- {number_.label.of(lang)} ({number_.name}) = {value} — {because}"


def _criterion_text(edition: Edition, one: Criterion, w: Words) -> Iterator[str]:
    lang = w.lang
    yield f"\n### {one.words.point} {one.words.title.of(lang)} ({one.id})\n"
    yield one.words.wording.of(lang) + "\n"
    stage = edition.file.stages[one.words.stage].of(lang)
    yield f"- {w('stage')}: {stage}; {w('weight')} {number(float(one.weight))}"
    for level, condition in one.levels.items():
        yield f"- {edition.level[level].title.of(lang)}: {asked(edition, condition).of(lang)}"
    if one.words.question is not None:
        yield f"- {w('explain_question')}: {one.words.question.of(lang)}"
    yield f"- {w('evidence')}: {one.words.evidence.of(lang)}"
    yield f"- {w('explain_remedy')}: {one.words.remedy.of(lang)}"
    yield f"- {w('fields')}: {'; '.join(place_label(field, lang) for field in one.words.fields)}"
