"""Goals as a tree: parents, circles, and what a choice of goals brings along."""

from coachlog.model.kinds.goal import Goal, GoalProgress, GoalStatus, Level
from coachlog.summary.goal_tree import build_tree, check_tree, find_circles, with_supported


def goal(name, *supports):
    path = f"goals/{name}.md"
    facts = (None, None, None, "", "", "", (), (), ())
    return Goal(path, name, name, Level.STUDENT, supports, "shared", GoalStatus.ACTIVE, GoalProgress.UNSAID, *facts)


def shape(goals):
    return [f"{'.' * branch.depth}{branch.goal.id}{'+' * branch.again}" for branch in build_tree(goals)]


def test_a_goal_with_two_parents_stands_under_both_and_what_serves_it_once():
    assert shape([goal("a"), goal("b"), goal("c", "a", "b"), goal("d", "c")]) == ["a", ".c", "..d", "b", ".c+"]


def test_circles_end():
    assert shape([goal("a", "b"), goal("b", "a"), goal("c", "c")]) == ["a", ".b", "..a+", "c", ".c+"]
    circles = find_circles([goal("a", "b"), goal("b", "c"), goal("c", "b"), goal("d", "d")])
    assert [[found.id for found in circle] for circle in circles] == [["b", "c"], ["d"]]


def test_a_long_chain_and_a_dense_web_are_walked_in_good_time():
    chain = [goal("0"), *(goal(str(n), str(n - 1)) for n in range(1, 5000))]
    assert shape(chain)[-1] == "." * 4999 + "4999"
    web = [goal(f"{row}-{n}", f"{row - 1}-0", f"{row - 1}-1") for row in range(60) for n in (0, 1)]
    assert len(build_tree(web)) == 2 + 59 * 4
    assert find_circles(web) == ()


def test_what_chosen_goals_support_comes_along():
    goals = [goal("a"), goal("b", "a"), goal("c", "b", "gone"), goal("d")]
    assert [found.id for found in with_supported(goals[2:3], goals)] == ["a", "b", "c"]


def test_a_goal_that_supports_itself_is_told_so():
    (problem,) = check_tree([goal("a", "a")], lambda _: 7)
    assert str(problem) == "goals/a.md:7: supports: this goal supports itself [goal-loop]"
