"""The worker's side of the screens: forgetting tries that no longer count."""

from __future__ import annotations

from procrastinate.contrib.django import app


@app.periodic(cron="50 * * * *")
@app.task(name="web.forget_tries", queueing_lock="web.forget_tries")
def forget_tries(timestamp: int = 0) -> None:
    """Delete tries that no longer count: every answered form and every address leaves a row."""
    from zhivo.web.entry import tries

    tries.forget_old()
