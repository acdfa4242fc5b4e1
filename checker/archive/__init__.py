"""The house's published articles in one DuckDB file, with their sentences, mentions and vectors.

`store` opens the file and waits for its lock, `adding` writes, `finding` chooses the articles of a draft's story and
searches, `integrity` checks. DuckDB is imported when an archive is opened, not at start-up.

One process writes at a time, and only for as long as a batch takes to insert: articles are read and embedded before
the lock is taken. Readers share the file with other readers.
"""
