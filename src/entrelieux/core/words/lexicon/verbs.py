"""The verbs of the interface that a community may say in its own words: a closed list."""

from __future__ import annotations

from collections.abc import Mapping

from entrelieux.core.words.lexicon.errors import UnknownVerb
from entrelieux.core.words.lexicon.term import Term, TermKind
from entrelieux.core.words.lexicon.uris import core_uri

VERB_SCHEME = "verb"
# id -> French, English, and what the button or the sentence does.
_SAID = {
    "find": ("Trouver", "Find", "Chercher un lieu, une machine, une personne"),
    "visit": ("Visiter", "Visit", "Venir voir un lieu"),
    "book": ("Réserver", "Book", "Prendre une machine, une salle ou un poste pour un temps"),
    "cancel": ("Annuler", "Cancel", "Rendre un créneau que l’on avait pris"),
    "borrow": ("Emprunter", "Borrow", "Emporter un objet pour un temps"),
    "lend": ("Prêter", "Lend", "Laisser emporter un objet pour un temps"),
    "return": ("Rendre", "Return", "Rapporter un objet emprunté"),
    "offer": ("Proposer", "Offer", "Dire ce que l’on peut apporter"),
    "ask": ("Demander", "Ask", "Dire ce dont on a besoin"),
    "give": ("Donner", "Give", "Céder sans contrepartie"),
    "exchange": ("Échanger", "Exchange", "Donner contre autre chose"),
    "pay": ("Payer", "Pay", "Régler dans l’unité de la communauté"),
    "join": ("Rejoindre", "Join", "Devenir membre"),
    "leave": ("Quitter", "Leave", "Ne plus être membre"),
    "invite": ("Inviter", "Invite", "Faire venir une personne"),
    "welcome": ("Accueillir", "Welcome", "Recevoir une personne nouvelle"),
    "attend": ("Participer", "Attend", "Venir à un rendez-vous"),
    "organise": ("Organiser", "Organise", "Annoncer un rendez-vous"),
    "learn": ("Apprendre", "Learn", "Se former auprès d’une personne ou d’un lieu"),
    "teach": ("Transmettre", "Teach", "Former une personne"),
    "help": ("Aider", "Help", "Donner un coup de main"),
    "qualify": ("Habiliter", "Qualify", "Dire qu’une personne peut se servir d’une machine"),
    "attest": ("Attester", "Attest", "Certifier qu’un fait est vrai"),
    "confirm": ("Confirmer", "Confirm", "Dire qu’une fiche est toujours juste"),
    "report": ("Signaler", "Report", "Dire qu’une chose est fausse, cassée ou gênante"),
    "repair": ("Réparer", "Repair", "Remettre en état"),
    "accept": ("Accepter", "Accept", "Dire oui à une demande"),
    "decline": ("Décliner", "Decline", "Dire non à une demande"),
    "decide": ("Décider", "Decide", "Prendre une décision ensemble"),
    "object": ("S’opposer", "Object", "Arrêter une décision par une raison"),
    "publish": ("Publier", "Publish", "Rendre visible à tous"),
    "follow": ("Suivre", "Follow", "Recevoir les nouvelles d’un lieu"),
    "tell": ("Raconter", "Tell", "Dire ce qu’une passerelle a donné"),
    "thank": ("Remercier", "Thank", "Dire merci"),
    "open": ("Ouvrir", "Open", "Ouvrir le lieu"),
    "close": ("Fermer", "Close", "Fermer le lieu"),
}


def _term(verb_id: str, french: str, english: str, meaning: str) -> Term:
    return Term(
        uri=core_uri(VERB_SCHEME, verb_id),
        kind=TermKind.VERB,
        labels={"fr": french, "en": english},
        definitions={"fr": meaning},
    )


INTERFACE_VERBS: Mapping[str, Term] = {
    verb_id: _term(verb_id, *said) for verb_id, said in _SAID.items()
}


def verb_term(verb_id: str) -> Term:
    """The shared verb of an id (« book »). Raises `UnknownVerb`."""
    if verb_id not in INTERFACE_VERBS:
        raise UnknownVerb(verb=verb_id, known=", ".join(INTERFACE_VERBS))
    return INTERFACE_VERBS[verb_id]
