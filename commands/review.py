"""`renewal review`: judgements, waivers and conflicts of interest, each told with what it does."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from commands.assessing import assessed
from commands.common import (
    BOUNDARIES,
    EDITION,
    OUTPUT,
    POLICY,
    SET,
    SUBMISSION,
    SUBMISSIONS,
    filed,
    given,
    load_edition,
    options,
    tell,
    write,
)
from commands.formats import formats
from commands.sitting import FOLDER, WHO, Said, Sitting, sitting_of
from scoring.problems import Faults, Problem

if TYPE_CHECKING:
    from pydantic import BaseModel

    from forms.audit import What
    from forms.console import Console
    from scoring.edition import Edition
    from scoring.judged import Effect
    from scoring.models import Assessment
    from scoring.reviewers import Reviewed
    from scoring.reviews import Review

AUTHORITY = click.option("--authority", required=True, metavar="TEXT", help="By what authority.")


@click.group()
def review() -> None:
    """What reviewers judge of a city: added to, never altered."""


def _keep(
    sitting: Sitting,
    what: "What",
    entry: "BaseModel",
    add: "Callable[[Review], Review]",
    told: "Callable[[Assessment, Assessment], Effect]",
) -> None:
    """Tells what the entry does, and keeps it unless it is only tried."""
    from reports.review import effect_told

    before = sitting.assessed(sitting.all())
    after = sitting.assessed(sitting.all(add(sitting.own())))
    console = sitting.console
    console.put(effect_told(told(before, after), after, console.lang, *console.look(None)))
    if not sitting.dry:
        sitting.enter(what, entry, add)


@review.command("add")
@options(SUBMISSION, click.argument("criterion"), click.argument("level"), *WHO)
@click.pass_obj
def review_add(
    console: "Console", /, submission: Path, criterion: str, level: str, **said: Unpack[Said]
) -> None:
    """Judge one criterion: confirm the level that is claimed, or lower or raise it with a reason."""
    _judge(sitting_of(console, submission, **said), criterion, level, said["reason"], settles=False)


@review.command("settle")
@options(SUBMISSION, click.argument("criterion"), click.argument("level"), *WHO)
@click.pass_obj
def review_settle(
    console: "Console", /, submission: Path, criterion: str, level: str, **said: Unpack[Said]
) -> None:
    """The chair's word on a criterion, whatever others judge."""
    sitting = sitting_of(console, submission, **said)
    if not sitting.own().chair:
        values = {"reviewer": sitting.begun.reviewer}
        raise Faults([Problem(str(sitting.file), None, "", "review_chair", values)])
    _judge(sitting, criterion, level, said["reason"], settles=True)


def _judge(sitting: Sitting, criterion: str, level: str, reason: str, *, settles: bool) -> None:
    from reports.words import words
    from scoring.judged import effect
    from scoring.judging import Verdict, judgement_given

    now, lang = sitting.assessed(sitting.all()), sitting.console.lang
    verdict = Verdict(criterion, level, reason, sitting.on, settles)
    confirmed = words("th", "reviews")("review_confirmed")
    entry = judgement_given(now, sitting.edition, verdict, confirmed, lang, trial=sitting.dry)
    _keep(
        sitting,
        "judgement",
        entry,
        lambda own: own.model_copy(update={"judgements": (*own.judgements, entry)}),
        lambda before, after: effect(before, after, criterion),
    )


@review.command("waive")
@options(SUBMISSION, click.argument("gate"), AUTHORITY, *WHO)
@click.pass_obj
def review_waive(
    console: "Console", /, submission: Path, gate: str, authority: str, **said: Unpack[Said]
) -> None:
    """Let a gate pass that allows it: with the reason, and by what authority."""
    from scoring.judged import gate_effect
    from scoring.judging import entry as new_entry
    from scoring.judging import refuse_unknown
    from scoring.reviews import WaiverGiven

    sitting = sitting_of(console, submission, **said)
    refuse_unknown(gate, [each.id for each in sitting.edition.gates if each.words.waivable])
    if not said["reason"].strip():
        raise click.UsageError("--reason says why the gate need not hold")
    entry = new_entry(WaiverGiven, gate=gate, reason=said["reason"], authority=authority, date=sitting.on)
    _keep(
        sitting,
        "waiver",
        entry,
        lambda own: own.model_copy(update={"waivers": (*own.waivers, entry)}),
        lambda before, after: gate_effect(before, after, gate),
    )


