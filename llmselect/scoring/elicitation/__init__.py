"""From answers of a person to weights: questionnaire, swing weights, whole-number weights."""
