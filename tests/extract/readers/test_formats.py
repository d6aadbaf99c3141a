"""What each reader makes of its format: text, metadata, and what it refuses."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from extract.readers import READERS, ReadFailure, read_stream
from extract.readers.jsonl import FIELDS
from graph.errors import InputError
from graph.model import Document


def documents(data: bytes, suffix: str) -> list[Document | ReadFailure]:
    return list(read_stream(io.BytesIO(data), suffix, name="x"))


def document(data: bytes, suffix: str) -> Document:
    (found,) = documents(data, suffix)
    assert isinstance(found, Document), found
    return found


def failure(data: bytes, suffix: str) -> str:
    (found,) = documents(data, suffix)
    assert isinstance(found, ReadFailure), found
    return found.reason


def test_readers_table_lists_the_documented_suffixes() -> None:
    assert sorted(READERS) == [".htm", ".html", ".jsonl", ".md", ".pdf", ".txt"]


def test_text_without_header_stays_as_it_is() -> None:
    text = "Note: this is a colon.\n\nBody.\n"
    assert document(text.encode(), ".txt").text == text


def test_text_header_gives_metadata_and_leaves_the_text() -> None:
    data = b"Title: A visit\nDATE: 29 November 2022\nSource: Gazette\nAuthors: Ann Lee and Bo Ek\nURL: https://n.example/1\n\nBody.\n"
    found = document(data, ".txt")
    assert (found.title, found.published, found.source) == ("A visit", "2022-11-29", "Gazette")
    assert (found.authors, found.url, found.text) == (("Ann Lee", "Bo Ek"), "https://n.example/1", "Body.\n")


def test_front_matter_passes_over_unknown_fields() -> None:
    data = b'---\ntitle: "A visit"\ntags: [x]\nauthors: [Ann Lee, Bo Ek]\nid: v1\n---\n\nBody.\n'
    found = document(data, ".txt")
    assert (found.title, found.authors, found.text) == ("A visit", ("Ann Lee", "Bo Ek"), "Body.\n")
    assert found.id.endswith("/document/v1")


def test_text_header_with_a_wrong_date_is_refused_with_the_form_to_write() -> None:
    assert (
        failure(b"Date: 11/12/2022\n\nBody.", ".txt") == "'11/12/2022' is not a date; write it as YYYY-MM-DD"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_decoded_by_its_byte_order_mark(encoding: str) -> None:
    assert document("Erdoğan met Løkke.\r\nBye".encode(encoding), ".txt").text == "Erdoğan met Løkke.\nBye"


def test_text_in_another_encoding_is_refused_with_the_byte() -> None:
    assert failure("Caf\xe9 society".encode("latin-1"), ".txt") == (
        "not UTF-8 (0xE9 at byte 3); convert it to UTF-8"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "the file is empty"),
        (b" \n\t\n", "no text in it"),
        (b"\x7fELF\x02\x01\x01\0\0\xff\xfe", "binary data, not text"),
        (b"some\0text", "binary data, not text (it has NUL characters)"),
    ],
)
def test_text_that_is_none_is_refused(data: bytes, reason: str) -> None:
    assert failure(data, ".txt") == reason


def test_markdown_gives_its_words_without_the_markup() -> None:
    data = (
        b"# The *visit*\n\nAnn **Lee** met\n[Bo Ek](https://n.example).\n\n- One\n- Two\n\n```\ncode\n```\n"
    )
    found = document(data, ".md")
    assert found.title == "The visit"
    assert found.text == "The visit\n\nAnn Lee met Bo Ek.\n\nOne\n\nTwo"


PAGE = """<html lang="en"><head><meta charset="{charset}"><title>Visit</title>
<meta property="og:title" content="The visit"><meta property="og:site_name" content="Gazette">
<meta name="author" content="Ann Lee"><link rel="canonical" href="https://n.example/visit">
{date}</head><body><nav>Home World</nav><article><h1>The visit</h1>
<p>Prime Minister Zoë Ek travelled to the capital on Monday to meet the president, her office said.</p>
<p>She will return on Tuesday. The two are expected to sign an agreement about the port of the city.</p>
</article><footer>Contact on 3 May 2019</footer></body></html>"""
DATE = '<meta property="article:published_time" content="2022-11-29T08:00:00Z">'


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_html_gives_the_article_and_its_metadata(charset: str) -> None:
    found = document(PAGE.format(charset=charset, date=DATE).encode(charset), ".html")
    assert (found.title, found.published, found.source) == ("The visit", "2022-11-29", "Gazette")
    assert (found.authors, found.url) == (("Ann Lee",), "https://n.example/visit")
    assert "Prime Minister Zoë Ek travelled" in found.text
    assert "Home" not in found.text
    assert "Contact" not in found.text


def test_html_date_is_never_guessed_from_the_words_of_the_page() -> None:
    assert document(PAGE.format(charset="utf-8", date="").encode(), ".html").published is None


def test_html_without_article_is_refused() -> None:
    assert failure(b"<html><body></body></html>", ".html") == "no article text found in the page"


def test_html_with_an_unknown_charset_is_refused() -> None:
    assert failure(b'<meta charset="klingon"><p>x</p>', ".html") == "declares the unknown encoding 'klingon'"


def test_jsonl_reads_every_documented_field() -> None:
    line = {
        "id": "v1",
        "text": "Body.",
        "title": "A visit",
        "published": "2022-11-29T08:00:00Z",
        "source": "Gazette",
        "authors": ["Ann Lee"],
        "url": "https://n.example/1",
        "language": "en-GB",
        "more": 1,
    }
    assert set(FIELDS) == set(line) - {"more"}
    found = document(json.dumps(line).encode(), ".jsonl")
    assert found == Document(
        id="https://w3id.org/actorgraph/id/document/v1",
        text="Body.",
        title="A visit",
        published="2022-11-29T08:00:00+00:00",
        source="Gazette",
        authors=("Ann Lee",),
        language="en-GB",
        url="https://n.example/1",
    )


def test_jsonl_bad_lines_are_reported_with_their_number_and_the_others_go_on() -> None:
    lines = [
        b'{"text": "One."}',
        b"{broken",
        b"[1]",
        b'{"title": "no text"}',
        b"",
        b'{"text": 3}',
        b'{"text": "x", "authors": [1]}',
        b'{"text": "\\ud800 half"}',
        b'{"text": "\xff"}',
        b'{"text": "x", "published": "soon"}',
        b'{"id": 7, "text": "Two.", "authors": "Ann Lee"}',
    ]
    found = documents(b"\n".join(lines), ".jsonl")
    bad = {item.line: item.reason for item in found if isinstance(item, ReadFailure)}
    assert [item.text for item in found if isinstance(item, Document)] == ["One.", "Two."]
    assert sorted(line or 0 for line in bad) == [2, 3, 4, 6, 7, 8, 9, 10]
    assert bad[2].startswith("not JSON: ")
    assert bad[4] == 'no "text" in it'
    assert bad[6] == '"text" is not a string'
    assert bad[8].startswith("half a character")
    assert bad[9].startswith("not UTF-8")
    assert str(next(item for item in found if isinstance(item, ReadFailure))).startswith("x:2: not JSON")


def test_jsonl_without_ids_numbers_its_documents() -> None:
    first, second = documents(b'{"text": "a"}\n{"text": "a"}\n', ".jsonl")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert first.id != second.id


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_jsonl_text_is_never_changed(text: str) -> None:
    (found,) = documents(json.dumps({"text": text}).encode(), ".jsonl")
    if text.strip():
        assert isinstance(found, Document)
        assert found.text == text
    else:
        assert isinstance(found, ReadFailure)


def pdf(lines: list[str], lock: str = "") -> bytes:
    """Return a one-page PDF with these lines of text."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
    names = DictionaryObject({NameObject(key): NameObject(value) for key, value in font.items()})
    fonts = DictionaryObject({NameObject("/F1"): writer._add_object(names)})
    page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
    content = DecodedStreamObject()
    shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
    content.set_data(f"BT /F1 12 Tf 20 280 Td {shown} ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({"/Title": "A visit", "/Author": "Ann Lee"})
    if lock:
        writer.encrypt(lock, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def test_pdf_joins_broken_lines_and_words() -> None:
    found = document(
        pdf(["The minister met the presi-", "dent on Monday in the", "capital.", "Then she left."]), ".pdf"
    )
    assert found.text.strip() == "The minister met the president on Monday in the capital.\nThen she left."
    assert (found.title, found.authors, found.published) == ("A visit", ("Ann Lee",), None)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"not a pdf", "not a PDF file"),
        (pdf([]), "the PDF has no text layer (scanned pages?); run it through OCR first"),
    ],
)
def test_pdf_without_text_is_refused(data: bytes, reason: str) -> None:
    assert failure(data, ".pdf") == reason


def test_pdf_with_a_password_is_refused() -> None:
    assert failure(pdf(["Secret."], lock="p"), ".pdf").startswith("the PDF is encrypted")


def test_pdf_that_is_cut_off_is_refused() -> None:
    assert failure(pdf(["Some words."])[:60], ".pdf").startswith("the PDF cannot be read: ")


def test_stream_with_a_wrong_default_date_is_an_error() -> None:
    with pytest.raises(InputError, match="'yesterday' is not a date"):
        list(read_stream(io.BytesIO(b"x"), ".txt", name="x", published="yesterday"))


def test_examples_are_read_whole() -> None:
    folder = Path(__file__).parents[3] / "examples"
    for path in sorted(folder.iterdir()):
        with path.open("rb") as stream:
            for found in read_stream(stream, path.suffix, name=path.name):
                assert isinstance(found, Document), found
                assert found.source in ("Actorgraph examples", "Coastal Courier", "Harbour Gazette")
                assert found.published
                assert found.title
                assert 150 <= len(found.text.split()) <= 350
