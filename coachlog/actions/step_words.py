"""Read what a person types as a next step."""

from coachlog.model.kinds.body import StepMark


def step_words(typed: str) -> str:
    """Return a typed step on one line, without the bullet and the empty box of a pasted one."""
    from coachlog.markdown.literal import pasted_items  # late: a list of steps reads nothing typed
    from coachlog.markdown.task_line import parse_box

    words = " ".join(" ".join(pasted_items(typed)).split())
    mark, without_box = parse_box(words)
    return without_box if mark == StepMark.OPEN and without_box else words
