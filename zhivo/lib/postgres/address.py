"""The address of a server, as Django wants it said."""

from typing import Any

import psycopg
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from zhivo.lib.refusal import Refusal


def settings(url: str) -> dict[str, Any]:
    """Django's DATABASES entry for an address of libpq's kind; raises Refusal if it is none."""
    try:
        parts = conninfo_to_dict(url)
    except psycopg.ProgrammingError:
        # Without what libpq says: it may quote the password.
        raise Refusal(
            "bad_database_url",
            _("DATABASE_URL is not an address of a database."),
            hint=_("It looks like this: %(example)s"),
            values={"example": "postgresql://zhivo:PASSWORD@host:5432/zhivo"},
        ) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", ""),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": parts.pop("port", ""),
        # What else the address says (sslmode and the like) goes to PostgreSQL as it is.
        "OPTIONS": {"application_name": "zhivo", "connect_timeout": 10} | parts,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
