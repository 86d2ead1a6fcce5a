package desk

import (
	"cmp"
	"fmt"

	"obelus/model"
)

// Describe says in one line what a change did: "attributed: Ilichov",
// "removed opinion: …". It is safe for a terminal.
func Describe(c model.Change) string {
	what := describeChange(c)
	switch c.Verb {
	case model.VerbUndo:
		return "undo: " + what
	case model.VerbRedo:
		return "redo: " + what
	case model.VerbPurge:
		return "something was purged"
	}
	return what
}

func describeChange(c model.Change) string {
	marks := c.Marks
	if len(c.Briefs) > 0 && len(marks) > 0 {
		marks = askedFor(c)
	}
	switch {
	case len(marks) == 1:
		return describeMarkChange(marks[0])
	case len(marks) > 1:
		return describeMany(marks)
	case len(c.Briefs) == 1:
		return describeBriefChange(c.Briefs[0])
	case len(c.Briefs) > 1:
		return describeBriefChange(c.Briefs[0]) + fmt.Sprintf(" and %d more", len(c.Briefs)-1)
	}
	return "nothing changed"
}

// askedFor is the mark that a change of a brief and its marks was made for: a
// sample's own marks came with it, before it. An inverse has it first. Where
// one of those was removed nothing is left of it.
func askedFor(c model.Change) []model.MarkChange {
	last := c.Marks[len(c.Marks)-1:]
	switch {
	case c.Marks[0].After == nil:
		return c.Marks[:1]
	case c.Verb == model.VerbUntag && last[0].After != nil:
		return nil
	}
	return last
}

func describeMarkChange(c model.MarkChange) string {
	switch {
	case c.Before == nil:
		return describeMark(*c.After)
	case c.After == nil:
		return "removed " + describeMark(*c.Before)
	case c.Before.Tag != c.After.Tag:
		return describeMark(*c.After) + ", was " + c.Before.Tag.Words()
	case c.Before.Span != c.After.Span:
		return "new span: " + describeMark(*c.After)
	}
	return "details: " + describeMark(*c.After)
}

// describeMark names a mark by its tag and its speaker, else its words.
func describeMark(m model.Mark) string {
	if who := model.CleanLine(m.Details.Speaker); who != "" && m.Tag == model.Attributed {
		return m.Tag.Words() + ": " + who
	}
	return m.Tag.Words() + ": " + excerpt(m.Quote.Text)
}

// describeMany counts what became of several marks.
func describeMany(marks []model.MarkChange) string {
	removed := 0
	tags := map[model.Tag]int{}
	for _, m := range marks {
		tags[m.Mark().Tag]++
		if m.After == nil {
			removed++
		}
	}
	text := plural(len(marks), "mark", "marks")
	if len(tags) == 1 {
		text += ": " + marks[0].Mark().Tag.Words()
	}
	if removed == len(marks) {
		return "removed " + text
	}
	return text
}

func describeBriefChange(c model.BriefChange) string {
	title := excerpt(c.Known().Title)
	switch {
	case c.Before == nil || c.After == nil:
		return "added " + title
	case c.After.Removed && !c.Before.Removed:
		return "off the shelf: " + title
	case len(c.After.Revisions) > len(c.Before.Revisions):
		return "new text of " + title
	case c.Before.Removed && !c.After.Removed:
		return "back on the shelf: " + title
	case len(c.After.Revisions) < len(c.Before.Revisions):
		return "back to the text before: " + title
	case c.Before.Title != c.After.Title:
		return "new title: " + title
	case c.Before.Progress != c.After.Progress && c.DescribesOnly():
		return cmp.Or(string(c.After.Progress), "no state") + ": " + title
	case c.DescribesOnly():
		return "details of " + title
	}
	return "changed " + title
}
