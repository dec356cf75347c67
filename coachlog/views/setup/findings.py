"""The doctor's findings."""

from collections.abc import Iterator, Sequence
from typing import Final

from coachlog.actions.exchange.repair import Finding
from coachlog.model.fields import format_count
from coachlog.render.view import Answer, Item, Line, Part
from coachlog.views.fields import Field, Fields, json_rows

FINDING_FIELDS: Final[Fields[Finding]] = (
    Field("what", lambda finding: finding.what),
    Field("well", lambda finding: finding.well, "false for a trouble"),
    Field("found", lambda finding: finding.sentence, "a sentence"),
    Field("advice", lambda finding: finding.advice, "what to do; may be empty"),
)


def show_findings(findings: Sequence[Finding]) -> Answer:
    """List the findings, each with its advice."""
    ill = any(not finding.well for finding in findings)
    return Answer(json_rows(FINDING_FIELDS, findings), list(_parts(findings)), status=1 if ill else 0)


def _parts(findings: Sequence[Finding]) -> Iterator[Part]:
    for finding in findings:
        yield Item(f"{finding.what}: {finding.sentence}", "" if finding.well else "to mend")
        if finding.advice:
            yield Line(finding.advice, indent=2)
    ill = sum(not finding.well for finding in findings)
    advised = [finding for finding in findings if finding.advice]
    well = f"All is well, save what is said of the {advised[0].what}." if advised else "All is well."
    yield Line(f"{format_count(ill, 'thing')} to mend." if ill else well)
