"""The quality standards of one initiative: answered with what Tandem holds, and as a dossier."""
