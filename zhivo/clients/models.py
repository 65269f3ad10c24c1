"""The base: clients and what is known of them, each value with the record or the edit it came from.

The big tables carry no foreign-key constraints (docs/decisions/0003-big-tables.md): their rows are written in
blocks by one writer under a lock.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import MD5, Cast, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zhivo.clients.queries import ClientQuerySet
from zhivo.journal.models import Operation
from zhivo.sources.models import Record, Source
from zhivo.team.models import User

TRANSACTION = Cast(
    Cast(models.Func(function="pg_current_xact_id", output_field=models.TextField()), models.TextField()),
    models.BigIntegerField(),
)


class Kind(models.TextChoices):
    """A person or a firm."""

    PERSON = "person", _("person")
    COMPANY = "company", _("company")


class Client(models.Model):
    """A person or a firm of the base. Its values are chosen from its records and edits (`survive.py`)."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField(choices=Kind)
    name = models.TextField()  # as shown: surname first, or form and name of the firm
    sort_name = models.TextField()  # lower case, ё as е
    last_name = models.TextField(null=True)  # null means not known, here and below
    first_name = models.TextField(null=True)
    patronymic = models.TextField(null=True)
    last_key = models.TextField(null=True)
    first_key = models.TextField(null=True)
    patronymic_key = models.TextField(null=True)
    sex = models.TextField(null=True)
    birthday = models.DateField(null=True)
    company = models.TextField(null=True)  # of a firm its name, of a person the firm's
    company_form = models.TextField(null=True)
    company_key = models.TextField(null=True)
    inn = models.TextField(null=True)
    kpp = models.TextField(null=True)
    ogrn = models.TextField(null=True)
    city = models.TextField(null=True)
    region = models.TextField(null=True)
    time_zone = models.TextField(null=True)
    values = models.JSONField(default=dict)  # every other field of the contract, by its key
    tokens = ArrayField(models.BigIntegerField(), default=list)  # hashes of the words it is found by (`search.py`)
    responsible = models.ForeignKey(
        User, null=True, related_name="clients", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )
    merged_into = models.ForeignKey(
        "self", null=True, related_name="absorbed", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )
    version = models.IntegerField(db_default=1)
    created_at = models.DateTimeField(db_default=Now())
    updated_at = models.DateTimeField(db_default=Now())

    objects = ClientQuerySet.as_manager()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            # By name in two halves, so that a client is entered once: a list of both merges them (`listing.py`).
            models.Index(
                fields=["sort_name", "id"],
                name="client_unassigned",
                condition=models.Q(merged_into=None, responsible=None),
            ),
            models.Index(
                fields=["sort_name", "id"],
                name="client_assigned",
                condition=models.Q(merged_into=None, responsible__isnull=False),
            ),
            models.Index(
                fields=["responsible", "sort_name", "id"],
                name="client_of_responsible",
                condition=models.Q(responsible__isnull=False),
            ),
            models.Index(fields=["inn"], name="client_inn", condition=models.Q(inn__isnull=False)),
            models.Index(fields=["company_key"], name="client_firm", condition=models.Q(kind="company")),
            models.Index(fields=["merged_into"], name="client_merged", condition=models.Q(merged_into__isnull=False)),
            GinIndex(fields=["tokens"], name="client_tokens"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def living(self) -> Client:
        """The client, or the one it was merged into."""
        return self.merged_into or self


class Clean(models.Model):
    """A record made clean: normalised fields, each doubtful one with a reason code; computed, never edited."""

    record = models.OneToOneField(
        Record, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="clean"
    )
    kind = models.TextField(blank=True)
    last_name = models.TextField(null=True)
    first_name = models.TextField(null=True)
    patronymic = models.TextField(null=True)
    last_key = models.TextField(null=True)
    first_key = models.TextField(null=True)
    patronymic_key = models.TextField(null=True)
    sex = models.TextField(null=True)
    birthday = models.DateField(null=True)
    phones = ArrayField(models.TextField(), null=True)
    emails = ArrayField(models.TextField(), null=True)
    company = models.TextField(null=True)
    company_form = models.TextField(null=True)
    company_key = models.TextField(null=True)
    inn = models.TextField(null=True)
    kpp = models.TextField(null=True)
    ogrn = models.TextField(null=True)
    city = models.TextField(null=True)
    region = models.TextField(null=True)
    time_zone = models.TextField(null=True)
    values = models.JSONField(null=True)
    reasons = ArrayField(models.TextField(), null=True)

    def __str__(self) -> str:
        return f"clean {self.record_id}"


class Membership(models.Model):
    """Which client a record belongs to, and why. Joining and un-joining change these rows and nothing else."""

    class By(models.TextChoices):
        """Who decided."""

        RULE = "rule"
        MODEL = "model"
        PERSON = "person"

    record = models.OneToOneField(
        Record, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="membership"
    )
    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, db_constraint=False, related_name="memberships")
    by = models.TextField(choices=By, default=By.RULE)
    why = models.TextField()  # created, source_id, phone, email, inn, person
    value = models.TextField(null=True)  # the value that was shared
    operation = models.ForeignKey(
        Operation, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )

    def __str__(self) -> str:
        return f"{self.record_id} -> {self.client_id}"


