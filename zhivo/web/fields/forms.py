"""What is asked of a field; checked here, saved elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhivo.clients.attributes import LABEL_LONGEST
from zhivo.clients.models import Kind
from zhivo.intake.fields import CLIENT_FIELDS
from zhivo.quality.attribute_types import types

OPTIONS_MOST = 200
OPTION_LONGEST = 100
_KINDS = [("", _("people and companies")), (Kind.PERSON, _("people")), (Kind.COMPANY, _("companies"))]


class FieldForm(forms.Form):
    """Name, type with its list, of whom it is, whether it is required and how it is filled."""

    label = forms.CharField(
        label=_("Name of the field"), max_length=LABEL_LONGEST, widget=forms.TextInput({"autocomplete": "off"})
    )
    type = forms.ChoiceField(label=_("What it holds"))
    options = forms.CharField(
        label=_("The list, a line each"), required=False, max_length=20_000, widget=forms.Textarea({"rows": 6})
    )
    of_kind = forms.ChoiceField(label=_("Of whom"), choices=_KINDS, required=False)
    is_required = forms.BooleanField(label=_("Required"), required=False)
    hint = forms.CharField(label=_("How to fill it"), required=False, max_length=300)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["type"].choices = [(one.key, one.label) for one in types]  # type: ignore[attr-defined]

    def clean_label(self) -> str:
        """Refuse a name that a field of ours has: two columns of one name are told apart by nobody."""
        label = " ".join(str(self.cleaned_data["label"]).split())
        if label.lower() in {str(field.label).lower() for field in CLIENT_FIELDS.values()}:
            raise forms.ValidationError(_("There is a field of this name among ours."))
        return label

    def clean_options(self) -> list[str]:
        """Return the list, each word once; a semicolon would part one word into two."""
        words = [" ".join(line.split()) for line in str(self.cleaned_data["options"]).splitlines()]
        first: dict[str, str] = {}
        for word in filter(None, words):
            first.setdefault(word.lower(), word)
        options = list(first.values())
        if len(options) > OPTIONS_MOST or any(len(option) > OPTION_LONGEST for option in options):
            raise forms.ValidationError(_("Up to 200 lines of up to 100 characters."))
        if any(";" in option for option in options):
            raise forms.ValidationError(_("No semicolons: they part several values from each other."))
        return options

    def clean(self) -> dict[str, Any]:
        """Ask for a list where there is to be one, and forget it elsewhere."""
        data: dict[str, Any] = super().clean() or {}
        if "type" in data and "options" in data:
            if not types[data["type"]].has_options:
                data["options"] = []
            elif not data["options"]:
                self.add_error("options", _("Write what there is to choose from, a line each."))
        return data
