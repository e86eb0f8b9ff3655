"""The profile API: what other servers (the online shop's account pages) read and change by keys of theirs."""
