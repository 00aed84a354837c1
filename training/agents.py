"""Write the nouns that can act, and the nouns that never are a side, from WordNet 3.0.

    python training/agents.py /usr/share/wordnet TREEBANK.conllu...

WordNet's lexicographer files tell persons (noun.person) and groups (noun.group) from things. A
noun can act if most of its use is of such a sense: the counts of tagged senses (cntlist.rev)
decide, and where a noun was never tagged, its first sense and that it has no other. The sector
comes from the hypernyms; nouns are kept that occur in the treebanks or were tagged. Debian's
package wordnet-base holds the files; the licence is in data/WORDNET-LICENSE.txt.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

DATA = Path(__file__).parents[1] / "src/countermove/reading/actors/data"
PERSON, GROUP = 18, 14
PLACE_NAMES = {15}
LEAST = 0.6
"""The share of a noun's tagged uses that must be of a person or group."""
ROOTS: tuple[tuple[str, str], ...] = (
    # The first root met on the way up gives the sector; PLOVER's names.
    ("criminal.18", "CRM"), ("thief.18", "CRM"), ("gangster.18", "CRM"), ("terrorist.18", "REB"),
    ("serviceman.18", "MIL"), ("military_unit.14", "MIL"), ("warrior.18", "MIL"),
    ("policeman.18", "COP"), ("farmer.18", "AGR"), ("agriculturist.18", "AGR"),
    ("fisherman.18", "AGR"), ("clergyman.18", "REL"), ("religious.18", "REL"),
    ("religious_person.18", "REL"), ("priest.18", "REL"), ("journalist.18", "JRN"),
    ("health_professional.18", "MED"), ("student.18", "EDU"), ("educator.18", "EDU"),
    ("scientist.18", "EDU"), ("scholar.18", "EDU"), ("lawyer.18", "JUD"), ("judge.18", "JUD"),
    ("creditor.18", "BUS"), ("capitalist.18", "BUS"), ("businessperson.18", "BUS"),
    ("merchant.18", "BUS"), ("financier.18", "BUS"), ("owner.18", "BUS"),
    ("business.14", "BUS"), ("enterprise.14", "BUS"), ("company.14", "BUS"),
    ("institution.14", "BUS"), ("union.14", "LAB"), ("employee.18", "LAB"), ("worker.18", "LAB"),
    ("laborer.18", "LAB"), ("sailor.18", "LAB"), ("working_person.18", "LAB"),
    ("party.14", "PTY"), ("politician.18", "PTY"), ("refugee.18", "REF"), ("exile.18", "REF"),
    ("migrant.18", "REF"), ("expatriate.18", "REF"),
    ("organization.14", "SOC"), ("gathering.14", "CVL"), ("people.14", "CVL"),
    ("social_group.14", "CVL"), ("person.18", "CVL"), ("person.03", "CVL"),
)  # fmt: skip
"""Roots as lemma.lexicographer-file."""
BARRED = frozenset(
    "god lord christ saint angel devil soul body head face hand eye star figure case number one "
    "thing self individual somebody someone anybody everyone nobody being life adult male female "
    "baby dear love friend fellow guy hero idol model subject object character image name kind "
    "sort type class set series collection pair couple bunch lot group grouping association "
    "kingdom world society culture civilization household house home school community area "
    "church court market club band team league world population humanity mankind race human "
    "ancestor descendant relation relative twin genius fool idiot beginner slave master winner "
    "loser player partner member chair seat second double match catch pick first last best "
    "favorite equal peer inferior superior original native local regular veteran senior junior "
    "minor major mate doll baby babe kid cookie pig dog cat rat fox lamb shark wolf snake cow "
    "star light ray card rock oil gas bond stock security interest line order unit force power "
    "post service office station field part piece range battery train fleet column wing section "
    "side front movement campaign drive circle ring chain network system web host crop herd pack "
    "pool mass swarm wave array assortment medium sample principal agent factor mark target "
    "reading date age era generation audience public accomplice lackey fed domestic appointee "
    "courtier subordinate underling subsidiary auxiliary doer helper assistant assessor bastion "
    "fps icc icu sss country nation ensemble outfit combo family reserves banquet social "
    "abo aborigine addict adonis apache bastard bitch bozo bum colony cream cripple degenerate "
    "dude dwarf egghead fucker gay gypsy handyman harlot homosexual imbecile jackass jap junkie "
    "krauthead lummox lunatic lunkhead midget negro nigger nigra pansy pimp prey prick prostitute "
    "puke queer redskin retard savage skunk slut stooge trash whore wog yokel zombie lame "
    "stiff dead deceased crossroads cubism dadaism cyclades hamlet phylum pedigree symposium "
    "personage personification buff bunter caster carload nationality gridlock ruck tackle hack "
    "hollywood tech industry utility institution highschool scientology judaism christendom "
    "settlement village parish republic appropriator alternate address amateur lady man woman "
    "partnership relationship actor analyst minority expert observer leaders businessmen men "
    "troops authorities meeting conference clique conclave confidence embodiment horde throng pop "
    "whale deaf damned chosen invalid forger mover puncher temp runner fixer grade bevy "
    "readership circulation art college musketry spirit lightweight heavyweight".split()
)
"""Pruned by hand: nouns that are persons or groups but seldom act, or are mostly something else.

Nouns the hand-made table `sectors.tsv` has are read from there, whatever stands here.
"""


