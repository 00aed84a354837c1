"""What `check` returns: what in a stand-off rests on nothing, and what looks wrong."""

from __future__ import annotations

from typing import Literal

from countermove.records.record import Record

__all__ = ["Check", "Finding"]

Kind = Literal["wrong", "doubtful", "assumed"]
HEADINGS = {
    "wrong": "What cannot be as it stands",
    "doubtful": "What looks odd",
    "assumed": "Assumed numbers nobody has confirmed",
}


class Finding(Record):
    """One thing a person should look at.

    `place` is where it stands, in the words of `countermove.records.numbers` for numbers.
    `influence` says how much an assumed number matters, where that is known.
    """

    kind: Kind
    place: str
    sentence: str
    influence: float | None = None


class Check(Record):
    """Findings in the order in which to look at them.

    `ordered_by` says what the assumed numbers are ordered by. `str(check)` is the report.
    """

    title: str
    findings: tuple[Finding, ...]
    numbers: int
    assumed: int
    confirmed: int
    ordered_by: Literal["influence", "width"]

    def of(self, kind: Kind) -> tuple[Finding, ...]:
        """The findings of one kind."""
        return tuple(f for f in self.findings if f.kind == kind)

    def __str__(self) -> str:
        lines = [self.title, self.summary()]
        for kind, heading in HEADINGS.items():
            found = [f for f in self.findings if f.kind == kind]
            if found:
                lines += ["", f"{heading} ({len(found)})"]
                lines += [f"  {f.place}: {f.sentence}" for f in found]
        return "\n".join(lines)

    def summary(self) -> str:
        """How much of it rests on what."""
        order = "most influential first" if self.ordered_by == "influence" else "widest first"
        return (
            f"{self.numbers} numbers, {self.assumed} of them assumed and not confirmed "
            f"({order}), {self.confirmed} assumed and confirmed by a person."
        )
