"""Addresses on social networks: which network, and the page behind an « @name »."""

from __future__ import annotations

import re

# The last two labels of a network's domain, and the name its page bears in OSM's contact:*.
NETWORKS = {
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "twitter.com": "twitter",
    "x.com": "twitter",
    "instagram.com": "instagram",
    "linkedin.com": "linkedin",
    "youtube.com": "youtube",
    "vimeo.com": "vimeo",
    "flickr.com": "flickr",
    "tiktok.com": "tiktok",
    "meetup.com": "meetup",
}
PAGES = {
    "facebook": "https://www.facebook.com/{}",
    "twitter": "https://twitter.com/{}",
    "instagram": "https://www.instagram.com/{}",
}
HOST = re.compile(r"(?:\w+:)?(?://)?(?:[^/?#@]*@)?(?P<host>[\w.-]+)")
HANDLE = re.compile(r"@?(?P<name>[A-Za-z0-9_.\-]{2,60})")


def network_of(url: str) -> str:
    """The network whose domain the address is on; nothing for a place's own site."""
    match = HOST.match(url)
    domain = match["host"].lower() if match else ""
    return NETWORKS.get(".".join(domain.split(".")[-2:]), "")


def page_of(network: str, handle: str) -> str:
    """The page of « @name » on a network; nothing when the text is no name of an account."""
    match = HANDLE.fullmatch(handle.strip())
    if not match or network not in PAGES:
        return ""
    return PAGES[network].format(match["name"])
