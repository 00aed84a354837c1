"""Running the steps of a case, each only when what it reads has changed.

A step is up to date when the version, its settings, the hashes of its inputs and the
hashes of its outputs are those of the manifest. A step says what it will write before it
writes it, so that one killed at any moment is known for what it is and simply runs again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from countermove.filing.case import Case, hash_file
from countermove.filing.locking import writing
from countermove.filing.manifest import Intent, Intents, Manifest, Scalar, StepRecord
from countermove.records.errors import CaseError
from countermove.records.record import digest
from countermove.records.version import VERSION
from countermove.records.writing import write_text

__all__ = [
    "Contents",
    "MeanwhileError",
    "Step",
    "is_current",
    "run_step",
    "wants_again",
    "was_edited",
]

Contents = Mapping[Path, str]
"""The texts that a step made, by the file each belongs into."""


class MeanwhileError(CaseError):
    """A file that a step would write was changed while the step was at work."""


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


def run_step(case: Case, step: Step, work: Callable[[], Contents | None]) -> bool:
    """Do `work` unless the step is up to date, and write what it made; whether it was done.

    The inputs are hashed before the work, so that a file changed meanwhile is read again.

    Raises:
        MeanwhileError: a person has changed what the step writes while it was at work.
    """
    if is_current(case, step):
        return False
    inputs, outputs = hashes(case, step.inputs), hashes(case, step.outputs)
    contents = work() or {}
    with writing(case.folder):
        if contents and hashes(case, step.outputs) != outputs:
            raise MeanwhileError("was edited again and again while it was read", path=case.folder)
        if contents:
            intend(case, step, inputs, contents)
        for path, text in contents.items():
            write_text(path, text)
        record = step.record(case).model_copy(update={"inputs": inputs})
        Manifest.find(case.folder).with_step(step.name, record).keep(case.folder)
    return True


def intend(case: Case, step: Step, inputs: dict[str, str], contents: Contents) -> None:
    """Write down what the step will write, and what it will write over."""
    found = {name: value for name, value in hashes(case, step.outputs).items() if value}
    known = made_hashes(case, step)
    wanted = {p.relative_to(case.folder).as_posix(): digest(t) for p, t in contents.items()}
    record = StepRecord(version=VERSION, settings=step.settings, inputs=inputs, outputs=wanted)
    ours = tuple(sorted(n for n, value in found.items() if value in known.get(n, set())))
    intent = Intent(step=record, found=found, ours=ours)
    Intents.find(case.folder).with_step(step.name, intent).keep(case.folder)


def made_hashes(case: Case, step: Step) -> dict[str, set[str]]:
    """By file, every content that is known to be a step's own work."""
    recorded = Manifest.find(case.folder).steps.get(step.name)
    intent = Intents.find(case.folder).steps.get(step.name)
    known: dict[str, set[str]] = {}
    for name in hashes(case, step.outputs):
        known[name] = set(intent.hashes_of(name)) if intent else set()
        if recorded and name in recorded.outputs:
            known[name].add(recorded.outputs[name])
    return known


def was_edited(case: Case, step: Step) -> bool:
    """Whether a person has changed, or put there, a file that the step writes.

    The content decides: what a step is known to have made is no edit, whichever record says so.
    """
    known = made_hashes(case, step)
    now = hashes(case, step.outputs)
    return any(value and value not in known[name] for name, value in now.items())


def wants_again(case: Case, step: Step) -> bool:
    """Whether what the step reads has changed since it last finished, or was cut off.

    False where it never ran: a file that was put there by hand is used as it is.
    """
    recorded = Manifest.find(case.folder).steps.get(step.name)
    intent = Intents.find(case.folder).steps.get(step.name)
    if recorded is None and intent is not None:
        if intent.was_cut_off(hashes(case, step.outputs)):
            return True
        recorded = intent.step
    if recorded is None:
        return False
    return recorded.inputs != hashes(case, step.inputs) or recorded.settings != step.settings
