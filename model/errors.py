"""One tree of errors; the docstring is the default message, ``code`` is stable, HTTP is elsewhere."""

from typing import Any, ClassVar


class CargolensError(Exception):
    """Something went wrong."""

    code: ClassVar[str] = "error"

    def __init__(self, message: str = "", **details: Any) -> None:
        super().__init__(message or (type(self).__doc__ or "").strip())
        self.details = details


class UnreadableFile(CargolensError):
    """The file cannot be read as an image."""

    code = "unreadable-file"


class EmptyFile(UnreadableFile):
    """The file holds no bytes."""

    code = "empty-file"


class UnknownFormat(UnreadableFile):
    """The file is of no format that the service reads."""

    code = "unknown-format"


class CorruptFile(UnreadableFile):
    """The file is damaged or cut short."""

    code = "corrupt-file"


class ImageTooLarge(UnreadableFile):
    """The picture exceeds the limit of pixels, frames, unpacked bytes, memory or time."""

    code = "image-too-large"


class UnfitPicture(CargolensError):
    """The picture shows nothing that could be compared."""

    code = "unfit-picture"


class UploadTooLarge(CargolensError):
    """The upload exceeds the limit of bytes or files."""

    code = "upload-too-large"


class InvalidInput(CargolensError):
    """The request does not have the expected form."""

    code = "invalid-input"


class UnknownCode(CargolensError):
    """The HS code is not in the nomenclature."""

    code = "unknown-hs-code"


class NotFound(CargolensError):
    """There is no such thing."""

    code = "not-found"


class ScanConflict(CargolensError):
    """The same device sent other bytes under this external id before."""

    code = "scan-conflict"


class NotAssessed(CargolensError):
    """The scan has not been judged yet; ask again later."""

    code = "not-assessed"


class LeaseTaken(CargolensError):
    """Another officer holds this scan."""

    code = "lease-taken"


class LeaseLost(CargolensError):
    """The hold on this scan has ended; claim it again."""

    code = "lease-lost"


class Unauthenticated(CargolensError):
    """Send a valid token, or log in."""

    code = "unauthenticated"


class Forbidden(CargolensError):
    """Your role may not do this."""

    code = "forbidden"


class ModelRefused(CargolensError):
    """The model file does not match its card, or cannot be used."""

    code = "model-refused"


class StorageFull(CargolensError):
    """The disk is full; nothing was lost, send it again later."""

    code = "storage-full"
