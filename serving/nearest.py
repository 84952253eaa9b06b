"""The use case: which references look most like the goods in a scan."""

from model.domain import Neighbour
from model.errors import NotFound
from serving import assess
from serving.wiring import Service


def nearest(
    service: Service, scan_id: str, k: int, hs_code: str | None = None, container: int | None = None
) -> tuple[Neighbour, ...]:
    """Return the references nearest to a scan, the most similar first, from its kept embeddings.

    Parameters
    ----------
    service
        The service.
    scan_id
        Which scan.
    k
        How many at most.
    hs_code
        Only those of this code and below it.
    container
        Only the goods of this container, counted from 0 at the left; all of them if None.

    Raises
    ------
    NotAssessed
        While the scan has not been seen.
    NotFound
        When there is no such scan or container.
    """
    pieces = assess.seen_in(service, scan_id).pieces
    if container is not None:
        if container >= max(1, len(pieces)):
            raise NotFound(f"There is no container {container}, counted from 0; containers: {len(pieces)}.")
        pieces = pieces[container : container + 1]
    return service.library.snapshot().nearest(pieces, k, hs_code)
