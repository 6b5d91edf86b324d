"""What a page needs to try changes by itself: every weight and credit as an exact fraction.

The script of the page adds and divides them as `scoring.scorecard` does. What rests on the form it cannot
reckon; such a gate keeps the state it was found in, and `may_change` says which rises put that in doubt.
"""

import json
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from reports.speech import Pair, Speech
from scoring.models import Assessment, Finding, GateFinding

ESCAPED = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}  # nothing in it ends the element


def facts(assessment: Assessment, speech: Speech) -> Markup:
    """The facts and the sentences, as JSON that may stand inside a page."""
    a = assessment
    data = {
        "sections": [[one.id, one.weight_exact, one.floor_exact] for one in a.scorecard.sections],
        "criteria": {one.criterion: _criterion(one) for one in a.findings},
        "gates": [_gate(gate, a) for gate in a.gates],
        "words": {name: _said(pair, speech) for name, pair in _sentences(speech)},
    }
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(ESCAPED))


def _criterion(one: Finding) -> list[str | None]:
    """Section, status, weight (None: it does not count), credit now, at worst, at best, of the best level."""
    weight = one.weight_exact if one.counts else None
    return [
        *(one.section, one.status, weight),
        *(one.credit_exact, one.low_exact, one.high_exact, one.full_exact),
    ]


def _gate(gate: GateFinding, assessment: Assessment) -> dict[str, Any]:
    found = [one for one in assessment.findings if one.criterion in gate.rests_on]
    return {
        "id": gate.id,
        "score": gate.score,
        "least": gate.least_exact,
        "ends": [gate.holds, gate.low, gate.high],
        "judged": [one.criterion for one in found if one.status == "pending"],
        "may_change": list(_may_change(gate, assessment)),
    }


def _may_change(gate: GateFinding, assessment: Assessment) -> Iterator[str]:
    """The gaps whose closing may change what the gate looks at: the same answers, or what it rests on."""
    own = next((gap.fields for gap in assessment.gaps if gap.kind == "gate" and gap.id == gate.id), ())
    for gap in assessment.gaps:
        shared = any(_overlap(one, other) for one in own for other in gap.fields)
        if gap.kind == "criterion" and (shared or gate.id in gap.gates or gap.id in gate.rests_on):
            yield gap.id


def _overlap(one: str, other: str) -> bool:
    """Whether two places in the form are the same, or one lies in the other."""
    return (
        one == other or one.startswith((f"{other}.", f"{other}[")) or other.startswith((f"{one}.", f"{one}["))
    )


def _sentences(speech: Speech) -> Iterator[tuple[str, Pair]]:
    """What the script says; it fills the blanks in the braces."""
    yield "shown", speech.pair("filter_shown", shown="{shown}", all="{all}")
    yield (
        "said",
        speech.pair("try_said", total="{total}", low="{low}", high="{high}", verdict="{verdict}"),
    )
    for verdict in ("renew", "revoke"):
        yield verdict, speech.pair(f"verdict_{verdict}")
    yield "depends", speech.pair("verdict_depends")


def _said(pair: Pair, speech: Speech) -> list[list[str]]:
    return [[lang, getattr(pair, lang)] for lang in speech.langs]
