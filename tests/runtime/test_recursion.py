"""Calls inside each other have room from the beginning: none has the system make memory for it again and again."""

from __future__ import annotations

import subprocess
import sys

import pytest

from assembler.runtime.recursion import with_room

MANY = 50
COUNTED = f"""
import resource
from assembler.runtime.recursion import with_room

def faults():
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt

def called():
    return None

def below(depth):
    for _ in range({MANY}):
        called()
    return below(depth - 1) if depth else None

def work():
    below(600)  # loads and touches what all of this needs
    before = faults()
    below(600)
    return faults() - before

print(with_room(work), work())
"""
"""How many pages are taken while a function is called many times from each of 600 calls inside each other."""


def test_no_call_takes_a_page_again_and_again() -> None:
    said = subprocess.run([sys.executable, "-c", COUNTED], capture_output=True, text=True, check=True).stdout
    roomy, usual = map(int, said.split())
    assert roomy < MANY
    if sys.version_info[:2] == (3, 13):  # else nobody needs it any more
        assert usual > MANY


def test_what_comes_of_the_work_comes_out() -> None:
    assert with_room(lambda: 3) == 3
    with pytest.raises(ValueError, match="no such thing"):
        with_room(lambda: int_of("no such thing"))


def int_of(text: str) -> int:
    raise ValueError(text)
