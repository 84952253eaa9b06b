"""Scans as material to train with."""
