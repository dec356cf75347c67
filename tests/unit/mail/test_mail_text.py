"""Saved mails in whatever form and encoding, and mails that no person wrote."""

from email.message import EmailMessage

import pytest

from coachlog.mail.mail_text import NotText, read_mail

SAM = "Sam Sample <Sam@school.example>"


def mail(text: str | None, page: str = "", subject: str = "Re: Thursday", sender: str = SAM, **heads: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "robin@school.example", subject
    for name, value in heads.items():
        message[name.replace("_", "-")] = value
    if text is not None:
        message.set_content(text, cte="base64")
    if page:
        (message.set_content if text is None else message.add_alternative)(page, subtype="html")
    return message.as_bytes()


def raw(kind: str, *parts: str) -> bytes:
    lines = [f"From: {SAM}", "Subject: Thursday", "MIME-Version: 1.0", f'Content-Type: {kind}; boundary="b"', ""]
    for part in parts:
        lines += ["--b", part]
    return "\r\n".join([*lines, "--b--", ""]).encode()


PLAIN = "Content-Type: text/plain\r\n\r\nSome words.\r\n"
STATUS = "Content-Type: message/delivery-status\r\n\r\nx: y\r\n"
AUTOMATIC = {
    "away, by its head": (mail("I am away.", Auto_Submitted="auto-replied"), "away"),
    "away, by its subject": (mail("I am away.", subject="Automatic reply: Thursday"), "away"),
    "away, German": (mail("Ich bin nicht da.", subject="Abwesenheitsnotiz: Donnerstag"), "away"),
    "away, Spanish": (mail("Estaré fuera.", subject="Respuesta automática: jueves"), "away"),
    "not delivered": (
        raw("multipart/report; report-type=delivery-status", PLAIN, STATUS),
        "did not arrive",
    ),
    "not delivered, plain": (mail("Unfortunately", subject="failure notice"), "did not arrive"),
    "not delivered, by its sender": (mail("Unfortunately", sender="MAILER-DAEMON@school.example"), "did not arrive"),
    "opened": (raw("multipart/report; report-type=disposition-notification", PLAIN), "opened"),
    "opened, by its subject": (mail("Your message", subject="Gelesen: Donnerstag"), "opened"),
    "an appointment": (
        raw("multipart/alternative", PLAIN, "Content-Type: text/calendar; method=REPLY\r\n\r\nBEGIN:VCALENDAR\r\n"),
        "appointment",
    ),
    "Outlook's own form": (b"\xd0\xcf\x11\xe0\xa1\xb1" + b"\0" * 99, "Outlook"),
    "only an attachment": (
        raw("multipart/mixed", "Content-Type: application/ms-tnef; name=winmail.dat\r\n\r\nxx\r\n"),
        "no words",
    ),
    "a picture": (b"\x89PNG\r\n\0\0\0\1\2\3\4\5", "no words"),
    "a million lines": (b"x\n" * 1_000_000, "more than anybody"),
    "an unknown encoding": (
        raw("multipart/mixed", 'Content-Type: text/plain; charset="klingon"\r\n\r\nxx\r\n').replace(b"xx", b"\xff"),
        "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("content", "says"), AUTOMATIC.values(), ids=AUTOMATIC)
def test_what_no_person_wrote_is_told_and_not_read(content: bytes, says: str) -> None:
    if not says:
        assert read_mail(content).text.strip()
        return
    with pytest.raises(NotText, match=says):
        read_mail(content)


WORDS = "5. Zoë möchte\n"
FORMS = {
    "base64": mail(WORDS),
    "wide, with its mark": ("\ufeff" + WORDS).encode("utf-16-le"),
    "wide, without": WORDS.encode("utf-16-le"),
    "wide, the other way": WORDS.encode("utf-16-be"),
    "old Windows": WORDS.encode("cp1252"),
    "a page alone": mail(None, "<div>5. Zo&euml; m&ouml;chte</div>"),
    "a page beside an empty text": mail(" \n", "<div>5. Zoë möchte</div>"),
    "a list that counts": mail(None, '<ol start="5"><li>Zoë möchte</li></ol>'),
    "a table": "<table><tr><td>5.</td><td>Zoë möchte</td></tr></table>".encode(),
    "as it was typed": "<pre>5. Zoë möchte\n</pre>".encode(),
    "Word's own lists": mail(
        None,
        "<html xmlns:o='x'><body><p class=MsoListParagraph><![if !supportLists]><span>5.<span>&nbsp; </span></span>"
        "<![endif]>Zoë möchte<o:p></o:p></p></body></html>",
    ),
}


@pytest.mark.parametrize("content", FORMS.values(), ids=FORMS)
def test_the_words_are_the_same_in_every_form(content: bytes) -> None:
    assert " ".join(read_mail(content).text.split()) == WORDS.strip()


def test_lines_that_were_typed_so_stay_lines_and_lists_without_numbers_have_none() -> None:
    page = read_mail(b"<pre>one\ntwo</pre><ul><li>three</li></ul><ol start=x><li>four</li></ol>").text
    assert page.split("\n")[:3] == ["one", "two", "three"]
    assert "1. four" in page


def test_the_sender_is_known_of_a_mail_alone() -> None:
    assert read_mail(mail("words")).sender == "sam@school.example"
    assert read_mail(b"words").sender == ""


@pytest.mark.parametrize(("begun", "says"), [(b"PK\x03\x04", "Word document"), (b"%PDF-1.4", "PDF")])
def test_a_document_is_named_and_not_called_empty(begun: bytes, says: str) -> None:
    with pytest.raises(NotText, match=says) as trouble:
        read_mail(begun + b"\0\1")
    assert "copy its words" in trouble.value.hint
