"""EasyPost: one API in front of a hundred carriers; see https://docs.easypost.com."""
