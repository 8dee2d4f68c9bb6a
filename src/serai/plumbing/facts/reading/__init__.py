"""Facts as Ibis tables: DuckDB inside the process, Spark when one machine is not enough."""
