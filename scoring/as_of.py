"""The day that a result is of, where none is asked for."""

import datetime
from collections.abc import Sequence

from scoring.reviews import Review, last_day
from scoring.submission import Submission


def day_of(filed: Submission, reviews: Sequence[Review], today: datetime.date) -> datetime.date:
    """The day filed, or that of the last judgement if later; today for what is not filed yet."""
    known = [one for one in (filed.filing.filed_on, last_day(reviews)) if one]
    return max(known) if filed.filing.filed_on else today
