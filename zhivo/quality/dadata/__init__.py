"""DaData, a paid register of firms, addresses and names: asked only with a key, its answers are proposals."""

CODE = "dadata"  # of the questions that hold what it said
