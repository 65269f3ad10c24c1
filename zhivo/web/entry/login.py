"""Logging in: by e-mail and password, or by a link that works once."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate, login
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from zhivo.team import login_links
from zhivo.team.models import User
from zhivo.web.access import public
from zhivo.web.entry import tries
from zhivo.web.pages import page

BACKEND = "django.contrib.auth.backends.ModelBackend"


class LoginForm(forms.Form):
    """E-mail and password."""

    email = forms.EmailField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=256,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


@public
@never_cache
def entry(request: HttpRequest) -> HttpResponse:
    """Show the log-in form, or log in."""
    if request.user.is_authenticated:
        return redirect(_next(request))
    form = LoginForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return page(
            request, "entry/login.html", {"form": form, "next": _next(request)}, status=422 if form.errors else 200
        )
    keys = tries.keys_of(request, email=form.cleaned_data["email"])
    if not tries.take(keys):
        form.add_error(None, _("Too many tries. Wait 15 minutes, or ask for a log-in link."))
        return page(request, "entry/login.html", {"form": form, "next": _next(request)}, status=429)
    user = authenticate(request, username=form.cleaned_data["email"].lower(), password=form.cleaned_data["password"])
    if user is None:
        form.add_error(None, _("The e-mail or the password is wrong."))
        return page(request, "entry/login.html", {"form": form, "next": _next(request)}, status=422)
    tries.forgive(keys)
    login(request, user)
    return redirect(_next(request))


@public
@never_cache
def link(request: HttpRequest, token: str) -> HttpResponse:
    """Show whom the link is for; the button uses it up (a mail scanner that only looks does not)."""
    try:
        if request.method != "POST":
            return page(request, "entry/link.html", {"person": login_links.read(token)})
        with transaction.atomic():
            user: User = login_links.use(token)
            login(request, user, backend=BACKEND)
    except login_links.BadLink:
        return page(request, "entry/bad_link.html", status=410)
    return redirect("home:home" if user.has_usable_password() else "profile:password")


def _next(request: HttpRequest) -> str:
    """Return where to go after, if it is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    is_ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else "/"
