"""The private halves of the keys of communities: one file each, in the data folder."""

from __future__ import annotations

import os
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from django.conf import settings

FOLDER = "badge_keys"


def keep_key(kid: str, key: RSAPrivateKey) -> None:
    """Readable by the owner alone; named by the digest of its public half, so never twice."""
    path = _path(kid)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    told = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(told)


def kept_key(kid: str) -> RSAPrivateKey | None:
    """None when the file is not there any more: a restored database comes without it."""
    path = _path(kid)
    if not path.exists():
        return None
    key = load_pem_private_key(path.read_bytes(), password=None)
    return key if isinstance(key, RSAPrivateKey) else None


def _path(kid: str) -> Path:
    return Path(settings.DATA_DIR) / FOLDER / f"{kid}.pem"
