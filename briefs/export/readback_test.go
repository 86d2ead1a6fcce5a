package export_test

import (
	"errors"
	"strings"
	"testing"

	"obelus/briefs/export"
)

// TestReadBackRefuses: a file that is not ours is refused, never guessed; what
// stands outside the brief may be edited.
func TestReadBackRefuses(t *testing.T) {
	for name, text := range map[string]string{"no export": "# Just Markdown\n", "nothing": ""} {
		if back, err := export.ReadBack(text); back.Text != "" || !errors.Is(err, export.ErrNotAnnotated) {
			t.Errorf("%s: ReadBack gives %.40q, %v", name, back.Text, err)
		}
	}
	a := goldenBrief(t)
	out := exported(t, a)
	if _, err := export.ReadBack(strings.Replace(out, `{"v":1,`, `{"v":2,`, 1)); err == nil || !strings.Contains(err.Error(), "newer") {
		t.Errorf("of a later version ReadBack says %v", err)
	}
	checkReturn(t, a, strings.Replace(out, "# Annotated: Port strike, day nine", "# Read this!\n\nA word before.", 1))
	for name, text := range map[string]string{
		"a length below zero":     strings.Replace(out, `"front":`, `"front":-`, 1),
		"a length beyond the end": strings.Replace(out, `"bytes":`, `"bytes":9`, 1),
	} {
		if back, err := export.ReadBack(text); err != nil || back.Edited && strings.Contains(back.Text, "obelus:") {
			t.Errorf("%s: ReadBack gives %.80q, %v", name, back.Text, err)
		}
	}
}

// TestAnExportOfAnExport comes back one step at a time.
func TestAnExportOfAnExport(t *testing.T) {
	first := exported(t, goldenBrief(t))
	second := exported(t, annotate(first, nil))
	if back, err := export.ReadBack(second); err != nil || back.Text != first || back.Edited {
		t.Errorf("the export of an export does not come back: %v", err)
	}
}
