from __future__ import annotations

import socketserver
from collections.abc import Callable, Iterator
from threading import Thread
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from entrelieux.messaging.actions import KEEP, forget_old_mail, send_outgoing_mail
from entrelieux.messaging.models import OutgoingMail
from entrelieux.messaging.smtp import MailServer, mail_server
from entrelieux.platform.models import Job

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("outbox")]
Outbox = Callable[[], list[OutgoingMail]]


class PostOffice(socketserver.StreamRequestHandler):
    """A mail server of a dozen lines: takes everything, except for nobody@."""

    received: list[str] = []

    def handle(self) -> None:
        self.wfile.write(b"220 ready\r\n")
        while line := self.rfile.readline().decode():
            verb = line[:4].upper()
            if verb == "DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = iter(lambda: self.rfile.readline().decode(), ".\r\n")
                self.received.append("".join(lines))
            elif verb == "RCPT" and "nobody@" in line:
                self.wfile.write(b"550 no such person\r\n")
                continue
            self.wfile.write(b"221 bye\r\n" if verb == "QUIT" else b"250 ok\r\n")


@pytest.fixture
def post_office(settings: Any) -> Iterator[list[str]]:
    PostOffice.received = []
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), PostOffice) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        settings.OUTGOING_SMTP = f"smtp://127.0.0.1:{server.server_address[1]}"
        yield PostOffice.received
        server.shutdown()


def write(to: str = "alice@example.org", subject: str = "Bonjour") -> None:
    EmailMessage(subject, "Un café ?", to=[to]).send()


def test_a_message_waits_in_the_outbox_one_row_for_each_recipient(outbox: Outbox) -> None:
    EmailMessage("Bonjour", "Un café ?", to=["a@example.org"], bcc=["b@example.org"]).send()
    assert [(m.to, m.subject, m.text) for m in outbox()] == [
        ("b@example.org", "Bonjour", "Un café ?"),
        ("a@example.org", "Bonjour", "Un café ?"),
    ]


def test_a_message_of_a_gesture_that_fails_is_never_written(outbox: Outbox) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        write()
        raise ZeroDivisionError
    assert outbox() == []


def test_without_a_mail_server_nothing_is_asked_of_the_worker() -> None:
    write()
    assert Job.objects.count() == 0


def test_with_one_the_worker_is_asked_once_for_each_message(post_office: list[str]) -> None:
    write()
    asked = Job.objects.get()
    assert asked.arguments == {"mail": OutgoingMail.objects.get().pk}


def test_a_message_is_sent_once(post_office: list[str], outbox: Outbox) -> None:
    message = EmailMultiAlternatives("Été", "Un café ?", to=["alice@example.org"])
    message.attach_alternative("<p>Un café ?</p>", "text/html")
    message.send()
    for _time in range(2):
        send_outgoing_mail(mail=outbox()[0])
    (sent,) = post_office
    assert "To: alice@example.org" in sent
    assert "text/html" in sent
    assert outbox()[0].sent_at is not None


def test_what_the_server_refuses_is_kept_with_its_reason(
    post_office: list[str], outbox: Outbox
) -> None:
    write(to="nobody@example.org")
    with pytest.raises(OSError, match="no such person"):
        send_outgoing_mail(mail=outbox()[0])
    assert (outbox()[0].sent_at, "no such person" in outbox()[0].error) == (None, True)


def test_a_month_later_messages_are_forgotten() -> None:
    write()
    write()
    now = timezone.now()
    OutgoingMail.objects.filter(pk=OutgoingMail.objects.all()[1].pk).update(
        created_at=now - 2 * KEEP
    )
    assert (forget_old_mail(now=now), OutgoingMail.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "smtp+tls://me%40here:p%3Aw@mail.example:2525",
            MailServer("mail.example", 2525, "me@here", "p:w", starts_tls=True, is_tls=False),
        ),
        (
            "smtps://mail.example",
            MailServer("mail.example", 465, "", "", starts_tls=False, is_tls=True),
        ),
        (
            "smtp://localhost",
            MailServer("localhost", 25, "", "", starts_tls=False, is_tls=False),
        ),
    ],
)
def test_a_mail_server_is_told_in_one_line(url: str, expected: MailServer) -> None:
    assert mail_server(url) == expected


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://"])
def test_a_line_that_names_no_server_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=r"smtp\+tls://user:password@host:587"):
        mail_server(url)


class TestPage:
    def test_the_demonstration_shows_its_mail_newest_first(
        self, client: Client, settings: Any
    ) -> None:
        settings.DEMO = True
        write(subject="Premier")
        write(subject="Second <b>")
        page = client.get(reverse("outbox")).content.decode()
        assert page.index("Second &lt;b&gt;") < page.index("Premier")

    def test_an_empty_box_says_how_to_fill_it(self, client: Client, settings: Any) -> None:
        settings.DEMO = True
        assert "Demandez un code" in client.get(reverse("outbox")).content.decode()

    def test_it_has_pages(self, client: Client, settings: Any) -> None:
        settings.DEMO = True
        for rank in range(21):
            write(subject=f"n° {rank}.")
        first, second = (
            client.get(reverse("outbox"), {"page": page}).content.decode() for page in (1, 2)
        )
        assert ("n° 20." in first, "n° 0." in first, "n° 0." in second) == (True, False, True)

    def test_a_real_server_shows_nobody_s_mail(self, client: Client) -> None:
        write(subject="Secret")
        answer = client.get(reverse("outbox"))
        assert (answer.status_code, "Secret" in answer.content.decode()) == (404, False)
