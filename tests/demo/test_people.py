"""The people of the demo company."""

from zhivo.demo.people import HEADS, PEOPLE
from zhivo.team.permissions import ROLES


def test_everybody_has_a_box_of_the_company_and_a_role_that_exists() -> None:
    assert len({one.email for one in PEOPLE}) == len(PEOPLE)
    for one in PEOPLE:
        assert one.email.endswith("@tara.example")
        assert one.roles
        assert set(one.roles) <= set(ROLES)


def test_every_role_and_a_team_with_its_head_can_be_shown() -> None:
    teams = {one.team for one in PEOPLE if one.team}

    assert {role for one in PEOPLE for role in one.roles} == set(ROLES)
    assert set(HEADS) == teams
    assert all(any(one.email == head and one.team == team for one in PEOPLE) for team, head in HEADS.items())
