from __future__ import annotations

from django.urls import path

from entrelieux.charters.views import (
    asking,
    badges,
    comparing,
    deciding,
    groups,
    habilitations,
    proposing,
    reading,
)

AT = "communautes/<slug:slug>/charte"
BADGES = "communautes/<slug:slug>/badges"

urlpatterns = [
    path(f"{AT}/", reading.charter, name="charter"),
    path(f"{AT}/commencer/", reading.charter_start, name="charter_start"),
    path(f"{AT}/journal/", reading.charter_journal, name="charter_journal"),
    path(f"{AT}/regles/nouvelle/", proposing.rule_new, name="rule_new"),
    path(f"{AT}/regles/<str:rule_id>/", proposing.rule_edit, name="rule_edit"),
    path(f"{AT}/propositions/", deciding.rule_proposals, name="rule_proposals"),
    path(f"{AT}/propositions/<slug:public_id>/", deciding.rule_proposal, name="rule_proposal"),
    path(f"{AT}/propositions/<slug:public_id>/texte/", proposing.rule_reword, name="rule_reword"),
    path(
        f"{AT}/propositions/<slug:public_id>/geste/",
        deciding.rule_proposal_act,
        name="rule_proposal_act",
    ),
    path("chartes/cote-a-cote/", comparing.charters_compare, name="charters_compare"),
    path(f"{AT}/puis-je/", asking.may_i, name="may_i"),
    path(f"{AT}/accords/", asking.agreements, name="agreements"),
    path(f"{AT}/accords/demander/", asking.agreement_ask, name="agreement_ask"),
    path("accords/<slug:public_id>/", asking.agreement, name="agreement"),
    path("accords/lien/<str:token>/", asking.agreement_by_link, name="agreement_by_link"),
    path(
        "communautes/<slug:slug>/habilitations/", habilitations.habilitations, name="habilitations"
    ),
    path(
        "communautes/<slug:slug>/habilitations/<int:pk>/",
        habilitations.habilitation_change,
        name="habilitation_change",
    ),
    path(
        "communautes/<slug:slug>/registre/<int:pk>/retirer/",
        habilitations.record_withdraw,
        name="record_withdraw",
    ),
    path(
        "communautes/<slug:slug>/groupes/<int:pk>/",
        groups.trained_group_change,
        name="trained_group_change",
    ),
    path("compte/habilitations/", habilitations.my_habilitations, name="my_habilitations"),
    path("compte/habilitations/<int:pk>/badge/", badges.my_badge, name="my_badge"),
    path("badges/verifier/", badges.badge_verify, name="badge_verify"),
    path("badges/<slug:public_id>/", badges.badge, name="badge"),
    path(f"{BADGES}/emetteur.json", badges.badge_issuer, name="badge_issuer"),
    path(f"{BADGES}/cles.json", badges.badge_keys, name="badge_keys"),
    path(f"{BADGES}/cles/<slug:kid>.json", badges.badge_key, name="badge_key"),
    path(f"{BADGES}/retires.json", badges.badge_revocations, name="badge_revocations"),
    path(f"{BADGES}/<str:name>.json", badges.badge_achievement, name="badge_achievement"),
]
