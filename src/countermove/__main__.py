"""`python -m countermove`: the command line where its script is not on the path."""

from countermove.cli import main

if __name__ == "__main__":
    main()
