"""Words that stand in a name column and are no name: forms of address, posts, kin, remarks, animals of chat guests."""

from __future__ import annotations

from zhivo.quality.placeholders import words

REMARKS = words(
    "звонил звонила звонить звонит звони перезвонить перезвоните перезвони перезвон обратный отвечает отвечают "
    "вчера сегодня завтра мне диалог переписка бухгалтерия бухгалтерии кадров кадры хозяин хозяйка курьер архивный "
    "архивная г-н г-жа гн гжа господин госпожа тов товарищ мистер миссис мисс mr mrs ms miss dr prof sir проф "
    "доктор директор директора дир ген генеральный исполнительный коммерческий технический финансовый главный гл "
    "старший ведущий зам заместитель нач начальник менеджер мен менеджера бухгалтер бух гл.бух главбух инженер "
    "снабженец снабжение секретарь секретариат специалист спец руководитель рук отдел отдела продаж закупок закупки "
    "закупщик продажи логист логистика логистики водитель врач мастер прораб юрист админ администратор оператор "
    "консультант продавец собственник владелец учредитель основатель партнёр партнер агент дизайнер архитектор "
    "кладовщик приёмная приемная manager director ceo cfo cto owner sales buyer accountant head chief admin "
    "administrator support мама папа сын дочь жена муж брат сестра бабушка дедушка тётя тетя дядя подруга друг "
    "знакомый знакомая сосед соседка человек мужчина женщина девушка парень мужик дама отец мать родитель какой-то "
    "какая-то незнакомец незнакомка тётенька тетенька дяденька незарегистрированный физическое физическая "
    "маркетплейс маркетплейса авито avito whatsapp whats app wa ватсап вацап вотсап вотсапп viber вайбер telegram "
    "телеграм телеграмм тг tg тел моб сот раб дом циан cian юла youla яндекс yandex google гугл instagram инстаграм "
    "инстаграмм инста insta vk вк вконтакте vkontakte facebook фейсбук одноклассники озон ozon wildberries "
    "вайлдберриз jivo jivosite jivochat bitrix битрикс amocrm crm сайт сайта сайте site чат чата chat бот bot "
    "виджет widget форма формы форме form звонок звонка звонки call входящий входящая исходящий исходящая "
    "пропущенный пропущенная неотвеченный заявка заявки заказ заказа order обращение запрос заказать доставка "
    "консультация сделка deal реклама спам spam ошибка ошибочный ошиблись дубль дубликат удалить удалён удален "
    "удалена удалённый удаленный deleted archived архив пример образец example sample default вип vip постоянный "
    "постоянная опт оптовик розница розничный клиент клиентка клиента клиенты покупатель покупательница заказчик "
    "заказчица контакт контакты лид лиды абонент физлицо физ лицо частное частник частный житель подписчик "
    "подписчица участник участница ученик ученица студент пациент пациентка контрагент должник арендатор поставщик "
    "соискатель кандидат client customer buyer contact lead subscriber person member individual аккаунт профиль "
    "account profile id login ник номер jr sr мл ст младший старшая"
)
SHORT_PREPOSITIONS = words("с у к в о")
PREPOSITIONS = words("от для из по с со у на к про")
# What is said of a client and is a surname too: beside a first name and with a capital it is the surname.
SURNAMES_TOO = words("новый новая старый старая неизвестный неизвестная со на по ни")
# «Тестов Николай» is somebody; «Тестов» alone or beside a trial is one more trial.
TRIAL_SURNAMES = words("тестов тестова testov testova tester тестер")
# How chats and shops call somebody of whom they know nothing; with a name behind it, the name.
GUESTS = words(
    "гостевой гостевая неопознанный неопознанная аноним анонимный анонимная анонимное анонимные anonymous anonym "
    "anon гость гостья гости guest guests посетитель посетительница visitor visitors пользователь пользовательница "
    "юзер user users"
)
# «Анонимная Панда», «Зелёный Барсук»: chats give such names to guests. Nobody is called so, neither here
ANIMALS = words(
    "панда енот тигр слон слонёнок слоненок жираф зебра кенгуру коала ленивец бегемот носорог крокодил аллигатор "
    "черепаха ящерица игуана хамелеон дракон пингвин дельфин акула осьминог кальмар морж тюлень выдра бурундук "
    "суслик мышь мышка мышонок кролик лисица лисичка лисёнок лисенок пума ягуар леопард гепард пантера кошка "
    "котёнок котенок котик собака собачка щенок щеночек лошадь лошадка пони осёл осел ослик верблюд лама альпака "
    "олень оленёнок лось лосёнок овца овечка бизон обезьяна обезьянка мартышка горилла шимпанзе лемур ёжик ежик "
    "сова филин попугай страус фламинго аист цапля утка утёнок утенок курица цыплёнок цыпленок индюк чайка синица "
    "колибри бабочка пчела пчёлка пчелка муравей стрекоза кузнечик капибара росомаха сурикат мангуст опоссум хорёк "
    "хорек ехидна утконос тапир панголин броненосец шиншилла дикобраз скунс койот гиена шакал антилопа газель "
    "импала ламантин нарвал кашалот косатка краб креветка медуза устрица улитка гусеница светлячок паук скорпион "
    "лягушка жаба тритон саламандра аксолотль варан питон кобра удав единорог феникс грифон пегас тукан какаду "
    "пеликан альбатрос кондор павиан орангутан гиббон лори мамонт динозавр тираннозавр медвежонок зайчик зайка "
    "тигрёнок тигренок львёнок львенок волчонок бельчонок белочка хомячок пингвинёнок воробушек raccoon giraffe "
    "zebra kangaroo koala sloth hippo hippopotamus rhino rhinoceros crocodile alligator tortoise penguin "
    "dolphin shark octopus squid chipmunk hamster bunny cheetah "
    "jaguar kitten puppy pony donkey camel llama alpaca deer moose goat monkey gorilla chimp chimpanzee lemur "
    "hedgehog ostrich flamingo capybara wombat platypus narwhal walrus manatee meerkat mongoose opossum possum "
    "ferret skunk hyena jackal antelope gazelle impala armadillo anteater aardvark axolotl lobster crab "
    "shrimp jellyfish snail caterpillar firefly scorpion frog toad iguana gecko chameleon python cobra unicorn "
    "pegasus toucan cockatoo pelican albatross orangutan loris mammoth dinosaur liger quokka dingo "
    "ibex ifrit kraken jackalope nyan chupacabra wolverine blobfish porcupine lizard hummingbird "
    "dragonfly ladybug bumblebee panda elephant squirrels"
)
# nor there, unless a quality stands beside it: these are surnames as well.
SURNAME_ANIMALS = words(
    "otter badger rabbit turtle parrot tiger griffin gibbon whale panther leopard buffalo coyote squirrel барсук "
    "кит бобр бобёр бобер белка хомяк крыса заяц лиса лис волк медведь рысь кот лебедь сокол орёл орел ястреб ворон "
    "ворона воробей голубь павлин гусь петух дятел снегирь соловей журавль баран козёл козел коза корова бык буйвол "
    "кабан свинья ёж еж крот жук комар карась щука рак лев fox wolf bear lion lynx beaver hare cat dog horse swan "
    "duck goose crane owl eagle falcon hawk raven crow robin bull seal mole drake finch dove dragon mouse bat bee"
)
QUALITIES = words(
    "зелёный зеленый зелёная зеленая красный красная синий синяя жёлтый желтый жёлтая желтая белый белая чёрный "
    "черный чёрная черная серый серая розовый розовая фиолетовый фиолетовая оранжевый оранжевая голубой голубая "
    "золотой золотая серебряный серебряная лиловый лиловая бирюзовый бирюзовая малиновый малиновая изумрудный "
    "изумрудная лазурный лазурная коричневый коричневая рыжий рыжая полосатый полосатая пятнистый пятнистая весёлый "
    "веселый весёлая веселая хитрый хитрая умный умная добрый добрая смелый смелая быстрый быстрая ленивый ленивая "
    "сонный сонная храбрый храбрая мудрый мудрая милый милая пушистый пушистая дикий дикая летающий морской морская "
    "полярный полярная загадочный загадочная таинственный таинственная грустный грустная задумчивый задумчивая "
    "любопытный любопытная счастливый счастливая отважный отважная green red blue yellow white black grey gray pink "
    "purple orange brown golden silver violet crimson happy lazy brave clever funny silent wild sleepy sneaky "
    "fluffy fuzzy furry tiny little big giant mighty swift quick quiet gentle curious jolly merry proud wise angry "
    "grumpy cheerful friendly mysterious secret dancing flying jumping lucky shiny"
)
# Alone in a cell they are where the client lives; cities that are names or surnames as well do not stand here.
CITIES = words(
    "москва мск moscow moskva санкт-петербург с-петербург спб петербург spb екатеринбург екб ебург новосибирск нск "
    "казань kazan челябинск омск уфа ufa красноярск пермь воронеж волгоград краснодар krasnodar тюмень ижевск "
    "барнаул иркутск ульяновск хабаровск ярославль владивосток махачкала томск оренбург кемерово новокузнецк рязань "
    "астрахань пенза липецк чебоксары калининград курск ставрополь сочи белгород сургут вологда чита смоленск "
    "саранск якутск череповец владикавказ мурманск кострома новороссийск стерлитамак таганрог сыктывкар "
    "нижневартовск йошкар-ола архангельск тольятти тверь магнитогорск братск ангарск подольск химки мытищи люберцы "
    "балашиха электросталь коломна одинцово красногорск зеленоград севастополь симферополь ялта анапа геленджик "
    "минск астана алматы ташкент"
)
# A cell with one of these and no first name is a firm or an office, not a person.
COMPANY = words(
    "компания фирма магазин салон завод фабрика комбинат школа гимназия лицей колледж институт университет академия "
    "клиника больница поликлиника стоматология аптека гостиница отель ресторан кафе бар студия агентство центр банк "
    "фонд администрация управление департамент министерство ассоциация союз холдинг корпорация группа групп "
    "типография редакция издательство склад база рынок ателье мастерская автосервис автосалон автоцентр сервис "
    "детсад садик библиотека музей театр снт тсж гск жск кооператив колхоз совхоз ферма турфирма турагентство "
    "company group studio agency store shop center centre hotel restaurant clinic school university bank fund "
    "holding corporation services solutions systems"
)
PARTICLES = words("van von de der den del della di da du la le el al bin ibn фон ван дер де аль эль ибн бен тер")
PATRONYMIC_ENDS = words(
    "оглы оглу кызы кызи кизи гызы улы угли углы қызы ұлы ўғли ogly oglu ogli o'g'li og'li kyzy kizi qizi gyzy uly"
)
# Two Latin letters for one Russian: «Ya.K.» is Я. К.
DIGRAPHS = words("ya yu yo ye zh kh ch sh ts shch sch ia iu io ie ja ju je дж")
JOINING = words("и and &")
