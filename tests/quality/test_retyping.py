import pytest

from tests.rows import checksum, load
from zhivo.clients import attributes
from zhivo.clients.edit import edit
from zhivo.clients.models import Attribute, Clean, Client
from zhivo.clients.search import hash_of
from zhivo.journal.undo import undo
from zhivo.quality import retyping, rewriting
from zhivo.sources.models import Batch

pytestmark = pytest.mark.django_db
FIELD = "attribute:Договор до"
DAYS = ["31.12.2027", "1 марта 2026", "весной"]


@pytest.fixture
def field() -> Attribute:
    rows = [{"full_name": name, FIELD: day} for name, day in zip(("Седов А", "Жуков Б", "Мохов В"), DAYS, strict=True)]
    load(*rows, {"full_name": "Зуев Г", FIELD: ""})
    return Attribute.objects.get(pk=attributes.make(label="Договор до", by=None).data["attribute"])


def values() -> list[str | None]:
    return [client.values.get(FIELD) for client in Client.objects.order_by("pk")]


def test_before_the_change_it_is_known_how_many_values_will_not_fit(field: Attribute) -> None:
    assert retyping.fit(field, of_type="date") == retyping.Fit(filled=3, misfit=1)


def test_what_fits_is_written_anew_and_the_rest_is_kept(field: Attribute) -> None:
    retyping.retype(attribute=field, of_type="date", by=None)

    assert values() == ["2027-12-31", "2026-03-01", "весной", None]
    assert [row.values and row.values.get(FIELD) for row in Clean.objects.order_by("pk")] == values()
    assert hash_of(FIELD) in Client.objects.order_by("pk")[0].tokens


def test_the_undo_gives_every_text_back_to_the_letter(field: Attribute) -> None:
    client = Client.objects.order_by("pk")[3]
    edit(client=client, field=FIELD, value="01.02.2028", version=client.version, by=None)
    before, said = checksum(), values()
    operation = retyping.retype(attribute=field, of_type="date", by=None)
    assert operation is not None
    assert checksum() != before

    assert undo(operation=operation, by=None).kept == []

    field.refresh_from_db()
    assert (field.type, values(), checksum()) == ("text", said, before)


def test_other_options_give_other_words_to_find_by(field: Attribute) -> None:
    retyping.retype(attribute=field, of_type="choice", options=["Весной", "Осенью"], by=None)

    client = Client.objects.order_by("pk")[2]
    assert client.values[FIELD] == "Весной"
    assert hash_of(f"{FIELD}=весной") in client.tokens

    field.refresh_from_db()
    retyping.retype(attribute=field, of_type="text", by=None)

    client.refresh_from_db()
    assert hash_of(f"{FIELD}=весной") not in client.tokens


def test_a_field_that_an_import_is_writing_keeps_its_type(field: Attribute) -> None:
    Batch.objects.update(state="running")

    with pytest.raises(attributes.CannotChange):
        retyping.retype(attribute=field, of_type="date", by=None)


@pytest.mark.parametrize(
    ("written", "looks_like"),
    [
        (["31.12.2027", "01.02.2026", "05.05.2025"], "date"),
        (["да", "нет", "да"], "yes_no"),
        (["12,5", "7", "8"], "number"),
        (["7 р.", "8 р.", "9 р."], "money"),
        (["A", "A", "B", "B", "A", "A"], "choice"),
        (["любит чай", "ждёт звонка", "в отпуске"], ""),
    ],
)
def test_the_type_is_guessed_of_the_values(written: list[str], looks_like: str) -> None:
    load(*({"full_name": f"Седов {'АБВГДЕ'[place]}", FIELD: value} for place, value in enumerate(written)))
    made = Attribute.objects.get(pk=attributes.make(label="Договор до", by=None).data["attribute"])

    assert retyping.guess(made) == looks_like


def test_of_many_clients_a_worker_writes_the_values_and_gives_them_back(
    field: Attribute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retyping, "SMALL", 1)
    monkeypatch.setattr(rewriting, "PIECE", 2)
    before = checksum()

    operation = retyping.retype(attribute=field, of_type="date", by=None)
    assert operation is not None
    assert (operation.state, values()[0]) == ("running", "31.12.2027")
    rewriting.run(operation.pk)

    assert values() == ["2027-12-31", "2026-03-01", "весной", None]
    operation.refresh_from_db()
    assert operation.state == "done"

    undo(operation=operation, by=None)
    rewriting.run(operation.pk)

    operation.refresh_from_db()
    assert (operation.state, checksum()) == ("undone", before)


def test_a_worker_that_is_told_to_stop_leaves_the_rest_to_another(
    field: Attribute, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retyping, "SMALL", 1)
    monkeypatch.setattr(rewriting, "PIECE", 2)
    operation = retyping.retype(attribute=field, of_type="date", by=None)
    assert operation is not None

    for _turn in range(2):
        rewriting.run(operation.pk, is_over=lambda: True)
        assert rewriting.unfinished() == [operation.pk]
        with pytest.raises(attributes.CannotChange):
            retyping.retype(attribute=field, of_type="text", by=None)
    rewriting.run(operation.pk)

    assert values() == ["2027-12-31", "2026-03-01", "весной", None]
    assert rewriting.unfinished() == []
