"""`coachlog edit`: a document is opened in an editor, and what was saved is kept."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from coachlog.actions.own.pages import own_pages_writer
from coachlog.app.editor import Editor, choose_editor, edit_and_keep, editor_of
from coachlog.context import Context
from coachlog.errors import CoachlogError
from coachlog.options import Options
from tests.support.histories import executable
from tests.support.world import Run, git

NOTE = "meetings/2026-11-19.md"
DAY = "the meeting of 19 November"
DRAFT = "- [ ] @mentee Draft"
OTHER = "subprocess.run([sys.executable, '-m', 'coachlog', 'note', 'from the other', '--in', 'successes'], check=True)"


def finds(*programs: str):
    return lambda name: f"/usr/bin/{name}" if name in programs else None


def chosen(
    environment: dict[str, str], platform: str = "linux", *programs: str, terminal: bool = True
) -> Editor | None:
    return choose_editor(environment, platform, finds(*programs), terminal=terminal)


def messages(root: Path) -> list[str]:
    return git(root, "log", "--format=%s").splitlines()


# which one


def test_the_persons_own_editor_comes_first_and_is_waited_for() -> None:
    both = {"VISUAL": "code --wait", "EDITOR": "vim"}
    assert chosen(both, "linux", "nano") == Editor(("code", "--wait"), terminal=False, waits=True)
    assert chosen({"VISUAL": "  ", "EDITOR": "vim"}) == Editor(("vim",), terminal=True, waits=True)
    assert chosen({"EDITOR": "'/opt/my editor/ed' -x"}) == Editor(
        ("/opt/my editor/ed", "-x"), terminal=False, waits=True
    )


def test_else_the_machines_plain_one_and_never_a_modal_one() -> None:
    assert chosen({}, "win32") == Editor(("notepad",), terminal=False, waits=False)
    assert chosen({}, "darwin") == Editor(("open", "-t"), terminal=False, waits=False)
    assert chosen({}, "linux", "nano", "xdg-open", "vi") == Editor(("nano",), terminal=True, waits=True)
    for display in ("DISPLAY", "WAYLAND_DISPLAY"):
        assert chosen({display: ":0"}, "linux", "xdg-open", "vi") == Editor(("xdg-open",), terminal=False, waits=False)
    assert chosen({"DISPLAY": ""}, "linux", "xdg-open", "vi") is None  # no window can open there
    assert chosen({}, "linux", "vi", "vim") is None


def test_without_a_terminal_only_what_needs_none_is_opened() -> None:
    for name in ("vi", "/usr/bin/nvim", "emacs", "hx", "NANO.EXE"):
        assert chosen({"EDITOR": name}, terminal=False) is None
    assert chosen({}, "linux", "nano", "xdg-open", terminal=False) is None
    assert chosen({}, "win32", terminal=False) is None
    assert chosen({"EDITOR": "my-script"}, terminal=False) == Editor(("my-script",), terminal=False, waits=True)


def test_on_windows_a_path_keeps_its_backslashes() -> None:
    found = chosen({"EDITOR": '"C:\\Program Files\\Ed\\vim.exe" -n'}, "win32")
    assert found == Editor(("C:\\Program Files\\Ed\\vim.exe", "-n"), terminal=True, waits=True)


def test_an_editor_that_is_no_command_is_refused_in_words() -> None:
    with pytest.raises(CoachlogError, match="VISUAL is not a command") as told:
        chosen({"VISUAL": "'oops"})
    assert "set VISUAL anew" in told.value.hint


def test_what_the_log_says_is_never_asked(run: Run, example: Path) -> None:
    (example / "coachlog.yml").write_bytes((example / "coachlog.yml").read_bytes() + b"editor: evil\nEDITOR: evil\n")
    assert editor_of(Context(Options())) is None


def test_a_new_note_in_which_nothing_was_written_is_told_to_count(run: Run, example: Path, editor) -> None:
    editor("pass")
    day = ("--today", "2026-12-10")
    told = run("meet", "--date", "2026-12-10", *day).out
    assert "counts as held. If you did not meet: coachlog meet --cancelled --date 2026-12-10" in " ".join(told.split())
    assert "counts as held" not in run("meet", "--date", "2026-12-10", *day).out


# edit


def test_what_was_saved_is_kept_and_told(run: Run, example: Path, editor) -> None:
    editor("file.write_bytes(text.replace(b'minutes: 50', b'minutes: 45'))")
    result = run("edit", "today")
    assert (result.status, result.out) == (0, f"Kept: changed the minutes of {DAY} to 45.\n")
    assert messages(example)[0] == "edit: 1 meeting"
    assert git(example, "status", "--porcelain") == ""
    assert run("edit", "today", "--json").data == {"path": NOTE, "told": ["Nothing was changed."]}


def test_new_next_steps_get_their_ids_and_one_undo_takes_all_back(run: Run, example: Path, editor) -> None:
    before = (example / NOTE).read_bytes()
    editor(f"file.write_bytes(text.replace(b'{DRAFT}', b'- [ ] @mentee Rest\\n{DRAFT}'))")
    assert run("edit", "today").out == f"Kept: added 1 next step to {DAY}: “Rest”.\n"
    assert b"- [ ] @mentee Rest ^" in (example / NOTE).read_bytes()
    assert run("undo").out == f"Undone: added 1 next step to {DAY}: “Rest”.\n"
    assert (example / NOTE).read_bytes() == before


def test_what_cannot_be_read_is_kept_and_named_with_its_line(run: Run, example: Path, editor) -> None:
    editor("file.write_bytes(text.replace(b'minutes: 50', b'minutes: ['))")
    result = run("edit", "today")
    assert result.status == 0
    assert f"It is kept as it is, but cannot be read: {NOTE}:5: " in result.out
    assert git(example, "status", "--porcelain") == ""
    editor("file.write_bytes(b'\\xff')")
    assert f"{NOTE}:1: this file has letters that cannot be read" in run("edit", NOTE).out
    assert (example / NOTE).read_bytes() == b"\xff"


def test_an_editor_that_fails_loses_nothing(run: Run, example: Path, editor) -> None:
    editor("file.write_bytes(text.replace(b'minutes: 50', b'minutes: 45'))\nsys.exit(3)")
    result = run("edit", "today")
    assert result.status == 1
    assert result.err.startswith("error: the editor `")
    assert "failed: it ended with status 3" in result.err
    assert "hint: nothing is lost; set EDITOR to another editor" in result.err
    assert b"minutes: 45" in (example / NOTE).read_bytes()
    assert git(example, "status", "--porcelain") == ""


def test_an_editor_that_is_not_there_is_one_sentence(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDITOR", "no-such-editor --wait")
    result = run("edit", "today")
    assert result.status == 1
    assert "error: the editor `no-such-editor --wait` failed: No such file or directory\n" in result.err


@pytest.mark.parametrize(("programs", "named"), [(("vim",), "vim"), (("vi",), "vi"), ((), "nano")])
def test_where_only_a_modal_editor_is_it_is_said_what_to_set(programs, named, run, example, monkeypatch) -> None:
    monkeypatch.setattr(Context, "interactive", True)
    monkeypatch.setattr("coachlog.app.editor.find_program", finds(*programs))
    monkeypatch.setattr("coachlog.app.editor.sys.platform", "linux")
    for variable in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(variable, raising=False)
    advice = f"no plain-text editor on this computer: install nano, or name yours, as in `export EDITOR={named}`"
    result = run("edit", "today")
    assert result.err.startswith(f"error: there is {advice}\n")
    assert f"hint: open {example / NOTE} in any editor" in result.err
    assert edit_and_keep(Context(Options()), NOTE, "edit: 1 meeting")[1] == f"There is {advice}."
    assert f"there is {advice}" in run("doctor").out
    monkeypatch.setenv("EDITOR", "my-editor -x")
    assert "`my-editor -x`; EDITOR names another" in run("doctor").out


def test_without_a_terminal_a_terminal_editor_is_not_started(
    run: Run, example: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "vim")
    result = run("edit", "today")
    assert result.status == 1
    assert f"hint: open {example / NOTE} in any editor, then type: coachlog save" in result.err
    told = edit_and_keep(Context(Options()), NOTE, "edit: 1 meeting")
    assert told == (
        f"No editor was opened here. The file is {example / NOTE}: `coachlog save` keeps what you save there.",
    )


def test_an_editor_that_takes_the_file_away_takes_the_document_away(run: Run, example: Path, editor) -> None:
    editor("file.unlink()")
    assert run("edit", "today").out == f"Kept: removed {DAY}.\n"
    assert git(example, "status", "--porcelain") == ""


def test_a_file_that_is_no_document_is_edited_too(run: Run, example: Path, editor) -> None:
    editor("file.write_bytes(text + b'# more\\n')")
    assert run("edit", "coachlog.yml").out == "Kept: changed the settings of the log.\n"


# two at once


def test_what_another_coachlog_wrote_meanwhile_is_in_it_too(run: Run, example: Path, editor) -> None:
    editor(OTHER + "\nfile.write_bytes(text.replace(b'## Notes\\n', b'## Notes\\n\\n- typed here\\n'))")
    result = run("edit", "today")
    assert result.status == 0
    assert "It has the text that was written meanwhile, too." in result.out
    text = (example / NOTE).read_text(encoding="utf-8")
    assert "typed here" in text
    assert "from the other" in text
    assert git(example, "status", "--porcelain") == ""


def test_what_another_coachlog_wrote_meanwhile_stays_when_nothing_was_saved(run: Run, example: Path, editor) -> None:
    editor(OTHER)
    assert run("edit", "today").out == f"Kept: added 1 success to {DAY}: “Robin: from the other”.\n"
    assert b"from the other" in (example / NOTE).read_bytes()


def test_two_versions_that_do_not_fit_together_are_both_kept(run: Run, example: Path, editor) -> None:
    editor(OTHER + "\nfile.write_bytes(b'\\xff not text')\nfile.with_name('2026-11-19-2.md').write_bytes(text)")
    result = run("edit", "today")
    assert "that version is kept as meetings/2026-11-19-3.md" in result.out
    assert (example / NOTE).read_bytes() == b"\xff not text"
    assert b"from the other" in (example / "meetings" / "2026-11-19-3.md").read_bytes()


def test_hand_edits_that_were_there_before_are_kept_as_well(run: Run, example: Path, editor) -> None:
    (example / NOTE).write_bytes((example / NOTE).read_bytes().replace(b"minutes: 50", b"minutes: 40"))
    editor("file.write_bytes(text + b'\\nmore\\n')")
    assert run("edit", "today").status == 0
    assert b"minutes: 40" in (example / NOTE).read_bytes()
    assert git(example, "status", "--porcelain") == ""


# windows


@pytest.fixture
def window(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Have the machine's own editor open a window on a terminal, and a person answer when they have saved."""

    def opened(save: Callable[[], object]) -> Path:
        program, opened_file = tmp_path / "bin" / "xdg-open", tmp_path / "opened"
        program.parent.mkdir()
        executable(program, f'printf %s "$1" >{opened_file}')
        monkeypatch.setenv("PATH", str(program.parent), prepend=os.pathsep)
        monkeypatch.setattr("coachlog.app.editor._plain_editor", lambda *_: Editor(("xdg-open",), False, False))
        monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
        monkeypatch.setattr("coachlog.context.Context.ask", lambda *_: (save() and "") or "")
        return opened_file

    return opened


