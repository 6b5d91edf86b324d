"""Cells, lines and columns of a terminal."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.terminal import cells, clip, columns, plain, wrap

STANDING = (
    "ให้คงสถานะการเป็นเมืองอัจฉริยะไว้ก่อนจนกว่าจะมีประกาศของคณะกรรมการ ทั้งนี้ ระยะเวลาการต่ออายุ"
    "ให้เป็นไปตามประกาศคำสั่งของคณะกรรมการ"
)
PIECES = [
    *(
        "น้ำ",
        "ผู้",
        "เ",
        "ชี่",
        "ย",
        "ๆ",
        "ะ",
        "า",
        "ฯ",
        "้",
        "โครงการ",
        "กรุงเทพฯ",
        " ",
        "  ",
        "A",
        "1",
        "/",
        "-",
        "(",
    ),
    *(
        "👩‍👩‍👧",
        "🇹🇭",
        "中",
        "é",
        "e\u0301",
        "\u0301",
        "|",
        "<b>",
        "ﷺ",
        "\u200b",
        "\xad",
        "\ufeff",
        "\u202e",
        "\u2066",
    ),
    *(
        "\n",
        "\t",
        "\x00",
        "\x1b[31m",
        "\x1b]0;x\x07",
        "\x1b",
        "\x9b31m",
        "\x7f",
        "\u2028",
        "\u2029",
        "\ud800",
    ),
]
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join)
widths = st.integers(min_value=2, max_value=60)


def test_thai_marks_take_no_cell_of_their_own() -> None:
    assert [cells(word) for word in ("น้ำ", "ผู้เชี่ยวชาญ", "ที่")] == [2, 8, 1]


@settings(deadline=None)
@given(texts)
def test_nothing_in_a_text_acts_on_the_terminal(text: str) -> None:
    kept = {unicodedata.category(character) for character in plain(text) if character not in "\u200c\u200d"}
    assert not kept & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert plain(plain(text)) == plain(text)
    plain(text).encode("utf-8")


def test_a_link_hidden_in_a_text_is_dropped_and_its_words_stay() -> None:
    assert plain("ดู\x1b]8;;http://example.invalid\x1b\\ที่นี่\x1b]8;;\x1b\\ \x1b[2Jครับ") == "ดูที่นี่ ครับ"


@settings(deadline=None)
@given(texts, widths)
def test_no_line_is_wider_than_asked(text: str, width: int) -> None:
    assert all(cells(line) <= width for line in wrap(plain(text), width) if len(line) > 1)


@settings(deadline=None)
@given(texts, widths)
def test_wrapping_loses_nothing_but_the_space_at_the_break(text: str, width: int) -> None:
    shown = plain(text)
    assert "".join(wrap(shown, width)).replace(" ", "") == shown.replace(" ", "")


@pytest.mark.parametrize("width", range(12, 80))
def test_no_line_of_thai_begins_with_a_mark_or_ends_with_a_leading_vowel(width: int) -> None:
    text = f"{STANDING} ด้านต่าง ๆ เช่น น้ำประปา กรุงเทพฯ และผลสัมฤทธิ์เฉพาะเรื่อง"
    lines = wrap(text, width)
    assert not any(unicodedata.combining(line[0]) or line[0] in "ะัาำิีึืุูๅๆฯ" for line in lines)
    assert not any(line.endswith(tuple("เแโใไ")) for line in lines)


def test_thai_lines_end_between_words() -> None:
    assert wrap(STANDING, 40) == [
        "ให้คงสถานะการเป็นเมืองอัจฉริยะไว้ก่อนจนกว่าจะมี",
        "ประกาศของคณะกรรมการ ทั้งนี้ ระยะเวลาการต่ออายุ",
        "ให้เป็นไปตามประกาศคำสั่งของคณะกรรมการ",
    ]


def test_a_figure_keeps_its_unit() -> None:
    assert wrap("ชุดข้อมูลเปิด ต้องมีอย่างน้อย 3 ชุด", 23) == ["ชุดข้อมูลเปิด ต้องมีอย่างน้อย", "3 ชุด"]


def test_an_english_word_is_not_torn_while_it_fits_a_line() -> None:
    assert wrap("the committee decides", 12) == ["the", "committee", "decides"]


def test_a_long_address_breaks_at_its_slashes() -> None:
    assert wrap("https://www.example.invalid/report/page", 30) == [
        "https://www.example.invalid/",
        "report/page",
    ]


@settings(deadline=None)
@given(st.lists(texts.map(plain), min_size=3, max_size=3))
def test_columns_stay_in_their_place(row: list[str]) -> None:
    lines = columns([*row[:2], row[2] or "x"], (10, 12, 8))
    assert all(cells(line) <= 10 + 2 + 12 + 2 + 8 for line in lines)


@settings(deadline=None)
@given(texts.map(plain), st.integers(min_value=0, max_value=20))
def test_what_is_cut_is_counted_and_no_mark_is_parted_from_its_letter(text: str, most: int) -> None:
    kept, left = clip(text, most)
    assert text.startswith(kept)
    assert (left == 0) == (kept == text)
    assert kept == "" or not unicodedata.combining((text[len(kept) :] or " ")[0])


def test_marks_without_end_on_one_letter_are_cut_and_counted() -> None:
    kept, left = clip("e" + "\u0301" * 100_000, 400)
    assert (len(kept), left) == (32, 100_001 - 32)
    assert clip("👩‍👩‍👧‍👦" * 3, 2) == ("👩‍👩‍👧‍👦" * 2, 1)
