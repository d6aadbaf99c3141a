"""An optional header of .txt and .md files: `Title:`, `Date:`, ... lines and a blank line, or `---` front matter."""

import re
from dataclasses import dataclass

__all__ = ["Header", "split_header"]

_FIELD = re.compile(r"(title|date|published|source|authors?|url|language|id)[ \t]*:[ \t]*(.*)", re.IGNORECASE)
_FENCE = "---"
_SAME = {"published": "date", "authors": "author"}


@dataclass(frozen=True, slots=True)
class Header:
    """What a header says; None for what it leaves out."""

    title: str | None = None
    date: str | None = None
    source: str | None = None
    author: str | None = None
    url: str | None = None
    language: str | None = None
    id: str | None = None

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors: names separated by commas, semicolons or "and", with or without list brackets."""
        names = re.split(r"\s*[;,]\s*|\s+and\s+", (self.author or "").strip("[] "))
        return tuple(_unquoted(name) for name in names if name)


def split_header(text: str) -> tuple[Header, str]:
    """Return the header of `text` and the text after it; the text as it is when it has no header.

    Lines count as a header only when all of them up to the first blank line are known fields. Front
    matter stands between two `---` lines, and other fields in it are passed over.

    >>> split_header("Title: A\\nDate: 2022-11-29\\n\\nText.")
    (Header(title='A', date='2022-11-29', source=None, author=None, url=None, language=None, id=None), 'Text.')
    """
    lines = text.split("\n")
    if lines[0].rstrip() == _FENCE:
        end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() == _FENCE), None)
        if end is None:
            return Header(), text
        return _header(lines[1:end]), "\n".join(lines[end + 1 :]).lstrip("\n")
    end = next((i for i, line in enumerate(lines) if not line.strip()), len(lines))
    if end == 0 or not all(_FIELD.fullmatch(line.rstrip()) for line in lines[:end]):
        return Header(), text
    return _header(lines[:end]), "\n".join(lines[end:]).lstrip("\n")


def _header(lines: list[str]) -> Header:
    fields: dict[str, str] = {}
    for line in lines:
        if match := _FIELD.fullmatch(line.rstrip()):
            name = match[1].lower()
            fields.setdefault(_SAME.get(name, name), _unquoted(match[2]))
    return Header(**{name: value for name, value in fields.items() if value})


def _unquoted(value: str) -> str:
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
