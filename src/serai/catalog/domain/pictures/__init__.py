"""Pictures that were handed in: what is taken, under which names it is kept, in which sizes it is shown."""
