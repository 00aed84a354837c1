"""Write the table of how large states are, from Unicode CLDR's territory information.

    npm pack cldr-core@48.2.0 && tar xzf cldr-core-48.2.0.tgz
    python training/sizes.py package/supplemental/territoryInfo.json

CLDR gives each territory's population and GDP at purchasing power parity, taken from the World
Bank and the CIA World Factbook; its licence is Unicode-3.0.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from babel import Locale
from babel.core import get_global

OUT = Path(__file__).parents[1] / "src/countermove/framing/siding/data/sizes.tsv"
HEAD = """\
# How large states are: a state with more behind it is seldom the one that is pressed.
# Source: Unicode CLDR 48.2 (2025), supplemental/territoryInfo, from the World Bank and the CIA
# World Factbook; licence Unicode-3.0. Written by training/sizes.py.
# Columns, tab-separated: ISO 3166 alpha-3, GDP in million US dollars at purchasing power
# parity, population in thousands.
"""


def main(source: Path) -> None:
    """Write a row for every territory with both figures."""
    told = json.loads(source.read_text(encoding="utf-8"))["supplemental"]["territoryInfo"]
    short = {two: row for two, row in told.items() if len(two) == 2}
    territories = Locale("en").territories
    rows = []
    known = {**get_global("territory_aliases"), "XKX": ["XK"]}
    for code, aliases in sorted(known.items()):
        if len(code) != 3 or not code.isalpha() or len(aliases) != 1:
            continue
        row = short.get(aliases[0])
        if row is None or aliases[0] not in territories or code in ("CSK", "DDR"):
            continue
        gdp, people = float(row["_gdp"]) / 1e6, float(row["_population"]) / 1e3
        rows.append(f"{code}\t{max(gdp, 1):.0f}\t{max(people, 1):.0f}\n")
    OUT.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
