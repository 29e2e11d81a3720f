import re
from decimal import Decimal

import pytest

from disclosure.sources.cells import FieldRule, judge


def rule(kind: str = "string", **more: object) -> FieldRule:
    facts: dict[str, object] = {
        "name": "f", "title": "列", "type": kind, "is_required": False, "allowed": (), "pattern": None, "minimum": None,
        "maximum": None, "min_length": None, "max_length": None, "refers_to": "", "separator": "",
        "must_be_unique": False, **more,
    }  # fmt: skip
    return FieldRule(**facts)  # type: ignore[arg-type]


def code(text: str, kind: str = "string", **more: object) -> str:
    fault = judge(rule(kind, **more), ("-", "—"), 100, text)
    return fault.code if fault else ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", ""), ("-3.5", ""), ("1234.50", ""), ("0.001", ""), ("12345678901234567890.123", ""),
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
    fault = judge(rule("number"), (), 100, text)
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
    fault = judge(rule(allowed=("not_published", "in_words")), (), 100, "not_publishd")
    assert fault is not None
    assert fault.facts["nearest"] == "not_published"
