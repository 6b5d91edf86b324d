"""What the page looks up in an assessment before it prints: names for ids, lists by status, what to link."""

import datetime
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from reports import ways
from reports.backed import lines
from reports.boundary_map import Map, drawn
from reports.display import month, number, score
from reports.html_view import short
from reports.lexicon import lexicon
from reports.particulars import STEP
from reports.phrases import command
from reports.speech import NAME, Pair, Speech, Text, clipped
from scoring.models import (
    Assessment,
    Assumption,
    Before,
    ClaimLine,
    Finding,
    Gap,
    GateFinding,
    LossOfRenewal,
    MeasureSeen,
    Notice,
    SectionScore,
    WayToRenewal,
)
from scoring.places import place_label
from scoring.scorecard import rounded

KILOMETRE = 1000
SEVERITY = ("error", "warning", "note")
APART = {"pending", "unanswered", "not_pursued", "not_applicable"}


def marks(assessment: Assessment, speech: Speech) -> list[str]:
    """What every page must say of an assessment that is not of a filed report."""
    set_ = {
        "mark_illustrative": assessment.illustrative is not None,
        "mark_draft": assessment.draft,
        "mark_changed": bool(assessment.edition.changes),
    }
    return [speech.plain(key) for key, holds in set_.items() if holds]


