"""The OpenAPI document: the contract with every app, drawn from the code and committed in docs/."""
