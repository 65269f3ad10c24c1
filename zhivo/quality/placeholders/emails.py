"""E-mail addresses that nobody reads, and those that are a department's and not a person's."""

from __future__ import annotations

import polars as pl
from disposable_email_domains import blocklist

from zhivo.quality import mail_domains
from zhivo.quality.placeholders import digits, keys
from zhivo.quality.placeholders.gate import among
from zhivo.quality.placeholders.keys import RUN, SINGLE
from zhivo.quality.placeholders.nothing import NO_VALUE, TRIAL, words
from zhivo.quality.placeholders.texts import NOTHING, TRIED

NOBODY, EXAMPLE, DISPOSABLE, MACHINE = "nobody", "example", "disposable", "machine"
# Written without the signs . _ - between, as all names of mailboxes below. At a free service nobody has these; at a
# firm's own domain mail@ and client@ are real boxes.
_NOBODY_FREE = words(
    "no net nety nett niet mail email imail gmail klient client pokupatel zakazchik customer customers user users "
    "guest gost name imya familia familiya fio aaa bbb xxx abc abcd abcde abv none null noname nobody unknown "
    "example sample fake default info admin administrator support help webmaster postmaster abuse root neznayu "
    "nezna netu nemail netmaila anonim anonym anonymous anon nikto pusto empty neizvestno neizvestniy otsutstvuet "
    "nenado nehochu nikak zzz qq ww www mailru yandex yandexru gmailcom kakoyto something someone somebody any "
    "anyone mymail myemail 12 yourmail youremail yourname login username pochta moyapochta adres address post "
    "company firma"
)
# A number behind them makes them no less a dummy.
_NOBODY_NUMBERED = words(
    "no net otkaz mailmail netu neta klient client pokupatel zakazchik customer user guest gost none nomail noemail "
    "email unknown anonim fake nobody noname"
)
_NOBODY_ANYWHERE = words(
    "noemail bezpochty nomail noimail nomails netpochty netpochti netpochta netemail netmail netmaila netumaila "
    "netimeila bezpochty bezpochti bezemail bezmaila bezmail pochtynet pochtinet emailnet mailnet noname fake none "
    "null undefined unknown nobody notemail notmail noaddress noadress nosuchmail dontknow donthave donthaveemail "
    "neukazan neukazana neukazano neukazal nezapolneno nodata noinfo nope blank fakemail fakeemail"
)
_MACHINES = words("noreply donotreply dontreply nereply mailerdaemon noanswer neotvechat neotvechayte")
_EXAMPLES = words("example vasyapupkin johndoe janedoe yournamehere")
_EXAMPLE_DOMAINS = words(
    "example.com example.org example.net example.ru example.edu primer.ru domain.ru domain.com domen.ru "
    "yourdomain.ru yourdomain.com mydomain.ru mydomain.com yoursite.com"
)
_DUMMY_DOMAINS = words(
    "test.ru test.com test.test test.net test.org testmail.ru no.ru no.no no.com net.net net.ru net.com none.ru "
    "none.com none.none null.ru null.com 1.ru 1.com 2.ru 12.ru 11.ru a.ru a.com a.aa aa.ru aa.aa aaa.ru aaa.aa "
    "aaa.aaa aaa.com 111.ru 123.ru 123.com 1234.ru mail.mail noemail.com noemail.ru nomail.ru nomail.com "
    "nomail.nomail no-mail.ru no-email.ru no-email.com net-pochty.ru qwe.ru qwe.com qwe.qwe asd.ru asd.com asd.asd "
    "zxc.ru qwerty.ru xxx.ru xxx.xx xx.xx email.email mail.no net.no localhost.ru localhost.localdomain fake.com "
    "fake.ru unknown.ru unknown.com noname.ru noname.com undefined.ru undefined.com notmail.ru"
)
_TRIALS = words(
    "test testing tester testuser testmail testemail testtest testtesttest mytest testov1 testtestov testoviy "
    "testovy testclient testklient testaccount proverka demo proverkasvyazi"
)
_ROLES = words(
    "info inform office ofis ofice offise sale sales sails prodazha prodazhi prodaja prodazh zakaz zakazy zakazi "
    "order orders shop shopping magazin market store opt optom roznica buh buhgalter buhgalteria buhgalteriya bux "
    "glavbuh account accounting accountant finance fin hr kadry kadri ok personal job jobs rabota vacancy career cv "
    "support help helpdesk service servis admin administrator webmaster postmaster hostmaster abuse reception "
    "resepshn priem priemnaya priyomnaya sekretar secretar secretary kanc kancelyaria snab snabzhenie supply zakup "
    "zakupki zakupka purchase tender tenders tendery torgi marketing reklama adv pr press smi media contact "
    "contacts kontakt post pochta mail email e-mail feedback hello hi welcome team client clients client-service "
    "klient dostavka delivery logist logistic logistics logistika sklad warehouse booking bron reservation hotel "
    "dispatcher dispetcher disp dealer dealers partner partners manager managers menedzher commerce commercial "
    "kommercheskiy export import factory zavod salon studio company firma main general common team otdel lab "
    "project projects proekt b2b"
)
# Before a dot or a dash they say so too: sales.spb@, zakaz-romashka@.
_ROLE_BEGINS = (
    "info|office|sales?|zakaz|zakazy|orders?|buh|hr|support|snab|tender|reklama|opt|shop|otdel|sklad|dostavka"
)
_TINY = 3  # signs of a mailbox at a domain of one sign
# So long a walk along the keyboard is one at a firm's domain too.
_LONG_RUNS = sorted(words("qwerty asdf asdfg asdfgh zxcvb qwertyuiop йцукен фывап фыва qweasdzxc 1q2w3e4r qwerty123"))
_INITIALS = 3  # letters
_PLAIN_RUNS = words("qwe asd zxc qaz wsx йцу фыв ячс")
# A service that people have for years is no dummy, whatever a list says.
_DISPOSABLE = sorted(blocklist - set(mail_domains.KNOWN))


