"""The one way out to other machines: short, tried again a little, never redirected, no answer larger than asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import urllib3
from urllib3.util import Retry, Timeout

TRIES = 3
LARGEST = 2 * 1024 * 1024
# A redirect could lead into a private network, so that it counts as a failure. Whoever tells us to wait for an hour is
# not waited for.
_RETRY = Retry(
    total=TRIES - 1,
    redirect=False,
    allowed_methods=None,
    status_forcelist=(429, 500, 502, 503, 504),
    backoff_factor=0.3,
    retry_after_max=5,
    raise_on_status=False,
    raise_on_redirect=False,
)


class HttpFailed(Exception):
    """There is no usable answer; `status` is that of the answer, 0 without one. Never holds what was sent."""

    def __init__(self, why: str, *, status: int = 0) -> None:
        super().__init__(why)
        self.status = status


@cache
def _pool() -> urllib3.PoolManager:
    return urllib3.PoolManager(maxsize=4, retries=_RETRY, timeout=Timeout(connect=5, read=10))


def post_json(url: str, *, body: Any, headers: Mapping[str, str]) -> Any:
    """Send a JSON body and return the JSON answer; repeated where the other side is busy or away. Raises HttpFailed."""
    try:
        answer = _pool().request(
            "POST",
            url,
            body=json.dumps(body, ensure_ascii=False).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/json", **headers},
            preload_content=False,
            redirect=False,
        )
        with answer:
            status, content = answer.status, answer.read(LARGEST + 1, decode_content=True)
    except urllib3.exceptions.HTTPError as error:
        raise HttpFailed(type(error).__name__) from None
    if status != 200:
        raise HttpFailed(f"status {status}", status=status)
    if len(content) > LARGEST:
        raise HttpFailed("too large", status=status)
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise HttpFailed("not JSON", status=status) from None
