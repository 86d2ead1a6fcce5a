// Package samples holds briefs of our own writing, embedded, that teach the
// program and look like what desks get.
package samples

import "obelus/model"

// A Sample is one embedded brief. Its Path begins with "sample:", and so it is
// told apart from files.
type Sample struct {
	Path  string // "sample:corridor.md"
	Text  string
	Marks []Premark // marks that it comes with: the teaching notes, nonclaim
}

// A Premark is a mark that a sample comes with.
type Premark struct {
	Quote string
	Tag   model.Tag
}

// All lists the samples in the order in which they teach.
func All() []Sample { panic("skeleton") }
