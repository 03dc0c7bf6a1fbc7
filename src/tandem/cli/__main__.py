"""`python -m tandem.cli` is the `tandem` command, for places where only a Python is known."""

from tandem.cli import main

if __name__ == "__main__":
    main()
