"""`python -m shotwright`, and the `shotwright` command."""


def main() -> None:
    """Run the command line."""
    from shotwright.cli import run  # noqa: PLC0415 - keeps `import shotwright.__main__` light

    run()


if __name__ == "__main__":
    main()
