"""What goes into a reader: the bytes of a file, the limits, and the account of what was spent."""

from collections.abc import Sequence
from dataclasses import dataclass
from mmap import mmap
from typing import Protocol

from model.errors import CorruptFile, ImageTooLarge
from model.view import View

Data = bytes | mmap
"""Bytes-like content: slices are ``bytes``, and ``find`` works, without a copy of the whole."""

MEBIBYTE = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceFile:
    """A file as it was sent. The name is a label and is never trusted.

    ``companion`` is the file of samples that a side file describes.
    """

    name: str
    data: Data
    companion: "SourceFile | None" = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one read may cost at most; everything is checked before or while it is spent.

    Attributes
    ----------
    pixels : int
        Pixels of one picture or slice; 12,000 x 2,600 must fit.
    side : int
        Pixels along one side.
    slices, views, files : int
        Slices of a volume, pictures and files of one scan; a CT may be a file for each slice.
    unpacked : int
        Bytes of all samples of a scan, and of all that is unpacked on the way to them;
        a 16-bit volume of 600 slices of 512 x 512 takes 315 MB.
    ratio, free : int
        A packed file may grow by this factor, or to this many bytes if that is more.
    header : int
        Bytes of a packed DICOM header.
    seconds, seconds_per_megabyte : float
        Processor time of a read in the sandbox, and more of it for each MB that was sent.
    memory, memory_per_byte : int
        Bytes that a read in the sandbox may add, and more for each byte that was sent.
    """

    pixels: int = 32_000_000
    side: int = 65_535
    slices: int = 2_000
    views: int = 16
    files: int = 2_048
    unpacked: int = 512 * MEBIBYTE
    ratio: int = 100
    free: int = 128 * MEBIBYTE
    header: int = 8 * MEBIBYTE
    seconds: float = 0.9
    seconds_per_megabyte: float = 0.4
    memory: int = 384 * MEBIBYTE
    memory_per_byte: int = 6

    def processor_seconds(self, sent: int) -> float:
        """Return the processor time that a read of ``sent`` bytes may take in the sandbox."""
        return self.seconds + self.seconds_per_megabyte * sent / MEBIBYTE


DEFAULT = Limits()


@dataclass(slots=True)
class Budget:
    """What one read has spent so far of its limits."""

    limits: Limits
    samples: int = 0
    unpacked: int = 0

    def files(self, count: int) -> None:
        """Account for the number of files of a scan; raises `ImageTooLarge`."""
        if count > self.limits.files:
            raise ImageTooLarge(f"{count} files; at most {self.limits.files} are read")

    def picture(self, width: int, height: int, *, slices: int = 1, itemsize: int = 1) -> None:
        """Account for a picture or volume from its header, before anything is decoded.

        Parameters
        ----------
        width, height, slices : int
            As the header has them.
        itemsize : int
            Bytes of one pixel, all its channels together.

        Raises
        ------
        CorruptFile
            A side is zero.
        ImageTooLarge
            The picture, or all pictures of the scan together, exceed a limit.
        """
        limits = self.limits
        if min(width, height, slices) < 1:
            raise CorruptFile(f"a picture of {width} x {height} x {slices} pixels")
        size = f"{width} x {height}"
        if max(width, height) > limits.side or width * height > limits.pixels:
            raise ImageTooLarge(f"{size} pixels; at most {limits.pixels} are read")
        if slices > limits.slices:
            raise ImageTooLarge(f"{slices} slices; at most {limits.slices} are read")
        self.samples += width * height * slices * itemsize
        if self.samples > limits.unpacked:
            raise ImageTooLarge(f"{size} x {slices} pixels need more than {limits.unpacked} bytes")

    def allowance(self, packed: int) -> int:
        """Return how many bytes may be unpacked from ``packed`` bytes."""
        plausible = max(self.limits.free, self.limits.ratio * packed)
        return max(0, min(plausible, self.limits.unpacked) - self.unpacked)

    def unpack(self, count: int) -> None:
        """Account for unpacked bytes."""
        self.unpacked += count


class Reader(Protocol):
    """A format: a module with these names.

    ``recognises`` looks at the content alone; ``read`` turns all files of a scan that are of
    this format into views and raises an `UnreadableFile` when one cannot be read.
    """

    @property
    def NAME(self) -> str:  # noqa: N802
        """Name of the format, as the facts of a view have it."""
        ...

    @property
    def NEEDS(self) -> tuple[str, ...]:  # noqa: N802
        """Distributions that decode it."""
        ...

    @staticmethod
    def recognises(data: Data) -> bool:
        """Tell whether the content is of this format."""
        ...

    @staticmethod
    def read(sources: Sequence[SourceFile], budget: Budget) -> list[View]:
        """Read all files of a scan that are of this format."""
        ...
