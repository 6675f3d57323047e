"""tests/documents/fixed_clock/: pictures of the portal show the same day whenever they are made."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.documents.portal_walk import FIXED_CLOCK


def test_clock_of_django_stands_in_a_process_and_in_its_children() -> None:
    code = "from django.utils import timezone; print(timezone.now().isoformat())"
    parent = f"import subprocess, sys; subprocess.run([sys.executable, '-P', '-c', {code!r}], check=True); {code}"
    environment = os.environ | {"PYTHONPATH": str(FIXED_CLOCK)}
    printed = subprocess.run(
        [sys.executable, "-c", parent], env=environment, capture_output=True, text=True, check=True
    )
    assert printed.stdout.split() == ["2020-08-31T09:00:00+00:00"] * 2
