"""Learn the lemma table from the treebanks: suffix rules per Penn tag, and the words that break them."""

import json
from collections import Counter, defaultdict
from pathlib import Path

from extract.language.lemmas import REGULAR_TAGS, Lemmatizer, regular_lemmas
from training.irregular import irregular_forms
from training.sentences import Sentence

__all__ = ["learn", "write_table"]

_LONGEST_SUFFIX = 6
_LEAST_FORMS = 2


def _edit(form: str, lemma: str) -> tuple[int, str]:
    common = 0
    while common < min(len(form), len(lemma)) and form[common] == lemma[common]:
        common += 1
    return len(form) - common, lemma[common:]


def learn(sentences: list[Sentence]) -> dict[str, dict[str, object]]:
    """Return {"attested": lemmas, "exceptions": {"tag word": lemma}, "rules": {"tag suffix": [cut, ending]}}."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word, tag, lemma in zip(sentence.words, sentence.xpos, sentence.lemmas, strict=True):
            if lemma != "_":
                counts[tag, word if tag in ("NNP", "NNPS") else word.lower()][lemma] += 1
    attested: dict[str, set[str]] = {"V": set(), "N": set(), "J": set()}
    for (tag, form), lemmas in counts.items():
        kind = "V" if tag.startswith("VB") else {"NN": "N", "NNS": "N", "JJ": "J", "RB": "J"}.get(tag, "")
        if kind:
            attested[kind].update(
                lemma for lemma, times in lemmas.items()
                if lemma.isalpha() and lemma.islower() and (times > 1 or form == lemma)
            )  # fmt: skip
    edits: dict[tuple[str, str], Counter[tuple[int, str]]] = defaultdict(Counter)
    for (tag, form), lemmas in counts.items():
        lemma = lemmas.most_common(1)[0][0]
        if tag in REGULAR_TAGS and lemma not in regular_lemmas(form, tag):
            continue
        edit = _edit(form, lemma)
        for length in range(min(_LONGEST_SUFFIX, len(form)) + 1):
            edits[tag, form.lower()[len(form) - length :]][edit] += 1
    rules: dict[str, object] = {}
    for (tag, suffix), found in sorted(edits.items()):
        edit, forms = found.most_common(1)[0]
        shorter = edits.get((tag, suffix[1:])) if suffix else None
        if (
            forms >= _LEAST_FORMS
            and (shorter is None or shorter.most_common(1)[0][0] != edit or suffix == "")
        ) or (forms >= _LEAST_FORMS and suffix):
            rules[f"{tag} {suffix}"] = list(edit)
    kept = _pruned(rules)
    words = {kind: " ".join(sorted(lemmas)) for kind, lemmas in attested.items()}
    regular = Lemmatizer.of({}, kept, words)
    irregular = irregular_forms()
    exceptions: dict[str, object] = dict(irregular)
    usual: dict[tuple[str, str], tuple[int, str]] = {}
    for (tag, form), lemmas in counts.items():
        usual[tag, form.lower()] = max(usual.get((tag, form.lower()), (0, "")), (lemmas.total(), form))
    for (tag, form), lemmas in sorted(counts.items()):
        lemma, times = lemmas.most_common(1)[0]
        if usual[tag, form.lower()][1] != form or (times == 1 and f"{tag} {form.lower()}" in irregular):
            continue
        if regular.lemma(form, tag) != lemma and (times > 1 or tag not in ("NNP", "NNPS")):
            exceptions[f"{tag} {form.lower()}"] = lemma
        else:
            exceptions.pop(f"{tag} {form.lower()}", None)
    return {"attested": words, "exceptions": dict(sorted(exceptions.items())), "rules": kept}


def _pruned(rules: dict[str, object]) -> dict[str, object]:
    """Drop each rule that the next shorter suffix would apply anyway."""
    kept: dict[str, object] = {}
    for key in sorted(rules, key=len):
        tag, _, suffix = key.partition(" ")
        shorter = next(
            (kept[name] for n in range(1, len(suffix) + 1) if (name := f"{tag} {suffix[n:]}") in kept), None
        )
        if shorter != rules[key]:
            kept[key] = rules[key]
    return dict(sorted(kept.items()))


def write_table(sentences: list[Sentence], path: Path) -> None:
    """Learn from the sentences and write the table as JSON."""
    path.write_text(json.dumps(learn(sentences), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
