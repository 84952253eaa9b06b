"""Contraband: bodies of what is smuggled, and how it is hidden."""

from training.simulator.hidden.base import Category, Hidden
from training.simulator.hidden.catalogue import HIDDEN
from training.simulator.hidden.displace import displace
from training.simulator.hidden.places import Hiding, Stock, hide, places_of

__all__ = ["HIDDEN", "Category", "Hidden", "Hiding", "Stock", "displace", "hide", "places_of"]
