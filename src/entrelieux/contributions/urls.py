from __future__ import annotations

from django.urls import path

from entrelieux.contributions.views import keeping, networks, proposals

urlpatterns = [
    path("proposer/", proposals.propose_place, name="propose_place"),
    path("proposer/doublons/", proposals.propose_duplicates, name="propose_duplicates"),
    path(
        "lieux/<str:public_id>/corriger/", proposals.propose_correction, name="propose_correction"
    ),
    path("propositions/<str:public_id>/", proposals.proposal, name="proposal"),
    path(
        "propositions/<str:public_id>/confirmer/",
        proposals.proposal_support,
        name="proposal_support",
    ),
    path(
        "propositions/<str:public_id>/publier/", proposals.proposal_publish, name="proposal_publish"
    ),
    path(
        "propositions/<str:public_id>/refuser/", proposals.proposal_refuse, name="proposal_refuse"
    ),
    path("reexamen/<str:token>/", proposals.proposal_appeal, name="proposal_appeal"),
    path("moderation/", proposals.moderation, name="moderation"),
    path("lieux/<str:public_id>/animer/", keeping.claim_place, name="claim_place"),
    path("demandes/<int:pk>/prouver/", keeping.claim_prove, name="claim_prove"),
    path("demandes/<int:pk>/garantir/", keeping.claim_vouch, name="claim_vouch"),
    path("demandes/<int:pk>/decider/", keeping.claim_decide, name="claim_decide"),
    path("toujours-vrai/<str:token>/", keeping.still_true, name="still_true"),
    path("rappels/<str:token>/", keeping.reminders_by_link, name="reminders_by_link"),
    path("compte/suivis/", keeping.follows, name="follows"),
    path("suivre/", keeping.follow_search, name="follow_search"),
    path("suivis/<str:public_id>/arreter/", keeping.follow_stop, name="follow_stop"),
    path("lieux/<str:public_id>/suivre/", keeping.follow_place, name="follow_place"),
    path("ne-plus-suivre/<str:token>/", keeping.follow_by_link, name="follow_by_link"),
    path("reseaux/<slug:slug>/tableau/", networks.dashboard, name="network_dashboard"),
    path("reseaux/<slug:slug>/seuils/", networks.policy, name="network_policy"),
    path("reseaux/<slug:slug>/confiance/", networks.trust, name="network_trust"),
]
