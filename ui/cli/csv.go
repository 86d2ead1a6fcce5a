package cli

import (
	"obelus/briefs/desk"
	"obelus/briefs/export"
)

// csvMarks prints marks as the export writes them, but with LF line ends.
type csvMarks struct{ w export.CSVWriter }

func newCSVMarks(out *streamed) csvMarks { return csvMarks{export.NewCSVWriter(out, false)} }

func (c csvMarks) mark(v desk.MarkView) error {
	err := c.w.Write(export.Row{Mark: v.Mark, Label: v.Label, Title: v.Title, State: v.State, Was: v.Was})
	if err != nil {
		return err
	}
	return c.w.Flush()
}

func (c csvMarks) end() error { return c.w.Flush() }
