"""Single things as bodies: ``(rng) -> Body``, millimetres, standing on y = 0 about x = z = 0."""
