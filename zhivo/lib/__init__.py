"""What knows nothing of clients and sales: the embedded database, the data folder, registries, clocks."""
