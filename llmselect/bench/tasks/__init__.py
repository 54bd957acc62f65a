"""What models are asked: ready tasks in both languages, and ones of the visitor, each with its graders."""
