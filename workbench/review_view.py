"""What the page of one city under review shows, beside the result itself."""

from dataclasses import dataclass
from functools import cached_property

from reports.html_lookup import View
from scoring.judged import Effect, Stated, can_be_judged
from scoring.models import Assessment, Finding, GateFinding
from scoring.problems import Problem
from workbench.evidence import Evidence
from workbench.folder import Absent
from workbench.look import speech
from workbench.reviewer import Reviewer
from workbench.table import Table


@dataclass(frozen=True)
class ReviewPage:
    """One city before one reviewer; `tried` is what an entry not yet kept would do."""

    table: Table
    reviewer: Reviewer
    lang: str
    address: str
    tried: Effect | None = None
    lacking: Problem | None = None
    matter: str = ""
    level: str = ""
    reason: str = ""
    wrong: tuple[Problem, ...] = ()
    note: str = ""

    @property
    def result(self) -> Assessment:
        """As the reviews of the folder leave it today."""
        return self.table.result

    @cached_property
    def view(self) -> View:
        """The look-ups that the templates of the reports print from."""
        return View(self.result, speech(self.lang))

    @property
    def seen(self) -> str:
        """What changes when the submission or any review of it does: only what was seen is signed."""
        made_from = self.result.provenance
        return f"{made_from.submission_fingerprint} {made_from.judgements_fingerprint}"

    @property
    def barred(self) -> bool:
        """Whether the reviewer has declared a conflict of interest for this city."""
        return self.table.own(self.reviewer.begun(self.result.city.id)).barred

    @cached_property
    def matters(self) -> list[Finding]:
        """What a person is asked, the most decisive first, then what is judged."""
        asked = [one for one in self.result.findings if can_be_judged(one) and one.status != "pending"]
        return [*self.view.pending, *asked]

    @property
    def gates(self) -> list[GateFinding]:
        """Gates that do not hold and may be waived."""
        open_ = [one for one in self.result.gates if not one.holds and not one.waived_by]
        waivable = {one.id for one in self.table.bench.edition.gates if one.words.waivable}
        return [one for one in open_ if one.id in waivable]

    def said(self, criterion: str) -> list[Stated]:
        """What reviewers judged of a criterion."""
        return [one for one in self.table.stated if one.criterion == criterion]

    def chosen(self, finding: Finding) -> str:
        """The level that is marked: what was typed, else the reviewer's last word, else the claim."""
        if self.matter == finding.criterion and self.level:
            return self.level
        own = [one.level for one in self.said(finding.criterion) if one.reviewer == self.reviewer.id]
        return own[-1] if own else finding.claimed

    @cached_property
    def evidence(self) -> Evidence:
        """The files of the submission."""
        return Evidence(self.table.path, self.table.city.raw)

    def is_picture(self, name: str | None) -> bool | None:
        """Whether a piece of evidence can be shown; None where its file is not there."""
        try:
            return self.evidence.named(name).picture is not None
        except (Absent, OSError):
            return None

    @property
    def pictures_within(self) -> list[tuple[int, str]]:
        """The pictures in the submission itself, each with its number among the files in it."""
        return [each for each in enumerate(self.evidence.within) if self.evidence.part(each[0]).picture]

    @property
    def files_within(self) -> list[tuple[int, str]]:
        """All other files in the submission itself."""
        pictures = self.pictures_within
        return [each for each in enumerate(self.evidence.within) if each not in pictures]
