"""The state's numbering register of Russian phones: operator, region and time zone of a number.

`mobile_ranges.parquet` holds the DEF-9xx part of the register («Выписка из реестра российской системы и плана
нумерации», open data of Минцифры России, opendata.digital.gov.ru) as it stood in April 2026, made by
`bench/make_numbering.py`: neighbouring ranges of one operator and region are joined, brands stand for operators.
"""

from zhivo.quality.numbering.register import Numbering, dated, describe, is_assigned, look_up

__all__ = ["Numbering", "dated", "describe", "is_assigned", "look_up"]
