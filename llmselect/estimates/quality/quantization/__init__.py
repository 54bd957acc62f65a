"""What storing the weights in fewer bits costs in quality: published rows, their scale and the loss fitted on them."""
