"""What the docstrings show is what happens."""

import doctest

from scoring import assess


def test_the_front_door_answers_as_its_docstring_shows() -> None:
    result = doctest.testmod(assess)
    assert result.attempted > 0
    assert result.failed == 0
