"""The steps of the analysis, each a spaCy component that adds spans to a document and changes nothing else."""
