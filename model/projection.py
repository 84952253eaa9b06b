"""A picture of a CT volume, as a scanner with one view would have taken it."""

from dataclasses import replace

import numpy as np

from model.view import View


def project(view: View) -> View:
    """Project a CT volume along its height into one radiograph-like picture.

    The mean of the voxels along the rows of each slice (from top to bottom of the bag) is
    proportional to the line integral of attenuation, which a radiograph from above would show.

    Parameters
    ----------
    view : View
        With ``(D, H, W)`` samples, larger for denser material.

    Returns
    -------
    View
        ``(D, W)`` uint16 samples with polarity ``attenuation``, air at 0.
    """
    volume = view.samples
    air = float(np.percentile(volume[:: max(1, volume.shape[0] // 16), ::4, ::4], 5))
    picture = np.empty((volume.shape[0], volume.shape[2]), np.float32)
    for at, plane in enumerate(volume):
        picture[at] = np.maximum(plane.astype(np.float32) - air, 0).mean(axis=0)
    top = float(picture.max()) or 1.0
    samples = np.rint(picture * (60000.0 / top)).astype(np.uint16)
    facts = replace(
        view.facts,
        polarity="attenuation",
        width=samples.shape[1],
        height=samples.shape[0],
        slices=1,
        bits=16,
        notes=(*view.facts.notes, "The volume was projected along its height."),
    )
    return View(facts=facts, samples=samples)
