"""Latvian grammar for search: the infinitive of a verb's form, and a noun without its ending."""

from __future__ import annotations

import re

import LatvianStemmer

from savienojums.core.dictionary import infinitives, lemma

# --- verbs of the first conjugation --------------------------------------------

# The closed class whose root changes: infinitive, present root, past root. Everything else follows from its ending.
_FIRST_CONJUGATION = """
aizmirst aizmirst aizmirs, augt aug aug, aust auž aud, bāzt bāž bāz, beigt beidz beidz, bēgt bēg bēg, bērt ber bēr,
berzt berž berz, birt birst bir, bļaut bļauj bļāv, braukt brauc brauc, brist bried brid, brist brien brid,
būt es bij, celt ceļ cēl, cept cep cep, ciest cieš ciet, cirst cērt cirt, degt deg deg, dēt dēj dēj,
dilt dilst dil, dīgt dīgst dīg, dot dod dev, drāzt drāž drāz, durt dur dūr, dzelt dzeļ dzēl, dzert dzer dzēr,
dzimt dzimst dzim, dzīt dzen dzin, dzirst dzird dzird, dzist dziest dzis, elst elš els, ēst ēd ēd, gāzt gāž gāz,
glābt glābj glāb, glaust glauž glaud, grauzt grauž grauz, grābt grābj grāb, grebt grebj greb, griezt griež griez,
grimt grimst grim, grūst grūž grūd, grūt grūst gruv, gult guļ gul, gūt gūst guv, ģērbt ģērbj ģērb, iet ej gāj,
irt irst ir, jaukt jauc jauc, jaust jauš jaut, jāt jāj jāj, jēgt jēdz jēdz, jūgt jūdz jūdz, jukt jūk juk,
just jūt jut, kalst kalst kalt, kalt kaļ kal, kampt kampj kamp, kāpt kāpj kāp, karst karst kars, kāst kāš kās,
kaukt kauc kauc, kaut kauj kāv, klāt klāj klāj, kliegt kliedz kliedz, klīst klīst klīd, klupt klūp klup,
kļūt kļūst kļuv, kopt kopj kop, kost kož kod, krāpt krāpj krāp, krāt krāj krāj, kraut krauj krāv, krist krīt krit,
kult kuļ kūl, kurt kur kūr, kust kūst kus, ķert ķer ķēr, laist laiž laid, lauzt lauž lauz, lēkt lec lēc,
lemt lemj lēm, liegt liedz liedz, liekt liec liec, liet lej lēj, likt liek lik, līgt līgst līg, līkt līkst līk,
lipt līp lip, līst lien līd, līt līst lij, lūgt lūdz lūdz, lūkt lūk lūk, lūzt lūst lūz, ļaut ļauj ļāv,
mākt māc māc, malt maļ mal, maut mauj māv, mērkt mērc mērc, mest met met, mēzt mēž mēz, mirt mirst mir,
mīt min min, mīt mij mij, most most mod, mukt mūk muk, nākt nāk nāc, nest nes nes, nikt nīk nik, nirt nirst nir,
nīst nīst nīd, ņemt ņem ņēm, ost ož od, pelt peļ pēl, pērt per pēr, pirkt pērk pirk, pīt pin pin,
plaukt plaukst plauk, plēst plēš plēs, plīst plīst plīs, plūkt plūc plūc, plūst plūst plūd, pļaut pļauj pļāv,
post poš pos, prast prot prat, pūst pūš pūt, pūt pūst puv, rakt rok rak, rast rod rad, rāt rāj rāj,
raust rauš raus, raut rauj rāv, riet riej rēj, rimt rimst rim, rīt rij rij, rūgt rūgst rūg, rūkt rūc rūc,
sākt sāk sāk, salt salst sal, saukt sauc sauc, segt sedz sedz, sēst sēž sēd, sēst sēst sēd, sēt sēj sēj,
siet sien sēj, sist sit sit, skart skar skār, skaust skauž skaud, skriet skrien skrēj, skumt skumst skum,
skūt skuj skuv, slāpt slāpst slāp, slaukt slauc slauc, slēgt slēdz slēdz, slēpt slēpj slēp, sliet slej slēj,
slīkt slīkst slīk, smelt smeļ smēl, smiet smej smēj, snaust snauž snaud, sniegt sniedz sniedz, snigt snieg snig,
spert sper spēr, spēt spēj spēj, spiest spiež spied, spļaut spļauj spļāv, spraust sprauž spraud,
sprāgt sprāgst sprāg, spriest spriež spried, stāt stāj stāj, steigt steidz steidz, stiept stiepj stiep,
stigt stieg stig, strēbt strebj strēb, stumt stumj stūm, sukt suc suc, sūkt sūc sūc, svērt sver svēr,
sviest svież svied, svilt svilst svil, svīst svīst svīd, šalkt šalc šalc, šaut šauj šāv, šķelt šķeļ šķēl,
šķiest šķiež šķied, šķilt šķiļ šķīl, šķirt šķir šķīr, šķist šķiet šķit, šūt šuj šuv, tapt top tap, teikt teic teic,
ieteikt iesak iesak, atteikt atsak atsak, noteikt nosak nosak, pieteikt piesak piesak, tērpt tērpj tērp,
tikt tiek tik, tilpt telp tilp, tīt tin tin, traukt trauc trauc, triekt triec triec, trīt trin trin,
trūkt trūkst trūk, tūkt tūkst tūk, tvert tver tvēr, tvīkt tvīkst tvīk, urbt urbj urb, vākt vāc vāc,
vārgt vārgst vārg, veikt veic veic, velt veļ vēl, vērpt vērpj vērp, vērst vērš vērs, vērt ver vēr, vest ved ved,
viest vieš vies, vilkt velk vilk, vilt viļ vīl, virt verd vir, vīst vīst vīt, vīt vij vij, zagt zog zag,
zelt zeļ zēl, ziest ziež zied, zīst zīž zīd, zīt zīst zin, zust zūd zud, žaut žauj žāv, žūt žūst žuv
"""
_VERB_PREFIXES = ("aiz", "ap", "at", "ie", "iz", "no", "pa", "pār", "pie", "sa", "uz")
_NEGATION_AND_DEBITIVE = ("ne", "jā")
_SHORTEST_STEM = 3
_SHORTEST_VERB = 4
_SHORTEST_PARTICIPLE = 6

