"""`python -m zhivo` is `zhivo`."""

import sys

from zhivo.cli.main import main

sys.exit(main())
