"""What a visitor takes away: the link, and files that are made when somebody asks for them."""
