"""What a person sets for himself: name, language, theme, password."""

from __future__ import annotations

from django import forms
from django.contrib.auth import password_validation, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from zhivo.team.models import User
from zhivo.web.access import SIGNED_IN, Request, allow
from zhivo.web.entry import tries
from zhivo.web.pages import page, tell

THEMES = (("auto", _("as the system")), ("light", _("light")), ("dark", _("dark")))


class ProfileForm(forms.Form):
    """Name, language and theme."""

    name = forms.CharField(label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    language = forms.ChoiceField(label=_("Language"), choices=[("ru", "Русский"), ("en", "English")])
    theme = forms.ChoiceField(label=_("Theme"), choices=THEMES, widget=forms.RadioSelect)


class PasswordForm(forms.Form):
    """The old password, if there is one, and the new one."""

    old = forms.CharField(
        label=_("Present password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("New password"),
        max_length=256,
        strip=False,
        help_text=_("10 characters or more; a phrase is easier to remember than signs."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, user: User, data: object = None) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self._user = user
        if not user.has_usable_password():
            del self.fields["old"]

    def clean_new(self) -> str:
        """Refuse a password that is short or among the common ones."""
        password: str = self.cleaned_data["new"]
        password_validation.validate_password(password, self._user)
        return password


@allow(SIGNED_IN)
def profile(request: Request) -> HttpResponse:
    """Show the profile, or save it."""
    user = request.user
    initial = {"name": user.name, "language": user.language, "theme": user.theme}
    form = ProfileForm(request.POST or None, initial=initial)
    if request.method != "POST":
        return page(request, "profile/profile.html", {"form": form})
    if not form.is_valid():
        return page(request, "profile/profile.html", {"form": form}, status=422)
    User.objects.filter(pk=user.pk).update(**form.cleaned_data)
    with override(form.cleaned_data["language"]):
        tell(request, _("Saved."))
    return redirect("profile:profile")


@allow(SIGNED_IN)
def password(request: Request) -> HttpResponse:
    """Show the form of a new password, or set it; other sessions of the person end."""
    user = request.user
    form = PasswordForm(user, request.POST or None)
    if request.method != "POST":
        return page(request, "profile/password.html", {"form": form})
    if form.is_valid() and _is_old_right(request, form):
        user.set_password(form.cleaned_data["new"])
        user.save(update_fields=["password"])
        update_session_auth_hash(request, user)
        tell(request, _("The password is changed. Other browsers are logged out."))
        return redirect("profile:profile")
    return page(request, "profile/password.html", {"form": form}, status=422)


def _is_old_right(request: Request, form: PasswordForm) -> bool:
    if "old" not in form.fields:
        return True
    keys = tries.keys_of(request, email=request.user.email)
    if not tries.take(keys):
        form.add_error("old", _("Too many tries. Wait 15 minutes."))
    elif request.user.check_password(form.cleaned_data["old"]):
        tries.forgive(keys)
        return True
    else:
        form.add_error("old", _("This is not the present password."))
    return False
