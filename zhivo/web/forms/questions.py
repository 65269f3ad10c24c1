"""The questions of the public form as fields; it checks what is typed and never shows what the base has."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from zhivo.clients import attributes, consents
from zhivo.clients.models import Attribute, Client
from zhivo.lib.refusal import Refusal
from zhivo.quality.portrait import portraits
from zhivo.quality.portrait.portraits import Asked
from zhivo.quality.typed import typed
from zhivo.team.models import Firm
from zhivo.web.clients.words import label_of

LONGEST = 300
_ATTRS: dict[str, dict[str, str]] = {
    "phone": {"type": "tel", "inputmode": "tel", "autocomplete": "tel"},
    "email": {"inputmode": "email", "autocomplete": "email"},
    "first_name": {"autocomplete": "given-name"},
    "last_name": {"autocomplete": "family-name"},
    "patronymic": {"autocomplete": "additional-name"},
    "company": {"autocomplete": "organization"},
    "position": {"autocomplete": "organization-title"},
    "city": {"autocomplete": "address-level2"},
    "birthday": {"inputmode": "numeric"},
    "inn": {"inputmode": "numeric"},
}


class Questions(forms.Form):
    """Fields `q-<field>` for what is asked, and the boxes of consent; one answer is enough."""

    def __init__(self, *args: Any, client: Client, asked: list[Asked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = {f"q-{one.field}": one.field for one in asked}
        self.words = words_of_consent(Firm.current().name)
        for name, one in zip(self.asked, asked, strict=True):
            question = portraits.question_of(client.kind, one, label=label_of(one.field))
            self.fields[name] = _field(one.field, question)
        self.fields["agree"] = forms.BooleanField(
            label=self.words[consents.DATA],
            error_messages={"required": _("Without this we may not keep your answers.")},
        )
        self.fields["news"] = forms.BooleanField(label=self.words[consents.NEWS], required=False)

    @property
    def questions(self) -> list[forms.BoundField]:
        """Return the questions."""
        return [self[name] for name in self.asked]

    @property
    def agreed(self) -> dict[str, str]:
        """Return the words that were agreed to, by purpose."""
        boxes = {consents.DATA: "agree", consents.NEWS: "news"}
        return {purpose: self.words[purpose] for purpose, box in boxes.items() if self.cleaned_data.get(box)}

    def clean(self) -> dict[str, Any]:
        """Put each answer in order as a typed card is; `values` has the clean ones by field."""
        self.values: dict[str, tuple[str, dict[str, str | None]]] = {}
        for name, field in self.asked.items():
            said = (self.cleaned_data.get(name) or "").strip()
            if not said:
                continue
            try:
                self.values[field] = typed(field=field, value=said)
            except Refusal as refusal:
                self.add_error(name, refusal.message)  # its hint is for those who work here
        if not self.values and not self.errors:
            self.add_error(None, _("Answer at least one question."))
        return self.cleaned_data


def words_of_consent(firm: str) -> dict[str, str]:
    """Return the words to agree to, by purpose, in the language of the page."""
    return {
        consents.DATA: _(
            "I agree that %(firm)s keeps and processes the answers I give here in order to serve me (Federal Law"
            " No. 152-FZ). I may take this back at any time."
        )
        % {"firm": firm},
        consents.NEWS: _("I agree to receive news and offers of %(firm)s.") % {"firm": firm},
    }


def _field(field: str, question: str) -> forms.Field:
    own = attributes.find(field)
    if own is not None and own.type == Attribute.Type.CHOICE:
        choices = [("", ""), *((option, option) for option in own.options)]
        return forms.ChoiceField(label=question, required=False, choices=choices)
    widget = forms.TextInput(attrs={"autocomplete": "off"} | _ATTRS.get(field, {}))
    hint = _("Like 31.05.1980") if field == "birthday" else ""
    return forms.CharField(label=question, required=False, max_length=LONGEST, widget=widget, help_text=hint)