class Edit(models.Model):
    """What a person typed into a field of a client; wins over every record until it is taken back."""

    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, db_constraint=False, related_name="edits")
    field = models.TextField()
    before = models.TextField(null=True)  # of a contact point the value that it replaces
    value = models.TextField(null=True)  # null: the field was emptied
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="edits")
    ended_at = models.DateTimeField(null=True)  # taken back

    def __str__(self) -> str:
        return f"{self.client_id}.{self.field}"


class ContactPoint(models.Model):
    """One address of a client in one medium; one value on many clients is normal."""

    pk = models.CompositePrimaryKey("client", "medium", "value")
    client = models.ForeignKey(
        Client, related_name="contact_points", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )
    medium = models.TextField()  # phone, email
    value = models.TextField()  # E.164 or lower-case e-mail
    extension = models.TextField(null=True)
    position = models.SmallIntegerField(default=0)  # 0 is the main one of its medium

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["value", "client"], name="contact_value")]

    def __str__(self) -> str:
        return self.value


class Relation(models.Model):
    """A person belongs to a firm; one row for every record or hand that says so."""

    person = models.ForeignKey(Client, on_delete=models.DO_NOTHING, db_constraint=False, related_name="firms")
    company = models.ForeignKey(
        Client, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="people"
    )
    position = models.TextField(null=True)
    record = models.ForeignKey(Record, null=True, on_delete=models.DO_NOTHING, db_constraint=False)
    operation = models.ForeignKey(
        Operation, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )

    class Meta:
        # In this order, because a firm is made of the first record that named it.
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["company", "record"], name="relation_of_firm")]

    def __str__(self) -> str:
        return f"{self.person_id} @ {self.company_id}"


class ValueMark(models.Model):
    """What is known of a phone number or an e-mail itself, whoever has it: dead, nobody's, of several people."""

    class Kind(models.TextChoices):
        """What a value is."""

        DEAD = "dead"  # letters bounce, the number does not exist
        DUMMY = "dummy"  # nobody's: it stands on people who have nothing in common
        SHARED = "shared"  # of a family, an office, a department
        FINE = "fine"  # a person looked: it is none of these

    medium = models.TextField()  # phone, email
    value = models.TextField()
    kind = models.TextField(choices=Kind)
    why = models.TextField(blank=True)  # a code for people: repeated, bounced, no_such_number, by_hand...
    data = models.JSONField(default=dict)  # figures that the words of `why` hold: holders, names
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")  # null: by a rule
    at = models.DateTimeField(default=timezone.now)
    operation = models.ForeignKey(Operation, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["value", "medium"], name="value_mark_one")
        ]

    def __str__(self) -> str:
        return f"{self.value}: {self.kind}"


