from __future__ import annotations

from django.urls import path

from entrelieux.bookings.views import (
    answering,
    booking,
    closing,
    feeds,
    keeping,
    lending,
    loan_gestures,
    mine,
)

RESERVATION = "reservations/<slug:public_id>"
LOAN = "prets/<slug:public_id>"

urlpatterns = [
    path("ressources/<slug:public_id>/reserver/", booking.resource_book, name="resource_book"),
    path("ressources/<slug:public_id>/reglages/", keeping.resource_offer, name="resource_offer"),
    path("lieux/<slug:public_id>/reservations/", keeping.place_day, name="place_day"),
    path("lieux/<slug:public_id>/fermetures/", closing.place_closures, name="place_closures"),
    path("fermetures/<slug:public_id>/retirer/", closing.closure_remove, name="closure_remove"),
    path("lieux/<slug:public_id>/agendas-pris/", closing.blocking_add, name="blocking_add"),
    path("agendas-pris/<slug:public_id>/arreter/", closing.blocking_stop, name="blocking_stop"),
    path("ressources/<slug:public_id>/preter/", lending.loan_new, name="loan_new"),
    path("lieux/<slug:public_id>/prets/", lending.place_loans, name="place_loans"),
    path(f"{LOAN}/", lending.loan, name="loan"),
    path(f"{LOAN}/signer/", loan_gestures.loan_sign, name="loan_sign"),
    path(f"{LOAN}/refuser/", loan_gestures.loan_refuse, name="loan_refuse"),
    path(f"{LOAN}/reprendre/", loan_gestures.loan_withdraw, name="loan_withdraw"),
    path(f"{LOAN}/depart/", loan_gestures.loan_leave, name="loan_leave"),
    path(f"{LOAN}/retour/", loan_gestures.loan_return, name="loan_return"),
    path(f"{LOAN}/fin/", loan_gestures.loan_end, name="loan_end"),
    path(f"{LOAN}/fin/reponse/", loan_gestures.loan_change_answer, name="loan_change_answer"),
    path("compte/reservations/", mine.my_bookings, name="my_bookings"),
    path(
        "reservations/reponse/<str:token>/", answering.reservation_answer, name="reservation_answer"
    ),
    path("reservations/relais/<str:token>/", answering.reservation_take, name="reservation_take"),
    path("reservations/agenda/<str:secret>.ics", feeds.bookings_calendar, name="bookings_calendar"),
    path("reservations/agenda/", feeds.calendar_key, name="bookings_calendar_key"),
    path(f"{RESERVATION}/", mine.reservation, name="reservation"),
    path(f"{RESERVATION}/repondre/", keeping.line_answer, name="line_answer"),
    path(f"{RESERVATION}/<slug:day>/annuler/", mine.time_cancel, name="booked_time_cancel"),
    path(f"{RESERVATION}/<slug:day>/deplacer/", mine.time_move, name="booked_time_move"),
    path(f"{RESERVATION}/<slug:day>/venue/", mine.time_come, name="booked_time_come"),
    path(f"{RESERVATION}/passer/", mine.hand_over, name="reservation_hand_over"),
]
