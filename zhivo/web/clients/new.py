"""A new client typed in by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes
from zhivo.clients.models import Kind
from zhivo.intake import by_hand
from zhivo.intake.by_hand import AlreadyThere
from zhivo.lib.refusal import Refusal
from zhivo.web.access import Request, allow
from zhivo.web.fields.controls import form_field, text_of
from zhivo.web.pages import page, tell


class NewClient(forms.Form):
    """What is asked of a new client; one thing is enough."""

    full_name = forms.CharField(
        label=_("Name"), required=False, max_length=300, help_text=_("Surname, first name and patronymic in one line")
    )
    phone = forms.CharField(label=_("Phone"), required=False, max_length=100)
    email = forms.CharField(label=_("E-mail"), required=False, max_length=254)
    company = forms.CharField(label=_("Company"), required=False, max_length=300)
    inn = forms.CharField(label=_("INN"), required=False, max_length=20)
    city = forms.CharField(label=_("City"), required=False, max_length=100)
    comment = forms.CharField(label=_("Comment"), required=False, max_length=4000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, extra in {
            "full_name": {"autofocus": True},
            "phone": {"inputmode": "tel"},
            "email": {"inputmode": "email"},
            "inn": {"inputmode": "numeric"},
        }.items():
            self.fields[name].widget.attrs.update(extra)
        self.own = {attributes.field_of(one): one for one in attributes.offered() if one.is_required}
        self.fields |= {key: form_field(one) for key, one in self.own.items()}
        for field in self.fields.values():
            field.widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, str]:
        """Ask for the required fields of the company, of a person or of a firm, whichever is being written in."""
        said = {key: text_of(value) for key, value in (super().clean() or {}).items()}
        is_firm = bool(said.get("company") or said.get("inn")) and not said.get("full_name")
        others = Kind.PERSON if is_firm else Kind.COMPANY
        for key, one in self.own.items():
            if one.of_kind == others:
                said.pop(key, None)
            elif not said.get(key) and key not in self.errors:
                self.add_error(key, _("This has to be filled."))
        return said


@allow("clients.edit")
def new(request: Request) -> HttpResponse:
    """Show the form, or make the client and open its card."""
    form = NewClient(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        try:
            client = by_hand.create(values=form.cleaned_data, by=request.user)
        except AlreadyThere as there:
            context |= {"there": there, "known": there.client}
        except Refusal as refusal:
            place = refusal.code.removeprefix("bad_")  # which field it stands under
            form.add_error(place if place in form.fields else None, f"{refusal.message} {refusal.hint}".strip())
        else:
            tell(request, _("Written in: %(name)s") % {"name": client.name})
            return redirect("clients:client", client.pk)
    return page(request, "clients/new.html", context, region="form", status=422 if request.method == "POST" else 200)
