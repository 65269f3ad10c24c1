"""The people and clients that the tests of the screens are about; one world, made by the same door as a real one."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from tests.rows import load
from zhivo.clients import form_links
from zhivo.clients.models import Attribute, Client, ClientTag, Membership, SavedView, Tag, ValueMark
from zhivo.intake import drops
from zhivo.journal.models import Operation
from zhivo.quality.models import Question, ValueQuestion
from zhivo.sources.models import Batch
from zhivo.team.models import Firm, Team, User

PASSWORD = "four brown horses"


@dataclass(frozen=True)
class World:
    """Anna manages, Boris is her head, Clara manages in another department; `stranger` and `secret` are Clara's."""

    people: dict[str, User]  # by role, and "nobody" without any
    anna: User
    clara: User
    other_team: Team
    ivan: Client  # Anna's
    romashka: Client  # nobody's
    stranger: Client
    secret: Client
    batch: Batch
    strange_batch: Batch
    strange_question: Question  # both clients are Clara's
    half_question: Question  # Ivan's, the other client is Clara's
    own_operation: Operation  # Anna's edit of Ivan
    strange_operation: Operation  # Clara's edit of the stranger
    own_view: SavedView  # Anna's
    strange_view: SavedView  # Clara's, private
    strange_tag: Tag  # on the stranger only
    own_field: Attribute  # of the company; only the stranger has it filled
    own_value: ValueQuestion  # about Ivan
    strange_value: ValueQuestion  # about the stranger
    own_mark: ValueMark  # of Ivan's phone
    strange_mark: ValueMark  # of the stranger's phone


# What an answer may not hold for those who do not see the stranger and the secret firm.
FOREIGN_MARKS = (
    "Чужаков",
    "чужаков",
    "9990001122",
    "999 000-11-22",
    "tchuzhakov",
    "Подполье",
    "7707083893",
    "Кудыкино",
)
OWN_MARKS = ("Иванов Иван", "9161234567", "916 123-45-67", "ivanov@", "Ромашка", "9035557788", "903 555-77-88")


def make_world() -> World:
    """Make the firm, its people, four clients, two questions and two operations."""
    Firm.objects.update_or_create(pk=1, defaults={"name": "Тара и Ко"})
    team, other = Team.objects.create(name="Продажи"), Team.objects.create(name="Опт")
    people = {role: person(role, roles=[role]) for role in ("owner", "marketer", "administrator")}
    people["nobody"] = person("nobody", roles=[])
    people["manager"] = anna = person("anna", roles=["manager"], team=team)
    people["head"] = boris = person("boris", roles=["head"], team=team)
    clara = person("clara", roles=["manager"], team=other)
    Team.objects.filter(pk=team.pk).update(head=boris)
    own = load(
        {"full_name": "Иванов Иван", "phone": "+79161234567", "email": "ivanov@zhivo-primer.ru", "city": "Самара"},
        {"company": "ООО «Ромашка»", "phone": "+79035557788"},
        source="list",
    )
    # Numbers far from all others, so that an id in an answer can only be a stranger's.
    _restart("clients_client", 770_012_300)
    strange_rows = load(
        {
            "full_name": "Чужаков Тимофей",
            "phone": "+79990001122",
            "email": "tchuzhakov@zhivo-primer.ru",
            "city": "Кудыкино",
            "attribute:Район": "Кудыкино",
        },
        {"company": "ООО «Подполье»", "inn": "7707083893", "phone": "+79990001122"},
        source="strange",
    )
    drops.of(strange_rows)
    ivan = _lead("Иванов Иван", anna)
    stranger, secret = _lead("Чужаков Тимофей", clara), _lead("Подполье", clara)
    shared = {"reason": "kinds", "medium": "phone", "value": "+79990001122"}
    strange = Question.objects.create(client=secret, other=stranger, **shared)
    half = Question.objects.create(client=ivan, other=stranger, **shared)
    return World(
        people=people,
        anna=anna,
        clara=clara,
        other_team=other,
        ivan=ivan,
        romashka=Client.objects.get(name__contains="Ромашка"),
        stranger=stranger,
        secret=secret,
        batch=own,
        strange_batch=strange_rows,
        strange_question=strange,
        half_question=half,
        own_operation=_edited(ivan, anna),
        strange_operation=_edited(stranger, clara),
        own_view=SavedView.objects.create(name="Самарские", owner=anna, asked={"city": "Самара"}),
        strange_tag=_tagged(stranger),
        strange_view=SavedView.objects.create(name="Кудыкино, звонить", owner=clara, asked={"city": "Кудыкино"}),
        own_field=Attribute.objects.create(key="Район", label="Район"),
        own_value=_asked_about(ivan, "+79031230000"),
        strange_value=_asked_about(stranger, "+79031240000"),
        own_mark=_marked("+79161234567"),
        strange_mark=_marked("+79990001122"),
    )


def record_of(client: Client) -> int:
    """Return a raw row that the client is made of."""
    return int(Membership.objects.filter(client=client).values_list("record", flat=True)[0])


def person(name: str, *, roles: list[str], team: Team | None = None) -> User:
    """Make a person who logs in with PASSWORD."""
    return User.objects.create_user(f"{name}@example.org", PASSWORD, name=name.title(), roles=roles, team=team)


def _lead(name: str, user: User) -> Client:
    client = Client.objects.get(name__contains=name)
    Client.objects.filter(pk=client.pk).update(responsible=user)
    client.refresh_from_db()
    return client


def _edited(client: Client, user: User) -> Operation:
    from zhivo.clients.edit import edit

    operation = edit(client=client, field="comment", value=f"{client.name}: позвонить", version=client.version, by=user)
    client.refresh_from_db()
    return operation


def _restart(table: str, at: int) -> None:
    # Sequences do not roll back: a test that ran before may have brought this one beyond.
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT setval(name, greatest(%s, nextval(name))) FROM pg_get_serial_sequence(%s, 'id') AS name",
            [at, table],
        )


def _tagged(client: Client) -> Tag:
    tag = Tag.objects.create(name="Рынок")
    ClientTag.objects.create(client=client, tag=tag)
    return tag


def _asked_about(client: Client, phone: str) -> ValueQuestion:
    return ValueQuestion.objects.create(
        client=client, kind="found", field="phone", value=phone, quote=f"{client.name}: {phone}"
    )


def _marked(phone: str) -> ValueMark:
    return ValueMark.objects.create(medium="phone", value=phone, kind="shared", why="by_hand")


def form_of(client: Client) -> str:
    """Return what stands in the address of the client's form."""
    form_links.make(clients=[client.pk], by=None)
    return form_links.token(form_links.newest(clients=[client.pk])[client.pk])