class Attribute(models.Model):
    """A field that the company added; its values lie in `Client.values` under `attribute:<key>`."""

    class Type(models.TextChoices):
        """What its values are."""

        TEXT = "text"
        LONG_TEXT = "long_text"
        NUMBER = "number"
        MONEY = "money"
        DATE = "date"
        YES_NO = "yes_no"
        CHOICE = "choice"  # one of `options`
        SEVERAL = "several"  # some of `options`
        LINK = "link"
        PHONE = "phone"
        EMAIL = "email"

    key = models.TextField(unique=True)
    label = models.TextField()
    type = models.TextField(choices=Type, default=Type.TEXT)
    options = models.JSONField(default=list)  # the words to choose from, in their order
    of_kind = models.TextField(choices=Kind, blank=True)  # of persons or firms only; empty: of both
    is_required = models.BooleanField(default=False)
    hint = models.TextField(blank=True)  # how to fill it, beside the field
    position = models.IntegerField(default=0)
    archived_at = models.DateTimeField(null=True)  # not offered any more; its values stay
    created_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return self.label


class Tag(models.Model):
    """A mark given by hand or by a column of a file."""

    name = models.TextField(unique=True)
    clients = models.ManyToManyField(Client, through="ClientTag", related_name="tags")

    def __str__(self) -> str:
        return self.name


class ClientTag(models.Model):
    """A tag on a client, with the record or the operation that put it there."""

    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, db_constraint=False)
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE)
    record = models.ForeignKey(Record, null=True, on_delete=models.DO_NOTHING, db_constraint=False)
    operation = models.ForeignKey(
        Operation, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["operation"], name="tag_put_by", condition=models.Q(operation__isnull=False))
        ]

    def __str__(self) -> str:
        return f"{self.client_id} #{self.tag_id}"


class FormLink(models.Model):
    """A personal link to the form that asks a client for what is missing; its address is signed (`form_links.py`)."""

    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, db_constraint=False, related_name="form_links")
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    operation = models.ForeignKey(Operation, on_delete=models.PROTECT, related_name="form_links")
    answered_at = models.DateTimeField(null=True)  # the last time
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, db_index=False, related_name="+")

    def __str__(self) -> str:
        return f"form of {self.client_id}"


class ConsentText(models.Model):
    """The very words that a consent was given to; never edited, for they are the proof."""

    purpose = models.TextField()
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("purpose", MD5("words"), name="consent_text_once")
        ]

    def __str__(self) -> str:
        return self.words


class Consent(models.Model):
    """A permission of a client for a purpose, with its proof; taken back by an end, never deleted."""

    client = models.ForeignKey(Client, on_delete=models.DO_NOTHING, db_constraint=False, related_name="consents")
    purpose = models.TextField()  # a key of consents.PURPOSES
    medium = models.TextField(blank=True)  # phone, email; empty: any
    text = models.ForeignKey(ConsentText, on_delete=models.PROTECT, db_index=False, related_name="+")
    source = models.TextField()  # form
    given_at = models.DateTimeField(default=timezone.now)
    operation = models.ForeignKey(Operation, null=True, on_delete=models.PROTECT, db_index=False, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(
        User, null=True, on_delete=models.PROTECT, db_index=False, related_name="+"
    )  # who wrote it down

    def __str__(self) -> str:
        return f"{self.client_id}: {self.purpose}"


class Product(models.Model):
    """What is sold, by the name that files give it; a dictionary, so no undo takes a name out of it."""

    name = models.TextField(unique=True)

    def __str__(self) -> str:
        return self.name


class Purchase(models.Model):
    """An order of a client; the firm's if one is named, else the person's. Reckoned from its lines (`purchases.py`)."""

    id = models.BigAutoField(primary_key=True)
    source = models.ForeignKey(Source, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False)
    client = models.ForeignKey(
        Client, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="purchases"
    )
    record = models.ForeignKey(  # whose client is the purchase's, now and after any join or un-join
        Record, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )
    identity = models.BigIntegerField()  # hash of the source and the number, or of the content of a row without one
    number = models.TextField(blank=True)
    at = models.DateTimeField()
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)  # null: the source does not say
    currency = models.TextField(default="RUB")  # ISO 4217; XXX: written in a word that nobody knows
    paid_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    status = models.TextField(blank=True)
    manager = models.TextField(blank=True)  # as the source names them
    rows = models.IntegerField(default=1)  # lines in force

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["client", "-at"], name="purchase_newest")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["identity"], name="purchase_identity")
        ]

    def __str__(self) -> str:
        return self.number


