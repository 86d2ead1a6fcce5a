// Package samples holds briefs of our own writing, embedded, that teach the
// program and look like what desks get.
package samples

import (
	_ "embed"
	"strings"

	"obelus/model"
)

// Prefix begins every sample's Path.
const Prefix = "sample:"

// A Sample is one embedded brief. Its Path begins with "sample:", and so it is
// told apart from files.
type Sample struct {
	Path  string // "sample:corridor.md"
	Text  string
	Marks []Premark // marks that it comes with: the teaching notes, nonclaim
}

// A Premark is a mark that a sample comes with. Its quote stands exactly once
// in the sample's visible text.
type Premark struct {
	Quote string
	Tag   model.Tag
}

var (
	//go:embed briefs/mali.md
	mali string
	//go:embed briefs/corridor.md
	corridor string
	//go:embed briefs/straits.md
	straits string
)

// All lists the samples in the order in which they teach.
func All() []Sample {
	return []Sample{
		{Path: Prefix + "mali.md", Text: mali, Marks: notes(mali)},
		{Path: Prefix + "corridor.md", Text: corridor},
		{Path: Prefix + "straits.md", Text: straits},
	}
}

// notes makes a premark of every teaching note: a block quote of one line,
// which holds no markup.
func notes(text string) []Premark {
	var marks []Premark
	for line := range strings.Lines(text) {
		if note, ok := strings.CutPrefix(line, "> "); ok {
			marks = append(marks, Premark{Quote: strings.TrimSpace(note), Tag: model.Nonclaim})
		}
	}
	return marks
}