class View:
    """One assessment, with the look-ups that the templates print from."""

    lines, claim = 3, 220  # of a claim, and letters of each; the rest is counted, and stands in the form
    few = 6  # matters that would settle it

    def __init__(self, assessment: Assessment, speech: Speech) -> None:
        self.assessment = assessment
        self.speech = speech
        self.first = speech.langs[0]
        self.languages = "-".join(speech.langs)
        self.findings = {finding.criterion: finding for finding in assessment.findings}
        self.gates = {gate.id: gate for gate in assessment.gates}

    @property
    def running(self) -> str:
        """What stands on every printed page: the city, the marks, the edition and the submission."""
        a = self.assessment
        city = getattr(self.speech.cut(getattr(a.city.name, self.first), NAME // 2), self.first)
        return " · ".join(
            (city, *marks(a, self.speech), a.edition.id, short(a.provenance.submission_fingerprint))
        )

    def measured(self, finding: Finding) -> Iterator[tuple[list[MeasureSeen], MeasureSeen]]:
        """What was counted; measures of the same places together, so that those are said once."""
        found = (one for one in finding.measures if one.value)
        for _, group in groupby(found, key=lambda one: (one.places, one.places_total)):
            measures = list(group)
            yield measures, measures[0]

    def none_found(self, finding: Finding) -> Pair | None:
        """Of what nothing was found, in one line: where it was looked for is where the gap is."""
        none = [one for one in finding.measures if not one.value]
        said = [self.speech.pair("colon", name=one.label, text=one.shown) for one in none]
        return Pair("; ".join(one.th for one in said), "; ".join(one.en for one in said)) if said else None

    def claims(self, finding: Finding) -> Iterator[tuple[Pair, list[tuple[Pair, ClaimLine]]]]:
        """The first lines of the claim by the list of the form in which they stand, each with its entry."""
        shown = [(_split(line.place), line) for line in finding.claim_lines[: self.lines]]
        for stem, group in groupby(shown, key=lambda each: each[0][0]):
            yield stem, [(entry, line) for (_, entry), line in group]

    def backing(self, finding: Finding) -> list[Pair]:
        """The evidence filed for a criterion, a line a piece."""
        said = [lines(finding, lexicon(lang, "figures")) for lang in self.speech.langs]
        return [Pair(each[0], each[-1]) for each in zip(*said, strict=True)]

    def gap_effort(self, gap: Gap) -> Pair | None:
        """What mending it would take; None where nothing on paper would, or no unit is known."""
        out = self.assessment.way_out
        if out is None or gap.effort is None:
            return None
        return self.speech.pair(ways.effort_word(out, gap.effort), effort=number(gap.effort))

    @property
    def together(self) -> str:
        """The points that mending all gaps would win."""
        return score(rounded(sum((Fraction(gap.points_exact) for gap in self.assessment.gaps), Fraction(0))))

    @property
    def title(self) -> str:
        """Browsers that print a header of their own print this."""
        return f"{self.running} – {self.speech.plain('report_title')}"

    @property
    def total_said(self) -> str:
        """The picture of the total in words, for who cannot see it."""
        card = self.assessment.scorecard
        said = [self.speech.plain("score_of_100", score=score(card.total))]
        if card.pass_mark is not None:
            said.append(self.speech.plain("pass_mark", mark=number(card.pass_mark)))
        if card.low != card.high:
            said.append(self.speech.plain("bounds", low=score(card.low), high=score(card.high)))
        return "; ".join(said)

    @property
    def contents(self) -> list[tuple[str, str, int | None]]:
        """Section, words and count of the table of contents; what is not on the page is not in it."""
        a = self.assessment
        listed: list[tuple[str, str, int | None, bool]] = [
            ("why", "why", None, True),
            ("sections", "sections", None, True),
            ("reviewed", "reviewed", None, a.self_assessed is not None),
            ("notices", "notices", len(a.notices), bool(a.notices)),
            ("boundary", "boundary", None, a.boundary is not None),
            ("gaps", "gaps", len(a.gaps), True),
            ("way-out", self.way_title, None, a.way_out is not None),
            ("open", "open", len(self.pending), True),
            ("figures", "figures", None, True),
            ("met", "met", self.met_count, True),
            ("others", "others", None, self.has_others),
            ("conditions", "conditions", len(a.recommendation.conditions), bool(a.recommendation.conditions)),
            ("method", "method", None, True),
        ]
        return [entry[:3] for entry in listed if entry[3]]

    @cached_property
    def map(self) -> Map | None:
        """The boundary drawn, if it was measured and can be."""
        return drawn(self.assessment.boundary.outline) if self.assessment.boundary else None

    @property
    def map_title(self) -> str:
        """What the map is of."""
        city = self.assessment.city.name
        name = Pair(*(clipped(getattr(city, lang), lang, NAME) for lang in ("th", "en")))
        return self.speech.plain("boundary_map", city=name)

    @property
    def scale_said(self) -> str:
        """How long the bar on the map is."""
        assert self.map is not None
        if self.map.scale < KILOMETRE:
            return self.speech.plain("boundary_metres", length=self.map.scale)
        return self.speech.plain("boundary_kilometres", length=self.map.scale // KILOMETRE)

    @property
    def way_title(self) -> str:
        """The key of the title of the way out."""
        return ways.title(self.assessment.way_out) if self.assessment.way_out else ""

    def effort_word(self, value: int | float) -> str:
        """The key of the words for so much effort."""
        assert self.assessment.way_out is not None
        return ways.effort_word(self.assessment.way_out, value)

    def needed(self, one: Before) -> Pair:
        """What must come first, and why."""
        matter = self._levels([(one.criterion, one.level)])
        return self.speech.pair("way_reason", matter=matter, reason=Pair(one.th, one.en))

    def section_names(self, ids: Iterable[str]) -> Pair:
        """Sections in one line."""
        named = [each.title for each in self.assessment.scorecard.sections if each.id in {*ids}]
        return Pair(", ".join(one.th for one in named), ", ".join(one.en for one in named))

    def differences(self, first: WayToRenewal, other: WayToRenewal) -> list[tuple[str, Pair]]:
        """What another way leaves out of the first, and what it does instead."""
        return [(key, self._levels(done)) for key, done in ways.differences(first, other)]

    def falls(self, loss: LossOfRenewal) -> Pair:
        """The falls of a loss in one line."""
        return self._levels([(fall.criterion, fall.to_level) for fall in loss.falls])

    def _levels(self, done: Iterable[tuple[str, str]]) -> Pair:
        """Criteria with a level of each, or gates."""
        named = [(self.name(id), self.level(level) if level else None) for id, level in done]
        th = [f"{name.th} ({level.th})" if level else name.th for name, level in named]
        en = [f"{name.en} ({level.en})" if level else name.en for name, level in named]
        return Pair("; ".join(th), "; ".join(en))

    @property
    def command(self) -> str:
        """What makes this result again, but for the names of the city's files."""
        return command(self.assessment, lexicon(self.first))

    def name(self, id: str) -> Pair:
        """A criterion's number and title, a gate's title (open matters say `gate:` first), or the id."""
        if id in self.findings:
            found = self.findings[id]
            return Pair(f"{found.point} {found.title.th}", f"{found.point} {found.title.en}")
        gate = self.gates.get(id.removeprefix("gate:"))
        return Pair(gate.title.th, gate.title.en) if gate else Pair(id, id)

    def folded(self, matters: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
        """The most decisive, and the rest of a long list, folded on the screen and open on paper."""
        shown = self.few if len(matters) > self.few + 2 else len(matters)
        return matters[:shown], matters[shown:]

    def link(self, id: str) -> str:
        """Where on the page a criterion or a gate is told of."""
        return f"c-{id}" if id in self.findings else f"g-{id.removeprefix('gate:')}"

    def names(self, ids: Iterable[str]) -> Pair:
        """Several of them in one line."""
        named = [self.name(id) for id in ids]
        return Pair(", ".join(pair.th for pair in named), ", ".join(pair.en for pair in named))

    def level(self, level: str) -> Pair:
        """A level or a status in words."""
        said = self.assessment.edition.levels.get(level)
        return Pair(said.th, said.en) if said else self.speech.pair(f"status_{level}")

    def verdict(self, verdict: str) -> Pair:
        return self.speech.pair(f"will_{verdict}")

    def month(self, value: datetime.date | None) -> Pair:
        return Pair(month(value, "th"), month(value, "en"))

    def amount(self, value: int | float | bool | None) -> Pair:
        """A gate's figure: a flag is a yes or a no."""
        if isinstance(value, bool):
            return self.speech.pair("yes" if value else "no")
        return Pair(number(value), number(value))

    def gate_found(self, gate: GateFinding) -> Pair:
        """What was found, as a yes or a no when that is what is needed."""
        flag = isinstance(gate.needed, bool) and gate.found is not None
        return self.amount(bool(gate.found) if flag else gate.found)

    @cached_property
    def notices(self) -> list[Notice]:
        """Errors first."""
        return sorted(self.assessment.notices, key=lambda notice: SEVERITY.index(notice.severity))

    @property
    def statuses(self) -> list[str]:
        """Those that occur, in the order in which they first do."""
        return list(dict.fromkeys(finding.status for finding in self.assessment.findings))

    def plain(self, text: Text) -> str:
        """A text where no markup can stand."""
        return " / ".join(dict.fromkeys(getattr(text, lang) for lang in self.speech.langs))

    @property
    def gaps(self) -> Iterator[tuple[Gap, Finding | None]]:
        return ((gap, self.findings.get(gap.id)) for gap in self.assessment.gaps)

    def anchor(self, gap: Gap) -> str:
        """Where links to a criterion lead: to its gap, or to its open judgement if it has one."""
        finding = self.findings.get(gap.id)
        return f"gap-{gap.id}" if finding is None or finding.status == "pending" else f"c-{gap.id}"

    def places_known(self, gap: Gap) -> bool:
        """Whether what is missing says itself where it was looked for."""
        return any(lack.places for lack in gap.missing)

    @cached_property
    def pending(self) -> list[Finding]:
        """In the order of how much they decide, where the engine says so."""
        order = {id: place for place, id in enumerate(self.assessment.recommendation.open_matters)}
        return sorted(self.with_status("pending"), key=lambda each: order.get(each.criterion, len(order)))

    def with_status(self, status: str) -> list[Finding]:
        return [finding for finding in self.assessment.findings if finding.status == status]

    @cached_property
    def by_section(self) -> list[tuple[SectionScore, list[Finding]]]:
        return self._grouped(self.assessment.findings)

    @cached_property
    def met(self) -> list[tuple[SectionScore, list[Finding]]]:
        """By section: what is answered and loses nothing."""
        lacking = {gap.id for gap in self.assessment.gaps}
        found = self.assessment.findings
        return self._grouped(
            each for each in found if each.status not in APART and each.criterion not in lacking
        )

    def _grouped(self, findings: Iterable[Finding]) -> list[tuple[SectionScore, list[Finding]]]:
        listed = list(findings)
        sections = self.assessment.scorecard.sections
        groups = [(section, [each for each in listed if each.section == section.id]) for section in sections]
        return [(section, found) for section, found in groups if found]

    @property
    def met_count(self) -> int:
        return sum(len(found) for _, found in self.met)

    @property
    def has_others(self) -> bool:
        return any(finding.status in APART - {"pending"} for finding in self.assessment.findings)

    @property
    def assumed(self) -> int:
        return sum(entry.assumed for entry in self.assessment.edition.policy)

    @property
    def credits(self) -> list[Assumption]:
        return [entry for entry in self.assessment.edition.policy if entry.name.startswith("credits.")]


def _split(place: str) -> tuple[Pair, Pair]:
    """A place in the words of the form: the list, and which entry of it; no entry for what is no list."""
    said = [place_label(place, lang).rpartition(STEP) for lang in ("th", "en")]
    if not place.endswith("]"):
        return Pair(*(stem + arrow + last for stem, arrow, last in said)), Pair("", "")
    return Pair(*(stem for stem, _, _ in said)), Pair(*(last for _, _, last in said))
