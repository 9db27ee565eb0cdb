from __future__ import annotations

from django.urls import path

from entrelieux.bridges.views import needs, offers

urlpatterns = [
    path("besoins/", needs.needs, name="needs"),
    path("besoins/nouveau/", needs.need_new, name="need_new"),
    path("besoins/compris/", needs.need_understood, name="need_understood"),
    path("besoins/<str:public_id>/", needs.need, name="need"),
    path("besoins/<str:public_id>/modifier/", needs.need_edit, name="need_edit"),
    path("besoins/<str:public_id>/renouveler/", needs.need_renew, name="need_renew"),
    path("besoins/<str:public_id>/repondu/", needs.need_answered, name="need_answered"),
    path("besoins/<str:public_id>/clore/", needs.need_close, name="need_close"),
    path("besoins/<str:public_id>/transmettre/", needs.need_forward, name="need_forward"),
    path("offres/", offers.offers, name="offers"),
    path("offres/nouvelle/", offers.offer_new, name="offer_new"),
    path("offres/<str:public_id>/", offers.offer, name="offer"),
    path("offres/<str:public_id>/modifier/", offers.offer_edit, name="offer_edit"),
    path("offres/<str:public_id>/renouveler/", offers.offer_renew, name="offer_renew"),
    path("offres/<str:public_id>/retirer/", offers.offer_close, name="offer_close"),
]
