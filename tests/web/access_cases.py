"""For every address what the walk of test_access.py needs: an own object, foreign ones, and ways to reach for them.

A new address without an entry here fails the walk. `w` is the World of tests/web/cast.py; write for Anna, a manager
who sees Ivan and the unassigned Ромашка, and not Clara's `stranger` and `secret`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.web.cast import World, form_of, record_of
from zhivo.team import login_links

Fields = dict[str, Any]


def _nothing(_world: World) -> Sequence[Fields]:
    return ()


@dataclass(frozen=True)
class Case:
    """How to reach one address.

    `own`: the parts of the address for an object that Anna may open (none needed: {}).
    `foreign`: the same for objects that she may not: GET must be 404, POST with each of `bodies` too, changing nothing.
    `queries`: query strings of the own address that reach for foreign rows (filter, sort, search, page).
    `bodies`: POST bodies that would do something; sent to foreign addresses, and by those who lack the permission.
    `reaching`: POST bodies to the own address that name foreign ids: no row of the foreign clients may change.
    `also`: permissions that the view asks for beside the one it is marked with.
    `refuses`: with which statuses a foreign object is refused; 302 leads to a list and says that it is not there.
    """

    own: Callable[[World], Fields] = lambda _world: {}
    foreign: Callable[[World], Sequence[Fields]] = _nothing
    queries: Callable[[World], Sequence[Fields]] = _nothing
    bodies: Callable[[World], Sequence[Fields]] = lambda _world: ({},)
    reaching: Callable[[World], Sequence[Fields]] = _nothing
    also: tuple[str, ...] = ()
    refuses: tuple[int, ...] = (403, 404, 405)


def _strange_drop(w: World) -> Fields:
    w.strange_batch.refresh_from_db()
    return {"pk": w.strange_batch.drop_id}


def _reaching_filters(w: World) -> Sequence[Fields]:
    """Filters, sorts and places of the list that reach for Clara's clients."""
    return (
        {"responsible": w.clara.pk},
        {"city": "Кудыкино"},
        {"own": f"{w.own_field.pk}.has.Кудыкино"},
        {"own": f"{w.own_field.pk}.empty"},
        {"city": "кудыкино", "phone": "yes", "email": "yes"},
        {"source": w.strange_batch.source_id},
        {"batch": w.strange_batch.pk},
        {"batch": w.strange_batch.pk, "outcome": "created"},
        {"question": "yes"},
        {"kind": "company", "sort": "newest"},
        {"around": w.stranger.pk},
        {"after": w.stranger.pk - 1},
        {"before": w.secret.pk + 1, "sort": "newest"},
        {"open": w.stranger.pk},
        {"view": w.strange_view.pk},
        {"columns": "phone~email~city~tags~inn~comment", "city": "Кудыкино"},
        {"pick": "all"},
        {"responsible": str(w.clara.pk) + " OR 1=1", "sort": "name; DROP", "after": "-1"},
    )


def _field(w: World) -> Fields:
    return {
        "field": "city",
        "value": "Казань",
        "version": w.stranger.version,
        "was": "Кудыкино",
        "client": w.stranger.pk,
    }


