"""Tags are the same words whatever parted them."""

import pytest

from tests.quality.piece import cleaned_row


@pytest.mark.parametrize(
    ("written", "tags"),
    [
        ("VIP, опт", "VIP, опт"),
        ("VIP;опт ; VIP", "VIP, опт"),
        ("* myContacts ::: Клиенты ::: Опт", "Клиенты, Опт"),
        ("* starred", "starred"),
        ("* Мои контакты", None),
        ("мои контакты", "мои контакты"),
        (" , ;", None),
    ],
)
def test_tags_are_joined_by_commas(written: str, tags: str | None) -> None:
    assert cleaned_row(tags=written)["tags"] == tags


def test_tags_of_two_columns_come_together() -> None:
    assert cleaned_row(tags="VIP", tags__2="опт, VIP")["tags"] == "VIP, опт"