def test_what_a_window_saved_is_kept_when_the_person_says_so(run: Run, example: Path, window) -> None:
    file = example / NOTE
    opened = window(lambda: file.write_bytes(file.read_bytes().replace(b"minutes: 50", b"minutes: 40")))
    result = run("edit", "today")
    assert result.out == f"Kept: changed the minutes of {DAY} to 40.\n"
    assert result.err == f"Opened {NOTE} in a window of its own.\n"
    assert opened.read_text("utf-8") == str(file)
    assert messages(example)[0] == "edit: 1 meeting"


def test_what_a_window_saves_later_is_kept_by_the_next_command(run: Run, example: Path, window) -> None:
    window(lambda: None)
    assert run("edit", "today").out == "Nothing was saved yet: the next command keeps what you save there.\n"
    (example / NOTE).write_bytes((example / NOTE).read_bytes().replace(b"minutes: 50", b"minutes: 40"))
    assert run("goals", "add", "Try it").status == 0
    assert "Kept by hand: 1 file" in messages(example)


def test_nothing_is_offered_to_be_shared_before_it_is_saved(
    run: Run, example: Path, window, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    window(lambda: order.append("saved"))
    monkeypatch.setattr("coachlog.commands.week.meet.offer_to_share", lambda _: order.append("offered"))
    monkeypatch.setattr("coachlog.commands.week.meet.look_for_news", lambda _: None)
    monkeypatch.setattr("coachlog.commands.week.meet.ask_about_planned", lambda _: None)
    assert run("meet").status == 0
    assert order == ["saved", "offered"]


@pytest.mark.parametrize("command", ["code", "code.cmd", "subl -n"])
def test_an_editor_that_does_not_wait_is_named_with_what_to_set(command: str) -> None:
    found = chosen({"EDITOR": command}, "win32")
    assert found is not None
    assert not found.waits
    assert found.advice.startswith(f"EDITOR is `{command.split(maxsplit=1)[0]}`, which does not wait: set it to `")
    assert found.advice.endswith(" --wait`.")
    waiting = chosen({"EDITOR": f"{command} --wait"}, "win32")
    assert waiting is not None
    assert waiting.waits


def test_without_a_terminal_an_editor_that_does_not_wait_is_told(
    run: Run, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    executable(tmp_path / "bin" / "code", "true")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"), prepend=os.pathsep)
    monkeypatch.setenv("EDITOR", "code")
    assert run("edit", "today").out == (
        f"Opened {NOTE}: the next command keeps what you save there.\n"
        "EDITOR is `code`, which does not wait: set it to `code --wait`.\n"
    )


# which program


def test_a_whole_value_that_is_a_file_is_the_editor(tmp_path: Path) -> None:
    program = tmp_path / "Program Files" / "an editor"
    program.parent.mkdir()
    program.touch()
    for platform in ("win32", "linux"):
        assert chosen({"EDITOR": f" {program} "}, platform) == Editor((str(program),), terminal=False, waits=True)


def test_an_editor_is_never_taken_out_of_the_log_or_the_current_folder(
    run: Run, example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (example / "assets").mkdir(exist_ok=True)
    for folder in (example, example / "assets", tmp_path / "here"):
        folder.mkdir(exist_ok=True)
        executable(folder / "my-editor", f"touch {tmp_path / 'evil'}")
        monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)
    monkeypatch.chdir(tmp_path / "here")
    monkeypatch.setenv("EDITOR", "my-editor")
    result = run("edit", "today", "--log", str(example))
    assert "error: the editor `my-editor` failed: No such file or directory" in result.err
    assert not (tmp_path / "evil").exists()


def test_a_batch_file_is_not_given_signs_that_it_reads_as_orders(tmp_path: Path) -> None:
    batch = tmp_path / "code.cmd"
    batch.touch()
    editor = Editor((str(batch), "--wait"), terminal=False, waits=True)
    assert editor.command(Path("plan.md")) == [str(batch), "--wait", "plan.md"]
    with pytest.raises(OSError, match="for orders"):
        editor.command(Path("a&calc.md"))


# windows, kept later


def test_what_a_window_saved_is_kept_by_the_next_command(run: Run, example: Path, editor) -> None:
    editor("pass")
    run("edit", "today")
    (example / NOTE).write_bytes((example / NOTE).read_bytes().replace(b"minutes: 50", b"minutes: 40"))
    assert run("goals", "add", "Try it").status == 0
    assert git(example, "status", "--porcelain") == ""
    assert "Kept by hand: 1 file" in messages(example)


def test_a_window_that_does_not_open_is_one_sentence(run: Run, example: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    monkeypatch.setattr("coachlog.app.editor._plain_editor", lambda *_: Editor(("no-such-window",), False, False))
    result = run("edit", "today")
    assert result.status == 1
    assert "error: the editor `no-such-window` failed: No such file or directory" in result.err


def test_on_a_terminal_the_editor_has_it_to_itself(
    run: Run, example: Path, editor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coachlog.context.Context.interactive", property(lambda _: True))
    editor("file.write_bytes(text.replace(b'minutes: 50', b'minutes: 45'))")
    assert "changed the minutes" in run("edit", "today").out


def test_an_interruption_is_the_editors_own(run: Run, example: Path, editor, monkeypatch: pytest.MonkeyPatch) -> None:
    waited: list[bool] = []
    wait = subprocess.Popen.wait

    def interrupted(self: subprocess.Popen[bytes], *args: object, **extra: object) -> int:
        if not waited and "an editor.py" in str(self.args):
            waited.append(True)
            raise KeyboardInterrupt
        return wait(self, *args, **extra)

    editor("file.write_bytes(text.replace(b'minutes: 50', b'minutes: 45'))")
    monkeypatch.setattr("coachlog.app.editor.subprocess.Popen.wait", interrupted)
    assert "changed the minutes" in run("edit", "today").out
    assert waited


def test_a_private_page_is_edited_in_its_own_folder(run: Run, example: Path, sealed: Path, editor) -> None:
    context = Context(Options())
    own = own_pages_writer(context)
    with own.change("note: 1 note") as change:
        change.write("meetings/x.md", b"---\ntype: note\n---\n# Mine\n\n## Next steps\n\n- [ ] Rest\n")
    editor("file.write_bytes(text + b'more\\n')")
    told = edit_and_keep(context, "meetings/x.md", "edit: 1 note", own)
    assert told[0].startswith("Kept: ")
    assert b"^" not in (sealed / "coachlog" / "own" / "meetings" / "x.md").read_bytes()
    assert len(messages(sealed / "coachlog" / "own")) == 2
    assert len(messages(example)) == 1