@review.command("conflict")
@options(SUBMISSION, *WHO)
@click.pass_obj
def review_conflict(console: "Console", /, submission: Path, **said: Unpack[Said]) -> None:
    """Declare a conflict of interest: from then on nothing in the reviewer's file counts for this city."""
    from scoring.judging import entry as new_entry
    from scoring.reviews import Conflict

    sitting = sitting_of(console, submission, **said)
    if not said["reason"].strip():
        raise click.UsageError("--reason says what the conflict is")
    entry = new_entry(Conflict, reason=said["reason"], date=sitting.on)
    if not sitting.dry:
        sitting.enter(
            "conflict", entry, lambda own: own.model_copy(update={"conflicts": (*own.conflicts, entry)})
        )


@review.command("sign")
@options(SUBMISSION, *WHO)
@click.pass_obj
def review_sign(console: "Console", /, submission: Path, **said: Unpack[Said]) -> None:
    """Sign the result off: it is kept with all that it was made from, so that it can be made again."""
    from forms.signed import sign
    from reports.json import render
    from reports.review import signed_told

    sitting = sitting_of(console, submission, **said)
    reviews = sitting.all()
    result = sitting.assessed(reviews, way_out=True)
    console.put(signed_told(result, console.lang, *console.look(None)))
    if not sitting.dry:
        path = sign(sitting.reviews, sitting.read, sitting.edition, reviews, result, render)
        verdict = {"verdict": result.recommendation.verdict, "total": result.scorecard.total_exact}
        sitting.note("signed", path, {"reason": said["reason"], **verdict})


LISTING = (SUBMISSIONS, FOLDER, EDITION, POLICY, SET, BOUNDARIES, formats("text", "json"), OUTPUT)


class Listed(TypedDict):
    """What the options in LISTING say."""

    submissions: tuple[Path, ...]
    reviews: Path
    edition_name: str
    policy_file: Path | None
    sets: tuple[str, ...]
    boundaries: Path | None
    format_: str
    output: Path | None


@review.command("list")
@options(*LISTING)
@click.pass_obj
def review_list(console: "Console", /, **asked: Unpack[Listed]) -> None:
    """Every judgement on each city, and how it stands: agreed, differing, stale, barred."""
    from reports import review as report
    from scoring.judged import stated

    _, cities = _reviewed(console, asked)
    found = [(one.result, stated(one.result, one.reviews)) for one in cities]
    text = asked["format_"] == "text" and report.as_text(found, console.lang, *console.look(asked["output"]))
    write(console, text or report.as_json(found), asked["output"])


@review.command("status")
@options(*LISTING)
@click.pass_obj
def review_status(console: "Console", /, **asked: Unpack[Listed]) -> None:
    """How far the reviewing is, what to read next, and how the reviewers compare."""
    from reports import review_status as report
    from scoring.reviewers import review_status as status

    edition, cities = _reviewed(console, asked)
    found = status(edition, cities)
    look = console.look(asked["output"])
    text = asked["format_"] == "text" and report.as_text(found, edition, console.lang, *look)
    write(console, text or report.as_json(found), asked["output"])


def _reviewed(console: "Console", asked: Listed) -> "tuple[Edition, list[Reviewed]]":
    """The cities that can be read, as the reviews leave them today; the others get their message."""
    from forms.destinations import refuse_inputs
    from forms.reviews import reviews_in
    from scoring.reviewers import Reviewed

    paths, _ = given(console, asked["submissions"])
    refuse_inputs([asked["output"]] if asked["output"] else [], paths)
    edition = load_edition(asked["edition_name"], asked["policy_file"], asked["sets"])
    known = reviews_in(asked["reviews"], edition)
    found = []
    for path in paths:
        try:
            read = filed(console, path, edition, asked["boundaries"])
            reviews = known.get(read.city.id, ())
            result = assessed(path, read, edition, datetime.date.today(), reviews=reviews)
        except Faults as faults:
            tell(console, faults)
        else:
            found.append(Reviewed(path.as_posix(), result, reviews))
    return edition, found
