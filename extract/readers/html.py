"""News pages in HTML: the article's text, title, date, authors and publisher, by trafilatura."""

import re
from collections.abc import Iterator

import trafilatura
from htmldate import find_date
from lxml import html  # type: ignore[import-untyped]  # lxml ships no types
from trafilatura.settings import Document as Page

from extract.readers.encoding import decode
from extract.readers.source import ReadFailure, Source
from graph.errors import InputError
from graph.model import Document

__all__ = ["read_html"]

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_HEAD = 4096
_DATED = (
    ".//script[@type='application/ld+json'] | .//time | .//abbr | .//*[contains(@itemprop, 'date')]"
    " | .//*[contains(@class, 'date') or contains(@class, 'publish') or contains(@class, 'timestamp')]"
)


def read_html(source: Source) -> Iterator[Document | ReadFailure]:
    """Yield the document of a saved page; the menu, comments, tables and the like are left out.

    The date is taken from the page's metadata and the elements that are marked as dates, never guessed
    from other words: no date is better than a wrong one.
    """
    data = source.data()
    declared = _CHARSET.search(data[:_HEAD])
    text = decode(data, declared=declared[1].decode("ascii") if declared else None)
    if "<html" not in text[:_HEAD].lower():
        # trafilatura takes no fragment for a page.
        text = f"<html><body>{text}</body></html>"
    page = trafilatura.bare_extraction(
        text, with_metadata=True, include_comments=False, include_tables=False, include_images=False
    )
    if not isinstance(page, Page) or not page.text:
        raise InputError("no article text found in the page")
    yield source.document(
        page.text,
        title=page.title,
        published=_published(text, page.url),
        source=page.sitename,
        authors=tuple((page.author or "").split(";")),
        language=page.language,
        url=page.url,
    )


def _published(text: str, url: str | None) -> str | None:
    # htmldate would fall back on any date in the page, so it is shown the marked ones alone.
    page = html.document_fromstring(text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8"))
    marked = html.Element("html")
    marked.extend(page.findall("head"))
    body = html.Element("body")
    body.extend(page.xpath(_DATED))
    marked.append(body)
    return find_date(marked, extensive_search=False, original_date=True, url=url)
