package export

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"obelus/briefs/markdown"
	"obelus/model"
)

// TestPlain: whatever a text holds, Markdown shows it as it is, on one line,
// in a paragraph and in a table's cell; and it can be read back.
func TestPlain(t *testing.T) {
	t.Parallel()
	piece := rapid.SampledFrom([]string{
		"a", " ", "*", "_", "`", "[", "]", "(", ")", "<b>", "-->", "--", "|", "\\", "&amp;", "&", "#", "~", "==", "=", "·", " · ", "http://x.org",
		"www.x.org", "\n", "\x1b", "é", "日本", "[^a1]", "!", "$", "^", "1.", "- ", "+", ":",
	})
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(piece, 0, 12).Draw(t, "text"), "")
		want := model.CleanLine(text)
		escaped := plain(text)
		if got := unplain(escaped); got != want {
			t.Fatalf("%q is escaped as %q and read back as %q", want, escaped, got)
		}
		if strings.Contains(escaped, separator) {
			t.Fatalf("%q holds what separates details: %q", want, escaped)
		}
		if want == "" {
			return
		}
		if got := markdown.New("x " + escaped + " y\n").Visible(); got != "x "+want+" y" {
			t.Fatalf("%q is escaped as %q and shown as %q", want, escaped, got)
		}
		if got := markdown.New("| h |\n|---|\n| x " + escaped + " y |\n").Visible(); got != "h\nx "+want+" y" {
			t.Fatalf("in a table, %q is escaped as %q and shown as %q", want, escaped, got)
		}
	})
}

func TestShorten(t *testing.T) {
	for _, c := range []struct {
		text string
		n    int
		want string
	}{
		{"short", 5, "short"},
		{"one two three four", 16, "one two three…"},
		{"one, two and more", 6, "one…"},
		{"e\u0301e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301…"},
		{"日本語の文章です", 4, "日本語…"},
		{"日本語、文章です", 5, "日本語…"},
		{"قال، ثم مضى بعيدا", 5, "قال…"},
		{"", 3, ""},
	} {
		if got := shorten(c.text, c.n); got != c.want {
			t.Errorf("shorten(%q, %d) = %q, want %q", c.text, c.n, got, c.want)
		}
	}
	if got := excerpt(strings.Repeat(" ", 300)+"x", 4); got != "“…”" {
		t.Errorf("the excerpt of mostly nothing is %s", got)
	}
}
