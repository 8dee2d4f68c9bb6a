"""The composition root: settings, addresses, wiring of ports, the command line, the back office's theme."""
