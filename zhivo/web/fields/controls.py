"""How a value of an own field is typed, in a form or by itself in a card: one control for each type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zhivo.clients.models import Attribute, Kind
from zhivo.quality.attribute_types import OPTIONS_APART, types
from zhivo.quality.attribute_types.yes_no import NO, YES

LONGEST = 4000
_CLASSES = {forms.Select: "form-select", forms.CheckboxSelectMultiple: "picks"}


def form_field(attribute: Attribute) -> forms.Field:
    """Return the field of a form into which a value is typed; it is read by the type, not here."""
    of_type = types[attribute.type]
    said: dict[str, Any] = {"label": _label(attribute), "help_text": attribute.hint, "required": False}
    if of_type.control == "pick":
        return forms.ChoiceField(choices=_choices(attribute, with_none=True), **said)
    if of_type.control == "picks":
        choices = _choices(attribute)
        return forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, **said)
    widget = forms.Textarea({"rows": 3}) if of_type.control == "text" else forms.TextInput()
    if of_type.example:
        widget.attrs |= {"placeholder": of_type.example}
    if of_type.keyboard != "text":
        widget.attrs |= {"inputmode": of_type.keyboard}
    return forms.CharField(max_length=LONGEST, widget=widget, **said)


def drawn(attribute: Attribute, *, value: str, is_bad: bool = False) -> SafeString:
    """Return the control alone, called «value», with this value in it; one that is in no list stays to be seen."""
    widget = form_field(attribute).widget
    attrs = {"class": _CLASSES.get(type(widget), "form-control"), "aria-label": attribute.label, "autofocus": True}
    if is_bad:
        attrs |= {"aria-invalid": "true", "aria-describedby": "edit-error"}
    chosen: Any = value
    if isinstance(widget, forms.CheckboxSelectMultiple):
        del attrs["autofocus"]
        chosen = value.split(OPTIONS_APART) if value else []
        attrs = {name: said for name, said in attrs.items() if name != "aria-label"}
    if isinstance(widget, forms.Select):
        known = [key for key, _label in widget.choices]
        values = chosen if isinstance(chosen, list) else [chosen]
        widget.choices = [*widget.choices, *((one, one) for one in values if one and one not in known)]
    return SafeString(widget.render("value", chosen, attrs))


def text_of(value: object) -> str:
    """Return what was typed into a field of a form as one text, as the type reads it."""
    return OPTIONS_APART.join(map(str, value)) if isinstance(value, list) else str(value or "")


def typing(attribute: Attribute, value: str) -> str:
    """Return a stored value as one would type it."""
    if attribute.type == Attribute.Type.DATE and value:
        return ".".join(reversed(value.split("-")))
    return value


def _label(attribute: Attribute) -> str:
    """What a form calls the field: of one that not everybody has, whose it is too."""
    of_whom = {Kind.PERSON: _("of a person"), Kind.COMPANY: _("of a company")}
    return f"{attribute.label} ({of_whom[Kind(attribute.of_kind)]})" if attribute.of_kind else attribute.label


def _choices(attribute: Attribute, *, with_none: bool = False) -> list[tuple[str, str]]:
    show = types[attribute.type].show
    options = [YES, NO] if attribute.type == Attribute.Type.YES_NO else attribute.options
    return [*([("", "—")] if with_none else []), *((option, show(option)) for option in options)]
