"""Files of weights: who publishes them in another format, and how many bytes their tensor types take."""
