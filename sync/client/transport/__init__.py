"""Speaking to the hub over HTTPS: the only place on the tablet that knows of HTTP.

Errors are `errors.HubError` and its children; what httpx raises never leaves this package.
"""
