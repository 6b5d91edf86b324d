"""How tests work a page: with the mouse alone, or with the keyboard alone; text is typed by both."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

THUMB = 16  # pixels of a slider's handle


class Mouse:
    """Points and clicks."""

    def __init__(self, page: "Page") -> None:
        self.page = page

    def press(self, target: "Locator") -> None:
        """A button or a link; what lies behind it is loaded."""
        target.click()

    def bring(self, target: "Locator", file: Path) -> None:
        """A file into a field for files."""
        with self.page.expect_file_chooser() as chooser:
            target.click()
        chooser.value.set_files(file)

    def write(self, target: "Locator", text: str) -> None:
        """In the place of what stands in a field."""
        target.click(click_count=3)
        self.page.keyboard.type(text)
        self.page.locator("h1").click()

    def choose(self, matters: "Locator", place: int, level: int) -> "Locator":
        """A level of the matter at a place; both are counted from nought."""
        matters.nth(place).get_by_role("radio").nth(level).click()
        return matters.nth(place)

    def set(self, name: str, value: int) -> None:
        """A number of the policy, from 0 to 100, by its slider."""
        slider = self.page.locator(f'[data-for="n-{name}"]')
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        assert box is not None
        held, middle = int(slider.input_value()), box["y"] + box["height"] / 2
        left, length = box["x"] + THUMB / 2, box["width"] - THUMB
        self.page.mouse.move(left + length * held / 100, middle)
        self.page.mouse.down()
        self.page.mouse.move(left + length * value / 100, middle, steps=4)
        self.page.mouse.up()


class Keyboard:
    """Tab to it, then the keys that a browser and the pages themselves answer to."""

    def __init__(self, page: "Page") -> None:
        self.page = page

    def press(self, target: "Locator") -> None:
        """A button or a link; what lies behind it is loaded."""
        self._reach(target)
        self.page.keyboard.press("Enter")

    def bring(self, target: "Locator", file: Path) -> None:
        """A file into a field for files."""
        with (
            self.page.expect_file_chooser() as chooser
        ):  # before the way there: the browser learns of it late
            self._reach(target)
            self.page.keyboard.press("Space")
        chooser.value.set_files(file)

    def write(self, target: "Locator", text: str) -> None:
        """In the place of what stands in a field."""
        self._reach(target)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        self.page.keyboard.press("Tab")

    def choose(self, matters: "Locator", place: int, level: int) -> "Locator":
        """A level of the matter at a place; both are counted from nought."""
        self._reach(matters.first)
        for _ in range(place):
            self.page.keyboard.press("j")
        assert matters.nth(place).evaluate("one => one === document.activeElement")
        self.page.keyboard.press(str(level + 1))
        return matters.nth(place)

    def set(self, name: str, value: int) -> None:
        """A number of the policy, by its field."""
        self.write(self.page.locator(f'[name="n:{name}"]'), str(value))

    def _reach(self, target: "Locator") -> None:
        for _ in range(300):
            if target.evaluate("one => one === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        pytest.fail(f"the Tab key does not lead to {target}")


Hands = Mouse | Keyboard
