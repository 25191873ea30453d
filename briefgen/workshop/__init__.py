"""For those who write profiles: what a change does, what a rule finds, how a new profile begins."""
