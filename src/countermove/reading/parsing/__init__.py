"""From characters to a parse: the language, the sentences, the pipeline."""
