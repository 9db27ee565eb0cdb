"""The ages that a text names, of the person who needs or of an offer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from entrelieux.core.bridging.reading.numbers import in_digits
from entrelieux.core.text.folding import fold

_OLDEST = 120
_RANGE = re.compile(r"\b(\d{1,2})\s+(?:(?:a|et|to|and|ou|or)\s+)?(\d{1,2})\s*(?:ans|years?|yo)\b")
_FROM = re.compile(
    r"\b(?:plus de|des|a partir de|over|from|aged)\s*(\d{1,2})(?:\s*(?:ans|years?)|s\b|\b(?=\s*$))"
)
# Of people told in figures alone: « children of 6 to 10 », « ladies over 55 ».
_PEOPLE_RANGE = re.compile(
    r"\b(?:children|kids|enfants|girls|boys|filles|garcons|teens|ados|ages?|aged)"
    r" (?:(?:of|de|from|between|entre|aged) )*(\d{1,2}) (?:(?:a|et|to|and) )?(\d{1,2})\b"
)
_PEOPLE_OVER = re.compile(
    r"\b(?:people|ladies|gentlemen|women|men|adults|anyone|those|everyone|personnes|femmes|hommes)"
    r" (?:aged )?(?:over|de plus de) (\d{1,2})\b"
)
_BARRED = re.compile(
    r"\b(?:interdit\w*|deconseille\w*|pas|no|not|sauf|except)(?: \w+){0,2}? (?:moins de|under)"
    r" (\d{1,2})\s*(?:ans|years?|s)?\b"
)
_PLUS = re.compile(
    r"\b(\d{1,2})\s*(?:ans|years?)\s*(?:et\s*plus|minimum|mini|revolus|and (?:over|up|above))\b"
    r"(?! d)"
)
_UNDER = re.compile(r"\b(?:moins de|under|jusqu a)\s*(\d{1,2})\s*(?:ans|years?|s)\b")
_AGE = re.compile(r"\b(\d{1,2})\s*(?:ans|years? old|yo)\b")
# Of small children: « prêt de 3 mois à 1 an » is no age.
_CHILDHOOD = re.compile(
    r"\b(?:bebes?|enfan\w+|garde\w*|creches?|nounous?|accueil\w*|eveil|maternelles?|tout petits?"
    r"|motricite|bab(?:y|ies)|nursery|child\w*|toddlers?|infants?)\b"
)
_IN_MONTHS = (
    (re.compile(r"\b\d{1,2} (?:mois|months?|semaines?|weeks?) (?:(?:a|et|to|and) )?(\d{1,2}) (?:ans"
                r"|years?)\b"), 1),
    (re.compile(r"\b\d{1,2} (?:(?:mois|months?|semaines?|weeks?) )?(?:(?:a|et|to|and) )?(\d{1,2})"
                r" (?:mois|months?)\b"), 12),
    (re.compile(r"\b(?:jusqu a|moins de|under|up to) (\d{1,2}) (?:mois|months?)\b"), 12),
)  # fmt: skip
_MONTHS_OLD = re.compile(
    r"\b(?:bebe|fils|fille|petite?|enfant|baby|son|daughter|child) (?:de |of )?\w+"
    r"(?: \w+)? (?:mois|months?)\b"
)
_CLASSES = {
    "cp": 6, "ce1": 7, "ce2": 8, "cm1": 9, "cm2": 10, "6e": 11, "sixieme": 11, "5e": 12,
    "cinquieme": 12, "4e": 13, "quatrieme": 13, "3e": 14, "troisieme": 14, "seconde": 15,
    "premiere": 16, "terminale": 17,
}  # fmt: skip
# « Ma première boutique » is no class, « en première » is.
_ORDINALS = "premiere|seconde|troisieme|quatrieme|cinquieme"
_CLASS = r"(cp|ce1|ce2|cm1|cm2|[3-6]e|sixieme|terminale)s?"
_NOT_CLASS = (
    r"(?! (?:etage|age|annee|semaine|fois|edition|seance|main|mois|partie|vie|lundi|mardi|mercredi"
    r"|jeudi|vendredi|samedi|dimanche))"
)
_FROM_CLASS = re.compile(
    rf"\b(?:des|a partir (?:du|de)|from) (?:le |la |la classe de )?{_CLASS}\b{_NOT_CLASS}"
)
_CLASSES_RANGE = re.compile(rf"\b(?:du|de la) {_CLASS} (?:au|a la) {_CLASS}\b{_NOT_CLASS}")
_IN_CLASS = re.compile(
    rf"\b(?:en|au|du|des|les|aux|ma|mes|notre|nos|classes?(?: de)?|eleves?(?: de)?|niveau)"
    rf" {_CLASS}\b{_NOT_CLASS}|\b(?:de|en|d une) (terminale|cp|cm1|cm2|ce1|ce2)s?\b"
    rf"|\b(?:en|classes? de|eleves? de) ({_ORDINALS})s?\b{_NOT_CLASS}"
)
_NAMED = (
    (r"bebes?|nourrissons?|nouveau nes?|bab(?:y|ies)|newborns?", 0, 2),
    (r"assistantes? maternelles?|creches?|halte garderie|micro creche|nursery", 0, 6),
    (r"(?<!assistante )(?<!assistantes )maternelles?|tout petits?|toddlers?", 2, 6),
    (
        r"ecoliers?|primaire|enfants?|kids?|children|gamins?|gosses?|fillettes?|petits? fils"
        r"|petites? filles?|garcons?|grandchildren|grandson|granddaughter",
        4,
        12,
    ),
    (r"collegiens?|college|collegiennes?", 11, 14),
    (r"ados?|adolescents?|teens?|teenagers?", 11, 17),
    (r"lyceens?|lyceennes?|lycee", 15, 18),
    (r"cycles? [23]|year [1-6] (?:pupils|teacher|class|children)", 6, 11),
    (r"cycle 4", 11, 15),
    (r"mineurs?|minors?", 6, 17),
    (r"jeunes (?:majeurs|adultes|actifs|travailleurs)|young adults", 18, 30),
    (r"jeunes(?! (?:majeurs|adultes|actifs|travailleurs))|young people|youth", 12, 25),
    (r"(?<!jeunes )(?:adultes?|majeurs?)|(?<!young )adults?", 18, _OLDEST),
    (r"seniors?|retraitee?s?|retired|elderly|personnes agees|grand pere|grand mere", 60, _OLDEST),
)  # fmt: skip
_NAMED_RE = tuple((re.compile(rf"\b(?:{names})\b"), low, high) for names, low, high in _NAMED)
# Who is told by what they do: a need of theirs is seldom for another age.
_STUDENT = re.compile(r"\b(?:etudiant\w*|students?)\b")
_PARENT = re.compile(
    r"\b(?:meres?|peres?|parents?|mamans?|papas?|mamie|papi|grands? (?:meres?|peres?|parents?)"
    r"|mothers?|fathers?|mum|dad|tante|oncle)\b"
)
_TEACHER = re.compile(
    r"\b(?:instit\w*|enseignant\w*|professeure?s?|profs?|maitre(?:sse)?|animat\w+|educat\w+|cpe"
    r"|direct(?:eur|rice)|infirmiere? (?:de|scolaire)|assistante? maternelle|nounou|cuisini\w+"
    r"|atsem|documentaliste|teacher|head|librarian|nanny|coach|entraineu\w+|puericult\w+)\b"
)
_CHILD_TOLD = re.compile(
    r"\b(?:garde\w*|ils?|elles?|lui|leurs?|he|she|they|him|her|them|creches?|nounous?|gouter"
    r"|jou\w+|eux|les deux|mercredis?)\b"
)
# A young person is spoken of: the need may not be its author's own.
_YOUNG = re.compile(
    r"\b(?:enfant\w*|fils|filles?|ados?|adolescent\w*|eleves?|classes?|colleg\w+|lyce\w+|jeunes?"
    r"|bebes?|nourrissons?|gosses?|gamin\w*|bambins?|minots?|mineurs?|ecol\w+|garcons?|jumeaux|jumelles|cm1|cm2|ce1|ce2|maternelle|famille\w*"
    r"|child\w*|kids?|sons?|daughters?|pupils?|teen\w*|school\w*|baby|babies|young|boys?|girls?"
    r"|grandchild\w*|grandsons?|granddaughters?|twins|students?|etudiant\w*|apprenti\w*)\b"
)
_ADULT = re.compile(r"\b(?:majeure?s?|adultes?|adults?|over eighteens?|grown ups?)\b")
_ACCOMPANIED = re.compile(
    r"\b(?:un adulte|an adult|avec un|parents?|enfants?|children|(?:et|ou|and"
    r"|or) (?:les )?(?:mineurs?|minors)"
    r"|(?:mineurs?|minors) (?:accompagne\w*|bienvenu\w*|avec|accompanied|welcome))\b"
)
# What an offer is for when it names them alone, without a grown-up beside them.
_PUPILS = (
    (re.compile(r"\bscolarises?\b"), 3, 12),
    (re.compile(r"\b(?:collegiens?|collegiennes?)\b"), 10, 14),
    (re.compile(r"\b(?:lyceens?|lyceennes?)\b"), 15, 18),
)
_OTHERS = re.compile(
    r"\b(?:adult\w*|retraite\w*|pensioners|avec un|parents?|tous|toutes|everyone|all ages"
    r"|habitants|cherchent)\b"
)
_TEENS = re.compile(r"\b(?:ados|adolescent\w*|teen\w*)\b")
_FOR_ELDERS = re.compile(
    r"\b(?:reserve\w*|uniquement|exclusivement|only)\b[^.;]{0,30}\b(?:aines|seniors?|retraitee?s?"
    r"|personnes agees|elderly|pensioners)\b"
    r"|\b(?:aines|seniors?|retraitee?s?|pensioners) (?:seulement|uniquement|exclusivement|only)\b"
)
_FOR_MINORS = re.compile(
    r"\b(?:reserve\w* aux (?:mineurs|moins de 18 ans)|minors only|under 18s? only)\b"
)
_PLUS_SIGN = re.compile(r"(?<![\w,.])(\d{1,2})\s?\+(?![\d\w])")
# « Dans cinq ans », « trente ans de métier » are no ages.
_SPAN_BEFORE = re.compile(
    r"\b(?:dans|depuis|pendant|durant|en|sur|il y a|tous les|for|in|bail)\s*$"
)
_SPAN_AFTER = re.compile(r"^\s*(?:de|d|of)\b")
# « Trente ans » is seldom an age.
_SPELLED = (
    r"(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|vingt|cinquante|soixante|two|three|four|five|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen|eighteen)"
)
_PAIRED = re.compile(rf"(?<=\d et ){_SPELLED}(?= ans\b)")
_SPELLED_RE = re.compile(
    rf"\b{_SPELLED}\b(?=(?:\s+(?:a|et|ou|to|and|or)\s+\w+)?\s+(?:ans|years? old)\b)"
)


@dataclass(frozen=True, slots=True)
class Ages:
    """From one age to another, both included."""

    low: int
    high: int

    def meets(self, other: Ages) -> bool:
        return self.low <= other.high and other.low <= self.high


_GROWN, _STUDENTS = Ages(18, _OLDEST), Ages(17, 45)


def ages_in(text: str) -> Ages | None:
    """The ages that a text gives in figures, else those of the people that it names."""
    plain = fold(text)
    return _hull(list(_in_figures(plain)) or _of_names(plain))


def ages_of(who: str, text: str) -> Ages | None:
    """Of whom a need is for: those in figures, those whom the text names, its author; an adult
    when nobody young is spoken of."""
    author, told = fold(who), fold(text)
    both = f"{author} . {told}"
    found = _hull(list(_in_figures(both)) or _of_names(told) or _of_names(author))
    if found is None:
        if _STUDENT.search(author):
            return _STUDENTS
        return None if not author or _YOUNG.search(both) else _GROWN
    if _TEACHER.search(author) and not _YOUNG.search(told):
        return _hull([found, _GROWN])  # a teacher may want it to prepare a lesson
    if _PARENT.search(author) and not (_YOUNG.search(told) or _CHILD_TOLD.search(told)):
        return _hull([found, _GROWN])  # a mother of twins may want something for herself
    return found


def stated_ages(text: str) -> Ages | None:
    """What an offer says of whom it takes: in figures, or for adults, elders or teenagers."""
    plain = fold(_PLUS_SIGN.sub(r"\1 ans et plus", text))
    found = _hull(list(_in_figures(plain, bare=False)))
    if found is not None:
        return found
    if _FOR_MINORS.search(plain):
        return Ages(0, 17)
    if _FOR_ELDERS.search(plain):
        return Ages(60, _OLDEST)
    if _ADULT.search(plain) and not _ACCOMPANIED.search(plain):
        return _GROWN
    pupils = [Ages(low, high) for said, low, high in _PUPILS if said.search(plain)]
    pupils += _of_classes(plain)
    if pupils and not _OTHERS.search(plain):
        return _hull(pupils)
    return Ages(11, 17) if _TEENS.search(plain) and not _ACCOMPANIED.search(plain) else None


def _of_names(plain: str) -> list[Ages]:
    named = [Ages(low, high) for names, low, high in _NAMED_RE if names.search(plain)]
    # « Une visite pour ma 5e, au collège »: the class says which of its pupils.
    return _of_classes(plain) or named


def _of_classes(plain: str) -> list[Ages]:
    ages = (_CLASSES[found[1] or found[2] or found[3]] for found in _IN_CLASS.finditer(plain))
    return [Ages(age, age + 1) for age in ages]


def _hull(found: list[Ages]) -> Ages | None:
    if not found:
        return None
    return Ages(min(one.low for one in found), max(one.high for one in found))


def _in_figures(plain: str, *, bare: bool = True) -> Iterator[Ages]:
    """A `bare` « 16 ans » is an age when nothing says that it is a span."""
    for spelled in (_SPELLED_RE, _PAIRED):
        plain = spelled.sub(lambda found: in_digits(found[0]), plain)
    spent: set[int] = set()
    for found in (*_RANGE.finditer(plain), *_PEOPLE_RANGE.finditer(plain)):
        low, high = int(found[1]), int(found[2])
        if low < high and found.start() not in spent:
            spent.update(range(*found.span()))
            yield Ages(low, high)
    yield from _from_classes(plain)
    if _CHILDHOOD.search(plain):
        yield from _in_months(plain, spent)
    for found in _BARRED.finditer(plain):
        spent.update(range(*found.span()))
        yield Ages(int(found[1]), _OLDEST)
    for pattern, is_low in ((_PLUS, True), (_FROM, True), (_PEOPLE_OVER, True), (_UNDER, False)):
        for found in pattern.finditer(plain):
            if found.start() not in spent:
                spent.update(range(*found.span()))
                age = int(found[1])
                yield Ages(age, _OLDEST) if is_low else Ages(0, age)
    if bare and _MONTHS_OLD.search(plain):
        yield Ages(0, 2)
    for found in _AGE.finditer(plain) if bare else ():
        if found.start() not in spent and not _is_span(plain, found):
            yield Ages(int(found[1]), int(found[1]))


def _from_classes(plain: str) -> Iterator[Ages]:
    """« Du CP au CM2 », « à partir de la 6e »."""
    for found in _CLASSES_RANGE.finditer(plain):
        yield Ages(_CLASSES[found[1]], _CLASSES[found[2]] + 1)
    for found in _FROM_CLASS.finditer(plain):
        yield Ages(_CLASSES[found[1]], _OLDEST)


def _in_months(plain: str, spent: set[int]) -> Iterator[Ages]:
    """« De 3 mois à 3 ans », « 3-36 mois »: from birth on, in whole years."""
    for pattern, a_year in _IN_MONTHS:
        for found in pattern.finditer(plain):
            if found.start() not in spent:
                spent.update(range(*found.span()))
                yield Ages(0, int(found[1]) // a_year)


def _is_span(plain: str, found: re.Match[str]) -> bool:
    before, after = plain[: found.start()], plain[found.end() :]
    if before.rstrip().endswith((" nos", " notre")):
        return True  # « nos dix ans » are an association’s
    is_feast = before.rstrip().endswith(("les", "aux"))
    return bool(_SPAN_BEFORE.search(before) or (_SPAN_AFTER.search(after) and not is_feast))
