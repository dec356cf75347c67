"""What is an address of a remote, and what is refused before git sees it."""

import pytest

from coachlog.errors import CoachlogError
from coachlog.git import remote as places
from coachlog.git.remote_address import RemoteKind, parse_address


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("https://example.org/robin/log.git", RemoteKind.NET),
        ("https://robin@example.org:8443/log", RemoteKind.NET),
        ("http://127.0.0.1:8000/log.git", RemoteKind.NET),
        ("ssh://git@example.org:22/log.git", RemoteKind.NET),
        ("git@example.org:robin/log.git", RemoteKind.NET),
        ("/no/such/log.git", RemoteKind.PATH),
        ("file:///no/such/log.git", RemoteKind.PATH),
        ("/no/such/folder", RemoteKind.FOLDER),
        ("~/Shared folder", RemoteKind.FOLDER),
    ],
)
def test_a_place_is_a_web_address_a_host_or_a_folder(typed: str, kind: RemoteKind) -> None:
    assert parse_address(typed).kind is kind


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "ext::sh -c 'touch /tmp/never'",
        "fd::7",
        "-u./evil",
        "--upload-pack=evil",
        "ssh://-oProxyCommand=evil/x",
        "git://example.org/x",
        "http://example.org/x",
        "ftp://example.org/x",
        "https://example.org/\x1b]0;x\x07",
        "https://a\n[core]",
        "https://robin:secret@example.org/log",
    ],
)
def test_what_could_run_something_or_tells_a_secret_is_refused_before_git_sees_it(
    typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places.Git, "call", None)
    with pytest.raises(CoachlogError) as refused:
        parse_address(typed)
    assert "secret" not in refused.value.sentence + refused.value.hint
    assert "\x1b" not in refused.value.sentence
