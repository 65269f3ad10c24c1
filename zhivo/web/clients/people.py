"""To whom a person may hand clients over: those whose clients he sees himself, so that nobody goes out of sight."""

from __future__ import annotations

from zhivo.team.models import User


def heirs(user: User) -> list[User]:
    """Return the people whom this user may make responsible, by name; nobody without the permission."""
    if not user.can("clients.assign"):
        return []
    people = User.objects.filter(is_active=True).order_by("name")
    seen = user.sees_clients_of()
    people = people if seen is None else people.filter(pk__in=seen)
    return [person for person in people if person.can("clients.view")]
