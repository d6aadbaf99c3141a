"""Which files paths stand for, in which order, under which ids, and what is reported."""

import io
from pathlib import Path

import pytest

import extract.readers.source as source_module
from extract.dates import iso_date
from extract.readers import ReadFailure, estimate, read
from graph.errors import InputError
from graph.model import Document


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    news = tmp_path / "news"
    (news / "more").mkdir(parents=True)
    (news / ".hidden").mkdir()
    (news / "b.txt").write_text("B.")
    (news / "a.TXT").write_text("A.")
    (news / "more" / "c.md").write_text("C.")
    (news / "photo.jpg").write_bytes(b"\xff\xd8")
    (news / ".hidden" / "d.txt").write_text("D.")
    monkeypatch.chdir(tmp_path)
    return news


def texts(*paths: str | Path) -> list[str]:
    return [item.text if isinstance(item, Document) else str(item) for item in read(paths)]


def ids(*paths: str | Path) -> list[str]:
    return [item.id for item in read(paths) if isinstance(item, Document)]


def test_read_folder_gives_known_suffixes_sorted_without_hidden_files(folder: Path) -> None:
    assert texts("news") == ["A.", "B.", "C."]


def test_read_glob_gives_matches_sorted_and_each_file_once(folder: Path) -> None:
    assert texts("news/**/*.md", "news/?.txt", folder / "b.txt") == ["C.", "B."]


def test_read_id_is_the_same_however_the_file_is_named(folder: Path) -> None:
    assert ids("news/b.txt") == ids(folder / "b.txt") == ids("./news/../news/b.txt") == ids("news/b*")


def test_read_id_outside_the_current_folder_starts_at_the_argument(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = ids("news")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert ids("../news") == ids(folder) == inside


def test_read_ids_of_different_paths_differ(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["a-b.txt", "a_b.txt", "a/b.txt", "a b.txt", "A/b.txt"]
    for name in names:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(name)
    assert len(set(ids("."))) == len(names)


def test_read_reports_what_gives_no_document_and_goes_on(folder: Path) -> None:
    (folder / "empty.txt").touch()
    empty = folder.parent / "nothing"
    empty.mkdir()
    found = texts("missing.txt", "news/*.rtf", "news/photo.jpg", "news/empty.txt", "nothing", "news/b.txt")
    assert found == [
        "missing.txt: no such file or folder",
        "news/*.rtf: no file matches the pattern",
        "news/photo.jpg: no reader for .jpg; known: .htm, .html, .jsonl, .md, .pdf, .txt",
        "news/empty.txt: the file is empty",
        "nothing: no .htm, .html, .jsonl, .md, .pdf or .txt file in the folder",
        "B.",
    ]


def test_read_reports_a_file_that_cannot_be_opened(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert texts("news/b.txt") == ["news/b.txt: Permission denied"]


def test_read_reports_two_documents_of_one_id(folder: Path) -> None:
    (folder / "x.jsonl").write_text('{"id": "1", "text": "One."}\n{"id": "1", "text": "Two."}\n')
    one, two = texts("news/x.jsonl")
    assert one == "One."
    assert two.startswith("news/x.jsonl: the same document as in news/x.jsonl: https://")


@pytest.mark.parametrize("name", ["b.txt", "b.jsonl"])
def test_read_refuses_what_is_larger_than_the_limit(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("source", "jsonl"):
        monkeypatch.setattr(f"extract.readers.{module}.FILE_LIMIT", 100)
    (folder / "b.jsonl").write_text('{"text": "' + "x" * 300 + '"}\n{"text": "B."}\n')
    (folder / "b.txt").write_text("x" * 101)
    found = texts(f"news/{name}")
    assert "larger than" in found[0]
    assert found[1:] == (["B."] if name == "b.jsonl" else [])


def test_read_refuses_a_text_of_too_many_characters(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source_module, "TEXT_LIMIT", 1)
    assert texts("news/b.txt") == ["news/b.txt: 2 characters of text; the limit is 1, split it"]


def test_read_defaults_stand_in_for_what_the_document_leaves_out(folder: Path) -> None:
    (folder / "dated.txt").write_text("Date: 2020-01-02\n\nDated.")
    first, second = read(["news/b.txt", "news/dated.txt"], published="2022-11-29", source="Gazette")
    assert isinstance(first, Document)
    assert isinstance(second, Document)
    assert (first.published, second.published) == ("2022-11-29", "2020-01-02")
    assert (first.source, second.source) == ("Gazette", "Gazette")


def test_read_with_a_wrong_default_date_is_an_error(folder: Path) -> None:
    with pytest.raises(InputError, match="write it as YYYY-MM-DD"):
        list(read(["news"], published="29.11.22"))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2022-11-29", "2022-11-29"),
        ("2022-11-29T08:30:00Z", "2022-11-29T08:30:00+00:00"),
        ("29 Nov 2022", "2022-11-29"),
        ("29th November, 2022", "2022-11-29"),
        ("November 29, 2022", "2022-11-29"),
        ("Tue, 29 Nov 2022 08:30:00 +0100", "2022-11-29T08:30:00+01:00"),
    ],
)
def test_iso_date_reads_the_documented_forms(value: str, expected: str) -> None:
    assert iso_date(value) == expected


@pytest.mark.parametrize(
    "value", ["", "2022-13-01", "31 February 2022", "11/12/2022", "2022", "29 Foo 2022", "20221129"]
)
def test_iso_date_refuses_the_rest(value: str) -> None:
    with pytest.raises(InputError, match="is not a date"):
        iso_date(value)


def test_read_failure_names_path_line_and_reason() -> None:
    assert str(ReadFailure("a.jsonl", "not JSON", 3)) == "a.jsonl:3: not JSON"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"Words.", "Words."),
        (b'\n {"text": "Words."}', "Words."),
        (b"<p>Some words of an article that is long enough to be one.</p>", "Some words of an article"),
        (b"%PDF-1.4 broken", "standard input: the PDF cannot be read"),
    ],
)
def test_read_standard_input_in_the_format_that_it_begins_with(data: bytes, text: str) -> None:
    (found,) = read(["-"], standard_input=io.BytesIO(data))
    assert (found.text if isinstance(found, Document) else str(found)).startswith(text)


def test_read_without_standard_input_takes_a_dash_for_a_file(folder: Path) -> None:
    assert texts("-") == ["-: no such file or folder"]


def test_estimate_counts_files_and_lines(folder: Path) -> None:
    (folder / "x.jsonl").write_text('{"text": "One."}\n\n{"text": "Two."}\n')
    assert estimate(["news", "missing.txt"]) == len(list(read(["news", "missing.txt"]))) == 6
    assert estimate(["-"]) is None
