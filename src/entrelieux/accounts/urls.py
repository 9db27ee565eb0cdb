from __future__ import annotations

from django.urls import path

from entrelieux.accounts import passkeys, views

# allauth goes by the names that begin with account_ and mfa_.
urlpatterns = [
    path("compte/", views.account, name="account"),
    path("compte/connexion/", views.sign_in, name="account_login"),
    path("compte/connexion/code/", views.confirm_code, name="account_confirm_code"),
    path("compte/connexion/cle/", passkeys.LoginPasskey.as_view(), name="mfa_login_webauthn"),
    path("compte/deconnexion/", views.sign_out, name="account_logout"),
    path("compte/ferme/", views.closed_account, name="account_inactive"),
    path("compte/donnees.json", views.export_data, name="account_export"),
    path("compte/supprimer/", views.close_account, name="account_delete"),
    path("compte/cles/ajouter/", passkeys.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "compte/cles/<int:pk>/retirer/",
        passkeys.RemovePasskey.as_view(),
        name="mfa_remove_webauthn",
    ),
]
