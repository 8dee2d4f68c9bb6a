"""Who answers questions about taxes: embedded ones first."""
