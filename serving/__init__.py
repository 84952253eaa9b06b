"""The HTTP service: ingest, assess, queue, review; storage, access and audit."""
