"""Small known worlds: a kind and a seed come in, reports with their truth, ancestry and accuracies go out."""
