"""The standard image library: references by HS code, their embeddings, search and comparison."""
