"""Reading one model repository: address, listing, shape, weight files, and a LanguageModel of them."""
