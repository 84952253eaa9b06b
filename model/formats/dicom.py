"""DICOM and DICOS: radiographs, CT volumes in one file, and CT slices in a file each.

Uncompressed, deflated, RLE, JPEG baseline, extended and lossless, JPEG-LS and JPEG 2000.
"""

import warnings
from collections.abc import Sequence

from model.formats.source import Budget, Data, SourceFile
from model.view import View

NAME = "dicom"
NEEDS = ("pydicom", "pyjpegls", "pylibjpeg-openjpeg", "python-gdcm")


def recognises(data: Data) -> bool:
    """Tell whether the content has the preamble of a DICOM file."""
    return data[128:132] == b"DICM"


def read(sources: Sequence[SourceFile], budget: Budget) -> list[View]:
    """Read radiographs into a view a frame, and CT slices into volumes; raises `UnreadableFile`."""
    # pydicom takes 40 MB and half a second, which a process that reads in a sandbox can save.
    from model.formats.dicom_views import views_of

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return views_of(sources, budget)
