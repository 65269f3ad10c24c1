"""The tags of the company as a dictionary: renamed, two made one, deleted; counted before and undone after."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from zhivo.clients import store
from zhivo.clients.models import ClientTag, Tag
from zhivo.clients.tagging import REMEMBER_SQL, BadTag, named, of_name, put_back
from zhivo.journal.kinds import Kept, OperationKind, kinds
from zhivo.journal.models import Operation
from zhivo.lib.numbers import number
from zhivo.team.models import User

# From the rows of the act to the tags by their numbers, whatever the planner thinks of tags that were just moved: the
# other way about every tag is compared with every row.
_MOVE_BACK_SQL = """
UPDATE clients_clienttag g SET tag_id = %s
  FROM (SELECT row FROM journal_change WHERE operation_id = %s OFFSET 0) AS h
 WHERE g.id = h.row AND g.tag_id + 0 = %s
"""


class Gone(BadTag):
    """The tag is not there any more."""


def carriers(tag: Tag) -> int:
    """Return how many clients carry the tag, whoever sees them."""
    return ClientTag.objects.filter(tag=tag).values("client").distinct().count()


def rename(*, tag: Tag, name: str, by: User) -> Operation | None:
    """Call the tag something else; None when it is called so. Raises BadTag for a name of another tag."""
    name = named(name)
    with transaction.atomic():
        tag = _locked(tag)
        if name == tag.name:
            return None
        if Tag.objects.filter(name__iexact=name).exclude(pk=tag.pk).exists():
            raise BadTag("name_taken", _("There is such a tag already. Join the two."))
        data = {"tag": tag.pk, "name": tag.name, "to": name}
        Tag.objects.filter(pk=tag.pk).update(name=name)
        return Operation.objects.create(kind=RENAMED.key, by=by, data=data)


def join(*, tag: Tag, into: Tag, by: User) -> Operation:
    """Make one tag of two: who carries the first carries the other from now on. Raises BadTag."""
    if tag.pk == into.pk:
        raise BadTag("same_tag", _("Choose another tag."))
    with transaction.atomic():
        store.lock_joining()
        tag, into = _locked(tag), _locked(into)
        data = {"tag": tag.pk, "name": tag.name, "into": into.pk, "to": into.name, "count": carriers(tag)}
        operation = Operation.objects.create(kind=JOINED.key, by=by, data=data)
        with connection.cursor() as cursor:
            cursor.execute(REMEMBER_SQL.format(whose=""), [operation.pk, tag.pk])
            cursor.execute("UPDATE clients_clienttag SET tag_id = %s WHERE tag_id = %s", [into.pk, tag.pk])
            cursor.execute("DELETE FROM clients_tag WHERE id = %s", [tag.pk])
    return operation


def delete(*, tag: Tag, by: User) -> Operation:
    """Take the tag off everybody and out of the dictionary."""
    with transaction.atomic():
        store.lock_joining()
        tag = _locked(tag)
        data = {"tag": tag.pk, "name": tag.name, "count": carriers(tag)}
        operation = Operation.objects.create(kind=DELETED.key, by=by, data=data)
        with connection.cursor() as cursor:
            cursor.execute(REMEMBER_SQL.format(whose=""), [operation.pk, tag.pk])
            cursor.execute("DELETE FROM clients_clienttag WHERE tag_id = %s", [tag.pk])
            cursor.execute("DELETE FROM clients_tag WHERE id = %s", [tag.pk])
    return operation


def _locked(tag: Tag) -> Tag:
    found: QuerySet[Tag] = Tag.objects.select_for_update().filter(pk=tag.pk)
    try:
        return found.get()
    except Tag.DoesNotExist as gone:
        raise Gone("tag_gone", _("This tag is not there any more.")) from gone


def _again(operation: Operation) -> Tag:
    """Return the tag that went, under its old number; if a file has brought its name again since, that one."""
    name, number_of = operation.data["name"], operation.data["tag"]
    return of_name(name) or Tag.objects.create(pk=number_of, name=name)


def _undo_renamed(operation: Operation) -> Kept:
    data = operation.data
    if Tag.objects.filter(name__iexact=data["name"]).exclude(pk=data["tag"]).exists():
        return [{"why": "name_taken"}]
    changed = Tag.objects.filter(pk=data["tag"], name=data["to"]).update(name=data["name"])
    return [] if changed else [{"why": "changed_since"}]


def _undo_joined(operation: Operation) -> Kept:
    store.lock_joining()
    if not Tag.objects.filter(pk=operation.data["into"]).exists():
        return [{"why": "gone"}]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_BACK_SQL, [_again(operation).pk, operation.pk, operation.data["into"]])
    return []


def _undo_deleted(operation: Operation) -> Kept:
    store.lock_joining()
    put_back(operation, tag=_again(operation))
    return []


@dataclass(frozen=True)
class _Counted(OperationKind):
    """Says how many clients the act concerned."""

    def sentence(self, operation: Operation) -> str:
        """Return the sentence of this operation in the user's language."""
        count = operation.data.get("count", 0)
        whose = ngettext("%(count)s client had it", "%(count)s clients had it", count) % {"count": number(count)}
        return f"{str(self.says) % operation.data}: {whose}"


RENAMED = kinds.add(
    OperationKind("tag.renamed", _("Tag"), "tag", _("Tag «%(name)s» is called «%(to)s»"), undo=_undo_renamed)
)
JOINED = kinds.add(_Counted("tag.joined", _("Tag"), "tags", _("Tag «%(name)s» joined to «%(to)s»"), undo=_undo_joined))
DELETED = kinds.add(_Counted("tag.deleted", _("Tag"), "tag-off", _("Tag «%(name)s» deleted"), undo=_undo_deleted))


def sentence(operation: Operation) -> str:
    """Return what such an act says of itself."""
    return next(kind for kind in (RENAMED, JOINED, DELETED) if kind.key == operation.kind).sentence(operation)
