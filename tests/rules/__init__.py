"""The shipped rule sets, and small cases of each."""
