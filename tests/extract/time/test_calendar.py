"""Time expressions to EDTF, against a publication date and a tense."""

from datetime import date

import pytest

from extract.time.calendar import Tense, bounds, publication_day, resolve
from extract.time.grammar import expressions

PUBLISHED = date(2022, 11, 29)
PAST = [
    ("in late February", "2022-02-20/2022-02-28"),
    ("on November 15", "2022-11-15"),
    ("on December 15", "2021-12-15"),
    ("5 May 2010", "2010-05-05"),
    ("Sept. 3", "2022-09-03"),
    ("on Monday", "2022-11-28"),
    ("on Tuesday", "2022-11-29"),
    ("last Tuesday", "2022-11-22"),
    ("yesterday", "2022-11-28"),
    ("two days ago", "2022-11-27"),
    ("three years ago", "2019"),
    ("last year", "2021"),
    ("last month", "2022-10"),
    ("in March", "2022-03"),
    ("in December", "2021-12"),
    ("in March 2010", "2010-03"),
    ("in 2014", "2014"),
    ("early 2022", "2022-01/2022-04"),
    ("the 1990s", "199X"),
    ("the first quarter of 2009", "2009-01/2009-03"),
    ("November 11-13", "2022-11-11/2022-11-13"),
    ("2022-11-15", "2022-11-15"),
    ("summer 2010", "2010-22"),
    ("the past two weeks", "2022-11-15/2022-11-29"),
    ("last week", "2022-11-21/2022-11-27"),
    ("last weekend", "2022-11-26/2022-11-27"),
    ("this month", "2022-11"),
    ("early last year", "2021-01/2021-04"),
    ("three weeks ago", "2022-11-07/2022-11-13"),
    ("two months ago", "2022-09"),
    ("three hours ago", "2022-11-29"),
    ("a decade ago", "201X"),
    ("last summer", "2022-22"),
    ("the past three months", "2022-08-29/2022-11-29"),
    ("March last year", "2021-03"),
    ("by about 1990", "1990~"),
    ("the 1991 agreement", "1991"),
    ("the 1994 elections", "1994"),
    ("the third quarter", "2022-07/2022-09"),
    ("the fourth quarter of last year", "2021-10/2021-12"),
    ("last quarter", "2022-07/2022-09"),
    ("the beginning of the year", "2022-01/2022-04"),
    ("the end of last month", "2022-10-20/2022-10-31"),
    ("the '80s", "198X"),
    ("for three days", None),
    ("twice a day", None),
    ("on Mondays", None),
    ("February 30", None),
]
FUTURE = [
    ("on Friday", "2022-12-02"),
    ("in the first quarter", "2022-01/2022-03"),
    ("next quarter", "2023-01/2023-03"),
    ("on Tuesday", "2022-11-29"),
    ("next week", "2022-12-05/2022-12-11"),
    ("in June", "2023-06"),
    ("on January 5", "2023-01-05"),
    ("in two days", "2022-12-01"),
    ("tomorrow", "2022-11-30"),
    ("next month", "2022-12"),
    ("next Tuesday", "2022-12-06"),
    ("the next two years", "2022-11-29/2024-11-29"),
]


@pytest.mark.parametrize(("text", "value"), PAST)
def test_past_expression_resolves(text: str, value: str | None) -> None:
    assert [resolve(e, PUBLISHED, Tense.PAST) for e in expressions(text)] == [value]


@pytest.mark.parametrize(("text", "value"), FUTURE)
def test_future_expression_resolves(text: str, value: str | None) -> None:
    assert [resolve(e, PUBLISHED, Tense.FUTURE) for e in expressions(text)] == [value]


@pytest.mark.parametrize(
    "text", ["They may attack.", "A march took place.", "In 3000 years", "1984 people came"]
)
def test_other_words_are_no_time(text: str) -> None:
    assert list(expressions(text)) == []


def test_relative_time_without_publication_date_is_left_open() -> None:
    assert [resolve(e, None, Tense.PAST) for e in expressions("on Monday")] == [None]


def test_bounds_of_values() -> None:
    assert bounds("2022-02") == (date(2022, 2, 1), date(2022, 2, 28))
    assert bounds("199X") == (date(1990, 1, 1), date(1999, 12, 31))
    assert bounds("2022") == (date(2022, 1, 1), date(2022, 12, 31))
    assert bounds("2022-22") == (date(2022, 6, 1), date(2022, 8, 30))
    assert bounds("2022-02-20/..") is None


def test_publication_day_reads_dates_and_refuses_others() -> None:
    assert publication_day("2022-11-29T10:00:00Z") == PUBLISHED
    assert publication_day("yesterday") is None


@pytest.mark.parametrize(
    "text", ["1990 people", "2014 troops", "$1995", "2000 miles", "2001%", "sold 1950 tickets"]
)
def test_a_count_is_no_year(text: str) -> None:
    assert expressions(text) == ()


@pytest.mark.parametrize(
    ("text", "value"), [("a January 20 hearing", "2023-01-20"), ("a June 3 hearing", "2022-06-03")]
)
def test_a_day_that_no_verb_places_is_sought_in_the_coming_months_first(text: str, value: str) -> None:
    assert [resolve(e, PUBLISHED, Tense.OPEN) for e in expressions(text)] == [value]
