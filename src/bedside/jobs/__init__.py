"""Work that runs to an end: library ETL, training, evaluation."""
