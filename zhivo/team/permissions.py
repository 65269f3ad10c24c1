"""What each role may do, said once."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEE_ALL = "clients.see_all"
SEE_TEAM = "clients.see_team"
SEE_OWN = "clients.see_own"

_CLIENT_WORK = {"clients.view", "clients.edit", "questions.view"}


@dataclass(frozen=True)
class Role:
    """A role: its stored key, its label and the permissions it gives."""

    key: str
    label: str | Promise
    permissions: frozenset[str]


ROLES = {
    role.key: role
    for role in (
        Role(
            "owner",
            _("Owner"),
            frozenset(
                _CLIENT_WORK
                | {SEE_ALL, "questions.answer", "imports.run", "imports.undo", "journal.view"}
                | {"clients.export", "people.manage", "settings.manage", "clients.assign"}
                | {"views.share", "tags.manage", "portrait.edit", "fields.manage"}
            ),
        ),
        Role(
            "head",
            _("Head of sales"),
            frozenset(
                _CLIENT_WORK
                | {SEE_TEAM, "questions.answer", "imports.run", "imports.undo", "journal.view"}
                | {"clients.export", "clients.assign", "views.share", "portrait.edit", "fields.manage"}
            ),
        ),
        Role("manager", _("Manager"), frozenset(_CLIENT_WORK | {SEE_OWN, "questions.answer"})),
        Role(
            "marketer",
            _("Marketer"),
            frozenset(
                _CLIENT_WORK
                | {SEE_ALL, "imports.run", "journal.view", "clients.export"}
                | {"views.share", "tags.manage"}
            ),
        ),
        Role(
            "administrator",
            _("Administrator"),
            frozenset(
                {"imports.run", "imports.undo", "journal.view", "people.manage", "settings.manage", "fields.manage"}
            ),
        ),
    )
}


def permissions_of(roles: list[str]) -> frozenset[str]:
    """Return every permission that the given role keys give together; unknown keys give none."""
    return frozenset[str]().union(*(ROLES[key].permissions for key in roles if key in ROLES))
