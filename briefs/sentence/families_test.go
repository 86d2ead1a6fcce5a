package sentence

import (
	_ "embed"
	"slices"
	"strings"
	"testing"
)

// families are texts of our own, by the kinds of place where a rule for
// sentences can go wrong: "# " before a family's name, then a text on each
// line. "|" stands where a sentence ends and the next begins, "↵" for a
// newline.
//
//go:embed testdata/families.txt
var families string

func TestFamilies(t *testing.T) {
	name := ""
	for line := range strings.Lines(families) {
		line = strings.TrimSpace(line)
		if after, ok := strings.CutPrefix(line, "# "); ok {
			name = after
			continue
		}
		line = strings.ReplaceAll(line, "↵", "\n")
		text := strings.ReplaceAll(strings.ReplaceAll(line, "| ", ""), "|", "")
		var want []string
		for part := range strings.SplitSeq(line, "|") {
			want = append(want, strings.TrimSpace(part))
		}
		var got []string
		for _, r := range Split(text) {
			got = append(got, text[r.Start:r.End])
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s:\n got %q\nwant %q", name, got, want)
		}
	}
}
