"""Compile graph/linking/gazetteer.tsv.gz: names and aliases of places, people, parties and organizations.

Run `python -m training.gazetteer.compile --gazetteers ../shared/gazetteers` from the project's root. The seed
table, the cities of GeoNames (population) and organizations.tsv, written by hand, go in; see the LICENSE beside
the result for origins.
"""

import argparse
import csv
import gzip
import io
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["compile_rows"]

_HERE = Path(__file__).parent
_TARGET = _HERE.parents[1] / "graph" / "linking" / "gazetteer.tsv.gz"
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f][A-Za-z\u00c0-\u024f0-9 .'\u2019&()-]*$")
_KINDS = {
    "person": "Person",
    "city": "Location",
    "region": "Location",
    "country": "Location",
    "historical": "Location",
    "party": "Organization",
    "organization": "Organization",
}
_WEIGHTS = {"country": 1_000_000_000, "region": 3_000_000, "historical": 3_000_000}
_ALIASES = 14
_TOWN = 30_000
_LEADER = re.compile(
    r"\b(?:president|prime minister|king|chancellor|secretary|minister|foreign)\b", re.IGNORECASE
)

Row = tuple[str, str, str, str, str, str, int, str]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    csv.field_size_limit(10_000_000)
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t")


def _latin(aliases: list[str], label: str) -> str:
    fit = {a for a in aliases if len(a) > 1 and _LATIN.match(a) and a != label}
    return "|".join(sorted(fit, key=lambda a: (not a.isascii(), abs(len(a) - len(label)), a))[:_ALIASES])


def compile_rows(gazetteers: Path) -> list[Row]:
    """Return rows: QID, type, label, aliases, ISO 3166-1 alpha-3 code, GeoNames id, weight, description."""
    with gzip.open(gazetteers / "country-codes/country-codes.csv.gz", "rt", encoding="utf-8") as lines:
        codes = {r["ISO3166-1-Alpha-2"]: r["ISO3166-1-Alpha-3"] for r in csv.DictReader(lines)}
    cities = {r["geonameid"]: r for r in _lines(gazetteers / "geonames/cities15000.tsv.gz")}
    rows: dict[str, Row] = {}
    seen = set()
    for item in _lines(gazetteers / "seed/gazetteer-seed.tsv.gz"):
        kind = _KINDS.get(item["kind"])
        if kind is None:
            continue
        city = cities.get(item["geonameid"])
        weight = _WEIGHTS.get(item["kind"], 0) or int(city["population"] if city else 0)
        names = item["aliases"].split("|")
        if city is not None:
            seen.add(item["geonameid"])
            names += city["alternatenames"].split("|")
        if kind == "Person":
            weight = 5_000 * (1 + len(_LEADER.findall(item["description"])))
        note = item["description"][:80] or item["kind"]
        code = codes.get(item["iso"], "")
        label = item["label"].split(",")[0] if kind == "Location" else item["label"]
        rows[item["qid"]] = (
            *(item["qid"], kind, label, _latin(names, label), code, item["geonameid"], weight, note),
        )
    for number, city in cities.items():
        if number not in seen and int(city["population"]) >= _TOWN:
            aliases = _latin(city["alternatenames"].split("|"), city["name"])
            code = codes.get(city["countrycode"], "")
            rows[f"G{number}"] = (
                *("", "Location", city["name"], aliases, code, number, int(city["population"]), "city"),
            )
    for line in (_HERE / "organizations.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            qid, label, names, code, note = (line + "\t\t\t").split("\t")[:5]
            rows[qid] = (qid, "Organization", label, names, code, "", 500_000, note)
    return [rows[key] for key in sorted(rows)]


def main() -> None:
    """Write the table; the same input gives the same bytes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gazetteers", type=Path, default=Path("../shared/gazetteers"))
    rows = compile_rows(parser.parse_args().gazetteers)
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows)
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0, filename="") as out:
        out.write(text.encode("utf-8"))
    _TARGET.write_bytes(packed.getvalue())
    print(f"{len(rows)} rows, {len(packed.getvalue()):,} bytes")


if __name__ == "__main__":
    main()
