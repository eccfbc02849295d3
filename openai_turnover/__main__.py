"""``python -m openai_turnover`` is ``turnover``."""

from openai_turnover.cli import main

if __name__ == "__main__":
    main()
