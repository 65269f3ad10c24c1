"""The counts of portraits at hand: exact on a small base; on a large one as of its last reading, never waited for."""

from __future__ import annotations

from zhivo.clients import tally
from zhivo.quality.models import Reading
from zhivo.quality.portrait.rates import Counts, Portraits, count, fields_of

KEY = "portrait"  # of Reading.counts
_kept: tuple[object, Counts] | None = None


def known(portraits: Portraits) -> Counts:
    """Return counts that fit the portraits: of the present base, or of a large one as it was last read.

    Where the portrait has asked for something new since that reading, it is counted here, once.
    """
    global _kept
    now = tally.version()
    of = now if now.is_small else Reading.objects.order_by("-on").values_list("pk", "at").first()
    if _kept is not None and _kept[0] == of and _kept[1].fits(portraits):
        return _kept[1]
    read = None if now.is_small else _read()
    counts = read if read is not None and read.fits(portraits) else count(fields_of(portraits))
    _kept = of, counts
    return counts


def _read() -> Counts | None:
    said = Reading.objects.order_by("-on").values_list(f"counts__{KEY}", flat=True).first()
    return Counts.from_json(said) if said else None
