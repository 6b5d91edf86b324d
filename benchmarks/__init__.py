"""What is measured runs with one thread for linear algebra, as the command does."""

from forms.threads import single

single()
