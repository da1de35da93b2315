"""Does the suite notice a mistake? Small ones are made, one at a time: `make mutants`.

- `changes`: the mistakes that can be made in a piece of code.
- `stage`: runs a lesson with each of its mutants, and says what the suite and a learner notice.
- `modules`: the same for the modules of `helpers`, whose tests are run on a copy.
- `forks`: how both start a process of their own, and let every mutant run in a fork of it.
- `__main__`: chooses the mutants and reports.
"""
