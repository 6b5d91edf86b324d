"""A place in a submission in the words of the form."""

import pytest

from forms.editions import shipped
from scoring.places import choices_at, form_place, place_label

PLACES = {
    "part1.progress.percent": (
        "ส่วนที่ 1 ข้อ 8 ความก้าวหน้า › ความก้าวหน้า (ร้อยละของแผนงานทั้งหมด)",
        "Part 1, item 8 progress › progress (% of the whole plan)",
    ),
    "part2.cdp.catalog[2]": (
        "ส่วนที่ 2 หลักเกณฑ์ข้อ 3 ข้อมูลเมือง (CDP) › ชุดข้อมูล › รายการที่ 3",
        "Part 2, criterion 3 City Data Platform › datasets › entry 3",
    ),
    "part2.boundary": ("ส่วนที่ 2 แถวที่ 5 ขอบเขตพื้นที่", "Part 2, row 5 boundary"),
    "part2.population.residents": (
        "ส่วนที่ 2 แถวที่ 6 จำนวนประชากร › จำนวนประชากรทั้งสิ้น (คน)",
        "Part 2, row 6 population › residents (persons)",
    ),
    "portfolio[0].solution.functionality": (
        "ภาคผนวก ข › รายการที่ 1 › เทคโนโลยีระบบบริการ › การทำงานของระบบ",
        "Appendix B › entry 1 › solution › functionality",
    ),
    "approval.subcommittee": (
        "การเห็นชอบ › วันที่คณะอนุกรรมการเห็นชอบ",
        "approval › subcommittee's approval",
    ),
}


@pytest.mark.parametrize("place", PLACES)
def test_a_place_is_told_as_an_officer_looks_for_it(place: str) -> None:
    assert (place_label(place, "th"), place_label(place, "en")) == PLACES[place]


def test_a_place_that_the_form_does_not_know_is_told_as_it_stands() -> None:
    assert place_label("answers.fridges[1].celsius", "en").endswith("fridges › entry 2 › celsius")


@pytest.mark.parametrize(
    ("form", "th", "en"),
    [
        ("1.9", "ส่วนที่ 1 ข้อ 9", "Part 1, item 9"),
        ("2.R5", "ส่วนที่ 2 แถวที่ 5", "Part 2, row 5"),
        ("2.C4", "ส่วนที่ 2 หลักเกณฑ์ข้อ 4", "Part 2, criterion 4"),
        ("2.sign", "", ""),
        ("cover", "", ""),
        ("", "", ""),
    ],
)
def test_the_number_of_an_item_on_the_form(form: str, th: str, en: str) -> None:
    assert (form_place(form, "th"), form_place(form, "en")) == (th, en)


def test_the_codes_of_a_field_have_the_words_of_the_form() -> None:
    assert choices_at("part2.characteristics.domains")["environment"] == ("สิ่งแวดล้อม", "environment")
    assert choices_at("part1.results[3].row")["cdp"] == ("CDP", "CDP")
    assert choices_at("part1.progress.percent") == {}
    assert choices_at("nowhere") == {}


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_field_that_feeds_a_criterion_has_words_for_each_of_its_steps(lang: str) -> None:
    edition = shipped()
    fields = {field for one in edition.criteria for field in one.words.fields}
    fields |= {measure.place for measure in edition.measures.values()}
    fields |= {check.at for check in edition.checks}
    for field in fields:
        said = place_label(field, lang)
        assert said, field
        assert not [step for step in field.split(".") if "_" in step and step in said], field
