"""The settings of the tests: the software's own, with a data folder that goes away."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Before the settings are read. Each process of the tests has a folder of its own.
_folder = tempfile.mkdtemp(prefix="entrelieux-tests-")
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
Path(_folder, "static").mkdir()
os.environ["ENTRELIEUX_DATA_DIR"] = _folder
os.environ.setdefault("ENTRELIEUX_SECRET_KEY", "a secret that only the tests know")

from entrelieux.settings import *  # noqa: E402, F403
from entrelieux.settings import STORAGES  # noqa: E402

# Pages name the files of static/ as they are: nothing has to be collected first.
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
