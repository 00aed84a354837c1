"""The graph of moves for other tools: GraphML and Mermaid."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from countermove.records.errors import TooLargeError
from countermove.solving.stability.models.models import GraphModel

__all__ = ["to_graphml", "to_mermaid"]

MOST_DRAWN = 500
MOST_EDGES = 500_000


def to_graphml(model: GraphModel, equilibria: Mapping[str, Sequence[int]] | None = None) -> str:
    """The graph as GraphML: a node per state, an edge per move with its player.

    Nodes carry a label, the ranks, and the concepts under which they are equilibria
    (`equilibria`: states by concept); edges whether the mover prefers where it leads.

    Raises:
        TooLargeError: there are more moves than any program would draw.
    """
    import networkx as nx  # large, and to write a graph alone needs it

    if len(model.targets) > MOST_EDGES:
        raise TooLargeError(f"{len(model.targets)} moves are too many; the most is {MOST_EDGES}")
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    held = equilibria or {}
    for s, label in enumerate(model.labels):
        ranks = {
            f"rank_{player}": int(model.relations.rank[i, s])
            for i, player in enumerate(model.players)
        }
        concepts = " ".join(sorted(c for c, states in held.items() if s in states))
        graph.add_node(f"s{s}", label=plain(label), equilibrium=concepts, **ranks)
    for i, player in enumerate(model.players):
        for s in range(model.size):
            for t in model.moves(i, s).tolist():
                graph.add_edge(
                    f"s{s}", f"s{t}", player=plain(player), improves=model.better(i, t, s)
                )
    return "\n".join(nx.generate_graphml(graph)) + "\n"


def to_mermaid(
    model: GraphModel,
    equilibria: Mapping[str, Sequence[int]] | None = None,
    *,
    improvements_only: bool = False,
) -> str:
    """The graph as a Mermaid flowchart: solid arrows improve for the mover, dotted do not.

    A move and its reverse by the same player are two arrows. Equilibria are boxed double.

    Raises:
        TooLargeError: there are more states than can be drawn to any use.
    """
    if model.size > MOST_DRAWN:
        raise TooLargeError(f"{model.size} states are too many to draw; the most is {MOST_DRAWN}")
    stable = {s for states in (equilibria or {}).values() for s in states}
    lines = ["flowchart LR"]
    for s, label in enumerate(model.labels):
        text = f'"{escape(label)}"'
        lines.append(f"  s{s}[[{text}]]" if s in stable else f"  s{s}[{text}]")
    for i, player in enumerate(model.players):
        for s in range(model.size):
            for t in model.moves(i, s).tolist():
                better = model.better(i, t, s)
                if better or not improvements_only:
                    arrow = "-->" if better else "-.->"
                    lines.append(f'  s{s} {arrow}|"{escape(player)}"| s{t}')
    return "\n".join(lines) + "\n"


def plain(text: str) -> str:
    """The text without characters that XML cannot hold."""
    return re.sub(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def escape(text: str) -> str:
    """The text as Mermaid takes it within quotation marks, inert as HTML too."""
    marks = {"&": "#amp;", '"': "#quot;", "<": "#lt;", ">": "#gt;", "#": "#35;", "\n": " "}
    return "".join(marks.get(c, c) for c in plain(text))
