"""OpenID Connect as a client: authorization code, PKCE, state, nonce; through the one egress client."""
