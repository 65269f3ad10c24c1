"""No more than so many tries within 15 minutes, for an account, a link and an address."""

from __future__ import annotations

from datetime import timedelta
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from zhivo.web.models import Tries

MOST = 10
WITHIN = timedelta(minutes=15)
# One statement, so that a hundred tries at once are counted as a hundred.
_TAKE = """
INSERT INTO web_tries AS t (key, at) VALUES (%(key)s, ARRAY[now()])
ON CONFLICT (key) DO UPDATE
   SET at = array(SELECT x FROM unnest(t.at) x WHERE x > now() - make_interval(secs => %(seconds)s)) || now()
 WHERE (SELECT count(*) FROM unnest(t.at) x WHERE x > now() - make_interval(secs => %(seconds)s)) < %(most)s
RETURNING key
"""


def take(keys: list[str], *, most: int = MOST) -> bool:
    """Count a try for every key before what is tried is looked at; False when one of them has had too many."""
    with connection.cursor() as cursor:
        for key in keys:
            cursor.execute(_TAKE, {"key": key, "seconds": WITHIN.total_seconds(), "most": most})
            if cursor.fetchone() is None:
                return False
    return True


def forgive(keys: list[str]) -> None:
    """Take back the last try of every key: the password was right. What no longer counts is deleted on the way."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE web_tries SET at = trim_array(at, 1) WHERE key = ANY(%s) AND cardinality(at) > 0", [keys]
        )


def forget_old() -> None:
    """Delete what no longer counts."""
    Tries.objects.extra(where=["at[array_upper(at, 1)] < %s OR at = '{}'"], params=[timezone.now() - WITHIN]).delete()


def keys_of(request: HttpRequest, *, email: str) -> list[str]:
    """Return the keys that a try to log in is counted by: the address and the account."""
    return [key_of_net(request), _key(f"account:{email.strip().lower()}")]


def key_of_net(request: HttpRequest, *, what: str = "net") -> str:
    """Return the key of the browser's address, of IPv6 of its network; `what` is tried is counted by itself."""
    address = ip_address(_address(request))
    net = str(ip_network((address, 64), strict=False)) if address.version == 6 else str(address)
    return _key(f"{what}:{net}")


def key_of_form(link: int) -> str:
    """Return the key of a personal link to the form."""
    return _key(f"form:{link}")


def _key(what: str) -> str:
    return salted_hmac("zhivo.tries", what).hexdigest()


def _address(request: HttpRequest) -> str:
    """Return the address of the browser: what the last trusted proxy has seen, never what the browser says itself."""
    proxies = int(getattr(settings, "TRUSTED_PROXIES", 0))
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",") if part.strip()]
    candidate = seen[-proxies] if 0 < proxies <= len(seen) else request.META.get("REMOTE_ADDR", "")
    try:
        return str(ip_address(candidate))
    except ValueError:
        return "0.0.0.0"  # noqa: S104 (a unix socket has no address)
