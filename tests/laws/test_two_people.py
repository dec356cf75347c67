"""Two people, three, and one by mail, who write, undo and exchange in any order: nothing is lost, all is alike."""

import sys
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from tests.support.figures import times
from tests.support.people import World, found

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork"),
    pytest.mark.no_cover,  # asked this often, measuring doubles the time; other tests are measured
]

WHO = st.integers(0, 2)
PICK = st.integers(0, 2000)


class Correspondents(RuleBasedStateMachine):
    """What people do whose partner has letters."""

    place: Path
    people = 2
    numbers = count()

    @initialize()
    def begin(self) -> None:
        self.world = World(self.place / f"world-{next(self.numbers)}", self.place / "template", self.people)

    @rule(who=WHO, pick=PICK)
    def append(self, who: int, pick: int) -> None:
        self.world.append(who, pick)

    @rule(who=WHO)
    def undo(self, who: int) -> None:
        self.world.undo(who)

    @rule(who=WHO)
    def sync(self, who: int) -> None:
        self.world.sync(who)

    @rule(who=WHO)
    def send(self, who: int) -> None:
        self.world.send(who)

    @rule(who=WHO, pick=PICK)
    def receive(self, who: int, pick: int) -> None:
        self.world.receive(who, pick)

    @rule(pick=PICK)
    def polish(self, pick: int) -> None:
        self.world.polish(pick)

    @rule(step=st.integers(1, 30), pick=PICK)
    def receive_killed(self, step: int, pick: int) -> None:
        self.world.receive_killed(step, pick)

    @rule()
    def join(self) -> None:
        self.world.join()

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.finish()


class People(Correspondents):
    """What some people do with one log."""

    @rule(who=WHO, pick=PICK)
    def say_more(self, who: int, pick: int) -> None:
        self.world.say_more(who, pick)

    @rule(who=WHO, pick=PICK)
    def reword(self, who: int, pick: int) -> None:
        self.world.reword(who, pick)

    @rule(who=WHO, pick=PICK)
    def delete_line(self, who: int, pick: int) -> None:
        self.world.delete_line(who, pick)

    @rule(who=WHO, pick=PICK)
    def move_line(self, who: int, pick: int) -> None:
        self.world.move_line(who, pick)

    @rule(who=WHO, pick=PICK)
    def set_field(self, who: int, pick: int) -> None:
        self.world.set_field(who, pick)

    @rule(who=WHO, pick=PICK)
    def save_with_other_ends(self, who: int, pick: int) -> None:
        self.world.save_with_other_ends(who, pick)

    @rule(who=WHO, pick=PICK)
    def rename(self, who: int, pick: int) -> None:
        self.world.rename(who, pick)

    @rule(who=WHO, pick=PICK)
    def delete_file(self, who: int, pick: int) -> None:
        self.world.delete_file(who, pick)

    @rule(who=WHO, pick=PICK)
    def add_file(self, who: int, pick: int) -> None:
        self.world.add_file(who, pick)

    @rule(who=WHO, pick=PICK)
    def command(self, who: int, pick: int) -> None:
        self.world.command(who, pick)

    @rule(who=WHO, pick=PICK)
    def another_command(self, who: int, pick: int) -> None:
        self.world.command(who, pick)

    @rule(who=WHO)
    def confide(self, who: int) -> None:
        self.world.confide(who)

    @rule(who=WHO)
    def sync_offline(self, who: int) -> None:
        self.world.sync_offline(who)

    @rule(who=WHO)
    def race(self, who: int) -> None:
        self.world.race(who)

    @rule(who=WHO, step=st.integers(1, 90), pick=PICK)
    def killed(self, who: int, step: int, pick: int) -> None:
        self.world.killed(who, step, pick)


def tried(machine: type[Correspondents], number: int, place: Path, people: int, steps: int) -> None:
    """Have a machine of a number try five histories."""
    found(place / "template", people)
    # Hypothesis draws other histories for a machine of another name.
    run_state_machine_as_test(
        type(f"{machine.__name__}{number}", (machine,), {"place": place, "people": people}),
        settings=settings(
            max_examples=5,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            phases=(Phase.explicit, Phase.generate),  # a machine that fails tells its own story
            suppress_health_check=list(HealthCheck),
        ),
    )


# Of 26 faults put into the exchange and the history one by one, the five that show at all showed by the 4th history.
@pytest.mark.parametrize("number", range(times(1, 10)))  # before a release benchmarks/soak.py runs a thousand too
def test_whatever_people_do_nothing_is_lost_and_all_have_the_same(number: int, tmp_path: Path) -> None:
    tried(People, number, tmp_path, 3 if number % 4 == 3 else 2, 30)


# Of six faults put into what is received, one by one, each showed by the 6th history.
@pytest.mark.parametrize("number", range(times(1, 10)))
def test_a_partner_by_mail_loses_no_word_and_doubles_none(number: int, tmp_path: Path) -> None:
    tried(Correspondents, number, tmp_path, 2, 15)
