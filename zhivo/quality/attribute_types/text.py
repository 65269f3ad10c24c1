"""Words in one line or in many: stored as they are written."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext_lazy as _

from zhivo.quality.attribute_types import AttributeType, How, judged, types


def read(texts: pl.Series, how: How) -> pl.DataFrame:
    """Every text is one."""
    return judged(texts, fault="unreadable")


types.add(AttributeType(key="text", label=_("Text"), read=read, is_tidied=False))
types.add(AttributeType(key="long_text", label=_("Text in many lines"), read=read, control="text", is_tidied=False))
