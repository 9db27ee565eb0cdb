"""Open Badges 3.0: an habilitation as a verifiable credential, in its JSON Web Token form."""
