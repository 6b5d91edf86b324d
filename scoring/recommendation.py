"""The recommendation: renew if and only if every gate holds; the good verdict is earned."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from scoring.edition import Edition
from scoring.edition_files import Sentences
from scoring.findings import Found
from scoring.gates import GateHolds, Worlds, under_floor
from scoring.measures import Measured
from scoring.models import Bilingual, Condition, Reason, Recommendation, Verdict
from scoring.scorecard import rounded, shares
from scoring.sentences import filled, missing
from scoring.settling import Matter, settle_renew, settle_revoke


def verdict(holds: Sequence[bool]) -> Verdict:
    """`renew` when there are gates and every one holds."""
    return "renew" if holds and all(holds) else "revoke"


def recommendation(
    edition: Edition,
    findings: Mapping[str, Found],
    holds: Sequence[GateHolds],
    worlds: Worlds,
    measures: Mapping[str, Measured],
    own_wish: bool,
) -> Recommendation:
    """The verdict now and at both ends, with its reasons and what would settle it."""
    low, high = verdict([gate.low for gate in holds]), verdict([gate.high for gate in holds])
    matters = _matters(edition, findings)
    return Recommendation(
        verdict=verdict([gate.now for gate in holds]),
        settled=low == high,
        low=low,
        high=high,
        at_own_wish=own_wish,
        reasons=tuple(_reasons(edition, findings, holds, worlds, measures, own_wish)),
        conditions=tuple(_conditions(edition, findings)),
        open_matters=_open(matters, holds),
        settle_renew=settle_renew(edition, matters, holds, worlds),
        settle_revoke=settle_revoke(edition, matters, holds, worlds),
    )


def _matters(edition: Edition, findings: Mapping[str, Found]) -> list[Matter]:
    part = shares(edition, [name for name, one in findings.items() if one.counts])
    return [
        Matter(
            name,
            one.criterion.section,
            100 * (one.high - one.low) * part.within[name],
            100 * (one.high - one.low) * part.criteria[name],
        )
        for name, one in findings.items()
        if one.open
    ]


def _open(matters: Sequence[Matter], holds: Sequence[GateHolds]) -> tuple[str, ...]:
    ordered = sorted(matters, key=lambda one: (-one.in_total, one.id))
    gates = [gate.matter for gate in holds if gate.matter and gate.matter.startswith("gate:")]
    return (*gates, *(one.id for one in ordered))


def _reasons(
    edition: Edition,
    findings: Mapping[str, Found],
    holds: Sequence[GateHolds],
    worlds: Worlds,
    measures: Mapping[str, Measured],
    own_wish: bool,
) -> list[Reason]:
    sentences = edition.file.sentences
    if own_wish:
        wish = next(gate for gate in holds if gate.gate.own_wish is not None)
        return [_reason(wish.gate.id, sentences.own_wish)]
    broken = [gate for gate in holds if not gate.now]
    if not broken:
        return [_reason("", sentences.every_gate)]
    return [
        _reason(gate.gate.id, text)
        for gate in broken
        for text in _why(edition, findings, gate, worlds, measures)
    ]


def _why(
    edition: Edition,
    findings: Mapping[str, Found],
    gate: GateHolds,
    worlds: Worlds,
    measures: Mapping[str, Measured],
) -> list[Bilingual]:
    sentences, title = edition.file.sentences, gate.gate.words.title
    if gate.gate.words.score == "total":
        bar = gate.gate.least
        assert bar is not None
        return [filled(sentences.below_pass, found=_plain(rounded(worlds.now.total, bar)), needed=_bar(bar))]
    if gate.gate.words.score == "sections":
        return [_floor(edition, section, worlds, sentences) for section in under_floor(edition, worlds.now)]
    rest = findings.get(gate.gate.words.rests_on or "")
    if rest is not None and rest.judged.level is not None:
        return [_titled(title, filled(sentences.judged, level=edition.level[rest.judged.level].title))]
    assert gate.gate.holds is not None
    lacking = missing(gate.gate.holds, measures, edition)
    return [_titled(title, Bilingual(th=one.th, en=one.en)) for one in lacking] or [title]


def _titled(title: Bilingual, said: Bilingual) -> Bilingual:
    return Bilingual(th=f"{title.th} — {said.th}", en=f"{title.en} — {said.en}")


def _floor(edition: Edition, section: str, worlds: Worlds, sentences: Sentences) -> Bilingual:
    named, score = edition.section[section], worlds.now.sections[section]
    assert score is not None
    found = _plain(rounded(score, named.floor))
    return filled(sentences.below_floor, section=named.title, found=found, needed=_bar(named.floor))


def _plain(value: float) -> Bilingual:
    return _same(f"{value:.1f}")


def _bar(bar: Fraction) -> Bilingual:
    """To one decimal as scores are, or as fine as it is: a bar cut short would look as if it were reached."""
    return _same(f"{float(bar):g}" if (10 * bar).denominator > 1 else f"{float(bar):.1f}")


def _same(text: str) -> Bilingual:
    return Bilingual(th=text, en=text)


def _reason(gate: str, text: Bilingual) -> Reason:
    return Reason(gate=gate, th=text.th, en=text.en)


def _conditions(edition: Edition, findings: Mapping[str, Found]) -> list[Condition]:
    sentence = edition.file.sentences.condition
    short = [one for one in findings.values() if one.criterion.words.condition and one.counts]
    return [
        _condition(one, filled(sentence, title=one.criterion.words.title, remedy=one.criterion.words.remedy))
        for one in short
        if one.credit < edition.best.credit
    ]


def _condition(one: Found, text: Bilingual) -> Condition:
    return Condition(criterion=one.criterion.id, th=text.th, en=text.en)
