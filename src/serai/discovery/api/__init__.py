"""What shoppers read: declared for Django, answered ahead of it by the lane."""
