"""No line of a Check-in may ever have a star, whatever its heading looks like and wherever it is."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from coachlog.markdown.document import parse_document
from coachlog.model.kinds.meeting import Meeting, MeetingStatus
from coachlog.model.kinds.parse_body import parse_body
from coachlog.model.log import Log
from coachlog.model.parse_settings import parse_settings
from coachlog.model.period import Period
from coachlog.summary.stars import build_star_lines, find_starred
from tests.support.figures import times

SETTINGS, _ = parse_settings(b"")
DAY = date(2026, 11, 19)
PATH = "meetings/2026-11-19.md"
MONTH = Period("2026-11", date(2026, 11, 1), date(2026, 11, 30))
CHECK_INS = ("## Check-in", "## 👋 Check-in:", "### check in", "## How are we doing?", "**Check-in**", "## CHECK-INS")
OPEN = ("## Successes", "## Areas of growth", "## Notes", "## Wins")
parts = st.lists(
    st.tuples(st.sampled_from([*CHECK_INS, *OPEN]), st.sampled_from(["- {}", "- {} #star/trust", "{}", "> {}"])),
    min_size=1,
    max_size=8,
)


def log_of(text):
    body, _ = parse_body(PATH, parse_document(text), settings=SETTINGS, prompts=frozenset(), day=DAY)
    facts = dict.fromkeys(("participants", "activities", "goals", "lessons", "indicators"), ())
    words = dict.fromkeys(("start", "mode", "phase", "next_focus"), "")
    more = {"minutes": None, "next_date": None, "status": MeetingStatus.HELD}
    meeting = Meeting(path=PATH, id="2026-11-19", title="", day=DAY, **facts, **words, **more)
    return Log("", SETTINGS, {"meeting": (meeting,)}, {PATH: body}, ())


@settings(max_examples=times(60, 3000))
@given(parts)
def test_no_line_of_a_check_in_may_have_a_star(chosen):
    lines, closed = [], True
    hidden = set()
    for number, (heading, form) in enumerate(chosen):
        if heading.startswith("**"):  # a bold line is closed by a heading alone
            closed = False
        elif heading.startswith("## "):
            closed = heading not in CHECK_INS
        elif heading in CHECK_INS:
            closed = False
        lines += [heading, "", form.format(f"word{number}x"), ""]
        hidden |= set() if closed else {f"word{number}x"}
    log = log_of("# A note\n\n" + "\n".join(lines))
    shown = " ".join(line.claim.text for line in build_star_lines(log, MONTH))
    shown += " ".join(line.claim.text for line in find_starred(log, ()).lines)
    assert not [word for word in hidden if word in shown]