# --- endings --------------------------------------------------------------------

_CASES = "s a u am ai ā i o iem ām us as os ās ais ie ajam ajai ajā ajos ajās ajiem ajām"


def _declined(*suffixes: str) -> str:
    return " ".join(suffix + case for suffix in suffixes for case in _CASES.split())


# Endings that follow the present root, the past root and the root of the infinitive; each also reflexive.
_PRESENT = "u a am at ot iet " + _declined("oš", "am")
_PRESENT_REFLEXIVE = "os ies as amies aties oties ieties"
_PAST = "u i a ām āt is usi īšu īsi īs īsim īsiet īsit īšot " + _declined("uš")
_PAST_REFLEXIVE = "os ies ās āmies āties usies ušies ušos ušās īšos īsies īsimies īsieties"
_INFINITIVE = "t šu si s sim siet sit šot tu tum dams dama dami damas " + _declined("t")
_INFINITIVE_REFLEXIVE = "ties šos sies simies sieties tos damies damās šoties"
# The third conjugation drops its vowel in the present: lasīt, lasu.
_THIRD = "u i a am ām at āt ot iet " + _declined("oš", "ām", "am")
_THIRD_REFLEXIVE = "os ies as ās amies āmies aties āties oties ieties"
# The second conjugation keeps it, with j before an ending that begins with a vowel: strādāt, strādāju.
_AFTER_J = "u i a am ām at āt ot iet is usi " + _declined("oš", "am", "uš")
_AFTER_J_REFLEXIVE = "os ies as ās amies āmies aties āties ieties oties usies ušies ušos ušās"


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


def _rooted(roots: dict[str, str], active: str, reflexive: str) -> re.Pattern[str]:
    prefixes = "|".join(_VERB_PREFIXES)
    return re.compile(
        f"(?P<prefix>{prefixes})?(?P<root>{_any_of(' '.join(roots))})"
        f"(?:(?P<reflexive>{_any_of(reflexive)})|{_any_of(active)})"
    )


def _softened(root: str) -> str | None:
    """Nākt: nāca but nākuši; degt: dega but dedzis."""
    for hard, soft in (("k", "c"), ("g", "dz")):
        if root.endswith(hard):
            return root.removesuffix(hard) + soft
        if root.endswith(soft):
            return root.removesuffix(soft) + hard
    return None


def _roots(place: int) -> dict[str, str]:
    rows = [row.split() for row in _FIRST_CONJUGATION.split(",")]
    roots: dict[str, str] = {}
    for row in rows:
        roots.setdefault(row[place], row[0])
    for row in rows:
        if other := _softened(row[place]):
            roots.setdefault(other, row[0])
    return roots


