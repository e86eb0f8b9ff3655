"""Pictures for the pages: photos, icons and shadows, made ready at the size they are shown in."""
