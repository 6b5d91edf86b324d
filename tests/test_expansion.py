"""What is written once for many: groups spelled out, terms and policy words put in."""

from typing import Any

import pytest

from scoring.expansion import Groups, completed, literal, misnamed, spelled_out, substituted

GROUPS: Groups = {
    "domain": {
        "water": {"th": "น้ำ", "en": "water", "key": "w"},
        "air": {"th": "อากาศ", "en": "air", "key": "a", "spare": "x"},
    },
    "season": {"wet": {"th": "ฝน"}, "dry": {"th": "แล้ง"}},
}


def spelled(entries: dict[str, Any]) -> dict[str, Any]:
    """The entries by the names they get."""
    return {name: entry for _, name, entry in spelled_out(entries, GROUPS)}


def test_an_entry_is_written_out_for_each_member_in_order() -> None:
    entry = {"for_each": "domain", "label": {"th": "ด้าน<domain.th>"}, "steps": ["[?row == '<domain>']"]}
    assert spelled({"<domain>_count": entry}) == {
        "water_count": {"for_each": "domain", "label": {"th": "ด้านน้ำ"}, "steps": ["[?row == 'water']"]},
        "air_count": {"for_each": "domain", "label": {"th": "ด้านอากาศ"}, "steps": ["[?row == 'air']"]},
    }


def test_members_can_be_left_out() -> None:
    assert list(spelled({"x.<domain.key>": {"for_each": "domain", "except": ["water"]}})) == ["x.a"]


def test_an_entry_without_a_group_stays_as_it_is() -> None:
    assert spelled({"plain": {"select": "a < b"}, "empty": None}) == {
        "plain": {"select": "a < b"},
        "empty": None,
    }


def test_one_condition_becomes_one_for_each_member_wherever_it_stands() -> None:
    counted = {"at_least": 1, "for_each": "domain", "of": {"measure": "<domain>_count", "min": 1}}
    written = {"gate": {"holds": {"all": [counted, {"measure": "other", "is": True}]}}}
    (gate,) = spelled(written).values()
    assert gate["holds"]["all"][0] == {
        "at_least": 1,
        "of": [{"measure": "water_count", "min": 1}, {"measure": "air_count", "min": 1}],
    }


def test_groups_can_stand_within_groups() -> None:
    inner = {"at_least": 1, "for_each": "season", "of": {"measure": "<domain>_<season>", "min": 1}}
    both = spelled({"<domain>.good": {"for_each": "domain", "met": inner}})
    assert [part["measure"] for part in both["air.good"]["met"]["of"]] == ["air_wet", "air_dry"]


def test_keys_are_substituted_as_texts_are() -> None:
    assert substituted({"<a>": ["<a>", 1, None, {"b<a>": "<b>"}]}, {"a": "x"}) == {
        "x": ["x", 1, None, {"bx": "<b>"}]
    }


@pytest.mark.parametrize(
    ("written", "entry", "expected"),
    [
        ("a", {"for_each": "domains"}, [(("for_each",), "name_unknown", "domains")]),
        (
            "a.<domains>",
            {"for_each": "domains", "of": "<domain>"},
            [(("for_each",), "name_unknown", "domains")],
        ),
        ("a", {"for_each": "domain", "except": ["fire"]}, [(("except", 0), "name_unknown", "fire")]),
        ("a.<domain>", {}, [((), "word_unknown", "domain")]),
        ("a", {"met": {"measure": "<domain>_count"}}, [(("met", "measure"), "word_unknown", "domain")]),
        ("<domain>", {"for_each": "domain", "x": ["<domain.id>"]}, [(("x", 0), "word_unknown", "domain.id")]),
        (
            "<domain>",
            {"for_each": "domain", "x": "<domain.spare>"},
            [(("x",), "word_unknown", "domain.spare")],
        ),
        (
            "a",
            {"of": {"for_each": "season", "of": {"m": "<domain>"}}},
            [(("of", "of", "m"), "word_unknown", "domain")],
        ),
        ("a", {"<season.th>": 1}, [(("<season.th>",), "word_unknown", "season.th")]),
    ],
)
def test_a_name_that_the_groups_lack_is_found_where_it_stands(
    written: str, entry: Any, expected: list[Any]
) -> None:
    assert [(one.place, one.code, one.name) for one in misnamed(written, entry, GROUPS)] == expected


@pytest.mark.parametrize(
    ("written", "entry"),
    [
        ("<domain>", {"for_each": "domain", "x": "<domain> <domain.th> <domain.key> <term> <policy.x>"}),
        ("a", {"at_least": 1, "for_each": "season", "of": {"measure": "<season>_<season.th>"}}),
        ("a", {"select": "a <b> c", "for_each": 7, "except": "x"}),
        ("a", None),
    ],
)
def test_names_that_the_groups_have_are_let_pass(written: str, entry: Any) -> None:
    assert list(misnamed(written, entry, GROUPS)) == []


def test_terms_and_policy_words_are_put_into_an_expression() -> None:
    terms = {"named": "items[?name]", "good": "<named> | [?<least>]", "least": "size > `<policy.size>`"}
    policy = {"size": "3"}.get
    assert completed("<good> | [0]", terms, policy) == "items[?name] | [?size > `3`] | [0]"


def test_a_name_nobody_knows_is_left_for_the_loader_to_tell() -> None:
    assert completed("<unknown> <policy.unknown>", {}, lambda _: None) == "<unknown> <policy.unknown>"


def test_terms_that_stand_for_one_another_come_to_an_end() -> None:
    assert completed("<a>", {"a": "<b>", "b": "<a>"}, lambda _: None) in {"<a>", "<b>"}


def test_a_literal_is_written_as_jmespath_reads_it() -> None:
    assert literal(["รัฐ", "state/local"]) == '`["รัฐ", "state/local"]`'
