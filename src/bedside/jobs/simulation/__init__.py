"""A simulated ward with known truth, and numbered load for fault tests: pure and seeded, so one seed is one ward.

`ward` makes the readings of all beds, `truth` says what was really wrong and when, `judging` compares alerts with it,
`running` lets time pass, `posting` sends to a service, `load` makes numbered readings without any physiology. Nobody
here is a person: every patient, value and course is made up, after published figures that each file names.
"""
