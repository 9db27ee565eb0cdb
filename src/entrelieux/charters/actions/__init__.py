from entrelieux.charters.actions.charters import adopt_charter, start_charter
from entrelieux.charters.actions.habilitations import (
    grant_habilitation,
    note_use,
    open_training,
    resume_habilitation,
    revoke_habilitation,
    suspend_habilitation,
)
from entrelieux.charters.actions.records import note_birth, note_record, withdraw_record

__all__ = [
    "adopt_charter",
    "grant_habilitation",
    "note_birth",
    "note_record",
    "note_use",
    "open_training",
    "resume_habilitation",
    "revoke_habilitation",
    "start_charter",
    "suspend_habilitation",
    "withdraw_record",
]
