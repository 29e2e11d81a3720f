import re
import sys
import unicodedata
from dataclasses import replace
from decimal import Decimal

import pytest

from disclosure.sources.cells import FieldRule, judge
from disclosure.sources.rules import read_rules
from tests.conftest import ROOT

LIMITS = replace(read_rules(ROOT / "rules").limits, max_cell_characters=100, harmless_texts=("-", "—"))


def rule(kind: str = "string", **more: object) -> FieldRule:
    facts: dict[str, object] = {
        "name": "f", "title": "列", "type": kind, "is_required": False, "allowed": (), "pattern": None, "minimum": None,
        "maximum": None, "min_length": None, "max_length": None, "refers_to": "", **more,
    }  # fmt: skip
    return FieldRule(**facts)  # type: ignore[arg-type]


def code(text: str, kind: str = "string", **more: object) -> str:
    fault = judge(rule(kind, **more), LIMITS, text)
    return fault.code if fault else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", ""), ("-3.5", ""), ("1234.50", ""), ("0.001", ""), ("123456789012345.12345678901234567890", ""),
        ("１２", "C102"), ("１２．５", "C102"), ("1,234.5", "C103"), ("1_000", "C103"), ("12.5%", "C103"), ("12.5万吨", "C103"),
        ("556.39 亿千瓦时", "C103"), ("−12", "C102"), ("1.2E+05", "C105"), ("007", "C105"), ("+12", "C105"),
        ("NaN", "C101"), ("Infinity", "C101"), ("—", "C101"), ("#DIV/0!", "C101"), ("十二", "C101"), (" 12", "C115"),
        ("12\u200b34", "C102"), ("٣", "C101"), ("(12.5)", "C101"), ("0x10", "C101"),
    ],
)  # fmt: skip
def test_only_plain_decimals_are_numbers(text: str, expected: str) -> None:
    assert code(text, "number") == expected


@pytest.mark.parametrize(
    ("text", "suggested"), [("１２．５", "12.5"), ("1,234.5", "1234.5"), ("12.5%", "12.5"), ("12.5万吨", "12.5"), ("−12", "-12")]
)  # fmt: skip
def test_a_refused_number_comes_with_the_one_that_would_be_right(text: str, suggested: str) -> None:
    fault = judge(rule("number"), LIMITS, text)
    assert fault is not None
    assert fault.facts["expected"] == suggested


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("东胜区", ""), ("-3.5", ""), ("+4.0%", ""), ("-4.0~-4.5", ""), ("-", ""), ("—", ""), ("≤1.2", ""), ("〔-19.7%〕", ""),
        ("=1+1", "C110"), ("+A1", "C110"), ("-2+3", "C110"), ("-4.0~A1", "C110"), ("@SUM(A1)", "C110"), ("＝1+1", "C110"),
        ("－1", "C110"), ("<script>", "C114"), ("a&lt;b", "C114"), ("5 < 6", ""), ("甲\u202e乙", "C102"), ("甲\ufffd", "C102"),
        ("甲\n乙", "F006"), ("\u3000甲", "C115"), ("甲 ", "C115"), ("x" * 101, "C113"), ("\x1b[31m", "C102"),
        ("电话13812345678", "P406"), ("页13812345678901", ""), ("a@b.cn", "P406"), ("11010519491231002X", "P406"),
        ("电话0471-1234567", "P406"), ("(0471)1234567", "P406"), ("（0471）12345678", "P406"), ("010-12345678-801", "P406"),
        ("138 0013 8000", "P406"), ("138-0013-8000", "P406"), ("１３８００１３８０００", "P406"), ("138\u30000013\u30008000", "P406"),
        ("+86 138 0013 8000", "P406"), ("+8613800138000", "P406"), ("138 0013 8000 139 0013 8000", "P406"),
        ("138 2020 2021", ""), ("2 138 0013 8000", ""), ("138 0013 8000 77", ""), ("138 0013-8000", ""), ("128 0013 8000", ""),
        ("0477 812 3456", "P406"), ("0477-812-3456", "P406"), ("010 8765 4321", "P406"), ("０４７７ 8123456", "P406"),
        ("0477 812 345", ""), ("477 812 3456", ""), ("0477 812 34567", ""),
        ("110105 19491231 002X", "P406"), ("110105 1949 1231 002x", "P406"), ("1101 0519 4912 3100 2X", "P406"),
        ("110105-19491231-002X", "P406"), ("１１０１０５１９４９１２３１００２Ｘ", "P406"), ("110105 19491231 0021", ""),
        ("110105 19491331 002X", ""), ("a＠b.cn", "P406"), ("ａ＠ｂ．ｃｎ", "P406"), ("甲＠乙", ""),
        ("0471 1234567", "P406"), ("020—87654321。", "P406"), ("0471-123456", ""), ("0471-123456789", ""), ("471-1234567", ""),
        ("030-1234567", ""), ("0071-1234567", ""), ("x/0471-1234567", ""), ("10471-1234567", ""), ("04711234567", ""),
        ("110105194912310021", ""), ("shgbc.org/xingyezixun/202207181338343730.html", ""),
    ],
)  # fmt: skip
def test_text_that_could_harm_a_reader_is_refused(text: str, expected: str) -> None:
    assert code(text) == expected


@pytest.mark.parametrize(
    ("more", "sound", "broken", "expected"),
    [
        ({"is_required": True}, "甲", "", "C107"),
        ({"allowed": ("basic", "incentive")}, "basic", "base", "C108"),
        ({"pattern": re.compile(r"\d{6}", re.ASCII)}, "150102", "15010", "C116"),
        ({"pattern": re.compile(r"\d{6}", re.ASCII)}, "150102", "１５０１０２", "C116"),
        ({"max_length": 3}, "甲乙丙", "甲乙丙丁", "C117"),
        ({"min_length": 2}, "甲乙", "甲", "C117"),
    ],
)
def test_each_constraint_is_broken_by_its_neighbour(
    more: dict[str, object], sound: str, broken: str, expected: str
) -> None:
    assert (code(sound, **more), code(broken, **more)) == ("", expected)


