"""The other services of Bedside over HTTP: each stands in for a port that is otherwise met in this process."""
