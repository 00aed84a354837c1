"""The graph model for conflict resolution: what is stable, and why.

`analyse` takes a stand-off and a snapshot to a `Stability`. Underneath, models are plain
arrays (`OptionModel`, `GraphModel`), and every question can be asked of them directly.
"""

from __future__ import annotations

from countermove.solving.stability.analyse import (
    DEFAULT_CONCEPTS,
    analyse,
    describe_difference,
)
from countermove.solving.stability.concepts.coalitions import every_group
from countermove.solving.stability.conflicts.analyse_conflict import analyse_conflict
from countermove.solving.stability.conflicts.build_conflict import build_conflict
from countermove.solving.stability.conflicts.conflict_files import (
    is_conflict,
    read_conflict,
    write_conflict,
)
from countermove.solving.stability.conflicts.drawings import to_graphml, to_mermaid
from countermove.solving.stability.conflicts.exchange import (
    conflict_from_standoff,
    standoff_from_conflict,
)
from countermove.solving.stability.conflicts.gmcr import export_gmcr, import_gmcr
from countermove.solving.stability.conflicts.graph_json import import_graph
from countermove.solving.stability.conflicts.solve_conflict import solve_conflict
from countermove.solving.stability.judge import (
    equilibria,
    judge,
    judge_group,
    judge_groups,
)
from countermove.solving.stability.models.graphs import build_graph, graph_from_moves
from countermove.solving.stability.models.models import GraphModel, Move, OptionModel
from countermove.solving.stability.models.rankings import (
    prioritise_options,
    rank_listed,
    rank_worths,
)
from countermove.solving.stability.models.relations import UNKNOWN, Relations, from_ranking
from countermove.solving.stability.models.snapshots import take_snapshot
from countermove.solving.stability.questions.hypergames import judge_hypergame
from countermove.solving.stability.questions.inverse import wish
from countermove.solving.stability.questions.negotiation import remove_options
from countermove.solving.stability.questions.reasons import Explanation, Temptation, explain

__all__ = [
    "DEFAULT_CONCEPTS",
    "UNKNOWN",
    "Explanation",
    "GraphModel",
    "Move",
    "OptionModel",
    "Relations",
    "Temptation",
    "analyse",
    "analyse_conflict",
    "build_conflict",
    "build_graph",
    "conflict_from_standoff",
    "describe_difference",
    "equilibria",
    "every_group",
    "explain",
    "export_gmcr",
    "from_ranking",
    "graph_from_moves",
    "import_gmcr",
    "import_graph",
    "is_conflict",
    "judge",
    "judge_group",
    "judge_groups",
    "judge_hypergame",
    "prioritise_options",
    "rank_listed",
    "rank_worths",
    "read_conflict",
    "remove_options",
    "solve_conflict",
    "standoff_from_conflict",
    "take_snapshot",
    "to_graphml",
    "to_mermaid",
    "wish",
    "write_conflict",
]
