"""What a radiograph is made of: matter, photons, the beam, and the detectors that add them up."""
