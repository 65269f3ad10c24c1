"""The counts of portraits at hand: exact on a small base, and never waited for by a page of a large one."""

from __future__ import annotations

from zhivo.clients import tally
from zhivo.quality.models import Reading
from zhivo.quality.portrait.rates import Counts, Portraits, count, fields_of

KEY = "portrait"  # of Reading.counts
_kept: tuple[tally.Version, Counts] | None = None


def known(portraits: Portraits) -> Counts:
    """Return counts that fit the portraits: of the present base, or of a large one as it was last counted."""
    global _kept
    now = tally.version()
    if _kept is not None and _kept[0] == now and _kept[1].fits(portraits):
        return _kept[1]
    older = None if now.is_small else _older(portraits)
    if older is not None:
        return older
    counts = count(fields_of(portraits))
    _kept = now, counts
    return counts


def _older(portraits: Portraits) -> Counts | None:
    if _kept is not None and _kept[1].fits(portraits):
        return _kept[1]
    said = Reading.objects.filter(counts__has_key=KEY).order_by("-on").values_list(f"counts__{KEY}", flat=True).first()
    counts = Counts.from_json(said) if said else None
    return counts if counts and counts.fits(portraits) else None
