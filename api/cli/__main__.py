"""`python -m api.cli`: the command line without the console script."""

from api.cli.application import main

if __name__ == "__main__":
    main()