def read_senses(
    folder: Path,
) -> tuple[dict[str, list[str]], dict[str, tuple[int, list[str], list[str]]]]:
    """Synsets by lemma in order of sense, and each synset's file, words and hypernyms."""
    synsets: dict[str, tuple[int, list[str], list[str]]] = {}
    for line in (folder / "data.noun").read_text(encoding="latin-1").splitlines():
        if line.startswith("  "):
            continue
        cells = line.partition(" | ")[0].split()
        count = int(cells[3], 16)
        words = [cells[4 + 2 * k] for k in range(count)]
        at = 4 + 2 * count
        above = [
            cells[at + 2 + 4 * k]
            for k in range(int(cells[at]))
            if cells[at + 1 + 4 * k] in ("@", "@i")
        ]
        instance = any(cells[at + 1 + 4 * k] == "@i" for k in range(int(cells[at])))
        synsets[cells[0]] = (-1 if instance else int(cells[1]), words, above)
    senses: dict[str, list[str]] = {}
    for line in (folder / "index.noun").read_text(encoding="latin-1").splitlines():
        if not line.startswith("  "):
            cells = line.split()
            senses[cells[0]] = cells[-int(cells[2]) :]
    return senses, synsets


def count_tags(folder: Path) -> dict[str, Counter[int]]:
    """How often each noun was tagged, by lexicographer file."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for line in (folder / "cntlist.rev").read_text(encoding="latin-1").splitlines():
        key, _, times = line.split()
        lemma, _, rest = key.partition("%")
        if rest.startswith("1:"):
            found[lemma][int(rest.split(":")[1])] += int(times)
    return found


def find_sector(synset: str, synsets: dict[str, tuple[int, list[str], list[str]]]) -> str:
    """The sector of the nearest root above a synset."""
    level, seen = [synset], set()
    while level:
        names = {f"{w.lower()}.{synsets[s][0]:02d}" for s in level for w in synsets[s][1]}
        for root, sector in ROOTS:
            if root in names:
                return sector
        seen |= set(level)
        level = [a for s in level for a in synsets[s][2] if a not in seen and a in synsets]
    return ""


def count_words(paths: list[Path]) -> Counter[str]:
    """How much more often each lemma occurs as a noun than as another word in treebanks."""
    found: Counter[str] = Counter()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            cells = line.split("\t")
            if len(cells) > 4 and cells[3] in ("NOUN", "ADJ", "VERB"):
                found[cells[2].lower()] += 1 if cells[3] == "NOUN" else -1
    return found


def main(folder: Path, treebanks: list[Path]) -> None:
    senses, synsets = read_senses(folder)
    tags, used = count_tags(folder), count_words(treebanks)
    people: dict[str, list[str]] = defaultdict(list)
    things: list[str] = []
    for lemma, found in senses.items():
        if not re.fullmatch(r"[a-z]+", lemma) or len(lemma) < 3:
            continue
        files = [synsets[s][0] for s in found]
        acting = [f in (PERSON, GROUP) for f in files]
        tagged = tags.get(lemma, Counter())
        total = sum(tagged.values())
        share = sum(tagged[f] for f in (PERSON, GROUP)) / total if total else 0.0
        known = total > 0 or used[lemma] > 0
        written = [w for w in synsets[found[0]][1] if w.lower() == lemma]
        if used[lemma] < 0 or (written and written[0][:1].isupper()):
            continue  # more an adjective or a verb; a nation or a creed, which the tables have
        if acting[0] and (share >= LEAST or (not total and all(acting))):
            sector = find_sector(found[0], synsets)
            if sector and lemma not in BARRED and known:
                people[sector].append(lemma)
        elif used[lemma] >= 0 and not any(acting) and files[0] not in (15, -1) and known:
            things.append(lemma)
    write(
        "agents.tsv",
        AGENTS,
        [f"{s}\t{w}" for s, found in sorted(people.items()) for w in sorted(found)],
    )
    write("things.tsv", THINGS, sorted(things))
    print({s: len(w) for s, w in people.items()}, len(things))


AGENTS = """\
# Nouns of persons and groups that can act, beyond those of sectors.tsv, by PLOVER sector.
# Written by training/agents.py from WordNet 3.0 (noun.person, noun.group) and its counts of
# tagged senses; pruned by a list there. WordNet 3.0 Copyright 2006 by Princeton University;
# licence in WORDNET-LICENSE.txt. Columns, tab-separated: sector, noun.
"""
THINGS = """\
# Nouns that are never persons, groups or places: a name that ends in one names a thing.
# Written by training/agents.py from WordNet 3.0. WordNet 3.0 Copyright 2006 by Princeton
# University; licence in WORDNET-LICENSE.txt. One noun a row.
"""


def write(name: str, head: str, lines: list[str]) -> None:
    (DATA / name).write_text(head + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]])
