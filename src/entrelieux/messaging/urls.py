from __future__ import annotations

from django.urls import path

from entrelieux.messaging import views

urlpatterns = [path("demo/courrier/", views.outbox, name="outbox")]
