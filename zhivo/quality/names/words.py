"""Words that stand in a name column and are no name: forms of address, posts, kin, remarks, animals of chat guests."""

from __future__ import annotations

REMARKS = frozenset(
    "г-н г-жа гн гжа господин госпожа тов товарищ мистер миссис мисс mr mrs ms miss dr prof sir проф доктор "
    "директор директора дир ген генеральный исполнительный коммерческий технический финансовый главный гл старший "
    "ведущий зам заместитель нач начальник менеджер мен менеджера бухгалтер бух гл.бух главбух инженер снабженец "
    "снабжение секретарь секретариат специалист спец руководитель рук отдел отдела продаж закупок закупки закупщик "
    "продажи логист логистика логистики водитель врач мастер прораб юрист администратор оператор консультант продавец "
    "собственник владелец учредитель основатель партнёр партнер агент дизайнер архитектор кладовщик приёмная приемная "
    "manager director ceo cfo cto owner sales buyer accountant head chief "
    "мама папа сын дочь жена муж брат сестра бабушка дедушка тётя тетя дядя подруга друг знакомый знакомая сосед "
    "соседка от для из по с со у на к авито avito whatsapp ватсап вацап viber вайбер telegram телеграм тг тел моб "
    "сот раб дом циан cian юла яндекс yandex google instagram инстаграм vk вк сайт сайта звонок заявка "
    "вип vip новый новая старый старая постоянный постоянная опт оптовик розница розничный клиент клиентка клиента "
    "покупатель покупательница заказчик заказчица контакт лид абонент пользователь гость посетитель посетительница "
    "физлицо физ лицо частное частник частный житель подписчик участник участница ученик пациент пациентка "
    "арендатор поставщик соискатель кандидат client customer user guest visitor buyer contact lead subscriber person "
    "jr sr мл ст младший старшая".split()
)
# «Анонимная Панда», «Зелёный Барсук»: chats give such names to guests.
ANIMALS = frozenset(
    "панда барсук енот тигр лев слон жираф зебра кенгуру коала ленивец бегемот носорог крокодил аллигатор черепаха "
    "ящерица игуана хамелеон дракон пингвин дельфин кит акула осьминог кальмар морж тюлень выдра бобр бобёр белка "
    "бурундук суслик хомяк мышь крыса кролик заяц лиса лисица волк медведь рысь пума ягуар леопард гепард пантера "
    "кот кошка котёнок котенок собака щенок лошадь пони осёл осел верблюд лама альпака олень лось кабан свинья овца "
    "баран коза козёл козел корова бык буйвол бизон обезьяна горилла шимпанзе лемур ёж еж ёжик ежик крот летучая "
    "сова филин орёл орел сокол ястреб ворон ворона воробей голубь попугай страус павлин фламинго аист цапля утка "
    "гусь лебедь курица петух индюк чайка дятел синица снегирь колибри бабочка пчела муравей стрекоза кузнечик "
    "panda badger raccoon tiger lion elephant giraffe zebra kangaroo koala sloth hippo rhino crocodile turtle dragon "
    "penguin dolphin whale shark octopus otter beaver squirrel hamster rabbit hare fox wolf bear lynx jaguar leopard "
    "cheetah cat dog horse camel llama alpaca deer moose goat monkey gorilla lemur hedgehog owl eagle falcon parrot "
    "ostrich flamingo swan duck goose".split()
)
QUALITIES = frozenset(
    "анонимный анонимная зелёный зеленый зелёная зеленая красный красная синий синяя жёлтый желтый жёлтая желтая "
    "белый белая чёрный черный чёрная черная серый серая розовый розовая фиолетовый фиолетовая оранжевый оранжевая "
    "голубой голубая золотой золотая серебряный весёлый веселый весёлая веселая хитрый хитрая умный умная добрый "
    "добрая смелый смелая быстрый быстрая ленивый ленивая сонный сонная храбрый храбрая мудрый мудрая милый милая "
    "пушистый пушистая дикий дикая летающий морской морская полярный полярная anonymous green red blue yellow white "
    "black grey gray pink purple orange happy lazy brave clever funny silent wild".split()
)
# A cell with one of these and no first name is a firm or an office, not a person.
COMPANY = frozenset(
    "компания фирма магазин салон завод фабрика комбинат школа гимназия лицей колледж институт университет академия "
    "клиника больница поликлиника стоматология аптека гостиница отель ресторан кафе бар студия агентство центр банк "
    "фонд администрация управление департамент министерство ассоциация союз холдинг корпорация группа групп "
    "типография редакция издательство склад база рынок ателье мастерская автосервис автосалон автоцентр сервис "
    "детсад садик библиотека музей театр снт тсж гск жск кооператив колхоз совхоз ферма турфирма турагентство "
    "company group studio agency store shop center centre hotel restaurant clinic school university bank fund "
    "holding corporation services solutions systems".split()
)
PARTICLES = frozenset("van von de der den del della di da du la le el al bin ibn фон ван дер де аль эль ибн бен тер".split())
PATRONYMIC_ENDS = frozenset("оглы оглу кызы кызи кизи гызы улы угли углы қызы ұлы ўғли ogly oglu ogli o'g'li og'li kyzy kizi qizi gyzy uly".split())
# Two Latin letters for one Russian: «Ya.K.» is Я. К.
DIGRAPHS = frozenset("ya yu yo ye zh kh ch sh ts shch sch ia iu io ie ja ju je дж".split())
JOINING = frozenset("и and &".split())
