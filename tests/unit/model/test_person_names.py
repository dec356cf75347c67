"""A person's name is understood in either order, and each of its forms means the person."""

import pytest

from coachlog.model.owners import name_in_front
from coachlog.model.parse_settings import parse_settings
from coachlog.model.person_names import first_name, given_first
from coachlog.model.settings import Settings


def people(*names: str) -> Settings:
    """Return settings with a mentor and a mentee of some names."""
    roles = ("mentor", "mentee")
    lines = (f"  - id: {role}\n    name: {name!r}\n    role: {role}\n" for role, name in zip(roles, names, strict=True))
    return parse_settings(f"people:\n{''.join(lines)}".encode())[0]


@pytest.mark.parametrize(
    ("typed", "shown", "first"),
    [
        ("Weiß, Ana", "Ana Weiß", "Ana"),
        ("weiss,ana", "ana weiss", "ana"),
        ("Mentor, Dana Q.", "Dana Q. Mentor", "Dana"),
        ("García Márquez, Gabriel José", "Gabriel José García Márquez", "Gabriel"),
        ("O’Neil, Ms. Ana", "Ms. Ana O’Neil", "Ana"),
        ("Weiß, Ana, M.Ed.", "Ana Weiß, M.Ed.", "Ana"),
        ("Weiß, Ana (she/her)", "Ana Weiß (she/her)", "Ana"),
        ("Weiß-Berg, Ana M.", "Ana M. Weiß-Berg", "Ana"),
        *[
            (name, name, first)
            for name, first in [
                ("Ana Weiß", "Ana"),
                ("Ana", "Ana"),
                ("Ms. Weiß", "Ms. Weiß"),
                ("Dr. Ana Weiß", "Ana"),
                ("Ana Weiß, M.Ed.", "Ana"),
                ("Ana Weiß, PhD", "Ana"),
                ("Ben Weiß, Jr.", "Ben"),
                ("Ben Weiß, III", "Ben"),
                ("Dana Mentor, our coach", "Dana"),
                ("Dana Mentor, Room 12", "Dana"),
                ("Dana and Sam, Kim", "Dana"),
            ]
        ],
    ],
)
def test_a_name_is_shown_with_the_first_name_in_front(typed, shown, first):
    assert given_first(typed) == shown
    assert given_first(shown) == shown
    assert first_name(typed) == first


@pytest.mark.parametrize(
    "written", ["Weiß, Ana", "Ana Weiß", "Ana Maria Weiß", "Weiß, Ana Maria", "Dr. Ana Weiß, M.Ed."]
)
@pytest.mark.parametrize(
    "typed",
    ["Ana", "ana", "Weiß", "Weiss", "@weiß", "Ana Weiß", "Weiß, Ana", "WEISS ANA", "Ms. Weiß", "mentee", "teacher"],
)
def test_a_person_is_meant_by_each_form_of_the_name_wherever_a_name_is_typed(written, typed):
    settings = people("Dana", written)
    person = settings.find_person(typed)
    assert person
    assert person.id == "mentee"
    assert name_in_front(f"{typed}: waited", settings) == ("mentee", "waited")


def test_an_old_line_with_the_familys_name_and_a_comma_is_that_persons():
    assert name_in_front("Weiß,: I waited", people("Dana", "Weiß, Ana")) == ("mentee", "I waited")


def test_a_name_that_two_have_means_neither_and_their_other_names_each():
    settings = people("Ben Weiß", "Weiß, Ana")
    assert settings.find_person("Weiß") is None
    assert [settings.id_of(word) for word in ("Ana", "Ben", "weiss, ben")] == ["mentee", "mentor", "mentor"]
    same = people("Sam Lee", "Lee, Sam Jo")
    assert [same.id_of(word) for word in ("sam", "lee", "sam jo")] == ["sam", "lee", "mentee"]


def test_each_name_that_is_offered_for_a_mistyped_one_is_known():
    settings = people("Dana Q. Mentor", "Weiß, Ana")
    assert all(settings.find_person(word) for word in settings.ids_by_name)


@pytest.mark.parametrize(
    "typed",
    ["Müller", "Muller", "Mueller", "mueller, lena", "Lena Mueller", "Frau MUELLER", "@Mueller", "Mu\u0308ller"],
)
def test_a_name_is_known_where_no_key_has_its_letters(typed):
    assert people("Dana", "Lena Müller").id_of(typed) == "mentee"


@pytest.mark.parametrize(
    ("name", "typed"), [("María José Ñáñez García", "Nanez"), ("Ana van der Berg", "van der Berg")]
)
def test_a_family_may_have_several_names(name, typed):
    settings = people("Dana", name)
    forms = (typed, f"{name.split()[0]} {typed}") if typed != "Nanez" else ("Ñáñez García", "maria garcia", "garcia")
    assert {settings.id_of(form) for form in forms} == {"mentee"}
