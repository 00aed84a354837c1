"""Train the English pipeline that ships inside the package.

    python training/train.py --ud ../shared/ud --work build/parser

1. Read the treebanks into training documents (`treebanks.py`).
2. Train tags, morphology, dependencies and names with `config.cfg`, seed 7.
3. Learn lemma exceptions and add the rule lemmatizer (`package.py`).
4. Score on the test halves and write the weights, rounded to 16 bits, into
   `src/countermove/reading/model/english.zip`.

`--only package` does steps 3 and 4 with what `build/parser` already holds.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import spacy
from spacy.cli.train import train as run_training
from spacy.tokens import DocBin
from spacy.vocab import Vocab
from thinc.api import NumpyOps, set_current_ops

import names  # registers the augmenter that config.cfg names
from package import package
from treebanks import make_documents, read_names, read_sentences

HERE = Path(__file__).parent


def write_corpus(ud: Path, half: str, target: Path, stride: int = 1) -> None:
    """Write both treebanks' `half` (train, dev, test) as one DocBin."""
    vocab = Vocab()
    tags = read_names(ud / f"uner_ewt-{half}.iob2")
    docs = list(make_documents(read_sentences(ud / f"en_ewt-{half}.conllu", tags), vocab))
    docs += list(make_documents(read_sentences(ud / f"en_gum_open-{half}.conllu"), vocab))
    DocBin(docs=docs[::stride], store_user_data=False).to_disk(target)


def train(ud: Path, work: Path) -> None:
    """Steps 1 and 2; the best averaged weights end in `work/model/model-best`."""
    work.mkdir(parents=True, exist_ok=True)
    write_corpus(ud, "train", work / "train.spacy")
    write_corpus(ud, "dev", work / "dev.spacy", stride=3)
    overrides = {"paths.train": str(work / "train.spacy"), "paths.dev": str(work / "dev.spacy")}
    run_training(HERE / "config.cfg", work / "model", overrides=overrides, use_gpu=-1)


def main() -> None:
    parser = argparse.ArgumentParser(description="Train the shipped English pipeline.")
    parser.add_argument("--ud", type=Path, default=Path("../shared/ud"))
    parser.add_argument("--work", type=Path, default=Path("build/parser"))
    parser.add_argument("--only", choices=("train", "package"))
    args = parser.parse_args()
    # OpenBLAS: 3.5 times faster here than thinc's default matrix product.
    set_current_ops(NumpyOps(use_blis=False))
    assert names.SYLLABLES
    if args.only != "package":
        train(args.ud, args.work)
    if args.only != "train":
        package(spacy.load(args.work / "model" / "model-best"), args.ud)


if __name__ == "__main__":
    main()