class PurchaseLine(models.Model):
    """A row of a source made clean: a line of a purchase, or the whole of one; computed, never edited.

    Only the lines of the newest import that speaks of the purchase are in force; the others wait for its undo.
    """

    record = models.OneToOneField(
        Record, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="purchase_line"
    )
    purchase = models.ForeignKey(Purchase, on_delete=models.DO_NOTHING, db_constraint=False, related_name="lines")
    party = models.ForeignKey(  # the record that says whose it is; null where the row itself does not
        Record, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="+"
    )
    is_current = models.BooleanField(default=True)
    at = models.DateTimeField()
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    currency = models.TextField()
    paid_amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    status = models.TextField(null=True)
    manager = models.TextField(null=True)
    product = models.ForeignKey(Product, null=True, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False)
    quantity = models.DecimalField(max_digits=19, decimal_places=6, null=True)
    price = models.DecimalField(max_digits=19, decimal_places=6, null=True)

    def __str__(self) -> str:
        return f"{self.purchase_id}: {self.record_id}"


class Standing(models.Model):
    """Where a client is now; a client without a row is in nobody's care («без присмотра»)."""

    class Care(models.TextChoices):
        """The three places of a client, and the fault of being in none."""

        IN_WORK = "in_work"
        IN_TOUCH = "in_touch"
        ARCHIVED = "archived"
        UNCOVERED = "uncovered"

    client = models.OneToOneField(
        Client, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="standing"
    )
    care = models.TextField(choices=Care, default=Care.UNCOVERED)
    since = models.DateTimeField(default=timezone.now)
    next_step = models.TextField(blank=True)
    next_step_at = models.DateTimeField(null=True)
    reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.client_id}: {self.care}"


class Event(models.Model):
    """A fact that happened, never edited; written by `events.record` in the transaction of the change."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField()
    client = models.ForeignKey(
        Client, null=True, related_name="events", on_delete=models.DO_NOTHING, db_constraint=False, db_index=False
    )
    by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    data = models.JSONField(default=dict)
    transaction = models.BigIntegerField(db_default=TRANSACTION)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["transaction", "id"], name="event_in_order"),
            models.Index(fields=["client", "-at"], name="event_of_client", condition=models.Q(client__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Word(models.Model):
    """A word that some client is found by; looked up with a typo by its trigrams."""

    word = models.TextField(primary_key=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["word"], name="word_trigrams", opclasses=["gin_trgm_ops"])
        ]

    def __str__(self) -> str:
        return self.word


class SavedView(models.Model):
    """A list that somebody keeps under a name: its conditions, order and columns."""

    name = models.TextField()
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="views")
    is_shared = models.BooleanField(default=False)  # everybody has it among the lists; each sees his own clients in it
    asked = models.JSONField(default=dict)  # as `Filters.asked`, the order too
    columns = models.JSONField(default=list)  # fields in their order; empty: the usual ones
    position = models.IntegerField(default=0)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["owner", "name"], name="view_of_owner")
        ]

    def __str__(self) -> str:
        return self.name


class Cursor(models.Model):
    """How far a reader of the event log has read: the last transaction and id behind the snapshot horizon."""

    reader = models.TextField(primary_key=True)
    transaction = models.BigIntegerField(default=0)
    event = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.reader
