"""What every test may ask for: the shipped edition, one engine for it, and the cities of the examples.

Hypothesis tries few examples and always the same ones; `pytest --hypothesis-profile=thorough` looks for more.
"""

from collections.abc import Mapping

import pytest
from filing import DAY, EXAMPLES, Assess, Changes, Data, changed, example, filed
from hypothesis import HealthCheck, settings

from forms.editions import shipped
from scoring.assess import assess
from scoring.edition import Edition
from scoring.engines import engine_for
from scoring.inference import Engine
from scoring.models import Assessment, Judgement, Waiver
from scoring.submission import Submission

settings.register_profile(
    "default",
    max_examples=15,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("default"), max_examples=500, derandomize=False)
settings.load_profile("default")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes the reports of `tests/golden/` anew; look at what changed before that."""
    parser.addoption("--update-golden", action="store_true", help="write the golden reports anew")


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The edition that is shipped."""
    return shipped()


@pytest.fixture(scope="session")
def engine(edition: Edition) -> Engine:
    """One engine for the shipped edition: making one takes longer than a city."""
    return engine_for(edition.rulebook)


@pytest.fixture(scope="session")
def examples() -> Mapping[str, Submission]:
    """The cities in `examples/`, by the name of their file."""
    return {name: filed(example(name)) for name in EXAMPLES}


@pytest.fixture(scope="session")
def of(edition: Edition, engine: Engine) -> Assess:
    """The assessment, on 22 November 2026, of a city as it is filed or with changes to what it filed."""

    def assessed(
        data: Data, changes: Changes | None = None, *said: Judgement | Waiver, way_out: bool = False
    ) -> Assessment:
        return assess(filed(changed(data, changes or {})), edition, said, DAY, engine, way_out=way_out)

    return assessed
