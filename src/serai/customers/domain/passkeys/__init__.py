"""Passkeys (WebAuthn): plain rules and shapes; what is kept of them is elsewhere."""
