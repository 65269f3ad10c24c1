"""The demo base: a made-up company's people and lists, loaded by the same door as anybody's."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from zhivo.demo import files, people
from zhivo.intake import batches, jobs
from zhivo.sources.models import Batch
from zhivo.team.models import Firm, Team, User


def load() -> None:
    """Fill an empty base with the demo company: its people and teams, then its lists one after another."""
    firm = Firm.current()
    firm.name, firm.is_demo = people.FIRM, True
    firm.save()
    owner = _hire()
    with TemporaryDirectory() as folder:
        for path in files.write(Path(folder)):
            with path.open("rb") as file:
                batch = batches.receive(file=iter(lambda: file.read(1 << 20), b""), name=path.name, by=owner)
            batches.start(batch=batch, by=owner)
            _work_on(batch)


def _hire() -> User:
    teams = {name: Team.objects.get_or_create(name=name)[0] for name in people.HEADS}
    for one in people.PEOPLE:
        team = teams.get(one.team or "")
        User.objects.create_user(one.email, None, name=one.name, roles=list(one.roles), team=team)
    for name, email in people.HEADS.items():
        Team.objects.filter(name=name).update(head=User.objects.get(email=email))
    return User.objects.filter(roles__contains=["owner"]).order_by("pk")[0]


def _work_on(batch: Batch) -> None:
    ended = jobs.work_on(batch.pk)
    if ended.state != Batch.State.DONE:
        raise RuntimeError(f"the demo list {batch.file_name} was not loaded: {ended.fault}")
