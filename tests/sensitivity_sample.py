"""Results of `policy sensitivity` for the tests of its reports: the examples, and one with all there is."""

from functools import cache

from filing import EXAMPLES, example, filed
from sample_assessment import both

from forms.editions import shipped
from scoring.edition import Edition
from scoring.factsheets import factsheet
from scoring.plausible import Plan, Shares, share
from scoring.portfolio_sensitivity import PolicySensitivity, policy_sensitivity
from scoring.sensitivity import CityFirmness, LeastChange, firmness
from scoring.variants import assignment, varied

FEW = Plan(200, 0.25, 1)
SET = ("progress_min=20", "pass_mark=95.5")  # under which weights matter to some of the examples


@cache
def strict() -> Edition:
    """The shipped edition with these numbers set."""
    return varied(shipped(), [assignment(text) for text in SET])


@cache
def found(edition: Edition | None = None, plan: Plan = FEW) -> PolicySensitivity:
    """The examples."""
    chosen = edition or strict()
    sheets = [factsheet(filed(example(name)), chosen) for name in EXAMPLES]
    return policy_sensitivity(chosen, sheets, firmness(chosen, sheets, plan), plan, len(sheets))


@cache
def whole() -> PolicySensitivity:
    """Cities of every kind: near to flipping, on the edge, far, never; settled and not; stopped early."""
    renewing, stopped = (one_of(name) for name in ("tharnthong", "nathisamut"))
    never = renewing.model_copy(
        update={"city": "never", "name": both("เมืองมั่นคง", "Firm City"), "weights_radius": None, "ranges": ()}
    )
    edge = renewing.model_copy(
        update={
            "city": "edge",
            "name": both("เมืองชิดเส้น", "Edge City"),
            "illustrative": True,
            "weights_radius": LeastChange(percent=0.0004, exact=None),
            "sections_radius": LeastChange(percent=0, exact="0"),
        }
    )
    far = stopped.model_copy(
        update={"city": "far", "name": both("เมืองไกล", "Far City"), "draft": True, "settled": True}
        | {"weights_radius": LeastChange(percent=41.6666, exact="5/12"), "around": shares(7, 7, 7)}
    )
    return of_cities(renewing, renewing, never, edge, far, *found().cities[1:3])


def one_of(name: str) -> CityFirmness:
    """One of the examples."""
    return next(one for one in found().cities if one.city == name)


def shares(now: int, worst: int, best: int, tried: int = 200) -> Shares:
    """Shares of so many weightings."""
    return Shares(now=share(now, tried), worst=share(worst, tried), best=share(best, tried))


def of_cities(*cities: CityFirmness, asked: int = 12) -> PolicySensitivity:
    """A result that tells of these cities; what it says of them together is that of the examples."""
    ranked = found().ranks.cities
    ranks = [ranked[n % len(ranked)].model_copy(update={"city": one.city}) for n, one in enumerate(cities)]
    return found().model_copy(
        update={
            "cities": cities,
            "done": len(cities),
            "asked": asked,
            "ranks": found().ranks.model_copy(update={"cities": tuple(ranks)}),
        }
    )
