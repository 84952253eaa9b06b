"""From noise-free transmission to the numbers that a scanner writes."""

from training.simulator.detector.calibration import Calibration, calibrate
from training.simulator.detector.exposure import Exposure, expose
from training.simulator.detector.motion import Motion, drive, still

__all__ = ["Calibration", "Exposure", "Motion", "calibrate", "drive", "expose", "still"]