@pytest.mark.parametrize(("text", "expected"), [("0.9", "C109"), ("1", ""), ("3", ""), ("3.1", "C109")])
def test_limits_count_their_own_edge(text: str, expected: str) -> None:
    assert code(text, "number", minimum=Decimal(1), maximum=Decimal(3)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("2022-02-11", ""), ("2022-2-11", "C106"), ("2022-02-30", "C106"), ("２０２２-02-11", "C106")],
)
def test_dates_exist_and_are_written_in_one_way(text: str, expected: str) -> None:
    assert code(text, "date") == expected


def test_the_nearest_allowed_value_is_offered() -> None:
    fault = judge(rule(allowed=("not_published", "in_words")), LIMITS, "not_publishd")
    assert fault is not None
    assert fault.facts["nearest"] == "not_published"


@pytest.mark.parametrize("kind", ["number", "integer"])
@pytest.mark.parametrize(
    ("text", "expected"),
    [("9" * 15, ""), ("-" + "9" * 15, ""), ("9" * 16, "C119"), ("-" + "9" * 16, "C119"), ("1" + "0" * 38, "C119")],
)
def test_a_number_has_no_more_digits_than_every_download_holds(kind: str, text: str, expected: str) -> None:
    assert code(text, kind) == expected


@pytest.mark.parametrize(("places", "expected"), [(20, ""), (21, "C119"), (30, "C119")])
def test_a_number_has_no_more_decimals_than_every_download_holds(places: int, expected: str) -> None:
    assert code(f"0.{'1' * places}", "number") == expected


SHOWS_NOTHING = "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u2800\u3164\ufe00\ufe0f\uffa0\ufffd\U000e0100\U000e01ef"


@pytest.mark.parametrize(
    "character",
    [*"\U000e0041\u2065\u061c\ufff9\u00a0\t\u2009\u202f\u1680\u205f\u200b\u2028\ue000\U0010fffd\ud800", *SHOWS_NOTHING],
)
def test_what_nobody_can_see_is_refused_wherever_it_stands(character: str) -> None:
    for text in (f"{character}甲乙", f"甲{character}乙", f"甲乙{character}"):
        fault = judge(rule(), LIMITS, text)
        assert fault is not None
        assert (fault.code, fault.facts["found"]) == ("C102", f"U+{ord(character):04X}")
        assert code(fault.facts["expected"]) == ""


@pytest.mark.parametrize(
    ("text", "meant"),
    [("甲\u00a0乙", "甲 乙"), ("甲\t乙", "甲 乙"), ("甲\u200b乙", "甲乙"), ("\u00a0甲", "甲"), ("甲\ufe0f", "甲")],
)
def test_what_was_probably_meant_is_offered(text: str, meant: str) -> None:
    fault = judge(rule(), LIMITS, text)
    assert fault is not None
    assert fault.facts["expected"] == meant


def test_every_character_is_judged_by_its_category() -> None:
    """Controls, format marks, surrogates, private and unassigned ones, separators: all where letters stand, and samples
    of the planes that are nearly empty."""
    refused = {"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp", "Zs"}
    kept = {" ", "\u3000"}
    for number in (*range(0x20000), *range(0x20000, sys.maxunicode + 1, 61)):
        character = chr(number)
        is_refused = (
            unicodedata.category(character) in refused and character not in kept
        ) or character in SHOWS_NOTHING
        if is_refused and character not in "\r\n":
            assert code(f"甲{character}乙") == "C102", hex(number)


def test_a_common_and_an_ideographic_space_may_stand_inside_a_text() -> None:
    assert (code("甲 乙"), code("甲\u3000乙"), code("甲\u3000"), code(" 甲")) == ("", "", "C115", "C115")


@pytest.mark.parametrize("letter", [*"甲㐀𠀀龘éЖΩ％，。“”—…·〔〕①Ⅲ℃㎡≤－"])
def test_what_documents_print_passes(letter: str) -> None:
    assert code(f"甲{letter}乙") == ""


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("13812345678", "mobile"),
        ("138—1234—5678", "mobile"),
        ("0471-1234567", "landline"),
        ("11010519491231002X", "identity"),
        ("a@b.cn", "email"),
        # Called by name, its digits may be wrong, or lack the area code.
        ("身份证号：152601198001011234", "identity"),
        ("身份证152601 19800101 123x，请查", "identity"),
        ("ID card 152601800101123", "identity"),
        ("热线 400-123-4567", "landline"),
        ("800-8123-456", "landline"),
        ("请电 6612345", "landline"),
        ("电话号码：66123456", "landline"),
        ("Tel. 6612345", "landline"),
    ],
)
def test_what_identifies_a_person_is_told_apart(text: str, kind: str) -> None:
    fault = judge(rule(), LIMITS, text)
    assert fault is not None
    assert (fault.code, fault.facts["kind"]) == ("P406", kind)


@pytest.mark.parametrize(
    "text",
    ["152601198001011234", "身份证复印件 3 份", "电话会议 20240105 召开", "热线项目 1 号", "电话 12345", "第 400-123 号",
     "编号 2400-123-4567", "电耗 6612345 千瓦时", "intelligent 6612345"],
)  # fmt: skip
def test_a_number_that_nobody_calls_so_is_none(text: str) -> None:
    assert code(text) == ""
