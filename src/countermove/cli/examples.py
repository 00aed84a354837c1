"""The examples under each verb's help; a test sees that every option in them exists."""

from __future__ import annotations

__all__ = ["EXAMPLES", "FIRST", "IN_SHORT", "lay_out"]

Example = tuple[str, str]

EXAMPLES: dict[str, tuple[Example, ...]] = {
    "answer": (
        ("answer essay.txt", "everything, from an article to the page"),
        ("answer news/ --subject KAZ --other RUS", "a folder of articles; the sides named"),
        ("answer essay.txt --published 2022-07-07", "the article's date, where it does not say"),
        ("answer --case essay", "bring a case up to date after an edit"),
    ),
    "demo": (
        ("demo", "a bundled article, from its words to the page"),
        ("demo --article harbour-strike", "another one"),
        ("demo --list", "the worked stand-offs: who, under what pressure, as of when"),
        ("demo --model kazakhstan-2022", "a worked model with sources, and what came later"),
    ),
    "read": (
        ("read essay.txt", "print who did what to whom"),
        ("read news/ -o events.jsonl", "keep the events of a folder, with their exact words"),
        ("read archive/ --corpus events", "many articles, into a Parquet data set"),
    ),
    "frame": (
        ("frame events.jsonl -o standoff.yaml", "a draft model to edit"),
        ("frame events.jsonl --subject KAZ -o standoff.yaml", "with the side to advise"),
    ),
    "check": (
        ("check essay", "what nobody has confirmed in a case"),
        ("check standoff.yaml", "what is assumed, what is wrong in a model"),
    ),
    "ask": (
        (
            "ask essay --by AB",
            "what a side would rather have; the answers bind the model",
        ),
        ("ask standoff.yaml --by AB --most 3", "three questions at most"),
    ),
    "history": (
        ("history essay", "how stand-offs of this kind have gone, with the number of cases"),
        ("history essay --class supply-cut", "take another class of past cases, and keep it"),
    ),
    "solve": (
        ("solve standoff.yaml", "print what is stable and how play unfolds"),
        ("solve standoff.yaml -o solution.json", "keep it, with every reason"),
    ),
    "signal": (
        ("signal essay", "what to make of each threat, and where bluffing pays"),
        ("signal standoff.yaml --caught 0.1", "if being caught costs a tenth of what is asked"),
    ),
    "bargain": (
        ("bargain essay", "settlements better for all, and who would keep them"),
        ("bargain standoff.yaml -o bargains.json", "keep them, with the forecast"),
    ),
    "stress": (
        ("stress standoff.yaml", "what would flip the answer"),
        ("stress standoff.yaml --draws 4096 --seed 1", "more draws, other draws"),
    ),
    "map-flips": (("map-flips standoff.yaml X Y", "the best course over two numbers"),),
    "report": (
        ("report essay", "the page again, from what is solved"),
        ("report essay --format pdf -o essay.pdf", "on paper, by an installed Chromium"),
        ("report essay --format pdf --brief", "the one A4 page alone"),
        ("report essay --format docx -o essay.docx", "for Word; --format md for Markdown"),
        ("report essay --scale phia", "the British words for likelihood"),
    ),
    "compare": (
        ("compare before/ after/", "two cases: what changed, and which edits caused it"),
        ("compare old/stress.json essay", "a kept result beside a case"),
    ),
    "serve": (
        ("serve essay", "open the printed address in a browser"),
        ("serve new-case", "start an empty case, then paste an article"),
        ("serve essay --port 0", "on any free port"),
    ),
    "export": (
        ("export essay -o events.csv", "the events, for a spreadsheet"),
        ("export essay -o model.gmcr", "the model as things stand, for GMCR+"),
        ("export essay -o moves.graphml --when later", "the moves once the clock has run out"),
    ),
    "import": (
        ("import 20220707.export.CSV --from gdelt --case new", "events of GDELT 2, into a case"),
        ("import conflict.gmcr -o standoff.yaml", "a GMCR+ model, to go on with"),
    ),
}
"""What to type after ``countermove``, and what it gives."""

IN_SHORT = {
    "answer": "Everything, from articles to the page.",
    "demo": "Answer a bundled article, or a worked model.",
    "read": "Who did what to whom, in the exact words.",
    "frame": "Draft a model of the stand-off from events.",
    "history": "How stand-offs of this kind have gone.",
    "check": "List what is assumed and what looks wrong.",
    "ask": "Ask what a side would rather have; bind the numbers.",
    "solve": "What is stable and why; how play unfolds.",
    "signal": "What to make of a threat, a show or silence.",
    "bargain": "Settlements better for all; would they hold?",
    "stress": "Find what would flip the answer.",
    "map-flips": "Show the best course over any two numbers.",
    "report": "Write the page, or the same in Word, PDF, Markdown.",
    "compare": "What changed between two runs, and by which edits.",
    "serve": "Open the workbench: read, review, edit, try things.",
    "export": "Write events or the model in another program's form.",
    "import": "Take in another program's events or model.",
}
"""Each verb in the list of all, where there is room for one line."""

FIRST = ("answer", "read", "frame", "check", "stress", "serve")
"""The verbs whose first example stands under the help of the whole."""


def lay_out(examples: tuple[Example, ...]) -> str:
    """The examples as they stand in the help, not to be wrapped (click's ``\\\\b``)."""
    told = "\n".join(f"  countermove {typed}\n      {gives}" for typed, gives in examples)
    return f"\b\nExamples:\n{told}"
