"""The numbers foretold are those of the import that follows, and nothing is written for them."""

from __future__ import annotations

import pytest

from tests.purchase_rows import begun, buy, order, prepared
from tests.rows import checksum, load
from zhivo.intake import drops
from zhivo.intake.foreseen import Foreseen
from zhivo.intake.purchases.foretell import foretell
from zhivo.sources.models import Batch

pytestmark = pytest.mark.django_db
NUMBERS = ("rows", "refused", "unchanged", "clients_created", "clients_joined", "held", "companies_created")


def numbers(batch: Batch) -> dict[str, object]:
    return {name: getattr(batch, name) for name in NUMBERS} | batch.purchases | {"reasons": batch.reasons}


def rows() -> list[dict[str, str]]:
    party = {"full_name": "", "phone": "", "company": "", "product": "a"}
    found = []
    for number in range(60):
        who = {"client": str(number % 9)} if number % 3 else {"client": ""}
        if number % 3 == 0:
            who |= {"full_name": f"Иванов{number % 4} Иван", "phone": f"8916123450{number % 7}"}
        if number % 5 == 0:
            who |= {"company": f"ООО Ромашка{number // 20}"}
        amount = "?" if number % 13 == 0 else str(number)
        found += [order(str(number), amount, **party | who), order(str(number), "5", **party | who)]
    return found


def test_what_is_foretold_is_what_the_import_does() -> None:
    load({"source_id": "3", "full_name": "Петров Пётр", "phone": "89161234501"}, source="shop")
    load({"company": "ООО Ромашка1", "inn": "7707083893"})
    buy(*rows()[:30], order("7", "900", full_name="", phone="", company="", product="b"))
    before = checksum()
    told = begun(list(rows()[0]))
    base = Foreseen()

    for piece in prepared(*rows(), origin=str(told.source_id), parts=4, piece_rows=13):
        foretell(told, piece, base=base)

    assert checksum() == before
    done = buy(*rows(), parts=4, piece_rows=13)
    assert numbers(told) == numbers(done)
    assert done.unchanged
    assert done.held
    assert done.companies_created


def test_the_parts_of_a_file_are_the_same_whatever_its_source() -> None:
    dealt = [[one.rows["row"].to_list() for one in prepared(*rows(), origin=origin, parts=4)] for origin in "12"]

    assert dealt[0] == dealt[1]
    assert len(dealt[0]) == 4


def test_the_same_purchase_in_a_second_file_of_the_drop_is_foretold_as_it_will_be() -> None:
    # Known, then changed by one line; without a line; new in both files; refused in both.
    buy(order("1", "5"), order("2", "5"), order("2", "6"), order("5", "?"))
    files = [
        [order("1", "7"), order("2", "5"), order("3", "10"), order("4", "x"), order("5", "?"), order("9", client="70")],
        [order("1", "7"), order("2", "6"), order("3", "20"), order("4", "x"), order("5", "1"), order("9", client="70")],
    ]
    drop, base = drops.create(by=None), Foreseen()
    told = [begun(list(files[0][0]), drop=drop) for _file in files]
    for batch, content in zip(told, files, strict=True):
        for piece in prepared(*content, origin=str(batch.source_id), parts=2):
            foretell(batch, piece, base=base)

    other = drops.create(by=None)
    done = [buy(*content, drop=other, parts=2) for content in files]

    assert [numbers(batch) for batch in told] == [numbers(batch) for batch in done]
    assert [batch.unchanged for batch in done] == [1, 2]
