"""The HTTP surface, one module for each thing; routes are thin and hold no rules of their own."""

API = "/api/v1"
