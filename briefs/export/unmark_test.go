package export_test

import (
	"errors"
	"strings"
	"testing"

	"obelus/briefs/export"
)

// TestUnmarkRefuses: a file that is not ours, or was changed where it matters,
// is refused, never guessed.
func TestUnmarkRefuses(t *testing.T) {
	out := exported(t, goldenBrief(t))
	for _, c := range []struct {
		name, text string
		want       error
	}{
		{"no export", "# Just Markdown\n", export.ErrNotAnnotated},
		{"nothing", "", export.ErrNotAnnotated},
		{"a word changed", strings.Replace(out, "Thursday.== ", "Friday.== ", 1), export.ErrEdited},
		{"a sign removed", strings.Replace(out, " **÷**[^u2]", "", 1), export.ErrEdited},
		{"a footnote removed", strings.Replace(out, "<!-- obelus:mark", "<!-- gone", 1), export.ErrEdited},
		{"cut off", out[:strings.Index(out, "<!-- obelus:end")], export.ErrEdited},
		{"front matter changed", strings.Replace(out, "title: Port", "title: Airport", 1), export.ErrEdited},
		{"a length below zero", strings.Replace(out, `"front":`, `"front":-`, 1), export.ErrEdited},
		{"a length beyond the end", strings.Replace(out, `"bytes":`, `"bytes":9`, 1), export.ErrEdited},
	} {
		text, err := export.Unmark(c.text)
		if text != "" || !errors.Is(err, c.want) {
			t.Errorf("%s: Unmark gives %.40q, %v; want %v", c.name, text, err, c.want)
		}
	}
	if _, err := export.Unmark(strings.Replace(out, `{"v":1,`, `{"v":2,`, 1)); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("of a later version Unmark says %v", err)
	}
	edited := strings.Replace(out, "# Annotated: Port strike, day nine", "# Read this!\n\nA word before.", 1)
	if _, err := export.Unmark(edited); err != nil {
		t.Errorf("what stands outside the brief may be edited, and yet: %v", err)
	}
}

// TestAnExportOfAnExport comes back one step at a time.
func TestAnExportOfAnExport(t *testing.T) {
	first := exported(t, goldenBrief(t))
	second := exported(t, annotate(first, nil))
	if back, err := export.Unmark(second); err != nil || back != first {
		t.Errorf("the export of an export does not come back: %v", err)
	}
}
