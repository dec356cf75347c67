"""No file of a log, of any content, ends a command in a traceback."""

from pathlib import Path

import pytest

from tests.support.world import Run

pytestmark = pytest.mark.no_cover  # the readers are measured by their own tests
CONTENTS = {
    "empty": b"",
    "a lone CR": b"\r",
    "lone CRs": b"---\rtype: goal\rtitle: x\r---\r\r# T\r\r## Next steps\r\r- [ ] a\r- b\r",
    "lone CRs without fields": b"# {{date}}\r\rtext\r",
    "NUL": b"---\ntype: \x00goal\n---\n# T\x00\n- \x00\n",
    "two BOMs": b"\xef\xbb\xbf\xef\xbb\xbf---\ntype: goal\n---\n# T\n",
    "UTF-16": "---\ntype: goal\n---\n# T\n".encode("utf-16"),
    "binary": bytes(range(256)) * 50,
    "a line of 1 MB": b"x" * 1_100_000,
    "deep YAML": b"a: " + b"[" * 5000 + b"]" * 5000 + b"\n",
    "deep lists": b"- " * 500 + b"x\n",
    "deep quotes": b"> " * 500 + b"x\n",
    "huge numbers": b"coachlog: %d\ncadence: {every: %d weeks, minutes: 1e400, time: 99:99}\n" % (10**4000, 10**4000),
    "huge numbers in fields": b"---\ntype: meeting\nminutes: %d\nstart: 1e999\n---\n# T\n" % 10**4000,
    "anchors": b"a: &x 1\nb: *x\n",
    "merge keys": b"<<: {a: 1}\n",
    "tags": b"a: !!python/object/apply:os.system [ls]\n",
    "duplicate keys": b"title: a\ntitle: b\npeople: []\npeople: 3\n",
    "a list": b"- 1\n- 2\n",
    "wrong forms": b"people: {a: 1}\nterms: 7\nbreaks: [x, [y]]\ncadence: [1]\nheadings: [a]\nframeworks: {a: b}\n",
    "wrong items": b"kind: 7\nitems:\n  - {code: [1]}\n  - 4\n  - {code: b, parent: c}\n  - {code: c, parent: b}\n",
    "half letters": b'title: "\\ud800"\ncode: "\\udfff"\n',
    "slots": b'---\ntype: meeting\nx: "{{date}}\n---\n# {{title}}{{}}{{{{date}}}}\n',
    "git's words": b"* merge=union text eol=crlf\n*.md filter=x diff=y\n[attr]foo bar\n",
}
FILES = (
    "templates/meeting.md",
    "templates/goal.md",
    "templates/plan.md",
    "frameworks/own.yml",
    "coachlog.yml",
    ".gitattributes",
    ".gitignore",
    "meetings/2026-11-19.md",
    "goals/odd-k3f9x.md",
    "lessons/odd-k3f9x.md",
    "assets/odd.csv",
    "students.txt",
)
COMMANDS = (
    ("steps",),
    ("check",),
    ("prompts",),
    ("goals", "add", "A new one"),
    ("meet", "--no-edit", "--date", "2026-11-26"),
    ("meet", "--no-edit"),
    ("save", "--yes"),
)


@pytest.mark.one_in(8)
@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("content", CONTENTS)
def test_no_content_of_a_file_ends_a_command_in_a_traceback(
    file: str, content: str, example: Path, run: Run, sealed: Path
) -> None:
    path = (sealed / "coachlog" / "own" if file == "students.txt" else example) / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(CONTENTS[content])
    for words in COMMANDS:
        done = run(*words)
        assert done.status in (0, 1, 3), (words, done)
        assert "git could not" not in done.err
