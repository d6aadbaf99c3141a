import numpy as np

from extract.language.labels import TAGS
from extract.language.layout import is_hard_wrapped, line_starts
from extract.language.reader import _turn_complements
from extract.language.viterbi import best_tags, spans_of


def test_tags_are_always_legal() -> None:
    scores = np.zeros((3, len(TAGS)))
    scores[0, TAGS.index("O")] = 5
    scores[1, TAGS.index("I-ORG")] = 2
    scores[2, TAGS.index("I-ORG")] = 5
    assert spans_of(best_tags(scores)) in ([(0, 3, "ORG")], [(1, 3, "ORG")], [(2, 3, "ORG")])


def test_sentences_of_nothing_have_no_spans() -> None:
    assert spans_of(best_tags(np.eye(len(TAGS))[[0, 0]])) == []


def test_wrapped_lines_do_not_part_sentences() -> None:
    line = "the minister said on Friday that the talks with the union would go on and"
    wrapped = "\n".join([line] * 5)
    assert is_hard_wrapped(wrapped)
    assert line_starts(wrapped, [(len(line), len(line) + 1)]) == [False]


def test_blank_lines_part_sentences() -> None:
    assert line_starts("A title\n\nText", [(7, 9)]) == [True]


def test_a_complement_hangs_on_an_earlier_word() -> None:
    heads, deps = [1, 1, 4, 4, 1], ["nsubj", "root", "xcomp", "cc", "conj"]
    arcs = np.array([[0.0] * 5, [0.0] * 5, [1.0, 3.0, 0.0, 0.0, 9.0], [0.0] * 5, [0.0] * 5])
    _turn_complements(heads, deps, arcs, 0, 5)
    assert heads == [1, 1, 1, 4, 1]


def test_a_complement_never_hangs_on_what_hangs_on_it() -> None:
    heads, deps = [1, 2, 2], ["nsubj", "xcomp", "root"]
    _turn_complements(heads, deps, np.ones((3, 3)), 0, 3)
    assert heads == [1, 2, 2]
