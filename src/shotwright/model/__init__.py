"""Nouns only: what the other folders take and give back."""
