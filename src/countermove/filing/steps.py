"""Running the steps of a case, each only when what it reads has changed.

A step is up to date when the version, its settings, the hashes of its inputs and the
hashes of its outputs are those of the manifest. A step killed half-way leaves its old
output and its old record, so it simply runs again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from countermove.filing.case import Case, hash_file
from countermove.filing.manifest import Manifest, Scalar, StepRecord
from countermove.records.version import VERSION

__all__ = ["Step", "is_current", "run_step", "wants_again", "was_edited"]


@dataclass(frozen=True)
class Step:
    """A named step with the files it reads and writes, and what else sets its result."""

    name: str
    inputs: tuple[Path, ...]
    outputs: tuple[Path, ...]
    settings: dict[str, Scalar]

    def record(self, case: Case) -> StepRecord:
        """The step's record for the files as they are now."""
        return StepRecord(
            version=VERSION,
            settings=self.settings,
            inputs=hashes(case, self.inputs),
            outputs=hashes(case, self.outputs),
        )


def hashes(case: Case, paths: tuple[Path, ...]) -> dict[str, str]:
    """Hash by name relative to the case folder.

    A file outside of it has its bare name, so that no path of the machine is kept; one of several
    with the same name has its place among them before it.
    """
    outside = Counter(p.name for p in paths if not p.is_relative_to(case.folder))
    found = {}
    for place, path in enumerate(paths):
        name = path.name if outside[path.name] == 1 else f"{place}/{path.name}"
        if path.is_relative_to(case.folder):
            name = path.relative_to(case.folder).as_posix()
        found[name] = hash_file(path)
    return found


def is_current(case: Case, step: Step) -> bool:
    """Whether nothing has changed since the step last finished."""
    recorded = Manifest.find(case.folder).steps.get(step.name)
    return recorded is not None and recorded == step.record(case)


def run_step(case: Case, step: Step, work: Callable[[], None]) -> bool:
    """Do `work` unless the step is up to date; whether it was done."""
    if is_current(case, step):
        return False
    work()
    Manifest.find(case.folder).with_step(step.name, step.record(case)).keep(case.folder)
    return True


def was_edited(case: Case, step: Step) -> bool:
    """Whether a person has changed, or put there, a file that the step writes."""
    recorded = Manifest.find(case.folder).steps.get(step.name)
    now = hashes(case, step.outputs)
    present = {name: value for name, value in now.items() if value}
    if recorded is None:
        return bool(present)
    return any(recorded.outputs.get(name) != value for name, value in present.items())


def wants_again(case: Case, step: Step) -> bool:
    """Whether what the step reads has changed since it last finished.

    False where it never ran: a file that was put there by hand is used as it is.
    """
    recorded = Manifest.find(case.folder).steps.get(step.name)
    if recorded is None:
        return False
    return recorded.inputs != hashes(case, step.inputs) or recorded.settings != step.settings
