"""Our own PostgreSQL: started, found, tuned, checked and stopped, with nothing to install and nothing to set up."""

from zhivo.lib.postgres.address import settings
from zhivo.lib.postgres.fitness import check
from zhivo.lib.postgres.place import url
from zhivo.lib.postgres.server import Server, destroy, ensure_running, keep_running, stop

__all__ = ["Server", "check", "destroy", "ensure_running", "keep_running", "settings", "stop", "url"]
