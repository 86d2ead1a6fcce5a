package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

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
	case model.VerbLost:
		return "a change that was lost with a damaged store"
	case model.VerbRepair:
		if len(c.Marks)+len(c.Briefs)+len(c.Rulings) == 0 {
			return "repaired the store"
		}
		return "repaired: " + what
	case model.VerbRule:
		if len(c.Marks) > 0 {
			return "settled a difference between analysts: " + what
		}
	case model.VerbImport:
		return "imported: " + what
	case model.VerbSync:
		return "from the shared folder: " + what
	}
	return what
}

func describeChange(c model.Change) string {
	marks := c.Marks
	if len(c.Briefs) > 0 && len(marks) > 0 && c.Verb != model.VerbImport && c.Verb != model.VerbSync {
		marks = askedFor(c)
	}
	switch {
	case carried(c):
		return describeBriefChange(c.Briefs[0]) + ", with " + plural(len(c.Marks), "mark", "marks")
	case len(marks) == 1:
		return describeMarkChange(marks[0])
	case len(marks) > 1:
		return describeMany(marks)
	case len(c.Briefs) == 1:
		return describeBriefChange(c.Briefs[0])
	case len(c.Briefs) > 1:
		return describeBriefChange(c.Briefs[0]) + fmt.Sprintf(" and %d more", len(c.Briefs)-1)
	}
	if len(c.Rulings) > 0 {
		return describeRulings(c.Rulings)
	}
	return "nothing changed"
}

// carried reports whether c is a change in which marks came with a new text of
// their brief, or one that takes that back: what became of a single mark says
// little of it.
func carried(c model.Change) bool {
	switch c.Verb {
	case model.VerbImport, model.VerbSync, model.VerbUndo, model.VerbRedo:
	default:
		return false
	}
	if len(c.Briefs) != 1 || len(c.Marks) < 2 {
		return false
	}
	b := c.Briefs[0]
	return b.Before != nil && b.After != nil && len(b.Before.Revisions) != len(b.After.Revisions)
}

// describeRulings says what was ruled: at most three rulings, and how many more.
func describeRulings(all []model.RulingChange) string {
	const most = 3
	alike := !slices.ContainsFunc(all, func(r model.RulingChange) bool {
		return r.Kind != model.RuledSpeaker || r.After == "" || r.After != all[0].After
	})
	var parts []string
	for _, r := range all[:min(len(all), most)] {
		switch {
		case alike:
			parts = append(parts, fmt.Sprintf("%q", model.CleanLine(r.Key)))
		case r.Kind == model.RuledSpeaker && r.After == "" && len(all) > 1: // the others can be names of its own now
			parts = append(parts, fmt.Sprintf("%q is no longer %q", model.CleanLine(r.Key), model.CleanLine(r.Before)))
		default:
			parts = append(parts, describeRuling(r))
		}
	}
	if more := len(all) - most; more > 0 {
		parts = append(parts, fmt.Sprintf("%d more", more))
	}
	switch {
	case len(all) == 1:
		return describeRuling(all[0])
	case alike:
		return fmt.Sprintf("the speakers %s are %q", strings.Join(parts, ", "), model.CleanLine(all[0].After))
	}
	return strings.Join(parts, "; ")
}

// describeRuling says what was ruled.
func describeRuling(r model.RulingChange) string {
	key, after := model.CleanLine(r.Key), model.CleanLine(r.After)
	switch {
	case r.Kind == model.RuledDifference && after == "":
		return "a difference between analysts is open again"
	case r.Kind == model.RuledDifference:
		choice, _, _ := strings.Cut(after, " ")
		return "settled a difference between analysts: " + choice
	case after == "":
		return fmt.Sprintf("%q is a speaker of its own again", key)
	}
	return fmt.Sprintf("the speaker %q is %q", key, after)
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
	case c.Before.Left != c.After.Left && c.After.Left != "":
		return "left out of this text: " + describeMark(*c.After)
	case c.Before.Revision != c.After.Revision:
		return "confirmed: " + describeMark(*c.After)
	case c.Before.Left != c.After.Left:
		return "no longer left out: " + describeMark(*c.After)
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
	removed, confirmed, left := 0, 0, 0
	tags := map[model.Tag]int{}
	for _, m := range marks {
		tags[m.Mark().Tag]++
		switch {
		case m.After == nil:
			removed++
		case m.Before == nil:
		case m.Before.Left != m.After.Left && m.After.Left != "":
			left++
		case m.Before.Revision != m.After.Revision:
			confirmed++
		}
	}
	text := plural(len(marks), "mark", "marks")
	if len(tags) == 1 {
		text += ": " + marks[0].Mark().Tag.Words()
	}
	switch len(marks) {
	case removed:
		return "removed " + text
	case confirmed:
		return "confirmed " + text
	case left:
		return "left out of this text: " + text
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
