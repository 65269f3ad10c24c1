"""The report on mutual settlements of 1C: counterparties and what each of them owes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from zhivo.intake.profiles import Profile, profiles

_SETTLEMENTS = """
?firm: Контрагент | Контрагент / Договор | Контрагенты | Партнер | Партнёр
own: Нач. остаток | Начальный остаток | Остаток на начало | Сальдо на начало | Приход | Увеличение | Увеличение долга
own: Расход | Уменьшение | Уменьшение долга | Кон. остаток | Конечный остаток | Остаток на конец | Сальдо на конец
"""

profiles.add(
    Profile(
        key="1c_settlements",
        label=_("1C: mutual settlements"),
        tables=(_SETTLEMENTS,),
        signs="Нач. остаток | Начальный остаток | Кон. остаток | Конечный остаток | Сальдо на начало | Сальдо на конец"
        "| Остаток на начало | Остаток на конец",
    )
)
