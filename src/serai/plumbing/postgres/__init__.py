"""PostgreSQL out of a wheel: started, stopped and found by its folder."""
