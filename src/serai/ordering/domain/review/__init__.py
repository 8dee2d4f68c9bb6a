"""What orders are looked at for before their goods leave: rules, limits and holds."""
