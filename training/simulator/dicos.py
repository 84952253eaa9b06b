"""A CT as one DICOS file (NEMA IIC 1: DICOM for security), frames as slices."""

from io import BytesIO

from pydicom.dataset import Dataset, FileDataset, FileMetaDataset
from pydicom.uid import UID, ExplicitVRLittleEndian, generate_uid

from training.simulator.bag import SimulatedBag

SOP_CLASS_CT = UID("1.2.840.10008.5.1.4.1.1.501.1")


def encode_ct(bag: SimulatedBag, name: str) -> bytes:
    """Write a bag; the same bag and name give the same bytes.

    Parameters
    ----------
    bag
        Its samples are CT numbers, so the rescale is one to one.
    name
        What the unique identifiers are derived from, and the identifier of the object of inspection.
    """
    slices, rows, columns = bag.samples.shape
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = SOP_CLASS_CT
    meta.MediaStorageSOPInstanceUID = generate_uid(entropy_srcs=[name, "instance"])
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    file = FileDataset(BytesIO(), Dataset(), file_meta=meta, preamble=b"\0" * 128)
    file.SOPClassUID = SOP_CLASS_CT
    file.SOPInstanceUID = meta.MediaStorageSOPInstanceUID
    file.StudyInstanceUID = generate_uid(entropy_srcs=[name, "study"])
    file.SeriesInstanceUID = generate_uid(entropy_srcs=[name, "series"])
    file.Modality = "CT"
    file.Manufacturer = "simulated"
    file.PatientName = file.PatientID = name
    file.OOIType = "LUGGAGE"
    file.InstanceNumber = 1
    file.KVP = "160"
    file.NumberOfFrames = slices
    file.Rows, file.Columns = rows, columns
    file.PixelSpacing = [bag.pixel_mm, bag.pixel_mm]
    file.SliceThickness = file.SpacingBetweenSlices = bag.slice_mm
    file.ImageOrientationPatient = [1, 0, 0, 0, 1, 0]
    file.ImagePositionPatient = [0, 0, 0]
    file.SamplesPerPixel, file.PhotometricInterpretation = 1, "MONOCHROME2"
    file.BitsAllocated, file.BitsStored, file.HighBit, file.PixelRepresentation = 16, 16, 15, 1
    file.RescaleIntercept, file.RescaleSlope, file.RescaleType = 0, 1, "HU"
    file.PixelData = bag.samples.astype("<i2").tobytes()
    out = BytesIO()
    file.save_as(out, enforce_file_format=True)
    return out.getvalue()
