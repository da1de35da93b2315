"""JupyterLab and the lessons in a real browser, used as a person uses them."""
