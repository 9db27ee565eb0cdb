"""Ways to reach a place: never those of a person."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import phonenumbers

from entrelieux.core.interchange.clean.cleaned import Cleaned
from entrelieux.core.interchange.clean.text import clean_text
from entrelieux.core.interchange.records import PlaceField, Problem
from entrelieux.core.text import fold

_OVERSEAS = {
    **dict.fromkeys(("0590", "0690", "0691"), "GP"),
    **dict.fromkeys(("0596", "0696", "0697"), "MQ"),
    **dict.fromkeys(("0594", "0694"), "GF"),
    **dict.fromkeys(("0262", "0263", "0692", "0693"), "RE"),
    "0269": "YT",
    "0508": "PM",
}
_EMAIL = re.compile(r"[a-z0-9._%+\-']+@[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}", re.IGNORECASE)
_FREE = {
    "gmail.com", "orange.fr", "wanadoo.fr", "free.fr", "hotmail.fr", "hotmail.com", "outlook.fr",
    "outlook.com", "yahoo.fr", "yahoo.com", "laposte.net", "sfr.fr", "live.fr", "icloud.com",
}  # fmt: skip
# RFC 2606 keeps these for examples: nobody answers there.
_RESERVED = {"example.org", "example.com", "example.net"}
_BROKEN_SCHEME = re.compile(r"^(https?) ?: ?/ ?/ ?", re.IGNORECASE)
# Services of France that four figures, or three, reach: they have no international form.
_SHORT = re.compile(r"(?:3\d|10)\d{2}|1\d{2}|11[68]\d{3}")
_NONE = {
    "non", "oui", "neant", "aucun", "aucune", "none", "null", "nan", "na", "n a", "nc", "n c",
    "inconnu",
    "pas de site", "pas de telephone", "sans objet", "x",
}  # fmt: skip
_PERSON = re.compile(r"^[a-z]{2,}[.-][a-z]{2,}$|^[a-z]\.[a-z]{3,}$")
_ROLE = re.compile(
    r"contact|accueil|info|mairie|mediath|biblio|fablab|labo?|asso|france|service|secretariat|"
    r"bonjour|hello|espace|centre|msap|ccas|point|numerique|tiers|cowork|maison|atelier"
)
_HOST = re.compile(r"^(?:[\w-]+\.)+[a-z]{2,}(?:[:/?#]\S*)?$", re.IGNORECASE)


def clean_phone(value: object, region: str = "FR") -> Cleaned[str]:
    """E.164; the first number of several. « 326533780 » lost its zero."""
    text = clean_text(value).value
    if not re.search(r"\d", text):
        return Cleaned("", (_bad_phone(text),) if _is_told(text) else ())
    first = re.split(r"\s*(?:/|;|,|\bou\b|\bet\b|\|)\s*", text)[0]
    digits = re.sub(r"\D", "", first)
    if region == "FR" and _SHORT.fullmatch(digits):
        return Cleaned("")
    if len(digits) == 9 and not first.startswith(("+", "0")):
        first = digits = "0" + digits
    number = _number(first, _region(digits, region)) or _number(text, region)
    if number is not None and digits.strip("0"):
        return Cleaned(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))
    return Cleaned("", (_bad_phone(text),))


def _bad_phone(text: str) -> Problem:
    message = "Ce numéro n’existe pas : vérifiez-le."
    return Problem("bad_phone", PlaceField.PHONE, text[:60], message)


def _is_told(text: str) -> bool:
    """« non » and « néant » say that there is none, and nothing to mend."""
    return len(fold(text)) > 2 and fold(text) not in _NONE


def _region(digits: str, region: str) -> str:
    """« 0262… » is dialled +262, from France too."""
    return _OVERSEAS.get(digits[:4], region) if region == "FR" and len(digits) == 10 else region


def _number(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    """The first number that could exist; whether it is in service is not for a list to know."""
    leniency = phonenumbers.Leniency.POSSIBLE
    found = phonenumbers.PhoneNumberMatcher(text, region, leniency=leniency)
    return next((match.number for match in found), None)


def clean_email(value: object) -> Cleaned[str]:
    """Lower case; the first address that is the place's own."""
    text = clean_text(value).value
    found = [match.group().lower() for match in _EMAIL.finditer(text.replace("mailto:", ""))]
    own = [address for address in found if not is_personal(address)]
    if own or found or not _is_told(text):
        return Cleaned(own[0] if own else "")
    problem = Problem(
        "bad_email", PlaceField.EMAIL, text[:60], "Ce n’est pas une adresse électronique."
    )
    return Cleaned("", (problem,))


def is_personal(email: str) -> bool:
    """Whether an address looks like somebody's rather than a place's."""
    name, _, domain = email.lower().partition("@")
    if domain in _RESERVED:
        return True
    if _ROLE.search(name):
        return False
    return domain in _FREE or bool(_PERSON.fullmatch(name))


def clean_url(value: object) -> Cleaned[str]:
    """With a scheme; empty for « http:// » alone, an e-mail or a sentence."""
    text = _BROKEN_SCHEME.sub(r"\1://", clean_text(value).value.strip(" .;,"))
    first = re.split(r"[\s;|]+|,(?=https?|\s)", text)[0] if text else ""
    if first.lower() in {"", "http://", "https://"} or fold(text) in {"", *_NONE}:
        return Cleaned("")
    if not re.match(r"https?:/+", first, re.IGNORECASE):
        if not _HOST.match(first) or "@" in first.split("/")[0]:
            return Cleaned("", (_bad_url(text),))
        first = f"https://{first}"
    first = re.sub(
        r"^(https?):/+(?:https?:/+)?",
        lambda m: m.group(1).lower() + "://",
        first,
        flags=re.IGNORECASE,
    )
    try:
        host = urlsplit(first).hostname or ""
    except ValueError:  # « http://[bientôt] »
        host = ""
    return Cleaned(first) if "." in host else Cleaned("", (_bad_url(text),))


def _bad_url(text: str) -> Problem:
    return Problem("bad_url", PlaceField.WEBSITE, text[:120], "Ce n’est pas l’adresse d’un site.")
