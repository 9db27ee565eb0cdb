from entrelieux.charters.models.asking import AgreementRequest
from entrelieux.charters.models.charter import Charter, CharterVersion, JournalEntry
from entrelieux.charters.models.credential import BadgeKey, Credential
from entrelieux.charters.models.group import GroupBadge, TrainedGroup
from entrelieux.charters.models.habilitation import Habilitation, Training
from entrelieux.charters.models.past import PastRequest
from entrelieux.charters.models.proposal import Alternative, Ballot, Proposal, Voice
from entrelieux.charters.models.record import Birth, Record

__all__ = [
    "AgreementRequest",
    "Alternative",
    "BadgeKey",
    "Ballot",
    "Birth",
    "Charter",
    "CharterVersion",
    "Credential",
    "GroupBadge",
    "Habilitation",
    "JournalEntry",
    "PastRequest",
    "Proposal",
    "Record",
    "TrainedGroup",
    "Training",
    "Voice",
]
