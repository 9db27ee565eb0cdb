"""Pages leave compressed for who can read them so, and whole for who cannot."""

import brotli
import pytest

pytestmark = pytest.mark.django_db


def test_a_page_is_compressed_for_a_browser_that_says_so(client):
    whole = client.get("/a-propos/")
    squeezed = client.get("/a-propos/", headers={"Accept-Encoding": "gzip, br"})
    assert squeezed["Content-Encoding"] == "br"
    assert b"</html>" in brotli.decompress(squeezed.content)
    assert len(squeezed.content) < len(whole.content) / 2
    assert "Accept-Encoding" in squeezed["Vary"]


def test_a_page_is_whole_for_who_asks_for_nothing(client):
    assert not client.get("/a-propos/").has_header("Content-Encoding")
