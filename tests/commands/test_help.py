def test_help_shows_the_week_first(run):
    result = run("--help")
    assert result.status == 0
    assert result.out.index("The week:") < result.out.index("Set up:")


def test_an_unknown_command_is_a_usage_error_with_a_hint(run):
    result = run("metings")
    assert result.status == 2
    assert "hint: coachlog --help" in result.err
