"""One person's own pages: notes, stars, visits, work, and the list of students."""
