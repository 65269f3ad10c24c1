"""Our own export, as the page names it; where its columns go when it comes back is said in `exported.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhivo.intake.profiles import Profile, profiles

profiles.add(
    Profile(
        key="zhivo",
        label=_("Zhivo: a list of clients"),
        tables=(
            "-: Number in the base | Joined cards",
            "-: Номер в базе | Объединённые карточки",
            "-: client_id | merged_ids",
        ),
        signs="Joined cards | Объединённые карточки | merged_ids",
    )
)
