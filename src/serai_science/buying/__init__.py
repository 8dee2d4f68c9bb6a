"""How somebody buys, told in numbers: what every prediction about a customer is made from."""
