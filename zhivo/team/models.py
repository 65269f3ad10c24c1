"""Users, teams and the firm that runs this installation."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from zhivo.team.permissions import ROLES, SEE_ALL, SEE_TEAM, permissions_of


class Firm(models.Model):
    """The company whose base this is; one row."""

    name = models.TextField()
    time_zone = models.TextField(default="Europe/Moscow")
    currency = models.TextField(default="RUB")
    is_demo = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(pk=1), name="one_firm")
        ]

    def __str__(self) -> str:
        return self.name

    @classmethod
    def current(cls) -> Firm:
        """Return the firm of this installation, made with defaults when it is not there yet."""
        firm, _made = cls.objects.get_or_create(pk=1, defaults={"name": "Живо"})
        return firm


class Team(models.Model):
    """A group of managers with a head."""

    name = models.TextField(unique=True)
    head = models.ForeignKey("User", null=True, blank=True, on_delete=models.SET_NULL, related_name="heads")

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users; the e-mail is the log-in name, in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create and return a user with a hashed password (none: only log-in links work)."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who logs in."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.TextField(_("name"))
    roles = ArrayField(models.TextField(), default=list, verbose_name=_("roles"))
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.SET_NULL, related_name="members")
    is_active = models.BooleanField(default=True)
    language = models.TextField(default="ru")
    theme = models.TextField(default="auto")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(Lower("email"), name="email_whatever_the_case")
        ]

    def __str__(self) -> str:
        return self.name

    def can(self, permission: str) -> bool:
        """Say whether any of the user's roles gives the permission."""
        return self.is_active and permission in permissions_of(self.roles)

    def sees_clients_of(self) -> list[int] | None:
        """Return the ids of the people whose clients this user sees (with the unassigned), None for everybody's.

        An empty list means no client at all, the unassigned ones neither.
        """
        if not self.can("clients.view"):
            return []
        if self.can(SEE_ALL):
            return None
        return sorted({self.pk} | (self._team_mates if self.can(SEE_TEAM) else set()))

    @cached_property
    def _team_mates(self) -> set[int]:
        # A page asks several times; every request reads its user anew, and so a changed team is seen by the next one.
        teams = Team.objects.filter(models.Q(head=self) | models.Q(members=self))
        return set(User.objects.filter(team__in=teams).values_list("pk", flat=True))

    @property
    def initials(self) -> str:
        """The two letters of the round mark."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    @property
    def role_labels(self) -> list[str]:
        """The labels of the user's roles in the order of the catalogue."""
        return [str(role.label) for key, role in ROLES.items() if key in self.roles]
