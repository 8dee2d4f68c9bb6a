"""HTTP: schemas and routes, nothing else."""
