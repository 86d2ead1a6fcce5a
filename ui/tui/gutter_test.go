package tui

import (
	"strings"
	"testing"

	"obelus/briefs/markdown"
	"obelus/model"
	"obelus/ui/page"
	"obelus/ui/theme"
)

// A mark in a table's cell begins on one row, though the rows below hold
// letters of cells before it and behind it.
func TestAMarkInACellBeginsOnce(t *testing.T) {
	text := "| Name | What it does |\n|---|---|\n| A long name that wraps | It loads a second stage from a server abroad |\n"
	start := strings.Index(text, "It loads")
	mark := &model.Mark{Tag: model.Attributed, Span: model.Span{Start: start, End: start + len("It loads a second stage from a server abroad")}}
	p := page.New(markdown.New(text), theme.New(theme.Dark, false), 30)
	var begun, on int
	for _, row := range p.Lay(0).Rows {
		here := marksOn(row, []*model.Mark{mark})
		if m, begins := leader(row, here); m != nil {
			on++
			if begins {
				begun++
			}
		}
	}
	if on < 2 || begun != 1 {
		t.Errorf("the mark stands on %d rows and begins on %d, want several and 1", on, begun)
	}
}
