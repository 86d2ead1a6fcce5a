package model

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// LabelAt gives what Labels gives, for every mark.
func TestLabelAt(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 40).Draw(t, "marks")
		marks := make([]Mark, n)
		at := 0
		for i := range marks {
			at += rapid.IntRange(0, 4).Draw(t, "step")
			tag := rapid.SampledFrom(Tags()).Draw(t, "tag")
			marks[i] = Mark{ID: MarkID(fmt.Sprint(i)), Span: Span{Start: at, End: at + 3}, Tag: tag}
		}
		unitOf := func(offset int) int { return 1 + offset/5 }
		taken := func(l Label) bool { return l == "a2" || l == "s3b" }
		all := Labels(marks, unitOf, taken)
		for i, m := range marks {
			if got := LabelAt(marks, i, unitOf, taken); got != all[m.ID] {
				t.Fatalf("mark %d is %s, among all %s", i, got, all[m.ID])
			}
		}
	})
}
