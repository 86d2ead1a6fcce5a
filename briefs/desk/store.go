package desk

// Store is what a Desk keeps its briefs and marks in.
type Store interface{}
