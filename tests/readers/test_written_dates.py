"""Days as people write them: read in six languages, in both ways where there are two, and not at all where none."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest

from assembler.readers import written_dates
from assembler.readers.settings.labels import read_labels
from assembler.readers.settings.plan_schema import LANGUAGES
from assembler.readers.written_dates import read_written_date
from tests.conftest import ROOT

DAY = date(2027, 5, 3)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_day_of_a_year_is_read_as_reports_print_it(language: str) -> None:
    text = (ROOT / "templates/labels" / f"{language}.yaml").read_text(encoding="utf-8")
    labels, _ = read_labels(text, "labels.yaml")
    assert labels is not None
    for number in range(366):
        day = date(2028, 1, 1) + timedelta(number)
        assert read_written_date(labels.print_date(day)) == (day,)
        assert read_written_date(f"\u2067{labels.print_date(day)}\u2069.") == (day,)


@pytest.mark.parametrize(
    "text",
    [
        *("3 May 2027", "May 3, 2027", "MAY 3 2027", "3rd May 2027", "the 3rd of May, 2027", "Monday, 3 May 2027"),
        *("3-May-2027", "3May2027", "Mon 3 May 2027", "on 3 May 2027.", " 3\u00a0May\u00a02027 ", "３ May ２０２７"),
        *("2027-05-03", "2027-5-3", "2027/05/03", "2027.05.03", "03.05.2027", "3.5.2027", "3. 5. 2027"),
        *("3 mai 2027", "le 3 mai 2027", "lundi 3 mai 2027", "3 de mayo de 2027", "el 3 de mayo del 2027"),
        *("3 мая 2027 г.", "3 мая 2027 года", "3 май 2027", "03.05.2027 г."),
        *("2027年5月3日", "2027 年 5 月 3 日", "２０２７年５月３日", "二〇二七年五月三日", "2027年5月3日星期一"),
        *("٣ أيار/مايو ٢٠٢٧", "3 مايو 2027", "3 أيار 2027", "الاثنين 3 أيار/مايو 2027", "۳ مايو ۲۰۲۷"),
    ],
)
def test_common_writings_are_read(text: str) -> None:
    assert read_written_date(text) == (DAY,)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("1er août 2027", date(2027, 8, 1)),
        ("1 Sept. 2027", date(2027, 9, 1)),
        ("31 déc. 2027", date(2027, 12, 31)),
        ("二〇二七年十二月三十一日", date(2027, 12, 31)),
        ("二〇二七年十月二十日", date(2027, 10, 20)),
        ("1 كانون الثاني/يناير 2027", date(2027, 1, 1)),
        ("1 تشرين الثاني 2027", date(2027, 11, 1)),
        ("15/02/2027", date(2027, 2, 15)),
        ("02/15/2027", date(2027, 2, 15)),
        ("02.01.2027", date(2027, 1, 2)),
        ("05/05/2027", date(2027, 5, 5)),
        ("1 января 2027 г.", date(2027, 1, 1)),
    ],
)
def test_clear_days_are_read(text: str, day: date) -> None:
    assert read_written_date(text) == (day,)


@pytest.mark.parametrize("text", ["01/02/2027", "1/2/2027", "01-02-2027", "1 2 2027", "٠١/٠٢/٢٠٢٧"])
def test_what_may_be_two_days_is_read_in_both_ways(text: str) -> None:
    assert read_written_date(text) == (date(2027, 1, 2), date(2027, 2, 1))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "soon",
            "3 May",
            "May 2027",
            "2027",
            "3/5/27",
            "3 May 27",
            "31/02/2027",
            "2027-13-40",
            "30 February 2027",
        ),
        *(
            "3 May 2027 or 4 May 2027",
            "3 May or June 2027",
            "not before 3 May 2027",
            "3 May 0207",
            "32 May 2027",
            "三十日",
        ),
    ],
)
def test_what_is_no_day_is_not_read(text: str) -> None:
    assert read_written_date(text) == ()


def test_examples_in_docstrings_hold() -> None:
    results = doctest.testmod(written_dates)
    assert results.attempted
    assert not results.failed
