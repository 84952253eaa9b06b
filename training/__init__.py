"""Simulator, data sets, network export and feedback; the only room that may import torch."""
