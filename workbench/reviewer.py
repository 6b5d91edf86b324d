"""Who judges: a reviewer's id and name, kept in the browser that said so and in the files that it adds to."""

import base64
import json
from typing import NamedTuple

from scoring.documents import Document
from scoring.problems import Faults
from scoring.reviews import Review
from scoring.validation import validated

COOKIE = "renewal_reviewer"


class Reviewer(NamedTuple):
    """One person; `chair` may settle what others differ on."""

    id: str
    name: str
    chair: bool

    def begun(self, city: str) -> Review:
        """A file on a city as it begins; raises Faults for an id or a name that no file may hold."""
        named = {"name": self.name} if self.name else {}
        data = {"schema": "review/1", "city": city, "reviewer": self.id, "chair": self.chair} | named
        return validated(Review, data, Document("", {}, {}))


def to_cookie(reviewer: Reviewer) -> str:
    """In letters that any cookie may hold."""
    return base64.urlsafe_b64encode(json.dumps(reviewer).encode()).decode()


def from_cookie(text: str) -> Reviewer | None:
    """None for a cookie that is none of ours."""
    try:
        id, name, chair = json.loads(base64.urlsafe_b64decode(text.encode()))
        found = Reviewer(str(id), str(name), chair is True)
        found.begun("city")
    except (ValueError, TypeError, Faults):
        return None
    return found
