# ruff: noqa: RUF001 - letters of other scripts are what this file is about
"""The small words by which languages are told apart: our own lists, a few kilobytes in memory."""

SMALL_WORDS = {
    "en": "the of and to in is that for it with as was on are be this by from at an have not you we our they "
    "their or which has had will would can could what when who how all your its been were more about there "
    "into than out if do but his her she he my me us so just why where these those here should i",
    "de": "der die das und ist nicht ein eine einen einem einer mit für auf den dem des von zu im in sich als auch "
    "es an werden aus bei nach wir ihr sie ich er hat haben wird sind war waren wie nur oder aber noch vor zum zur "
    "über um so dass wenn was kann können man uns unsere unser euch mehr durch am vom ihre sein kein keine heute "
    "schon hier dieser diese jetzt bitte ab gegen ohne bis",
    "fr": "le la les des et est une un du en que qui dans pour pas sur avec ce il elle nous vous ils sont au aux par "
    "plus ne se son sa ses notre nos votre cette ces être ont était mais ou où comme tout tous leur leurs je on "
    "fait aussi bien sans entre y c'est l'on a été d'un d'une qu'il n'est j'ai aujourd'hui très chez",
    "es": "el la los las de que y en un una es por con para no se del al lo como más su sus pero le ya o este esta "
    "sí porque cuando muy sin sobre también me hasta hay donde quien desde nos todo todos son fue ha han está ser "
    "tiene nuestro nuestra esto entre",
    "it": "il lo la gli le di che e un una è per con non si del della dei delle al alla sono come più ma da nel nella "
    "ha anche questo questa dal o se ci i su suo sua loro essere hanno degli ogni tra noi tutti senza dell'uomo "
    "quando dove perché molto dalla sul sulla",
    "pt": "o a os as de que e em um uma é por com para não se do da dos das no na nos nas ao à mais como mas foi ele "
    "ela seu sua ou ser quando muito há já está também só pelo pela até isso entre são tem todos nós pessoa toda",
    "nl": "de het een en van is dat niet op te zijn met voor die in er aan hij ook als maar om dan bij nog naar heeft "
    "uit wij ze ik je we deze dit wordt door over worden hebben kan geen meer was onze ons hun zich of tot",
    "sv": "och att det som en är på för av med den till inte har de om ett vi jag men var från så kan när eller han "
    "hon sin ska alla nu också under efter vid mot",
    "da": "og at det som en er på for af med den til ikke har de om et vi jeg men var fra så kan når eller han hun "
    "sin skal alle nu også under efter ved mod blev enhver",
    "pl": "i w na z się nie do to jest że o jak po co dla od za tym przez ma są ale czy lub oraz już być może jego "
    "ich tego który która które każdy człowiek nas także przy jako tylko ze praw prawo",
    "cs": "a v na se je že s to do i o jako po pro ale od za jsou by k z při má nebo jeho aby být také podle který "
    "která které každý jen už jsme všichni tak ve",
    "fi": "ja on ei että se hän oli ovat myös mutta kun niin kuin tai joka jos ole sekä hänen jokaisella oikeus mitä "
    "tämä ne me he voi ollut sen siitä jotka vain nyt minä sinä kaikki",
    "hu": "a az és hogy nem is egy van meg ez csak de mint vagy már volt minden ki el fel még kell lehet azt ezt "
    "amely aki joga személynek valamint sem mert nincs",
    "tr": "ve bir bu için ile de da çok ne o gibi daha ama her olarak olan var ki kadar sonra ya veya hakkı herkes "
    "hakkına değil biz ben en mi şey onun her",
    "vi": "và của là có không được các cho với một trong người những này đã để khi tôi đến từ như quyền mọi cũng về "
    "phải bị hay hoặc nào ra",
    "ro": "și de în la a cu pe nu este un o că din pentru mai sau au care prin ce fi sunt are după dar sa lui orice "
    "dreptul persoană ca între fost",
    "ru": "и в не на что с как это по но из за для от он она они мы вы я у к же или был были быть есть его её их "
    "все при до о со то так каждый право имеет",
    "uk": "і в не на що з як це по але із за для від він вона вони ми ви я у до або та є був були бути його її їх "
    "всі при має право кожна",
    "bg": "и в не на че с как това по но от за да се са е той тя те ние вие или към със ще има всеки право при",
    "ar": "في من على إلى أن هذا هذه التي الذي لا ما مع عن كل كان أو ولا لم قد هو هي ذلك بين حق شخص لكل أي",
    "fa": "و در به از که این را با است برای آن یک هر می خود تا بر یا شود حق دارد های کند ما",
    "hi": "के में है की और का को से पर कि यह हैं या भी ने एक तथा प्रत्येक व्यक्ति अधिकार नहीं हो",
}

# Letters that hardly any other language of the list writes: a word with one speaks for its language.
OWN_LETTERS = {
    language: frozenset(letters)
    for language, letters in {
        "de": "ßẞ",
        "fr": "œù",
        "es": "ñ¿¡",
        "pt": "ãõ",
        "pl": "łąęśźżńć",
        "cs": "řěů",
        "hu": "őű",
        "tr": "ğış",
        "vi": "đơưạảấầẩậắằẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
        "ro": "țșă",
        "ru": "ыэё",
        "uk": "їєґ",
        "fa": "پچژگک",
    }.items()
}

# Endings and beginnings of words, for headlines with few small words.
ENDINGS = {
    "en": ("ing", "ness", "ly", "n't", "'s", "ght", "ould", "ed"),
    "de": (
        "ung",
        "ungen",
        "keit",
        "heit",
        "lich",
        "liche",
        "lichen",
        "schaft",
        "isch",
        "ischen",
        "tag",
        "ieren",
        "cht",
    ),
    "fr": ("tion", "eux", "euse", "ement", "ité", "ais", "ait", "eau", "eaux", "aire", "ée", "ées", "ons", "ez"),
    "es": ("ción", "dad", "mente", "ado", "ando", "ones", "ales"),
    "it": ("zione", "zioni", "mente", "tà", "ato", "ando", "ella"),
    "pt": ("ção", "ções", "dade", "mente", "ando", "inho"),
}
