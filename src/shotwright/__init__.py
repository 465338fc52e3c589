"""Plan HeyGen shoots: a storyboard in, validated prompts and a priced plan out."""

__version__ = "0.1.0"
