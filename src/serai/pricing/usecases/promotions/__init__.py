"""What is done with promotions and their coupons."""
