"""What every app needs and no app owns. No models, imports no app."""