_FIRST_INFINITIVES = {row.split()[0] for row in _FIRST_CONJUGATION.split(",")}
_PRESENT_ROOTS, _PAST_ROOTS = _roots(1), _roots(2)
_INFINITIVE_ROOTS = {infinitive[:-1]: infinitive for infinitive in _FIRST_INFINITIVES}
_FIRST = (
    (_rooted(_PRESENT_ROOTS, _PRESENT, _PRESENT_REFLEXIVE), _PRESENT_ROOTS),
    (_rooted(_PAST_ROOTS, _PAST, _PAST_REFLEXIVE), _PAST_ROOTS),
    (_rooted(_INFINITIVE_ROOTS, _INFINITIVE, _INFINITIVE_REFLEXIVE), _INFINITIVE_ROOTS),
)
_SECOND = re.compile(
    f"(?P<stem>.+?[āēīo])(?:j(?:(?P<j_reflexive>{_any_of(_AFTER_J_REFLEXIVE)})|(?P<j>{_any_of(_AFTER_J)}))"
    f"|(?P<reflexive>{_any_of(_INFINITIVE_REFLEXIVE)})|(?P<active>{_any_of(_INFINITIVE)}))"
)
_THIRD_ENDINGS = [
    *((ending, True) for ending in _any_of(_THIRD_REFLEXIVE).split("|")),
    *((ending, False) for ending in _any_of(_THIRD).split("|")),
]
# Last consonant of the present and what it may be in the infinitive: saku, sacīt; sēžu, sēdēt; guļu, gulēt.
_HARDER = {"k": ("k", "c"), "g": ("g", "dz"), "ļ": ("ļ", "l"), "ž": ("d", "z", "ž"), "š": ("s", "t", "š")}

Reading = tuple[str, bool]
"""An infinitive, not reflexive, and whether the form was reflexive."""


def _is_known(verb: str) -> bool:
    if verb in infinitives() or verb in _FIRST_INFINITIVES:
        return True
    bare = (verb[len(prefix) :] for prefix in _VERB_PREFIXES if verb.startswith(prefix))
    return any(len(rest) >= _SHORTEST_VERB and rest in infinitives() for rest in bare)


def _second_conjugation(word: str) -> Reading | None:
    form = _SECOND.fullmatch(word)
    if form and _is_known(form["stem"] + "t"):
        return form["stem"] + "t", bool(form["j_reflexive"] or form["reflexive"])
    if word.endswith(("ā", "ē", "o")) and _is_known(word + "t"):
        return word + "t", False
    return None


def _first_conjugation(word: str) -> Reading | None:
    for pattern, roots in _FIRST:
        if form := pattern.fullmatch(word):
            return (form["prefix"] or "") + roots[form["root"]], bool(form["reflexive"])
    for prefix in _VERB_PREFIXES:
        if word.startswith(prefix) and word.removeprefix(prefix) in _PRESENT_ROOTS:
            return prefix + _PRESENT_ROOTS[word.removeprefix(prefix)], False
    return None


def _third_conjugation(word: str) -> Reading | None:
    for ending, reflexive in _THIRD_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= _SHORTEST_STEM and (verb := _third_infinitive(stem, "īēā")):
            return verb, reflexive
    if len(word) > _SHORTEST_STEM and (verb := _third_infinitive(word, "ē")):
        return verb, False
    return None


def _third_infinitive(stem: str, vowels: str) -> str | None:
    endings = [last + vowel + "t" for last in _HARDER.get(stem[-1], (stem[-1],)) for vowel in vowels]
    return next((stem[:-1] + ending for ending in endings if _is_known(stem[:-1] + ending)), None)


# Endings after āj, ēj, īj, oj that no noun has; -a, -u, -i and the like are a noun's as well (Latvijas, braucēji).
_ONLY_VERBS = re.compile(r"(?:ām|āt|am|at|ot|iet|is|usi|(?:oš|uš)\w+)")


def _unknown_verb(word: str) -> Reading | None:
    form = _SECOND.fullmatch(word)
    if not form or len(form["stem"]) <= _SHORTEST_VERB:
        return None
    verb, reflexive = form["stem"] + "t", bool(form["j_reflexive"] or form["reflexive"])
    if form["j"]:
        sure = bool(_ONLY_VERBS.fullmatch(form["j"])) or form["stem"][-1] in "īo" or _is_loan_verb(form["stem"])
    else:
        sure = reflexive or form["active"] in {"šu", "sim", "siet", "šot", "tum", "dams", "dama", "dami", "damas", "t"}
    return (verb, reflexive) if sure else None


