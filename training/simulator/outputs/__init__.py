"""Scans as files, in the forms that scanners and archives write, and the truth about them."""

from training.simulator.outputs.encode import Form, Written, encode

__all__ = ["Form", "Written", "encode"]
