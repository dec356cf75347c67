"""The index's rows: a changed record raises their number, and a short reading leaves out finished steps alone."""

import hashlib
import os
import re
import shutil
import time
from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_args, get_type_hints

import pytest

from coachlog.model.kinds import KINDS
from coachlog.model.kinds.body import Body
from coachlog.model.period import Period
from coachlog.model.settings import Settings
from coachlog.storage import index, load, reading
from coachlog.storage.load import STEPS, load_log
from coachlog.storage.local_state import LocalState
from coachlog.storage.reading import read_body


def shape(kind, seen=()):
    """What a record's rows look like, down to the records inside."""
    inner = [arm for hint in get_type_hints(kind).values() for arm in (hint, *get_args(hint)) if is_dataclass(arm)]
    hints = {name: re.sub(r"coachlog\.[\w.]*\.", "", str(hint)) for name, hint in get_type_hints(kind).items()}
    own = f"{kind.__name__}{[(field.name, hints[field.name]) for field in fields(kind)]}"
    return own + "".join(shape(arm) for arm in inner)


def test_a_changed_record_means_a_new_number_for_the_rows():
    """A kind or a field came, went or changed: raise `ROWS` in storage/index.py, and write both values here."""
    kinds = [*(kind.record() for kind in KINDS), Body, Settings]
    digest = hashlib.sha256("".join(map(shape, kinds)).encode()).hexdigest()[:12]
    assert (index.ROWS, digest) == ("56", "c9d316bb3129")


def test_of_a_period_only_the_sections_of_its_meetings_are_read(example, monkeypatch):
    day = date(2026, 11, 19)
    shutil.rmtree(example / ".git" / "coachlog" / "index")
    load_log(example, ("meeting",), (STEPS,))
    read = []
    monkeypatch.setattr(reading, "read_body", lambda *args: read.append(args[3]) or read_body(*args))
    log = load_log(example, ("meeting",), ("meeting",), Period("a day", day, day))
    assert [path for path, body in log.bodies.items() if body.sections] == read == ["meetings/2026-11-19.md"]


def test_a_note_that_was_saved_twice_in_one_step_of_the_clock_is_read_anew(example, monkeypatch):
    """Between the two readings of the note, sections of another time are written into the index."""
    day, ever, now = date(2026, 11, 19), Period("ever", date.min, date.max), time.time_ns()
    monkeypatch.setattr(load, "list_files", lambda *args: {name: [0, now, 0, 0] for name in index.list_files(*args)})
    note = example / "meetings" / "2026-10-09.md"
    before = load_log(example, ("meeting",), ("meeting",), ever).bodies
    note.write_text(note.read_text("utf-8") + "\n## Successes\n\n- @sam something else\n", "utf-8")
    load_log(example, ("meeting",), ("meeting",), Period("a day", day, day))
    for part in ("meetings.sections", "meetings.steps"):
        os.utime(LocalState(example).index_of(part), ns=(now + 10**10, now + 10**10))
    after = load_log(example, ("meeting",), ("meeting",), ever).bodies
    assert [path for path in after if after[path] != before[path]] == ["meetings/2026-10-09.md"]


@pytest.mark.parametrize("day", [date(2026, 9, 10), date(2026, 10, 9), date(2026, 11, 19)])
def test_what_a_short_reading_leaves_out_are_steps_finished_in_one_note_of_another_time(example, day):
    whole = load_log(example, ("meeting",), ("meeting",)).steps
    for short in (
        load_log(example, ("meeting",), (STEPS,)).steps,
        load_log(example, ("meeting",), ("meeting",), Period("a day", day, day)).steps,
    ):
        left_out = set(whole) - set(short)
        assert set(short) <= set(whole)
        assert left_out
        assert all(not step.open and len(step.copies) == 1 for step in left_out)
    assert all(step.newest.day != day for step in left_out)
