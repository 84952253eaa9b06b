"""The commands of the service, one module for each group; what they need is imported when they run."""
