"""Settings of the user: a configuration file in the user's folder, below options and environment."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from openai_turnover.errors import DataFileError

CONFIG_VARIABLE = "TURNOVER_CONFIG"


def config_folder() -> Path:
    """The folder of the user's configuration and alias table."""
    named = os.environ.get(CONFIG_VARIABLE)
    return Path(named) if named else user_config_path("turnover")


def read_settings() -> dict[str, dict[str, Any]]:
    """Option defaults by command from ``config.toml``; keys outside a table hold for every command.

    Raises DataFileError where the file is no TOML.
    """
    path = config_folder() / "config.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DataFileError(f"{path}: {error}") from None
    shared = {key: value for key, value in data.items() if not isinstance(value, dict)}
    commands = ("analyze", "batch", "explain", "digest", "report", "aliases", "schema", "languages")
    return {name: {**shared, **data.get(name, {})} for name in commands}


def user_alias_tables() -> tuple[Path, ...]:
    """The alias table in the user's folder, where there is one."""
    path = config_folder() / "aliases.toml"
    return (path,) if path.exists() else ()
