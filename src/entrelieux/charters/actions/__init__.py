from entrelieux.charters.actions.asking import (
    answer_agreement,
    ask_agreement,
    withdraw_agreement,
)
from entrelieux.charters.actions.charters import adopt_charter, start_charter
from entrelieux.charters.actions.credentials import issue_credential
from entrelieux.charters.actions.groups import close_group, train_group, withdraw_group_badge
from entrelieux.charters.actions.habilitations import (
    grant_habilitation,
    grant_to_all,
    note_use,
    open_training,
    renew_habilitation,
    resume_habilitation,
    revoke_habilitation,
    suspend_habilitation,
)
from entrelieux.charters.actions.past import keep_requests
from entrelieux.charters.actions.proposals import (
    decide_proposal,
    lapse_trials,
    propose_rule,
    remind_reviews,
    review_trial,
    withdraw_proposal,
)
from entrelieux.charters.actions.records import note_birth, note_record, withdraw_record
from entrelieux.charters.actions.voices import (
    advance_round,
    amend_proposal,
    cast_ballot,
    integrate_objection,
    put_beside,
    speak,
)

__all__ = [
    "adopt_charter",
    "advance_round",
    "amend_proposal",
    "answer_agreement",
    "ask_agreement",
    "cast_ballot",
    "close_group",
    "decide_proposal",
    "grant_habilitation",
    "grant_to_all",
    "integrate_objection",
    "issue_credential",
    "keep_requests",
    "lapse_trials",
    "note_birth",
    "note_record",
    "note_use",
    "open_training",
    "propose_rule",
    "put_beside",
    "remind_reviews",
    "renew_habilitation",
    "resume_habilitation",
    "review_trial",
    "revoke_habilitation",
    "speak",
    "start_charter",
    "suspend_habilitation",
    "train_group",
    "withdraw_agreement",
    "withdraw_group_badge",
    "withdraw_proposal",
    "withdraw_record",
]
