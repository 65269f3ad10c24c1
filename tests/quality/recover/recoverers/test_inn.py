"""INN of comments."""

from __future__ import annotations

import pytest

from tests.quality.recover.read import values


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("инн7708123404", ["7708123404"]),
        ("ИНН/КПП 7708123404/770801001", ["7708123404"]),
        ("7708123404/770801001 реквизиты", ["7708123404"]),
        ("АО «Маяк» ИНН/КПП 7813004565/781301001", ["7813004565"]),
        ("ООО Ромашка 5260011229 плательщик", ["5260011229"]),
        ("старый инн 7708123404, новый 5260011229", ["5260011229"]),
        ("ИНН 6345123451", []),
        ("заявка 7708123404, код клиента 5260011229", []),
        ("ООО Ромашка заказ 5260011229", []),
        ("инн банка 7708123404", []),
    ],
)
def test_an_inn_has_its_word_or_a_firm_and_right_check_digits(text: str, found: list[str]) -> None:
    assert values(text, "inn") == found
