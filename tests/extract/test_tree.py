"""The plain parse says what spaCy says, attribute by attribute."""

from spacy.language import Language
from spacy.tokens import Doc as ParsedDoc

from extract.parse import read
from extract.tree import Doc, Token

TEXTS = (
    "President Ann Lee, who met Boris Mann in Rome on 3 May 2021, denied that \u201cthe U.S. agreed\u201d to it.\n\n"
    "KYIV, UKRAINE (AP) -- Officials said  they didn't know; talks were held, and then broken off.",
    "What John tried hardly anyone to persuade of was seen yesterday by 12 people who left early \U0001f600 in Paris.",
    "   \n\t\n",
    "\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645, it said. \u0130stanbul's MAYOR agreed.",
    "",
)
WORDS = (
    *(
        "text",
        "lower_",
        "lemma_",
        "tag_",
        "pos_",
        "dep_",
        "ent_type_",
        "ent_iob_",
        "whitespace_",
        "text_with_ws",
    ),
    *("i", "idx", "is_alpha", "is_upper", "is_punct", "is_space", "is_quote"),
)
LINKS = ("head", "left_edge", "right_edge")
SEVERAL = ("children", "lefts", "rights", "subtree", "ancestors")


def _same(plain: Doc, parsed: ParsedDoc) -> None:
    assert len(plain) == len(parsed)
    assert plain.text == parsed.text
    for own, its in zip(plain, parsed, strict=True):
        assert [getattr(own, name) for name in WORDS] == [getattr(its, name) for name in WORDS]
        assert [getattr(own, name).i for name in LINKS] == [getattr(its, name).i for name in LINKS]
        for name in SEVERAL:
            assert [t.i for t in getattr(own, name)] == [t.i for t in getattr(its, name)], name
        assert bool(own.is_sent_start) == bool(its.is_sent_start)
        assert (own.sent.start, own.sent.end) == (its.sent.start, its.sent.end)
    assert [(s.start, s.end, s.text) for s in plain.sents] == [(s.start, s.end, s.text) for s in parsed.sents]
    assert [(e.start, e.end, e.label_) for e in plain.ents] == [
        (e.start, e.end, e.label_) for e in parsed.ents
    ]


def test_tokens_spans_and_sentences_are_those_of_spacy(nlp: Language) -> None:
    for text in TEXTS:
        parsed = nlp(text)
        _same(read(parsed), parsed)


def test_slices_and_their_roots_are_those_of_spacy(nlp: Language) -> None:
    parsed = nlp(TEXTS[0])
    plain = read(parsed)
    for start in range(len(parsed)):
        for end in range(start + 1, min(start + 12, len(parsed)) + 1):
            own, its = plain[start:end], parsed[start:end]
            assert (own.text, own.start_char, own.end_char) == (its.text, its.start_char, its.end_char)
            assert own.root.i == its.root.i
            assert [t.i for t in own] == [t.i for t in its]
    assert plain[3:1].text == parsed[3:1].text == ""
    assert plain[-1].i == parsed[-1].i
    assert plain[2:6][1].i == parsed[2:6][1].i
    assert plain[2:8][1:3].text == parsed[2:8][1:3].text
    assert len(plain[5:99]) == len(parsed[5:99])


def test_characters_give_the_tokens_that_they_touch(nlp: Language) -> None:
    parsed = nlp(TEXTS[0])
    plain = read(parsed)
    for start in range(0, len(parsed.text), 3):
        for end in (start + 1, start + 9):
            its = parsed.char_span(start, end, alignment_mode="expand")
            own = plain.around(start, end)
            assert (own and own.text) == (its.text if its else None), (start, end)


def test_a_tree_that_crosses_itself_has_the_same_edges() -> None:
    words = ["a", "hearing", "is", "scheduled", "on", "it", "today", "."]
    parsed = ParsedDoc(
        Language().vocab,
        words=words,
        heads=[1, 3, 3, 3, 5, 1, 3, 3],
        deps=["det", "nsubj:pass", "aux:pass", "ROOT", "case", "nmod", "obl", "punct"],
    )
    _same(read(parsed), parsed)


def test_neighbours_end_at_the_edges() -> None:
    plain = read(ParsedDoc(Language().vocab, words=["one", "two"]))
    first, last = plain
    assert (first.nbor(), last.nbor(-1)) == (last, first)
    for token, step in ((first, -1), (last, 1)):
        assert _beyond(token, step)


def _beyond(token: Token, step: int) -> bool:
    try:
        token.nbor(step)
    except IndexError:
        return True
    return False
