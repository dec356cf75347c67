"""Whatever changes in a document and in the log between imports: no word of either is lost, and nothing is doubled."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from coachlog.incoming.into_note import merge_into
from coachlog.incoming.passages import words_in_line
from coachlog.markdown.document import parse_document
from coachlog.markdown.edit import insert_at_end
from coachlog.model.blank_pages import with_section
from tests.support.figures import times
from tests.support.running_documents import planned, settings_of

HEADINGS = ("Glows", "Challenges", "Teacher's next steps", "Mentor's next steps", "Something else")
SECTIONS = ("Successes", "Areas of growth", "Notes", "Next steps", "Unsorted")
WEEKS = ("9/17/2026", "9/24/2026", "10/15/2026")


@dataclass
class World:
    """A document, the log's notes, what the last import brought, and the words that somebody took away."""

    lines: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    bases: dict[str, str] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    by_document: set[str] = field(default_factory=set)  # the first words of the lines that it reworded
    by_log: set[str] = field(default_factory=set)
    numbers: count = field(default_factory=count)

    def word(self) -> str:
        word = f"word{next(self.numbers)}"
        self.words.add(word)
        return word

    def document(self) -> bytes:
        """Return the document; the newest week is on top."""
        text = ""
        for week in reversed(WEEKS):
            inside = [(heading, lines) for (of, heading), lines in self.lines.items() if of == week and lines]
            if inside:
                text += f"## {week}\n\n"
                for heading, lines in sorted(inside, key=lambda pair: HEADINGS.index(pair[0])):
                    text += f"### {heading}\n\n" + "".join(f"- {line}\n" for line in lines) + "\n"
        return text.encode()

    def bring_in(self) -> None:
        for meeting in planned("log.md", self.document()).meetings if self.document() else ():
            there = self.notes.get(meeting.path)
            note = parse_document(there) if there is not None else None
            text, _ = merge_into(note, meeting.text, self.bases.get(meeting.path), settings_of(), meeting.path)
            self.notes[meeting.path] = text if text is not None else there or ""
            self.bases[meeting.path] = meeting.text


def words_of_lines(text: str, first_words: set[str]) -> set[str]:
    """Return the words of the lines in which one of some words stands."""
    lines = (words_in_line(line) for line in text.split("\n"))
    return {word for words in lines if first_words & set(words) for word in words}


def write_in_document(world: World, pick: Callable[[int], int]) -> None:
    place = WEEKS[pick(len(WEEKS))], HEADINGS[pick(len(HEADINGS))]
    lines = world.lines.setdefault(place, [])
    lines.insert(pick(len(lines) + 1), f"{world.word()} {world.word()} {world.word()} {world.word()}")


def _line(world: World, pick: Callable[[int], int]) -> tuple[list[str], int] | None:
    filled = [lines for lines in world.lines.values() if lines]
    lines = filled[pick(len(filled))] if filled else []
    return (lines, pick(len(lines))) if lines else None


def reword_in_document(world: World, pick: Callable[[int], int]) -> None:
    if place := _line(world, pick):
        lines, at = place
        lines[at] = f"{lines[at]} {world.word()}"
        world.by_document.add(words_in_line(lines[at])[0])


def delete_in_document(world: World, pick: Callable[[int], int]) -> None:
    if place := _line(world, pick):
        lines, at = place
        world.gone |= set(words_in_line(lines.pop(at)))


def write_in_log(world: World, pick: Callable[[int], int]) -> None:
    if world.notes:
        path = sorted(world.notes)[pick(len(world.notes))]
        name = SECTIONS[pick(len(SECTIONS))]
        document, section = with_section(parse_document(world.notes[path]), "meeting", name, settings_of())
        mark = "[ ] " if name == "Next steps" else ""
        world.notes[path] = insert_at_end(document, section, [f"- {mark}{world.word()} {world.word()}"]).text


def reword_in_log(world: World, pick: Callable[[int], int]) -> None:
    places = [
        (path, number)
        for path, text in sorted(world.notes.items())
        for number, line in enumerate(text.split("\n"))
        if line.startswith("- ") and "word" in line
    ]
    if places:
        path, number = places[pick(len(places))]
        lines = world.notes[path].split("\n")
        lines[number] = f"{lines[number]} {world.word()}"
        world.by_log.add(next(word for word in words_in_line(lines[number]) if word.startswith("word")))
        world.notes[path] = "\n".join(lines)


def tick_in_log(world: World, pick: Callable[[int], int]) -> None:
    paths = [path for path, text in sorted(world.notes.items()) if "- [ ]" in text]
    if paths:
        path = paths[pick(len(paths))]
        world.notes[path] = world.notes[path].replace("- [ ]", "- [x]", 1)


def bring_in(world: World, _: Callable[[int], int]) -> None:
    world.bring_in()


STEPS = (
    write_in_document,
    write_in_document,
    reword_in_document,
    delete_in_document,
    write_in_log,
    reword_in_log,
    tick_in_log,
    bring_in,
)


@settings(max_examples=times(150, 5000))
@given(st.data())
def test_no_word_is_lost_and_none_is_doubled(data: st.DataObject) -> None:
    world = World()

    def pick(below: int) -> int:
        return data.draw(st.integers(0, below - 1))

    for step in data.draw(st.lists(st.sampled_from(STEPS), min_size=4, max_size=30)):
        step(world, pick)
    world.bring_in()
    kept = Counter(word for text in world.notes.values() for word in words_in_line(text))
    assert world.words - world.gone - set(kept) == set()
    before = dict(world.notes)
    world.bring_in()
    assert world.notes == before
    # A line that both reworded at its end stands there in both versions.
    twice = {word for text in world.notes.values() for word in words_of_lines(text, world.by_document & world.by_log)}
    doubled = {word for word, number in kept.items() if number > 1 and word.startswith("word")}
    assert doubled - twice == set()
