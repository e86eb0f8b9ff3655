"""`vetrina-hub conformance URL`: the protocol's rules, tried over HTTP on any implementation.

It knows nothing of the hub at the other end but its address and an enrolment code. It brings a tablet of its
own, makes visits and lists under random ids and leaves them behind like any guest.
"""
