"""How the embedded server is set: for one small machine, big imports, and no copying to other machines."""

import os
from pathlib import Path

MB = 1024 * 1024


def options(*, sockets: Path, hba: Path, ident: Path, durable: bool = True) -> dict[str, str]:
    """PostgreSQL's settings by name. `durable=False` is for data that may be lost with the machine's power (tests)."""
    memory = _memory()
    chosen = {
        # Only a socket in a folder closed to others, and only users named in `ident`: nothing listens on the network.
        "listen_addresses": "",
        "unix_socket_directories": str(sockets),
        "unix_socket_permissions": "0700",
        "hba_file": str(hba),
        "ident_file": str(ident),
        "cluster_name": "zhivo",
        "shared_buffers": _megabytes(memory // 8, least=128, most=1024),
        "effective_cache_size": _megabytes(memory // 2, least=256),
        "maintenance_work_mem": _megabytes(memory // 32, least=64, most=512),
        "work_mem": "32MB",
        "max_connections": "60",
        "wal_level": "minimal",
        "max_wal_senders": "0",
        "max_wal_size": "4GB",
        "checkpoint_timeout": "15min",
        "random_page_cost": "1.1",
        "jit": "off",
        "max_parallel_workers_per_gather": "1",
        "timezone": "UTC",
        # A week of logs. A refused statement would bring its values with it, so only the server's own life is logged.
        "logging_collector": "on",
        "log_directory": "log",
        "log_filename": "%a.log",
        "log_truncate_on_rotation": "on",
        "log_rotation_age": "1d",
        "log_rotation_size": "0",
        "log_timezone": "UTC",
        "log_min_messages": "log",
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_checkpoints": "off",
    }
    if not durable:
        chosen |= {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off", "shared_buffers": "128MB"}
    return chosen


def _megabytes(size: int, *, least: int, most: int | None = None) -> str:
    amount = max(size // MB, least)
    return f"{min(amount, most) if most else amount}MB"


def _memory() -> int:
    """Bytes of memory we may use: the machine's, or the container's if that is less."""
    sizes = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for limit in ("/sys/fs/cgroup/memory.max", "/sys/fs/cgroup/memory/memory.limit_in_bytes"):
        try:
            sizes.append(int(Path(limit).read_text()))
        except (OSError, ValueError):  # no such limit, or the word "max"
            continue
    return min(sizes)
