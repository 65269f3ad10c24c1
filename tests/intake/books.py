"""Workbooks of several sheets, for tests of what becomes of them."""

from __future__ import annotations

from io import BytesIO

import xlsxwriter

Rows = list[list[str]]
PEOPLE: Rows = [["ФИО", "Телефон"], ["Иванов Иван", "8 916 123-45-67"], ["Юдина Ольга", "8 903 555-77-88"]]
FIRMS: Rows = [["Организация", "ИНН"], ["ООО «Ромашка»", "7707083893"]]
PRICES: Rows = [["Цвет", "Цена"], ["красный", "120,50"], ["синий", "99,90"]]


def workbook(*, hidden: tuple[str, ...] = (), **sheets: Rows) -> bytes:
    """Return an xlsx file with these sheets."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if name in hidden:
            sheet.hide()
    book.close()
    return out.getvalue()
