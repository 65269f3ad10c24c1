"""What is typed about a person or a team; checked here, saved elsewhere."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from zhivo.journal.people import OWNER
from zhivo.team.models import Team, User
from zhivo.team.permissions import ROLES


class PersonForm(forms.Form):
    """Name, roles and team; the role of owner is offered by owners only."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    roles = forms.MultipleChoiceField(label=_("Roles"), widget=forms.CheckboxSelectMultiple)
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none(), required=False, empty_label=_("none"))

    def __init__(self, *args: Any, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [role for role in ROLES.values() if role.key != OWNER or OWNER in by.roles]
        self.fields["roles"].choices = [(role.key, role.label) for role in offered]  # type: ignore[attr-defined]
        self.fields["team"].queryset = Team.objects.order_by("name")  # type: ignore[attr-defined]


class InvitationForm(PersonForm):
    """The same with an e-mail, which is the log-in name."""

    email = forms.EmailField(label=_("E-mail"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    field_order = ("name", "email", "roles", "team")


class TeamForm(forms.Form):
    """Name and head."""

    name = forms.CharField(label=_("Team name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    head = forms.ModelChoiceField(label=_("Head"), queryset=User.objects.none(), required=False, empty_label=_("none"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["head"].queryset = User.objects.filter(is_active=True).order_by("name")  # type: ignore[attr-defined]
