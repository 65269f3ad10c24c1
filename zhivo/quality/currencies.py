"""Words for money in a column of text, as ISO 4217 codes; a word that nobody knows stays unknown."""

from __future__ import annotations

import polars as pl

UNKNOWN = "XXX"  # what ISO 4217 has for it: never added to anything
_WORDS_TEXT = """
RUB: ₽ р руб рубль рубли рублей рубля ruble rubles rouble roubles rur 643 810 росруб российскийрубль российскихрублей
USD: $ us$ usd$ доллар доллары долларов долларсша долл долларысша dollar dollars 840
EUR: € евро euro euros 978
GBP: £ фунт фунты фунтов фунтстерлингов pound pounds 826
KZT: ₸ тг тенге тнг tenge 398
BYN: бр белруб белорусскийрубль белорусскихрублей byr 933 974
UAH: ₴ грн гривна гривен гривны гривня 980
UZS: сум сумов узбекскийсум 860
KGS: сом сомов киргизскийсом 417
AMD: ֏ драм драмов 051 51
AZN: ₼ манат манатов 944
GEL: ₾ лари 981
TRY: ₺ лира лир турецкаялира 949
CNY: ¥ юань юани юаней yuan rmb 156
JPY: иена йена иен jpy¥ 392
INR: ₹ рупия рупий 356
ILS: ₪ шекель шекелей 376
"""
_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY
COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR
MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD
SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF
XPF YER ZAR ZMW ZWG
"""


def _words() -> dict[str, str]:
    known = {code.lower(): code for code in _CODES.split()}
    for line in _WORDS_TEXT.strip().splitlines():
        code, _colon, words = line.partition(": ")
        known |= dict.fromkeys(words.split(), code)
    return known


WORDS = _words()


def read(written: pl.Series) -> pl.Series:
    """Return the code of each word, null where nothing is written, UNKNOWN where it is no word of ours."""
    distinct = written.unique()
    plain = distinct.str.to_lowercase().str.replace_all(r"[\s.,()-]+", "")
    code = plain.replace_strict(WORDS, default=UNKNOWN, return_dtype=pl.String)
    told = pl.DataFrame({"written": distinct, "code": code.set(plain == "", None)})
    found = pl.DataFrame({"written": written}).join(
        told, on="written", how="left", maintain_order="left", nulls_equal=True
    )
    return found["code"]
