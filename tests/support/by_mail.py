"""A partner who has nothing but letters: answers late, twice, out of order, quoted, edited and forwarded."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from tests.support.killing import KILLED, die_at, in_child
from tests.support.two import Someone, clone
from tests.support.words import WORD, counted, words_of
from tests.support.world import Result

KIM = "  - id: kim\n    name: Kim Mail\n    reach: mail\ncadence: {weekday: thursday}\n"
_WROTE = "On Tue, Nov 17, 2026 at 3:05 PM Robin wrote:"
_FORWARD = "---------- Forwarded message ---------\nFrom: Kim Mail <k@x.example>\nTo: Robin\nSubject: Re: Thursday\n\n"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _numbers(text: str) -> tuple[list[str], list[str]]:
    """The numbers of the questions and of the steps in a letter."""
    lines = [line for line in text.splitlines() if line[:1].isdigit()]
    asked = [line.partition(".")[0] for line in lines if line.endswith((":", "?"))]
    return asked, [line.partition(".")[0] for line in lines if line.partition(".")[0] not in asked]


def _top(text: str, answers: dict[str, str]) -> str:
    return "\n".join(f"{number}. {words}" for number, words in answers.items()) + f"\n\n{_WROTE}\n{_quoted(text)}\n"


def _bottom(text: str, answers: dict[str, str]) -> str:
    return f"{text}\n" + "\n".join(f"{number}) {words}" for number, words in answers.items())


def _between(text: str, answers: dict[str, str]) -> str:
    lines = []
    for line in text.splitlines():
        lines.append(f"> {line}".rstrip())
        words = answers.get(line.partition(".")[0]) if line[:1].isdigit() else None
        lines += ["", words, ""] if words else []
    return f"{_WROTE}\n" + "\n".join(lines)


def _forwarded(text: str, answers: dict[str, str]) -> str:
    return f"{_FORWARD}{_top(text, answers)}"


def _page(text: str, answers: dict[str, str]) -> str:
    said = "".join(f"<div>{number}. {words}</div>" for number, words in answers.items())
    mark = text.rpartition("This letter is ")[2].partition(".")[0]
    return f"<html><body>{said}<blockquote><div>This letter is {mark}.</div></blockquote></body></html>"


_FORMS: tuple[Callable[[str, dict[str, str]], str], ...] = (_top, _bottom, _between, _forwarded, _page)


@dataclass
class Letter:
    """A letter that one of the people has sent, and what is answered to it."""

    who: int
    text: str
    answers: dict[str, str] = field(default_factory=dict)

    def answer(self, pick: int, word: Callable[[], str]) -> None:
        """Answer, or say something else than before."""
        asked, steps = _numbers(self.text)
        win, topic, attempt = asked[0], asked[1], asked[-1]
        changed = (win, topic, attempt)[pick % 3]
        for number in (win, topic, attempt):
            if number == changed or number not in self.answers:
                self.answers[number] = f"They saw {word()}"
        if steps and pick % 2:
            self.answers[steps[pick % len(steps)]] = "done"

    def mail(self, pick: int) -> str:
        """The answer in one of the forms that mail programs make."""
        return _FORMS[pick % len(_FORMS)](self.text, dict(sorted(self.answers.items())))


class ByMail:
    """What a world of some people has more, where one of them gets letters."""

    folder: Path
    hub: Path
    count: int
    people: list[Someone]
    deleted: set[str]
    story: list[str]
    word: Callable[[], str]
    doing: Callable[[int, str], AbstractContextManager[Someone]]
    demand: Callable[[Result], None]
    sync: Callable[[int], None]
    undo: Callable[[int], None]
    kim: Someone | None = None

    @cached_property
    def letters(self) -> list[Letter]:
        """The letters that were sent."""
        return []

    def send(self, who: int) -> None:
        """A letter to the one who installs nothing."""
        who %= self.count - (self.kim is not None)  # Kim writes no letters to herself
        with self.doing(who, "sends a letter") as person:
            done = person("send", "--person", "kim", "--json")
            self.demand(done)
            self.letters.append(Letter(who, done.data["text"]))

    def receive(self, who: int, pick: int) -> None:
        """An answer to any letter: a first one, the same again, or one that says more; to the wrong computer, too."""
        if pick % 4 == 0:
            self.polish(pick)
        letter = self._answered(pick, again=pick % 2 == 0)
        mail = self._take(letter, pick)
        if pick % 5 == 0:  # it was the wrong one, or was it not
            self.undo(letter.who)
            self._take(letter, pick)
        stranger = self.people[who % self.count]
        if stranger is not self.people[letter.who]:
            if all(self.people[one.who] is not stranger for one in self.letters):
                self.send(who % self.count)
            files = stranger.files
            refused = stranger("receive", mail)
            assert (refused.status, stranger.files) == (1, files), (refused, self.story)

    def polish(self, pick: int) -> None:
        """Somebody words an answer better."""
        if self.letters:
            letter = self.letters[pick // 5 % len(self.letters)]
            with self.doing(letter.who, "polishes") as person:
                for path, content in person.files.items():
                    lines = content.decode().splitlines(keepends=True)
                    said = set(WORD.findall(" ".join(letter.answers.values())))
                    plain = (n for n, line in enumerate(lines) if "They saw" in line and said & set(WORD.findall(line)))
                    at = next(plain, None)
                    if at is not None and path.startswith("meetings/"):
                        lines[at] = lines[at].replace("They saw", f"We saw {self.word()} and")
                        person.write(path, "".join(lines).encode())

    def receive_killed(self, step: int, pick: int) -> None:
        """The computer dies while an answer is received; then it is received again."""
        letter = self._answered(pick, again=False)
        mail = self._saved(letter, pick)
        self.story.append(f"{letter.who} is killed at {step} of receive")
        ended = in_child(lambda: die_at(step), lambda: self.people[letter.who]("receive", mail))
        assert ended in (0, KILLED), (ended, self.story)
        self._take(letter, pick)

    def _answered(self, pick: int, *, again: bool) -> Letter:
        if not self.letters:
            self.send(pick)
        letter = self.letters[pick // 5 % len(self.letters)]
        if not (again and letter.answers):
            letter.answer(pick // 3, self.word)
        return letter

    def _saved(self, letter: Letter, pick: int) -> str:
        mail = self.folder / "answer.txt"
        mail.write_text(letter.mail(pick), encoding="utf-8")
        return str(mail)

    def _take(self, letter: Letter, pick: int) -> str:
        """Receive where the letter was sent: each word stands there then, once, unless somebody took it away.

        What was undone comes in once more, beside a wording of it that somebody has made since.
        """
        words, mail = WORD.findall(" ".join(letter.answers.values())), self._saved(letter, pick)
        undone = f"{letter.who} undoes" in self.story
        with self.doing(letter.who, f"receives {words}") as person:
            before = counted(person)
            done = person("receive", mail, "--json")
            self.demand(done)
            assert f"coachlog {done.data['mark']}. " in letter.text, (done, self.story)
            after = counted(person)
        for word in words:
            assert after[word] or word in self.deleted, (word, done, self.story)
            assert after[word] <= (before[word] + 1 if undone else max(before[word], 1)), (word, done, self.story)
        return mail

    def join(self) -> None:
        """The one who had letters installs coachlog: all that they wrote is there."""
        if self.kim is None:
            self.sync(0)
            self.story.append("Kim joins")
            self.kim = clone(self.hub, self.folder / "kim", self.people[0].run, "kim")
            lost = words_of(self.people[0]) - words_of(self.kim)
            assert not lost, (lost, self.story)
            self.people.append(self.kim)
            self.count += 1
