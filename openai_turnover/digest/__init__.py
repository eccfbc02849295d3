"""Reports of many articles to one dossier: each change once, with its sources and where they disagree."""
