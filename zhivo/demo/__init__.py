"""The demo base: a made-up company that sells packaging, its people and three files as its lists would really look."""
