"""Random histories of people, and one by mail, through the real program, with kills: how many, and what was lost.

python benchmarks/soak.py [MACHINES] [--steps N] [--seed N] [--kills N]
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from functools import partial
from multiprocessing import Pool
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY))

from tests.support.people import World, found  # noqa: E402 - found where the repository is

_MOMENTS = 45  # of an exchange at which the computer may die


def seal(home: Path) -> None:
    """Let nothing of the real person's settings come in."""
    home.mkdir()
    for name in set(os.environ) - {"PATH"}:
        del os.environ[name]
    os.environ |= {
        "HOME": str(home),
        "COACHLOG_HOME": str(home / "coachlog"),
        "COACHLOG_TODAY": "2026-11-19",
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
    }


def play(world: World, chance: random.Random, steps: int, kills: float) -> None:
    """Have the people do so many things, then see that nothing is lost."""
    by_hand = (
        world.append, world.append, world.say_more, world.reword, world.reword, world.delete_line, world.move_line,
        world.set_field, world.save_with_other_ends, world.rename, world.delete_file, world.add_file,
        world.command, world.command, world.command, world.receive, world.receive,
    )  # fmt: skip
    together = (world.sync, world.sync, world.sync, world.race, world.undo, world.sync_offline)
    for _ in range(steps):
        who, pick = chance.randrange(world.count), chance.randrange(5000)
        if chance.random() < kills:
            world.killed(who, chance.randrange(1, _MOMENTS), pick)
        elif chance.random() < 0.05:
            world.confide(who)
        elif chance.random() < 0.05:
            chance.choice((world.send, lambda _: world.join(), world.polish))(who)
        elif chance.random() < kills / 4:
            world.receive_killed(chance.randrange(1, _MOMENTS), pick)
        elif chance.random() < 0.3:
            chance.choice(together)(who)
        else:
            chance.choice(by_hand)(who, pick)
    world.finish()


def run_machine(place: Path, steps: int, kills: float, seed: int) -> tuple[Counter[str], str]:
    """Run one machine; return what was done, and what went wrong, if something did."""
    chance = random.Random(seed)  # noqa: S311 - the same history for the same number
    count = 3 if seed % 4 == 3 else 2
    world = World(place / f"world-{seed}", place / f"template-{count}", count)
    try:
        play(world, chance, steps, kills)
    except Exception:  # whatever went wrong is counted and shown, and the other machines go on
        return world.told, f"machine {seed} failed; it lies in {world.folder}\n{traceback.format_exc()}"
    return world.told, ""


def main() -> None:
    """Print the tally; the exit status is 1 where something was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("machines", type=int, nargs="?", default=1000)
    parser.add_argument("--steps", type=int, default=50)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kills", type=float, default=0.08, help="how often a step is a kill")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="processes at once")
    arguments = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="coachlog-soak-"))
    seal(place / "home")
    for count in (2, 3):
        found(place / f"template-{count}", count)
    told: Counter[str] = Counter()
    wrong, begun = 0, time.perf_counter()
    run = partial(run_machine, place, arguments.steps, arguments.kills)
    with Pool(arguments.jobs) as pool:
        for done, trouble in pool.imap_unordered(run, range(arguments.seed, arguments.seed + arguments.machines)):
            told += done
            wrong += bool(trouble)
            print(trouble, end="", flush=True)
    print(f"machines       {arguments.machines} of {arguments.steps} steps")
    print(f"wrong          {wrong}")
    for what, number in sorted(told.items()):
        print(f"{what:14} {number}")
    print(f"seconds        {time.perf_counter() - begun:.0f}")
    if wrong:
        sys.exit(1)
    shutil.rmtree(place)


if __name__ == "__main__":
    main()