def halves(addresses: pl.Series) -> pl.DataFrame:
    """Cut addresses, or what is left of them («1@1», «@mail.ru»), for `kinds` and `is_role`."""
    half = pl.col("address").str.split_exact("@", 1)
    frame = pl.DataFrame({"address": addresses}).select(
        local=half.struct.field("field_0"), domain=half.struct.field("field_1").fill_null("")
    )
    return frame.with_columns(
        bare=pl.col("local").str.replace_all(r"[^\p{L}\p{N}]", ""),
        name=pl.col("domain").str.extract(r"^([^.]*)"),
        free=pl.col("domain").is_in(["", *mail_domains.KNOWN]),
    )


def kinds(halves: pl.DataFrame) -> pl.Series:
    """Return why nobody reads mail sent there (a kind of `zhivo.quality.reasons`), null where somebody may."""
    frame = halves.with_columns(by_keys=_keys(halves["bare"]), disposable=_is_disposable(halves["domain"]))
    local, bare, domain = pl.col("local"), pl.col("bare"), pl.col("domain")
    is_russian_nothing = bare.str.contains("[а-я]") & bare.is_in(list(NO_VALUE))
    numbered = bare.str.replace(r"\d{1,4}$", "")
    is_any_domain = pl.lit(_names_by_keys(frame)) | bare.is_in(_LONG_RUNS)
    return frame.select(
        pl.when(local.is_null())
        .then(None)
        .when((bare == "") | is_russian_nothing)
        .then(pl.lit(NOTHING))
        .when(numbered.is_in(list(_TRIALS)) | bare.is_in(list(TRIAL)))
        .then(pl.lit(TRIED))
        .when(bare.is_in(list(_MACHINES)))
        .then(pl.lit(MACHINE))
        .when(domain.is_in(list(_EXAMPLE_DOMAINS)) | bare.is_in(list(_EXAMPLES)))
        .then(pl.lit(EXAMPLE))
        .when(_is_nobody(bare, numbered))
        .then(pl.lit(NOBODY))
        .when(pl.col("free") & bare.str.contains(r"^\p{L}$"))
        .then(pl.lit(SINGLE))
        .when(pl.col("by_keys").is_not_null() & (pl.col("free") | is_any_domain))
        .then("by_keys")
        .when("disposable")
        .then(pl.lit(DISPOSABLE))
    ).to_series()


