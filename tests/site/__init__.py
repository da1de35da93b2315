"""The web edition: what its pages hold. tests/browser/test_site.py opens them."""
