"""Compile extract/entities/countries.tsv: code, name, capital, demonyms and aliases of every country.

Run `python -m training.tables.countries --gazetteers ../shared/gazetteers` from the project's root.
Names come from the territories of rigour (MIT), capitals from country-codes (PDDL), demonyms by hand.
"""

import argparse
import csv
import gzip
import json
import re
from pathlib import Path

_HERE = Path(__file__).parent
_TARGET = _HERE.parents[1] / "extract" / "entities" / "countries.tsv"
_LATIN = re.compile(r"[A-Za-z][A-Za-z .,'\u2019()-]+$")
_MORE = {
    "USA": ("US", "U.S.", "USA", "U.S.A.", "United States of America", "America"),
    "GBR": ("UK", "U.K.", "Britain", "Great Britain"),
    "ARE": ("UAE", "Emirates"),
    "PRK": ("DPRK",),
    "COD": ("DRC", "DR Congo", "Democratic Republic of Congo"),
    "CZE": ("Czech Republic", "Czechia"),
    "MMR": ("Burma", "Myanmar"),
    "TUR": ("Turkey", "Turkiye", "Türkiye"),
    "CIV": ("Ivory Coast", "Cote d'Ivoire", "Côte d'Ivoire"),
    "SUN": ("USSR", "Soviet Union"),
    "RUS": ("Russia", "Russian Federation"),
    "NLD": ("Netherlands", "Holland"),
    "KOR": ("ROK",),
    "VAT": ("Holy See", "Vatican"),
    "PSE": ("Palestine", "Palestinian Authority", "Palestinian Territories"),
    "TWN": ("Taiwan",),
    "XKX": ("Kosovo",),
    "CHN": ("China", "People's Republic of China", "PRC"),
}
_NAMES = {
    "USA": "United States",
    "GBR": "United Kingdom",
    "TUR": "Turkey",
    "PSE": "Palestine",
    "CHN": "China",
}
_CAPITALS = {"SUN": "", "KAZ": "Astana", "UKR": "Kyiv", "USA": "Washington"}


def _read(path: Path) -> list[dict[str, object]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def _demonyms() -> dict[str, list[str]]:
    rows = {}
    for line in (_HERE / "demonyms.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            code, *words = line.split()
            rows[code] = [word.replace("-", " ") for word in words]
    return rows


def compile_table(gazetteers: Path) -> str:
    """Return the table as text: one line a country, tab-separated, lists joined by `|`."""
    capitals = {}
    with gzip.open(gazetteers / "country-codes/country-codes.csv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            capitals[row["ISO3166-1-Alpha-3"]] = row["Capital"]
    demonyms = _demonyms()
    table = {"SUN": ("Soviet Union", set(_MORE["SUN"]))}
    for item in _read(gazetteers / "rigour-territories/territories.jsonl.gz"):
        code = str(item.get("alpha3", "")).upper()
        if code == "XKK":
            code = "XKX"
        if not item.get("is_country") or len(code) != 3 or code == "SUN":
            continue
        name = _NAMES.get(code, str(item["name"]))
        strong = item.get("names_strong")
        full = {str(item["full_name"])} if item.get("full_name") else set()
        names = {
            *(strong if isinstance(strong, list) else ()),
            str(item["name"]),
            *full,
            *_MORE.get(code, ()),
        }
        names = {n for n in names if (_LATIN.match(n) and n[0].isupper()) or n in _MORE.get(code, ())}
        names -= set(demonyms.get(code, ()))
        table[code] = (name, {n for n in names if "," not in n and "(" not in n})
    lines_out = []
    for code in sorted(table):
        name, names = table[code]
        capital = _CAPITALS.get(code, capitals.get(code, ""))
        aliases = "|".join(sorted(names - {name}))
        lines_out.append("\t".join((code, name, capital, "|".join(demonyms.get(code, [])), aliases)))
    return "\n".join(("iso3\tname\tcapital\tdemonyms\taliases", *lines_out)) + "\n"


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gazetteers", type=Path, default=Path("../shared/gazetteers"))
    _TARGET.write_text(compile_table(parser.parse_args().gazetteers), encoding="utf-8")


if __name__ == "__main__":
    main()
