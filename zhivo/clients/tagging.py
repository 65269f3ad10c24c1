"""Tags: stub."""
