"""HeyGen: what its API and its command-line tool take and tell."""