CASES: dict[str, Case] = {
    "clients:list": Case(
        queries=lambda w: (
            *_reaching_filters(w),
            *({"part": part} for part in ("responsible", "city", "source", "batch", "tag", "question")),
        )
    ),
    "clients:count": Case(queries=_reaching_filters),
    "clients:export": Case(
        bodies=lambda w: tuple({"format": kind} for kind in ("csv", "xlsx", "json")),
        reaching=lambda w: tuple(
            {"format": kind, **filters} for kind in ("csv", "json") for filters in _reaching_filters(w)
        ),
    ),
    "clients:new": Case(
        bodies=lambda w: ({"full_name": "Петров Пётр", "phone": "+79005550000"},),
        reaching=lambda w: (
            {"full_name": "Чужаков Тимофей", "phone": "+79990001122"},
            {"full_name": "Тимофей", "phone": "8 999 000 11 22"},
            {"full_name": "Чужаков Тимофей", "email": "tchuzhakov@zhivo-primer.ru"},
            {"company": "ООО «Подполье»", "inn": "7707083893"},
        ),
    ),
    "clients:assignment": Case(
        bodies=lambda w: ({"to": w.anna.pk, "client": [w.ivan.pk]}, {"to": w.anna.pk, "all": "1"}),
        reaching=lambda w: (
            {"to": w.anna.pk, "client": [w.stranger.pk, w.secret.pk]},
            {"to": "none", "client": [w.stranger.pk, w.ivan.pk]},
            *({"to": w.anna.pk, "all": "1", **filters} for filters in _reaching_filters(w)),
        ),
    ),
    "clients:bulk_edit": Case(
        bodies=lambda w: (
            {"field": "city", "value": "Казань", "sure": "1", "client": [w.ivan.pk]},
            {"field": "city", "value": "", "empty": "1", "sure": "1", "all": "1"},
        ),
        reaching=lambda w: (
            {"field": "city", "value": "Казань", "sure": "1", "client": [w.stranger.pk, w.secret.pk]},
            {"field": "inn", "value": "", "empty": "1", "client": [w.stranger.pk, w.secret.pk]},
            {"field": "responsible", "value": str(w.anna.pk), "sure": "1", "client": [w.stranger.pk]},
            *({"field": "city", "value": "Казань", "all": "1", **filters} for filters in _reaching_filters(w)),
            *(
                {"field": "comment", "value": "", "empty": "1", "sure": "1", "all": "1", **filters}
                for filters in _reaching_filters(w)
            ),
        ),
    ),
    "clients:bulk_tags": Case(
        bodies=lambda w: ({"name": "Опт", "client": [w.ivan.pk]}, {"name": "Опт", "all": "1"}),
        reaching=lambda w: (
            {"name": "Опт", "client": [w.stranger.pk, w.secret.pk]},
            *({"name": "Опт", "all": "1", **filters} for filters in _reaching_filters(w)),
            {"take": w.strange_tag.pk, "all": "1"},
            {"take": w.strange_tag.pk, "client": [w.stranger.pk]},
            {"put": w.strange_tag.pk, "client": [w.stranger.pk, w.secret.pk]},
        ),
    ),
    "clients:client_tags": Case(
        own=lambda w: {"pk": w.ivan.pk},
        foreign=lambda w: ({"pk": w.stranger.pk}, {"pk": w.secret.pk}),
        bodies=lambda w: ({"name": "Опт"}, {"tag": w.strange_tag.pk}),
        reaching=lambda w: ({"name": "Рынок", "client": [w.stranger.pk]},),
    ),
    "clients:tags": Case(queries=lambda w: ({"q": "ры"},)),
    "clients:tag": Case(own=lambda w: {"pk": w.strange_tag.pk}, bodies=lambda w: ({"name": "Торг"}, {"sure": "1"})),
    "clients:views": Case(
        bodies=lambda w: ({"name": "Мои", "city": "Самара"},),
        # What somebody typed himself is shown to him again, so none of the marks is typed here.
        reaching=lambda w: ({"name": "Чужой", "view": w.strange_view.pk}, {"name": "Её", "responsible": w.clara.pk}),
    ),
    "clients:view_counts": Case(queries=_reaching_filters),
    "clients:view": Case(
        own=lambda w: {"pk": w.own_view.pk},
        foreign=lambda w: ({"pk": w.strange_view.pk},),
        bodies=lambda w: ({"name": "Другое имя"}, {"step": "back"}, {"city": "Самара"}),
    ),
    "clients:client": Case(
        own=lambda w: {"pk": w.ivan.pk},
        foreign=lambda w: ({"pk": w.stranger.pk}, {"pk": w.secret.pk}),
        queries=lambda w: (
            *_reaching_filters(w),
            {"edit": "city"},
            {"edit": "responsible"},
            {"edit": "phone:+79990001122"},
            {"of": "edit"},
        ),
    ),
    "clients:form_links": Case(reaching=lambda w: _reaching_filters(w)),
    "clients:form_link": Case(
        own=lambda w: {"pk": w.ivan.pk}, foreign=lambda w: ({"pk": w.stranger.pk}, {"pk": w.secret.pk})
    ),
    "clients:consent": Case(
        own=lambda w: {"pk": w.ivan.pk, "consent": 1},
        foreign=lambda w: ({"pk": w.stranger.pk, "consent": 1}, {"pk": w.secret.pk, "consent": 1}),
    ),
    "forms:form": Case(own=lambda w: {"token": form_of(w.ivan)}),
    "clients:panel": Case(
        own=lambda w: {"pk": w.ivan.pk},
        foreign=lambda w: ({"pk": w.stranger.pk}, {"pk": w.secret.pk}),
        queries=_reaching_filters,
    ),
    "clients:facts": Case(
        own=lambda w: {"pk": w.ivan.pk},
        foreign=lambda w: ({"pk": w.stranger.pk}, {"pk": w.secret.pk}),
        bodies=lambda w: (
            _field(w),
            {"field": "responsible", "value": w.anna.pk, "was": w.clara.pk, "version": w.stranger.version},
        ),
        reaching=lambda w: (
            _field(w),
            {"field": "merged_into", "value": w.stranger.pk, "version": w.ivan.version},
            {"field": "id", "value": w.stranger.pk, "version": w.ivan.version},
            {"field": "phone", "value": "+79990001122", "version": w.ivan.version},
        ),
    ),
    "clients:row": Case(
        own=lambda w: {"pk": w.ivan.pk, "record": record_of(w.ivan)},
        foreign=lambda w: (
            {"pk": w.stranger.pk, "record": record_of(w.stranger)},
            {"pk": w.ivan.pk, "record": record_of(w.stranger)},
        ),
    ),
    "quality:portrait": Case(
        queries=lambda w: (
            {"kind": "company"},
            {"kind": "x' OR 1=1"},
            {"of": w.clara.pk},
            {"kind": "person", "act": "save"},
        )
    ),
    "quality:portrait_fields": Case(
        bodies=lambda w: (
            {"kind": "person", "act": "save", "field": "city", "weight-city": "7"},
            {"kind": "nobody", "act": "save"},
            {"kind": "company", "act": "drop:inn", "field": "inn", "weight-inn": "7"},
        )
    ),
    "quality:rules": Case(),
    "quality:gaps": Case(
        queries=lambda w: (
            {"of": w.clara.pk},
            {"of": w.clara.pk, "kind": "company"},
            {"kind": "company", "after": f"1.0.{w.secret.pk - 1}"},
            {"after": "9.9"},
        ),
        bodies=lambda w: ({},),
        reaching=lambda w: (
            {
                f"cell-{w.stranger.pk}-birthday": "01.02.1990",
                f"seen-{w.stranger.pk}-birthday": f"{w.stranger.version}:",
            },
            {f"cell-{w.secret.pk}-city": "Казань", f"seen-{w.secret.pk}-city": f"{w.secret.version}:"},
        ),
    ),
    "quality:gap": Case(
        own=lambda w: {"pk": w.ivan.pk},
        foreign=lambda w: ({"pk": w.stranger.pk}, {"pk": w.secret.pk}),
        bodies=lambda w: (
            {
                f"cell-{w.stranger.pk}-birthday": "01.02.1990",
                f"seen-{w.stranger.pk}-birthday": f"{w.stranger.version}:",
            },
        ),
        reaching=lambda w: (
            {
                f"cell-{w.stranger.pk}-birthday": "01.02.1990",
                f"seen-{w.stranger.pk}-birthday": f"{w.stranger.version}:",
            },
        ),
    ),
    "quality:list": Case(queries=lambda w: ({"by": "people"}, {"by": "x' OR 1=1"})),
    "quality:goals": Case(bodies=lambda w: ({"medium": "phone", "clients": "5"}, {"medium": "phone", "clients": ""})),
    "quality:dead": Case(bodies=lambda w: ({"text": "Телефон\n8 916 000-00-00\n"},)),
    "quality:marks": Case(
        queries=lambda w: ({"kind": "shared"}, {"kind": "shared", "before": 10**15}, {"kind": "dead"})
    ),
    "quality:mark": Case(
        own=lambda w: {"pk": w.own_mark.pk},
        foreign=lambda w: ({"pk": w.strange_mark.pk},),
        bodies=lambda w: ({"kind": "fine"}, {"kind": "dead"}),
    ),
    "questions:values": Case(
        queries=lambda w: (
            {"open": w.strange_value.pk},
            {"from": w.strange_value.pk},
            {"kind": "found", "field": "phone", "open": w.strange_value.pk},
            {"kind": "conflict"},
        )
    ),
    "questions:value_answer": Case(
        own=lambda w: {"pk": w.own_value.pk},
        foreign=lambda w: ({"pk": w.strange_value.pk},),
        bodies=lambda w: tuple({"kind": "found", "answer": answer} for answer in ("take", "refuse", "later")),
        refuses=(302, 403, 404, 405),
    ),
    "questions:values_answer": Case(
        bodies=lambda w: ({"kind": "found", "answer": "take", "last": w.strange_value.pk},),
        reaching=lambda w: tuple(
            {"kind": "found", "answer": answer, "last": w.strange_value.pk} for answer in ("take", "refuse")
        ),
    ),
    "questions:list": Case(
        queries=lambda w: (
            {"open": w.strange_question.pk},
            {"open": w.half_question.pk},
            {"from": w.strange_question.pk},
            {"from": w.half_question.pk, "open": w.strange_question.pk},
        )
    ),
    "questions:answered": Case(queries=lambda w: ({"before": "2999-01-01T00:00:00+00:00"},)),
    "questions:answer": Case(
        own=lambda w: {"pk": w.half_question.pk},
        foreign=lambda w: ({"pk": w.strange_question.pk}, {"pk": w.half_question.pk}),
        bodies=lambda w: (
            *({"answer": answer} for answer in ("same", "different", "linked", "later")),
            {"answer": "different_all", "last": w.half_question.pk},
        ),
        refuses=(302, 400, 403, 404, 405),
    ),
    "imports:list": Case(),
    "imports:new": Case(),
    "imports:pasted": Case(bodies=lambda w: ({"text": "ФИО\tТелефон\nСедов Пётр\t89160000000"},)),
    "imports:typed": Case(bodies=lambda w: ({"cell-full_name": "Седов Пётр", "hand_in": "1"},)),
    # Written as none of the marks is: what somebody typed himself is shown to him again.
    "imports:typed_kept": Case(
        bodies=lambda w: ({"cell-full_name": "Седов Пётр"},),
        reaching=lambda w: ({"cell-phone": "8 999 000 11 22"},),
    ),
    "imports:batch": Case(own=lambda w: {"pk": w.strange_batch.pk}),
    "imports:run": Case(own=lambda w: {"pk": w.strange_batch.pk}),
    "imports:stop": Case(own=lambda w: {"pk": w.strange_batch.pk}),
    "imports:undo": Case(own=lambda w: {"pk": w.strange_batch.pk}),
    "imports:sheets": Case(own=lambda w: {"pk": w.strange_batch.pk}, bodies=lambda w: ({"take_in": "Лист2"},)),
    **{f"imports:drop{act}": Case(own=_strange_drop) for act in ("", "_run", "_stop", "_undo")},
    "imports:rows": Case(
        also=("clients.view",),
        own=lambda w: {"pk": w.strange_batch.pk},
        queries=lambda w: (
            *({"outcome": outcome} for outcome in ("created", "joined", "held", "refused")),
            {"reason": "phone:invalid"},
            {"after": "1"},
        ),
    ),
    "imports:firms": Case(also=("clients.view",), own=lambda w: {"pk": w.strange_batch.pk}),
    "imports:refused": Case(also=("clients.view",), own=lambda w: {"pk": w.strange_batch.pk}),
    "imports:refused_book": Case(also=("clients.view",), own=lambda w: {"pk": w.strange_batch.pk}),
    "imports:foretelling": Case(own=lambda w: {"pk": w.strange_batch.pk}),
    "imports:doubtful": Case(own=lambda w: {"pk": w.strange_batch.pk}),
    "imports:consequences": Case(own=_strange_drop, queries=lambda w: ({"file": w.strange_batch.pk},)),
    "imports:foretold": Case(
        own=_strange_drop,
        queries=lambda w: (*({"of": of} for of in ("all", "joined", "phone:invalid", "' OR 1=1")), {"after": "1"}),
    ),
    "imports:answers": Case(
        own=_strange_drop,
        bodies=lambda w: ({"field": ["email"], "said": ["zhivo-primer.ru"], "means": ["mail.ru"]},),
    ),
    "imports:consequences_stop": Case(own=_strange_drop),
    "clients:condition": Case(
        own=lambda w: {"pk": w.own_field.pk},
        queries=lambda w: (
            {"comparison": "has", "value": "Кудыкино"},
            *({"comparison": "is", "value": "да", **filters} for filters in _reaching_filters(w)),
        ),
    ),
    "fields:list": Case(),
    "fields:counts": Case(),
    "fields:new": Case(bodies=lambda w: ({"label": "Новое", "type": "text"},)),
    "fields:field": Case(
        own=lambda w: {"pk": w.own_field.pk},
        queries=lambda w: ({"type": "choice"}, {"type": "several"}, {"type": "' OR 1=1"}),
        bodies=lambda w: ({"label": "Иначе", "type": "number"},),
    ),
    "fields:place": Case(own=lambda w: {"pk": w.own_field.pk}, bodies=lambda w: ({"to": "up"},)),
    "fields:archive": Case(own=lambda w: {"pk": w.own_field.pk}),
    "home:home": Case(),
    "home:more": Case(),
    "home:counts": Case(),
    "entry:login": Case(),
    "entry:link": Case(own=lambda w: {"token": login_links.make(w.people["nobody"]).split("/")[2]}),
    "entry:logout": Case(),
    "journal:list": Case(
        queries=lambda w: (
            {"of": "client"},
            {"of": "client", "before": f"{w.strange_operation.at.isoformat()}~{w.strange_operation.pk + 1}"},
            {"before": "2999-01-01T00:00:00+00:00~9"},
        )
    ),
    "journal:undo": Case(
        own=lambda w: {"pk": w.own_operation.pk},
        foreign=lambda w: ({"pk": w.strange_operation.pk},),
    ),
    "people:list": Case(),
    "people:new": Case(
        bodies=lambda w: ({"name": "Новый", "email": "new@example.org", "roles": ["manager"], "team": w.other_team.pk},)
    ),
    "people:person": Case(
        own=lambda w: {"pk": w.clara.pk},
        bodies=lambda w: (
            {"name": "Клара", "roles": ["owner"], "team": ""},
            {"name": "Клара", "roles": ["manager"], "works": "no"},
        ),
    ),
    "people:link": Case(own=lambda w: {"pk": w.clara.pk}),
    "people:teams": Case(bodies=lambda w: ({"name": "Третья", "head": w.anna.pk},)),
    "people:team": Case(own=lambda w: {"pk": w.other_team.pk}, bodies=lambda w: ({"name": "Опт", "head": w.anna.pk},)),
    "profile:profile": Case(
        reaching=lambda w: ({"pk": w.clara.pk, "name": "Анна", "language": "ru", "theme": "dark", "roles": ["owner"]},)
    ),
    "profile:password": Case(),
    "search:search": Case(
        queries=lambda w: (
            {"q": "Чужаков"},
            {"q": "чюжаков"},
            {"q": "Подполье"},
            {"q": "9990001122"},
            {"q": "1122"},
            {"q": "7707083893"},
            {"q": "3893"},
            {"q": "tchuzhakov@zhivo-primer.ru"},
            {"q": "zhivo-primer"},
        )
    ),
    "search:keys": Case(),
}
