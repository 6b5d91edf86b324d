"""Comparisons of two policies for the tests of their reports, made by the program from invented cities."""

from collections.abc import Sequence
from functools import cache

from filing import EXAMPLES, example, filed
from sample_assessment import both

from benchmarks.cities import cities
from forms.editions import shipped
from forms.submissions import submission
from reports.asked import asked
from scoring.comparison import Compared, Comparison, comparison
from scoring.edition_diff import differences
from scoring.factsheets import factsheet
from scoring.submission import Submission
from scoring.variants import assignment, varied

MIXED = ("gates.progress.min=30", "pass_mark=65", "weights.cdp=40")
MANY = (*MIXED, "credits.partial=2/3", "floors.cdp=20", "service_done=90")


def compared(filed: Sequence[Submission], names: Sequence[str], sets: Sequence[str]) -> Comparison:
    """The shipped edition against a variant of it."""
    edition = shipped()
    variant = varied(edition, [assignment(text) for text in sets])
    told = differences(edition, variant, asked)
    sheets = Compared(lambda one: [factsheet(city, one) for city in filed], names)
    return comparison(edition, variant, told, sheets)


@cache
def sixty() -> list[Submission]:
    """The examples and cities made from them, each with a name of its own."""
    made = [submission(name, raw, shipped()) for name, raw in cities(60)]
    return [
        one.model_copy(
            update={
                "city": one.city.model_copy(
                    update={"id": f"city-{place:02}", "name": both(f"เมืองที่ {place}", f"Town {place}")}
                )
            }
        )
        for place, one in enumerate(made, start=1)
    ]


@cache
def mixed() -> Comparison:
    """Some gain the recommendation, one loses it, some are near: each number by itself."""
    return compared(sixty(), [f"reports/{one.city.id}.yaml" for one in sixty()], MIXED)


@cache
def by_kind() -> Comparison:
    """Six numbers, so that effects are known by kind."""
    return compared(sixty(), [f"{one.city.id}.yaml" for one in sixty()], MANY)


@cache
def unchanged() -> Comparison:
    """Two policies that do not differ."""
    return compared(sixty()[:5], [f"{place}.yaml" for place in range(5)], ["weights.cdp=20"])


@cache
def of_examples() -> Comparison:
    """The shipped examples, one of which loses the recommendation."""
    names = [f"{name}.yaml" for name in EXAMPLES]
    return compared([filed(example(name)) for name in EXAMPLES], names, ("weights.cdp=30", "pass_mark=97"))


@cache
def incomplete() -> Comparison:
    """With a submission left out, and two of one city."""
    found = mixed()
    twin = found.cities[0].model_copy(update={"file": "reports/again.yaml"})
    totals = found.totals.model_copy(update={"left_out": 3, "cities": found.totals.cities + 1})
    return found.model_copy(update={"cities": (*found.cities, twin), "totals": totals})


SAMPLES = {
    "mixed": mixed,
    "by_kind": by_kind,
    "unchanged": unchanged,
    "of_examples": of_examples,
    "incomplete": incomplete,
}
