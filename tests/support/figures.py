"""How often a proof is run: on every change, and before a release (`make soak`)."""

import os
from typing import Final

RELEASE: Final = "COACHLOG_SOAK" in os.environ  # asked before the tests seal their world


def times(change: int, release: int) -> int:
    """Return how often a proof is asked: of every change, and before a release.

    A change is asked three times as often as the hardest fault needs, put into the program on purpose:

    ======================================  ==================  ======
    proof                                   hardest fault at    change
    ======================================  ==================  ======
    random histories through the merge      history 59          120
    laws of the merge                       example 7           40
    worlds of two people                    world 4             5
    letters and their answers               history 6           10
    kills at random instants of a sync      kill 23             24
    steps over any number of weeks          example 13          40
    words of a lesson compared              example 13          40
    notes with damaged bytes                first 250 notes     500
    ======================================  ==================  ======

    A change asks every seventh of the moments at which an exchange can be killed, every eleventh of those at which a
    command can be killed in an unfinished state, and every eighth at which a disk can fail. Five faults put into what
    is written down between two steps, and in which order, were all found at twice as many; a release asks all. Of
    tables with many rows of one kind a change is asked one in so many, as their mark `one_in` says.

    Kills, worlds, letters and notes keep less room than the others: those, which other tests ask for at chosen steps,
    and notes, which hold 250 damages each time.
    """
    return release if RELEASE else change
