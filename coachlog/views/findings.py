"""The doctor's findings as parts and as JSON fields."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any

from coachlog.actions.finding import Finding
from coachlog.model.fields import format_count
from coachlog.render.view import Item, Line, Part


def findings_data(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    """Return a row of fields for each finding."""
    return [asdict(finding) for finding in findings]


def findings_parts(findings: Sequence[Finding]) -> Iterator[Part]:
    """List the findings, each with its advice."""
    for finding in findings:
        yield Item(f"{finding.what}: {finding.found}", "" if finding.well else "to mend")
        if finding.advice:
            yield Line(finding.advice, indent=2)
    ill = sum(not finding.well for finding in findings)
    yield Line(f"{format_count(ill, 'thing')} to mend." if ill else "All is well.")
