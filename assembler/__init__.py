"""Assembles contributions of United Nations entities into one consolidated report."""

__version__ = "0.1.0"
