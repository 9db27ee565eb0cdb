from __future__ import annotations

from django.urls import path

from entrelieux.exchanges import views

ONE = "ententes/<slug:public_id>/"

urlpatterns = [
    path("communautes/<slug:slug>/ententes/", views.agreements, name="agreements_between"),
    path("communautes/<slug:slug>/ententes/proposer/", views.agreement_new, name="agreement_new"),
    path("communautes/<slug:slug>/comptes/", views.books, name="books"),
    path("communautes/<slug:slug>/comptes/limite/", views.books_floor, name="books_floor"),
    path(ONE, views.agreement, name="agreement_between"),
    path(f"{ONE}signer/", views.agreement_sign, name="agreement_sign"),
    path(f"{ONE}finir/", views.agreement_end, name="agreement_end"),
    path(
        f"{ONE}reconnaissances/<int:pk>/retirer/",
        views.recognition_withdraw,
        name="recognition_withdraw",
    ),
    path(f"{ONE}revoir/", views.agreement_review, name="agreement_review"),
    path(f"{ONE}montrer/", views.agreement_show, name="agreement_show"),
    path(f"{ONE}echange/", views.agreement_exchange, name="agreement_exchange"),
    path(f"{ONE}demarche/", views.agreement_step, name="agreement_step"),
    path("comptes/", views.my_accounts, name="my_accounts"),
    path("comptes/<slug:public_id>/", views.account_statement, name="account_statement"),
    path("comptes/<slug:public_id>/donner/", views.account_give, name="account_give"),
    path("echanges/<slug:public_id>/annuler/", views.transfer_reverse, name="transfer_reverse"),
]
