// Package model holds the words of the trade as pure values: briefs and their
// revisions, spans and quotes, marks with their tags and details, and the
// changes that the journal keeps.
//
// Nothing here reads a file, a clock or a terminal. All offsets are bytes into
// a revision's brief text, end exclusive, unless a name says otherwise.
package model
