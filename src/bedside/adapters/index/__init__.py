"""The library's indexes: lexical by tantivy, dense by exact search over a memory-mapped matrix of vectors."""
