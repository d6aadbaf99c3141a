"""The grammar of time expressions: where they stand in a text and what they say, before any calendar.

Recognition only; `extract.time.calendar` turns an `Expression` into an EDTF value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Expression", "expressions"]

_MONTHS: tuple[str, ...] = ("january", "february", "march", "april", "may", "june", "july", "august")
_MONTHS += ("september", "october", "november", "december")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NUMBERS = {
    **{"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7},
    **{"eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "couple": 2, "dozen": 12},
}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "final": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}

_M = (
    r"(?P<month>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\."
    r"|Jan\b|Feb\b|Apr\b|Aug\b|Sept?\b|Oct\b|Nov\b|Dec\b)"
)
_D = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\b"
_Y = r"(?P<year>(?:1[5-9]|20)\d\d)\b"
_W = r"(?P<weekday>Mondays?|Tuesdays?|Wednesdays?|Thursdays?|Fridays?|Saturdays?|Sundays?)\b"
_PART = r"(?P<part>early|mid|late|(?:the )?(?:beginning|start|middle|end) of)(?: |-)"
_N = (
    r"(?P<number>\d{1,3}|an?(?: couple of)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
    r"|couple of)"
)
_UNIT = r"(?P<unit>day|week|month|year|hour|minute|decade)s?"
_COUNTED = (
    "people|percent|per cent|men|women|children|troops|dollars|euros|pounds|rubles|yen|yuan|meters?|metres?|km"
    "|kilometers?|kilometres?|miles?|feet|tons?|tonnes?|kg|mph|hours?|days?|weeks?|months?|years?|million|billion|trillion|thousand"
    "|of|more|others?|and|to|or|MW|megawatts|hectares|acres|votes|jobs|cases|deaths|points"
)
"""Words after a number that make it a count rather than a year."""
_TIME = r"(?: (?:morning|afternoon|evening|night|evening))?"
_CORES: tuple[tuple[str, str], ...] = (
    (r"(?P<month>", r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"),
    (r"(?P<unit>", r"day|week|month|year|hour|minute|decade|century"),
    (r"quarter", r"quarter"),
    (r"(?P<season>", r"spring|summer|autumn|fall|winter"),
    (r"0s\b", r"\d0s"),
    (r"(?P<year>", r"(?:1[5-9]|20)\d\d"),
    (r"(?P<weekday>", r"day"),
    (r"tonight", r"day|tomorrow|night"),
)
"""What every match of a pattern contains, by a part of that pattern; the first that fits counts."""
_REACH = 96
"""Characters around a core in which the whole match lies, with all that it looks at; none is so long."""
_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<year>(?:19|20)\d\d)-(?P<monthnumber>[01]\d)-(?P<day>[0-3]\d)\b"),
    ("date", rf"\b(?:{_W},? )?{_M} {_D}(?: ?[-\u2013] ?(?P<lastday>[0-3]?\d)\b)?(?:,? {_Y})?"),
    ("date", rf"\b(?:{_W},? )?(?:the )?{_D} (?:of )?{_M}(?:,? {_Y})?"),
    ("month", rf"\b{_PART}{_M}(?:,? (?:of )?{_Y})?"),
    (
        "month",
        rf"\b(?:(?P<which>last|next|this|past) )?{_M},? (?:of )?(?:{_Y}|(?P<relyear>last|next|this) year\b)",
    ),
    ("month", rf"\b(?P<which>last|next|this|past) {_M}"),
    ("month", rf"\b{_M}"),
    (
        "quarter",
        r"\b(?:the )?(?P<ordinal>first|second|third|fourth|final|[1-4](?:st|nd|rd|th))[- ]quarter"
        rf"(?:,? (?:of )?(?:{_Y}|(?P<relyear>last|next|this) year\b))?",
    ),
    ("quarter", r"\b(?P<which>last|next|this|past|previous) quarter\b(?! of)"),
    ("season", rf"\b(?:the )?(?P<season>spring|summer|autumn|fall|winter) (?:of )?{_Y}"),
    ("season", r"\b(?P<which>last|next|this|past) (?P<season>spring|summer|autumn|fall|winter)\b"),
    ("weekday", rf"\b(?:(?P<which>last|next|this|past) )?{_W}{_TIME}"),
    ("ago", rf"\b(?:about |some |more than |over |nearly |almost )?{_N} {_UNIT} ago\b"),
    ("span", rf"\b(?:the )?(?P<which>last|past|previous|next|coming) {_N} {_UNIT}\b"),
    ("hence", rf"\b(?P<prefix>in|within) {_N} {_UNIT}'?\b(?! of)"),
    ("following", rf"\b{_N} days? later\b"),
    ("duration", rf"\b{_N}[- ]{_UNIT}(?P<shift> later| earlier| after| before)?\b"),
    ("day", r"\b(?:(?:earlier|later) )?(?P<word>today|yesterday|tomorrow|tonight|last night)\b" + _TIME),
    ("day", r"\b(?P<word>this) (?:morning|afternoon|evening)\b"),
    (
        "part",
        r"\b(?P<part>early|later?|earlier|mid)[- ](?:in )?(?P<which>last|next|this) "
        r"(?P<unit>week|month|year)\b",
    ),
    (
        "part",
        r"\b(?:the )?(?P<part>beginning|start|middle|end) of (?:(?:the )?(?P<which>last|next) |the |(?P<this>this) )"
        r"(?P<unit>year|month)\b",
    ),
    (
        "period",
        r"\b(?P<which>last|next|this|past|previous) (?P<unit>week|month|year|decade|century|weekend)\b",
    ),
    ("part", rf"\b{_PART}{_Y}"),
    ("decade", r"\b(?:the )?(?:early |mid-|late )?(?P<decade>(?:1[5-9]|20)\d)0s\b"),
    ("decade", r"\b(?:the |(?<=0s and ))(?:early |mid-|late )?['\u2019]?(?P<short>[3-9])0s\b"),
    (
        "year",
        r"(?:(?<=in )|(?<=since )|(?<=until )|(?<=by )|(?<=of )|(?<=from )|(?<=before )|(?<=after )"
        r"|(?<=during )|(?<=from (?:19|20)\d\d to )|(?<=between (?:19|20)\d\d and ))"
        rf"(?P<about>about |around )?{_Y}(?! (?:people|percent|men))",
    ),
    ("year", rf"\((?P<wrapped>){_Y}(?=\))"),
    (
        "year",
        r"(?<![-\u2013/.,$\u20ac\u00a3#:\d])(?<!No )(?<!No\. )\b(?P<year>19[3-9]\d|20[0-3]\d)\b"
        r"(?![-\u2013/%:.,]\d)(?!%)"
        rf"(?! (?:{_COUNTED})\b)(?! (?:(?!is\b|was\b|has\b|does\b|elections|games|talks|riots|protests)[a-z]+s)\b)",
    ),
    ("following", r"\bthe (?:next|following) day\b"),
    ("same", r"\b(?:at (?:the|that) time|(?:on )?(?:that|the same) day)\b(?! of)"),
    ("now", r"\b(?:now|currently|at present|nowadays)\b"),
)
_COMPILED = tuple(
    (
        kind,
        re.compile(pattern, 0 if kind in ("month", "weekday") else re.IGNORECASE),
        next((core for part, core in _CORES if part in pattern), None),
    )
    for kind, pattern in _PATTERNS
)
_AMBIGUOUS = re.compile(
    r"(?:\b(?:in|since|until|by|last|next|this|early|mid|late|from|to|of|during|before|after|and) |-)$"
)


@dataclass(frozen=True, slots=True, order=True)
class Expression:
    """A time expression: characters `start:end` of the text, its kind, and its named parts."""

    start: int
    end: int
    kind: str
    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """Return the words of one part in lower case, None when the expression has no such part."""
        return dict(self.fields).get(name)

    def integer(self, name: str) -> int | None:
        """Return a part as a number: digits, number words, month and season names, ordinals."""
        word = self.get(name)
        if word is None:
            return None
        word = word.split(" ")[0].rstrip(".") if name != "month" else word.rstrip(".")
        if word.isdigit():
            return int(word)
        if name == "month":
            return 1 + next(i for i, month in enumerate(_MONTHS) if month.startswith(word[:3]))
        if name == "weekday":
            return _DAYS.index(word.rstrip("s")) if word.rstrip("s") in _DAYS else None
        return {**_NUMBERS, **_SEASONS, **_ORDINALS}.get(word)


@lru_cache(maxsize=1)
def expressions(text: str) -> tuple[Expression, ...]:
    """Return the time expressions of `text` in order; of overlapping ones the first pattern wins.

    Those of the last text are kept, since several parts of the extraction ask for them.
    """
    taken: list[Expression] = []
    covered = bytearray(len(text))
    parts = {core: _around(core, text) for _, core in _CORES}
    for kind, pattern, core in _COMPILED:
        for match in _matches(pattern, text, parts[core] if core else [(0, len(text))]):
            start, end = match.span()
            if "wrapped" in match.groupdict():
                start += 1
            if any(covered[start:end]):
                continue
            bare = match.group(0) in ("May", "March", "Sun", "Mar", "Dec", "Jan", "Apr")
            if kind == "month" and bare and not _AMBIGUOUS.search(text[max(0, start - 12) : start].lower()):
                continue
            fields = tuple((k, v.lower()) for k, v in match.groupdict().items() if v)
            covered[start:end] = b"\1" * (end - start)
            taken.append(Expression(start, end, kind, fields))
    return tuple(sorted(taken))


def _around(core: str, text: str) -> list[tuple[int, int]]:
    """Return the parts of a text around the matches of a core, in order and apart from one another."""
    parts: list[tuple[int, int]] = []
    for match in re.finditer(core, text, re.IGNORECASE):
        start, end = max(0, match.start() - _REACH), match.end() + _REACH
        if parts and start <= parts[-1][1]:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    return parts


def _matches(pattern: re.Pattern[str], text: str, parts: list[tuple[int, int]]) -> Iterator[re.Match[str]]:
    for start, end in parts:
        yield from pattern.finditer(text, start, end)
