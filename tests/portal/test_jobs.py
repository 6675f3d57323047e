"""The processes for texts from outside: what is loaded before a job is forked, and what never is."""

from __future__ import annotations

import json
import subprocess
import sys

LOADED = """
import json, sys
import assembler.portal.isolated.child, assembler.portal.isolated.warm_up
print(json.dumps(sorted(sys.modules)))
"""


def test_all_of_the_library_and_nothing_of_django_is_loaded_before_a_job() -> None:
    done = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True)
    modules = json.loads(done.stdout)
    assert not [name for name in modules if name.startswith("django")]
    assert {"assembler.rules.style.names", "assembler.readers.docx.contribution"} <= set(modules)