def _is_nobody(bare: pl.Expr, numbered: pl.Expr) -> pl.Expr:
    name, domain = pl.col("name"), pl.col("domain")
    is_dummy_name = name.is_in(list(_NOBODY_FREE | _NOBODY_ANYWHERE | TRIAL))
    is_tiny = domain.str.contains(r"^[^.]\.[^.]+$") & (bare.str.len_chars() <= _TINY)
    is_same = ((bare == name) | (numbered == name)) & ((name.str.len_chars() <= 2) | pl.col("free") | is_dummy_name)
    at_free = bare.is_in(list(_NOBODY_FREE)) | numbered.is_in(list(_NOBODY_NUMBERED))
    return (
        numbered.is_in(list(_NOBODY_ANYWHERE))
        | domain.is_in(list(_DUMMY_DOMAINS))
        | is_same
        | is_tiny
        | (pl.col("free") & at_free)
    )


def is_role(halves: pl.DataFrame) -> pl.Series:
    """Say which addresses are of a department or a post, so that several people read them."""
    named = ~pl.col("free") & pl.col("bare").str.replace(r"[0-9]{1,3}$", "").is_in(list(_ROLES))
    begins = pl.col("local").str.contains(rf"^(?:{_ROLE_BEGINS})\d{{0,2}}[._-]")
    return halves.select((named | begins).fill_null(value=False)).to_series()


def _names_by_keys(frame: pl.DataFrame) -> pl.Series:
    """Where the domain comes from keys pressed at random, asked only of mailboxes that do."""
    names = frame["name"].set(frame["by_keys"].is_null(), "")
    distinct = names.filter(names != "").unique()
    return names.is_in(distinct.filter(_keys(distinct).is_not_null()).implode())


def _is_disposable(domains: pl.Series) -> pl.Series:
    distinct = domains.unique()
    found = distinct.filter(distinct.is_in(_DISPOSABLE) | distinct.str.replace(r"^[^.]*\.", "").is_in(_DISPOSABLE))
    # Misspelt names of mail services are in such lists too; behind one stands a person who slipped.
    return domains.is_in([domain for domain in found if not mail_domains.meant(domain)])


def _keys(names: pl.Series) -> pl.Series:
    """What keys pressed at random made: letters, digits, or both one behind the other («qwe123»)."""
    return among(names.fill_null("").alias("name").to_frame(), may_be=keys.may_be(names), judge=_by_keys)


def _by_keys(names: pl.DataFrame) -> pl.Series:
    parts = names.select(
        whole="name",
        number=pl.coalesce(pl.col("name").str.extract(rf"^{end}") for end in (r"(\d+)", r"\D*(\d+)$")),
        letters=pl.col("name").str.extract(r"^\d*(\D+)\d*$").fill_null(""),
    )
    parts = parts.with_columns(by_whole=keys.kinds(parts["whole"]), by_letters=keys.kinds(parts["letters"]))
    long, number = pl.col("letters").str.len_chars(), pl.col("number")
    # Three letters may be initials, a number behind them a year or a region.
    may_be_initials = (long <= _INITIALS) & ~pl.col("letters").is_in(list(_PLAIN_RUNS))
    is_number_of_none = (number.str.len_chars() <= 3) | digits.kind(number).is_not_null()
    is_heap = pl.col("letters").str.contains("^[sdfghjkl]{5,}$")
    return parts.select(
        pl.when(long == 0)
        .then(pl.coalesce("by_whole", digits.kind(pl.col("whole"))))
        .when(may_be_initials)
        .then(pl.when(pl.col("by_whole") == keys.ALIKE).then("by_whole"))
        .when(number.is_null() | is_number_of_none)
        .then(pl.coalesce("by_whole", "by_letters", pl.when(is_heap).then(pl.lit(RUN))))
        .otherwise("by_whole")
    ).to_series()
