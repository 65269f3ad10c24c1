"""Values that stand in comments only: proposed with the words they were found in, for a person to accept."""

from zhivo.quality.recover.finds import FINDS, finds

__all__ = ["FINDS", "finds"]
