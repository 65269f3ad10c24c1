"""A log-in link: signed, good for some days and for one use; nothing is stored."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing
from django.db import transaction

from zhivo.team.models import User

LASTS = timedelta(days=3)
_SALT = "zhivo.team.login_links"


class BadLink(Exception):
    """The link is forged, has expired or has been used."""


def make(user: User) -> str:
    """Return the path of a link that logs the user in once within LASTS."""
    return f"/login/{signing.dumps([user.pk, _state(user)], salt=_SALT)}/"


def read(token: str) -> User:
    """Return the user the link was made for, without using it up; raises BadLink."""
    try:
        pk, state = signing.loads(token, salt=_SALT, max_age=LASTS)
    except (signing.BadSignature, ValueError) as error:
        raise BadLink from error
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or _state(user) != state:
        raise BadLink
    return user


def use(token: str) -> User:
    """Return the user of the link, locked until the transaction ends; raises BadLink.

    The caller logs him in within the same transaction: that moves `last_login`, and with it ends every link.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a log-in link is used in a transaction")
    user = read(token)
    locked = User.objects.select_for_update().get(pk=user.pk)
    if _state(locked) != _state(user):
        raise BadLink
    return locked


def _state(user: User) -> str:
    """What a log-in, a new password or another e-mail changes, so that older links stop working."""
    seen = user.last_login.isoformat() if user.last_login else ""
    return signing.Signer(salt=_SALT).signature(f"{seen}|{user.password}|{user.email}")
