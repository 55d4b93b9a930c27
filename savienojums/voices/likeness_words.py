"""Small words of three languages, as far as they decide whether two sentences say the same."""

from __future__ import annotations

# They stand in every sentence; words of need are among them, for nearly every statement says that something is needed.
JOINING_LATVIAN = """
    un vai ar par no uz pie pec ka kas ko ir lai gan ari bet to ta so sis si kur kad ja jo tad tas tai tam tie tos vel jau tikai pat
    bus bija but jabut butu esam ka musu mums mes jusu jums jus savs savu sava savam vins vina vini visi visiem visam loti pasi
    vajag vajadzetu vajadzigs vajadziga vajadzigi vajadzigas nepieciesams nepieciesama nepieciesami nepieciesamas vajadzes jadara
    var varetu drikst gribam gribetu velos velamies jaievies ikviens ikvienam katram katrs katra katru sai seit te lidz kopa arvien
    manuprat domaju uzskatu ludzu labi butu butiski svarigi kapec lielaks liela liels
"""
JOINING_ENGLISH = """
    the a an of for to in on and or is are be was were it its our we us you your they their this that there here at by as with from
    should must need needs needed ought have has had will would can could may please think want would like each every
    all very also too just only do does did
"""
JOINING_RUSSIAN = """
    и в во на с со для по о об к у это этот эта эти тот та те там тут здесь же бы ли как что чтобы мы нам нас наш наша наше наши вы
    вам ваш они их он она есть быть был была были будет нужно нужен нужна нужны надо необходимо следует должен должна должны должно
    можно хочется хотим хочу пусть каждый каждая каждое каждом каждой все всем всех очень тоже также уже еще только я считаю думаю от из
    свой свои своя при или
"""
# Said of nearly everything here: they count half.
COMMON = """
    ciems ciema ciemos pagasts pagasta novads novada selija cilveki cilvekiem iedzivotaji iedzivotajiem vieta vieteja kopiena
    pasvaldiba lauki laukos musdienas
    village villages parish municipality people residents place local community countryside region
    село деревня деревне волость край крае люди людям жители жителям место местный община общество селия самоуправление
"""
# Turn a sentence round.
NEGATIONS = "ne nav не нет нельзя not no cannot dont doesnt shouldnt isnt arent wont cant neither against pret против bez без without"
# Turn it round too, but mostly stand beside another negation, which then counts for both.
DOUBLED = "nekad neviens nevienam nevienu neviena nevienas nekas neko nekur nekads nekada nekadi nekadu nemaz никогда никто никому ничего ни never nobody nothing none"
# Begin with "ne" and turn nothing round.
NOT_NEGATIONS = """
    nepieciesam nedel nekustam nelaim neatkarig neret nerv nesen nest nesam neskai netal nemt nemam nemot nemsim nem nevalstisk neformal
    nepilngadig neredzig nedzirdig negadijum nemier neskat neto nevis neka neviens neatliekam neparast
"""
# What stands behind them is what is not wanted, or weighs less.
CONTRASTS = "nevis neka than чем вместо"
# Said in several words, or by a word that hides a negation.
PHRASES = (
    ("ne tikai", ""), ("не только", ""), ("not only", ""), ("nevis tikai", ""), ("ta vieta lai", "nevis"), ("instead of", "than"),
    ("rather than", "than"), (" а не ", " чем "), (" , not ", " than "), (" , ne ", " nevis "), (" and not ", " than "), ("can not", "cannot"), ("n't", "nt"),
    (" par maz ", " vajag daudz "), (" parak maz ", " vajag daudz "), (" par daudz ", " vajag maz "), (" parak daudz ", " vajag maz "),
    (" nepietiek ", " vajag daudz "), (" nepietiekami ", " vajag daudz "), (" trukst ", " vajag daudz "), ("слишком мало", "надо много"),
    ("не хватает", "надо много"), ("слишком много", "надо мало"), ("недостаточно", "надо много"), ("too few", "need many"), ("too little", "need many"), ("not enough", "need many"),
    ("too many", "need few"), ("too much", "need few"), ("lack of", "need many"), ("bez maksas", "bezmaksas"), ("par velti", "bezmaksas"),
    ("par brivu", "bezmaksas"), ("par maksu", "ne bezmaksas"), ("бесплатн", "бесплатно "), ("free of charge", "free"), ("for free", "free"),
    ("sabiedriskais transports", "autobuss"), ("sabiedriska transporta", "autobusa"), ("sabiedrisko transportu", "autobusu"),
    ("общественный транспорт", "автобус"), ("public transport", "bus"), ("darba viet", "darbaviet"), ("рабочие места", "работа"),
    ("рабочих мест", "работа"), ("young people", "youth"), ("older people", "elderly"), ("old people", "elderly"),
    ("vecie cilveki", "seniori"), ("veciem cilvekiem", "senioriem"), ("vecaka gadagajuma cilveki", "seniori"), ("пожилые люди", "пенсионеры"),
    ("пожилым людям", "пенсионерам"), ("nav pret", ""), ("gimenes arst", "gimenesarst"), ("kulturas nam", "kulturasnam"),
    ("ja nav", "nav"), ("turn off", "off"), ("switch off", "off"), ("switch on", "on-lamp"),
)  # fmt: skip
# Each says the contrary of its neighbour; the first of a pair is what both are reckoned as.
CONTRARIES = """
    daudz:maz vairak:mazak slegt:atvert slegt:saglabat likvidet:saglabat slegt:uzturet aizliegt:atlaut palielinat:samazinat celt:nojaukt
    labaks:sliktaks drosi:bistami leti:dargi atri:leni pirkt:pardot apvienot:sadalit piekrist:iebilst izslegt:ieslegt sakt:beigt
    atbalstit:iebilst atbalstit:kavet agrak:velak garaks:isaks augsts:zems pieaugt:sarukt
    many:few more:less more:fewer close:open close:keep ban:allow raise:lower increase:reduce safe:dangerous cheap:expensive
    better:worse before:after longer:shorter support:oppose buy:sell build:demolish off:on-lamp
    много:мало больше:меньше закрыть:открыть закрыть:сохранить закрывать:открывать закрывать:сохранять запретить:разрешить
    запрещать:разрешать увеличить:уменьшить безопасно:опасно дешево:дорого лучше:хуже построить:снести поддерживать:возражать
"""
# One thing by several names.
SAME = """
    veikals bode tirgotava
    jauniesi jaunatne jauniesu jauni
    seniori pensionari
    slegt likvidet aizvert slegsana
    remontet labot salabot izremontet remonts sakartot savest atjaunot sataisit lapit
    nauda finansejums lidzekli
    satikties pulceties tiksanas sanakt tikties
    arsts dakteris mediki gimenesarsts
    autobuss satiksme autobusi
    uzcelt celt buvet izbuvet
    ierikot izveidot iekartot uztaisit izveide
    autobraukt masina automasina auto
    berni bernu
    palidzet atbalstit palidziba atbalsts
    daudz vairak
    maz mazak
    shop store
    repair mend fix repaired
    youth young
    child kid children kids
    elderly senior seniors
    money funding funds
    build construct
    many more
    few fewer less
    дорога дороги шоссе
    ремонтировать отремонтировать чинить починить ремонт
    закрыть закрывать закрывайте ликвидировать закрытие
    магазин лавка
    молодежь молодым молодые молодежи
    деньги финансирование средства
    построить строить
    пенсионеры старики
    много больше
    мало меньше
    помогать помочь поддерживать
"""
