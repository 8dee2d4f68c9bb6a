"""The pages, one file each: read what the page needs, render it, or act and redirect."""
