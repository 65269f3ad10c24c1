"""Whether a PostgreSQL server can hold our data: new enough, UTF-8, and knows Russian letters."""

from typing import Any

import psycopg
from django.utils.translation import gettext_lazy as _

from zhivo.lib.refusal import Refusal

OLDEST = 17


def check(connection: psycopg.Connection[Any]) -> None:
    """Raise Refusal with one clear sentence if this server or database would spoil or lose our data.

    Makes the extension pg_trgm where it is missing, for its work depends on the database's locale.
    """
    version = connection.info.server_version // 10000
    if version < OLDEST:
        raise Refusal(
            "server_too_old",
            _("This PostgreSQL is version %(version)d, and %(oldest)d or newer is needed."),
            hint=_("Upgrade the server, or remove DATABASE_URL to use the one that comes with Zhivo."),
            values={"version": version, "oldest": OLDEST},
        )
    if _value(connection, "SHOW server_encoding") != "UTF8":
        raise _unfit("not_utf8", _("This database is not in UTF-8."))
    if _value(connection, "SELECT lower('Ё')") != "ё":
        raise _unfit("no_russian_case", _("This database does not know that «Ё» and «ё» are one letter."))
    try:
        connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except psycopg.Error:
        raise Refusal(
            "no_pg_trgm",
            _("This database lacks the extension pg_trgm, and we may not add it."),
            hint=_("Let its administrator run: CREATE EXTENSION pg_trgm;"),
        ) from None
    if not _value(connection, "SELECT show_trgm('ж')"):
        raise _unfit("no_russian_search", _("This database does not take Russian letters for letters."))


def _unfit(code: str, sentence: object) -> Refusal:
    return Refusal(
        code,
        sentence,
        hint=_(
            "Make the database anew: CREATE DATABASE zhivo TEMPLATE template0 ENCODING 'UTF8' "
            "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C.UTF-8';"
        ),
    )


def _value(connection: psycopg.Connection[Any], query: Any) -> Any:
    row = connection.execute(query).fetchone()
    return row[0] if row else None
