"""What docs/benchmarks.md comes from; each module runs by one command and prints one JSON object."""
