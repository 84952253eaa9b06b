"""Cargo scans made by physics, with their truth."""
