import pytest

from tests.quality.piece import cleaned


@pytest.mark.parametrize(
    "said", ["да", "Нет", "+", "-", "1", "0", "yes", "Согласен", "отказ 12.05", "12.05.2024", "не указано", ""]
)
def test_a_yes_and_a_no_are_understood(said: str) -> None:
    clean = cleaned(consent=[said], do_not_contact=[said])

    assert clean["reasons"].to_list() == [[]]
    assert clean["consent"].to_list() == [said or None]


def test_what_is_neither_is_kept_and_told() -> None:
    clean = cleaned(full_name=["Иванов Иван"], consent=["смотря что"], do_not_contact=["вторник"], kind=["зелёный"])

    assert clean["reasons"].to_list() == [["consent:unknown", "do_not_contact:unknown", "kind:unknown"]]
    assert (clean["consent"][0], clean["kind"][0]) == ("смотря что", "person")


@pytest.mark.parametrize("kind", ["Физлицо", "юр. лицо", "Компания", "ИП", "person", "контакт", "-"])
def test_kinds_of_files_are_known(kind: str) -> None:
    assert "kind:unknown" not in cleaned(full_name=["Иванов Иван"], kind=[kind])["reasons"][0]