def _is_loan_verb(stem: str) -> bool:
    # Publicēja is a verb; pircēja, devēja are of one who does, made of a first-conjugation root.
    return stem.endswith("ē") and not any(stem[:-1].endswith(root) for root in _PAST_ROOTS)


def _known_reading(word: str) -> Reading | None:
    return _second_conjugation(word) or _first_conjugation(word) or _third_conjugation(word)


def _written_out(reading: Reading) -> str:
    verb, reflexive = reading
    if verb.startswith("ne") and _is_known(verb[2:]):
        verb = verb[2:]
    return verb + "ies" if reflexive else verb


def infinitive(word: str, *, guess: bool = True) -> str | None:
    """The infinitive of a verb's form, without negation; nothing if the word does not look like one."""
    if reading := _known_reading(word):
        return _written_out(reading)
    bare = word[2:] if word.startswith(_NEGATION_AND_DEBITIVE) else ""
    if len(bare) < _SHORTEST_STEM:
        reading = None
    elif (known := lemma(bare)) and _is_verb(known):
        reading = (known.removesuffix("ies"), known.endswith("ties"))
    else:
        reading = _known_reading(bare) or (_unknown_verb(bare) if guess else None)
    if reading is None and guess:
        reading = _unknown_verb(word)
    return _written_out(reading) if reading else None


def _is_verb(known: str) -> bool:
    verb = known.removesuffix("ies")
    return verb in infinitives() or verb.removeprefix("ne") in infinitives()


# --- nouns and adjectives ---------------------------------------------------------

_CASE = _any_of(_CASES)
# Suffixes that make a noun, whatever the verb before them: -šana, -ājums, -tājs, -ība.
_DERIVED = re.compile(
    rf"(?P<stem>.{{2,}}šan|.{{2,}}[āēīoū]jum|.{{2,}}(?:[āēīo]|[^aāeēiīoouū])tāj|.{{3,}}īb)(?:{_CASE})"
)
_COMPARED = re.compile(rf"(?:vis)?(?P<stem>\w*[aāeēiīouū]\w*[^\Waāeēiīouū])āk(?:{_CASE})")
_PARTICIPLE = re.compile(rf"\w+(?:usi|usies|ušies|dam[sai]|damas|ot|oties|(?:uš|oš)(?:{_CASE}))")
_PARTICIPLE_OF_DICTIONARY = re.compile(r"\w+(?:[ou]š(?:s|ais)|[āēīo]jis|[aā]m(?:s|ais)|t(?:s|ais))")
_NOMINATIVE = re.compile(r"(?<=..)(?:ais|is|us|as|es|[sšaei])$")
_SOFT = (
    ("ieš", "iet"), ("šņ", "sn"), ("žņ", "zn"), ("šļ", "sl"), ("žļ", "zl"), ("ļņ", "ln"), ("dž", "dz"),
    ("pj", "p"), ("bj", "b"), ("mj", "m"), ("vj", "v"), ("ļ", "l"), ("ņ", "n"), ("č", "c"),
)  # fmt: skip


def _hardened(stem: str) -> str:
    """The stem as it is before a hard ending: brāļ, brāl; jaunieš, jauniet."""
    for soft, hard in _SOFT:
        if stem.endswith(soft) and len(stem) > len(soft) + 1:
            return stem.removesuffix(soft) + hard
    return stem


def stem(word: str) -> str:
    """What the forms of one word share: a verb its infinitive, any other word itself without its ending."""
    if derived := _DERIVED.fullmatch(word):
        return derived["stem"]
    if _PARTICIPLE.fullmatch(word) and (verb := infinitive(word, guess=False)):
        return verb
    if (compared := _COMPARED.fullmatch(word)) and not infinitive(word, guess=False):
        return _stem_of_lemma(compared["stem"] + "s")
    if known := lemma(word):
        return _verb_of_lemma(known) or _stem_of_lemma(known)
    return infinitive(word) or _hardened(str(LatvianStemmer.stem(word)))


def _verb_of_lemma(known: str) -> str | None:
    if _is_verb(known):
        return _written_out((known.removesuffix("ies"), known.endswith("ties")))
    if len(known) >= _SHORTEST_PARTICIPLE and _PARTICIPLE_OF_DICTIONARY.fullmatch(known):
        return infinitive(known, guess=False)
    return None


def _stem_of_lemma(known: str) -> str:
    return _hardened(_NOMINATIVE.sub("", known))
