"""The catalogue of fields that columns can go to."""

import pytest
from django.utils import translation

from zhivo.intake import fields


def test_every_field_has_its_own_key_a_label_and_a_known_group() -> None:
    for catalogue in fields.CATALOGUES.values():
        for key, field in catalogue.items():
            assert field.key == key
            assert str(field.label)
            assert field.group in fields.GROUPS


def test_the_keys_that_scripts_rely_on_are_there() -> None:
    promised = """
        source_id kind full_name last_name first_name patronymic sex birthday phone email telegram vk whatsapp max
        company company_form position inn kpp ogrn city region address legal_address time_zone convenient_time
        age occupation activity size hours head contact_person comment tags responsible status heat interest consent
        do_not_contact source utm_source utm_medium utm_campaign created_on next_action next_action_on
    """

    assert set(promised.split()) == set(fields.CLIENT_FIELDS)


def test_the_purchase_keys_that_scripts_rely_on_are_there() -> None:
    promised = "client phone email inn full_name number at amount currency paid status product quantity price manager"

    assert set(promised.split()) <= set(fields.PURCHASE_FIELDS)


def test_labels_differ_within_a_catalogue() -> None:
    with translation.override("en"):
        for catalogue in fields.CATALOGUES.values():
            labels = [str(field.label) for field in catalogue.values()]
            assert len(set(labels)) == len(labels)


def test_several_phones_may_go_to_one_field_but_not_several_birthdays() -> None:
    assert fields.get("phone").many
    assert not fields.get("birthday").many


def test_an_own_field_is_labelled_with_its_name() -> None:
    field = fields.get("attribute:Любимый: цвет")

    assert (field.label, field.group) == ("Любимый: цвет", "own")
    assert fields.attribute_key("Любимый: цвет") == field.key


@pytest.mark.parametrize("key", ["", "-", "phone__2", "Phone", "attribute:", "attribute:  ", "quantity"])
def test_what_is_no_field_of_clients_is_refused(key: str) -> None:
    assert not fields.is_known(key)
    with pytest.raises(fields.UnknownFieldError):
        fields.get(key)


def test_a_purchase_field_is_known_among_purchases_only() -> None:
    assert fields.is_known("quantity", what="purchases")
    assert not fields.is_known("patronymic", what="purchases")
