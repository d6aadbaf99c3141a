"""Tags that a word's form rules out."""

import numpy as np

from extract.language.tags import possible_tags


def test_best_tag_that_the_form_allows() -> None:
    names = ["MD", "VB", "VBD", "NN"]
    scores = np.array([[3.0, 2.0, 1.0, 0.0], [3.0, 2.0, 1.0, 0.0], [0.0, 3.0, 1.0, 2.0]])
    assert possible_tags(["threatened", "may", "feed"], scores, names) == ["VBD", "MD", "VB"]
