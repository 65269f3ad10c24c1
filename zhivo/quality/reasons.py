"""What the cleaners found, in words: every reason code («phone:no_code») as a phrase for people."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from zhivo.clients import attributes

Words = str | Promise

SUBJECTS: dict[str, Words] = {
    "phone": _("Phone"),
    "email": _("E-mail"),
    "name": _("Name"),
    "company": _("Company"),
    "inn": _("INN"),
    "kpp": _("KPP"),
    "ogrn": _("OGRN"),
    "birthday": _("Birthday"),
    "created_on": _("Day of creation"),
    "next_action_on": _("Day of the next action"),
    "sex": _("Sex"),
    "city": _("City"),
    "time_zone": _("Time zone"),
    "responsible": _("Responsible"),
    "consent": _("Consent"),
    "do_not_contact": _("Do not contact"),
    "kind": _("Person or company"),
}
# Of purchases.
SUBJECTS |= {
    "client": _("Client"),
    "number": _("Purchase number"),
    "at": _("Purchase date"),
    "amount": _("Amount"),
    "currency": _("Currency"),
    "paid": _("Paid"),
    "quantity": _("Quantity"),
    "price": _("Price"),
}
# Of the cleaners themselves, for the report of an import.
CLEANERS: dict[str, Words] = {
    "company": _("Companies"),
    "dates": _("Dates"),
    "email": _("E-mails"),
    "name": _("Names"),
    "phone": _("Phones"),
    "place": _("City and time zone"),
    "sex": _("Sex"),
    "tags": _("Tags"),
    "tax_ids": _("INN, KPP and OGRN"),
    "said": _("Yes and no, person and company"),
}
# Codes that mean the same in every field.
_ANYWHERE: dict[str, Words] = {
    "placeholder": _("a dummy instead of a value"),
    "too_long": _("too long, only the beginning was read"),
    "check_digits": _("the check digits do not match"),
    "zero_restored": _("the lost zero at the beginning was put back"),
    "not_a_date": _("there is no such date"),
    "no_year": _("the year is missing"),
    "year_only": _("only the year is given"),
    "day_month_unclear": _("day and month may be the other way round"),
    "unreadable": _("not a number"),
    "currency": _("in another currency"),
    "unclear": _("thousands or a fraction? it cannot be told"),
    "too_large": _("too large"),
    "invalid": _("it cannot be that"),
    "several": _("several values where one is meant"),
    "unit": _("there is a word beside the number"),
    "not_an_option": _("not in the list of the field"),
    "not_yes_no": _("it is not clear whether it is a yes"),
    "not_a_link": _("not an address of a page"),
}
_IN_FIELD: dict[str, Words] = {
    "phone:invalid": _("not a phone number"),
    "phone:placeholder": _("a dummy: nobody has this number"),
    "phone:no_code": _("the city code is missing"),
    "phone:not_in_register": _("no operator has such numbers"),
    "phone:lost_digits": _("the spreadsheet cut off the last digits"),
    "phone:trailing_text": _("there is text beside the number"),
    "email:invalid": _("not an e-mail address"),
    "email:placeholder": _("a dummy: nobody reads this mail"),
    "email:lookalike": _("Russian letters among Latin ones were replaced"),
    "email:trailing_text": _("there is text beside the address"),
    "email:domain_typo": _("the domain looks misspelt, the address was kept as written"),
    "email:domain_corrected": _("the domain was corrected as you answered"),
    "email:role": _("the address of a department, not of a person"),
    "name:placeholder": _("a dummy instead of a name"),
    "name:remark": _("words that are not the name were left out"),
    "name:digits": _("digits were left out"),
    "name:several": _("several people are named, the first was taken"),
    "name:layout": _("typed in the wrong keyboard layout, corrected"),
    "name:lookalike": _("Latin letters among Russian ones were replaced"),
    "name:swapped": _("last and first name had changed places"),
    "name:order_guessed": _("it is not clear which is the last name"),
    "name:company": _("a company stood in the place of a name"),
    "company:placeholder": _("a dummy instead of a company"),
    "company:form_unknown": _("a legal form that is not known"),
    "kpp:invalid": _("not a KPP"),
    "birthday:out_of_range": _("nobody alive was born on this day"),
    "sex:unknown": _("it is not clear which sex"),
    "responsible:unknown": _("nobody of the team is called so"),
    "consent:unknown": _("it is not clear whether it is a yes"),
    "do_not_contact:unknown": _("it is not clear whether it is a yes"),
    "kind:unknown": _("it is not clear which of the two"),
    "sex:contradicts_name": _("does not fit the name"),
    "city:guessed": _("there are several such cities, the largest was taken"),
    "time_zone:unknown": _("there is no such time zone"),
    "client:nobody": _("nothing says whose it is"),
    "number:incomplete": _("another row of the same purchase could not be read"),
    "number:other_clients": _("its rows name different clients, so it cannot be told whose it is"),
    "number:several_clients": _("its rows name several clients, the first was taken"),
    "at:missing": _("it is missing"),
    "at:future": _("it is still to come"),
    "at:before_1990": _("it is before 1990"),
    "amount:missing": _("it is missing"),
    "amount:rounded": _("rounded to hundredths"),
    "amount:turned": _("the quantity is below zero, so the sum is too"),
    "amount:of_whole": _("the sum of the whole purchase stands in each of its rows; taken once"),
    "currency:unknown": _("there is no such currency; its sums are added to no others"),
    "currency:contradicts": _("the sign beside the sum says another one"),
    "currency:mixed": _("the rows of one purchase are in different ones"),
    "paid:unclear": _("neither a sum nor yes or no"),
}

# By what a dummy is known: the kinds of `zhivo.quality.placeholders`.
KINDS: dict[str, Words] = {
    "nothing": _("words for “nothing” instead of a value"),
    "trial": _("typed to try something out"),
    "alike": _("the same sign over and over"),
    "run": _("a walk along the keyboard"),
    "stammer": _("one piece over and over"),
    "round": _("noughts instead of a number"),
    "mask": _("a mask that nobody filled in"),
    "example": _("an example out of a form"),
    "guest": _("so chats call their guests"),
    "machine": _("made by a program"),
    "word": _("a word instead of a name"),
    "city": _("a city instead of a name"),
    "digits": _("digits instead of a name"),
    "letter": _("a single sign"),
    "nobody": _("so people write when they have no mailbox"),
    "disposable": _("a mailbox for ten minutes"),
    "private": _("who has no firm is described here so"),
    "only_form": _("a legal form without a name"),
    "default": _("a day that programs put in by themselves"),
}
# Said of the value and no doubt: what a person decided, and what is so by nature.
SETTLED = frozenset({"email:domain_corrected", "email:role"})


def words(reason: str) -> tuple[Words, Words]:
    """Return the name of a reason's field and what is wrong with its value; unknown codes stand for themselves."""
    field, code = parted(reason)
    subject = attributes.label_of(field) if field.startswith(attributes.PREFIX) else SUBJECTS.get(field, field)
    return subject, _IN_FIELD.get(reason) or _ANYWHERE.get(code, code)


def parted(reason: str) -> tuple[str, str]:
    """Return the field and the code of a reason; the name of a field of the company's own may have a colon in it."""
    field, _colon, code = reason.rpartition(":")
    return field, code


def kind_words(kind: str) -> Words:
    """Return by what a dummy of this kind is known."""
    return KINDS.get(kind, kind)


def is_known(reason: str) -> bool:
    """Say whether there are words for a reason."""
    field, code = parted(reason)
    is_field = field in SUBJECTS or field.startswith(attributes.PREFIX)
    return is_field and (reason in _IN_FIELD or code in _ANYWHERE)
