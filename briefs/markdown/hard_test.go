package markdown

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// repeat gives about size bytes of s.
func repeat(s string, size int) string { return strings.Repeat(s, size/len(s)+1) }

func hardTexts(size int) map[string]string {
	n := size / 2
	wide := "|" + strings.Repeat("a|", 5000) + "\n|" + strings.Repeat("-|", 5000) + "\n"
	return map[string]string{
		"1,000 nested quotes":           strings.Repeat("> ", 1000) + "deep",
		"1,000 nested quotes, lazy":     strings.Repeat("> ", 1000) + repeat("deep\n", size),
		"1,000 quotes each line":        repeat(strings.Repeat("> ", 1000)+"deep\n", size),
		"1,000 nested lists":            nestedLists(1000),
		"1,000 lists in a line":         strings.Repeat("* ", 1000) + "a\n",
		"lists in a line, blank lines":  strings.Repeat("* ", 1000) + "a\n" + strings.Repeat("\n", size),
		"one line":                      repeat("word ", 5*size),
		"one line without spaces":       repeat("word", 5*size),
		"opening brackets":              strings.Repeat("[", size),
		"brackets":                      strings.Repeat("[", n) + "a" + strings.Repeat("]", n),
		"links that do not close":       repeat("[a](b", size),
		"link titles that do not close": repeat("[a](b \"", size),
		"link titles in parentheses":    repeat("[a](b (", size),
		"images":                        repeat("![", size),
		"images in images":              strings.Repeat("![", n/8) + "a" + strings.Repeat("](b)", n/8),
		"emphasis that does not close":  repeat("*a **a ", size),
		"closers without openers":       repeat("a** ", size),
		"mixed emphasis":                repeat("*a_ ", size),
		"by three":                      repeat("a***b**c*", size),
		"nested emphasis":               repeat("*a ", n) + repeat(" a*", n),
		"nested strong emphasis":        repeat("**a *b ", n) + repeat(" b* a**", n),
		"underscores":                   strings.Repeat("_a", n),
		"tildes":                        repeat("~~a ~b ", size),
		"less-than signs":               strings.Repeat("<", size),
		"tags that do not close":        repeat("<a b='", size),
		"comments that do not close":    "a " + repeat("<!-- a ", size),
		"instructions":                  "a " + repeat("<? ", size),
		"declarations":                  "a " + repeat("<!A ", size),
		"backticks":                     backticks(size),
		"web addresses":                 repeat("(http://a", size),
		"www":                           repeat("*www.a", size),
		"mail addresses":                repeat("a@b.c_", size),
		"entities":                      repeat("&amp;&#27;&x", size),
		"backslashes":                   strings.Repeat("\\", size),
		"definitions":                   repeat("[a]: b\n", size),
		"definitions without end":       repeat("[a]:\n", size),
		"many definitions":              repeat("[a]: b 'c\n", size),
		"wide table":                    wide + strings.Repeat("a\n", n),
		"bars in code in a table":       "|a|\n|-|\n" + repeat("|`\\|`|\n", size),
		"delimiter rows":                repeat("a|b\n-|-\n", size),
		"headings":                      repeat("a\n-\n", size),
		"html":                          "<div>\n" + repeat("<p>a<", size),
		"html comment":                  "<div>" + repeat("<!-", size),
		"script":                        repeat("<div><script>\n\n", size),
		"scripts":                       "<div>" + repeat("<script></script>a", size),
		"footnotes":                     "[^a]: b\n\n" + repeat("[^a][^b]", size),
		"footnotes in footnotes":        repeat("[^a]: ", size),
		"list items":                    repeat("- a\n", size),
		"list items, loose":             repeat("- a\n\n", size),
		"tabs and quotes":               repeat(">\t", size),
		"NUL":                           strings.Repeat("\x00", size),
		"invalid UTF-8":                 strings.Repeat("\xff", size),
		"combining marks":               "e" + strings.Repeat("\u0301", n),
		"fences":                        repeat("```a\n", size),
		"code span lines":               repeat("`a\n", size),
		"Chinese":                       repeat("中文字", size),
		"blank lines":                   strings.Repeat("\n", size),
		"spaces":                        strings.Repeat(" ", size),
		"hard breaks":                   repeat("a  \n", size),
	}
}

func nestedLists(depth int) string {
	var b strings.Builder
	for i := range depth {
		b.WriteString(strings.Repeat("  ", i) + "- a\n")
	}
	return b.String()
}

func backticks(size int) string {
	var b strings.Builder
	for i := 1; b.Len() < size; i++ {
		b.WriteString("e" + strings.Repeat("`", i))
	}
	return b.String()
}

// TestHardTexts reads what is made to be slow and logs the times. What is
// quadratic takes minutes, and so runs into the test's own time limit.
func TestHardTexts(t *testing.T) {
	size := 100_000
	if testing.Short() {
		size = 20_000
	}
	for name, source := range hardTexts(size) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			d := New(source)
			indexed := time.Since(start)
			visible := d.Visible()
			read := time.Since(start)
			if !utf8.ValidString(visible) {
				t.Error("the visible text is not UTF-8")
			}
			middle := d.VisibleAt(len(source) / 2)
			_, _ = d.Snap(d.VisibleSpan(middle, middle+10))
			all := time.Since(start)
			t.Logf("%d bytes: index %v, visible text %v, all %v", len(source), indexed, read, all)
		})
	}
}

// TestHardTextsAreComplete holds that what bounds the work loses no letter.
func TestHardTextsAreComplete(t *testing.T) {
	const size = 300_000
	for _, c := range []struct{ name, source, want string }{
		{"prose in pieces", repeat("plain **bold** and `code` (x) ", size), repeat("plain bold and code (x) ", size*24/30)},
		{"lines in pieces", repeat("plain *bold*\n[and](u) `code`\n", size), repeat("plain bold and code ", size*20/29)},
		{"one word", repeat("word", 5<<20), repeat("word", 5<<20)},
		{"quotes", strings.Repeat("> ", 1000) + "deep", strings.Repeat("> ", 1000-maxDepth) + "deep"},
		{"lists", strings.Repeat("* ", 1000) + "deep", strings.Repeat("* ", 1000-maxDepth/2) + "deep"},
		{"emphasis", strings.Repeat("*a ", 500) + "b" + strings.Repeat(" a*", 500), strings.Repeat("a ", 500) + "b" + strings.Repeat(" a", 500)},
		{"brackets", strings.Repeat("[", size) + "a" + strings.Repeat("]", size), strings.Repeat("[", size) + "a" + strings.Repeat("]", size)},
		{"definitions", repeat("[a]: b\n", 3*maxDefinitionLines*7), repeat("[a]: b ", 3*maxDefinitionLines*7)},
		{"wide table", "|" + strings.Repeat("a|", 9000) + "\n|" + strings.Repeat("-|", 9000) + "\n" + strings.Repeat("b\n", 500),
			"|" + strings.Repeat("a|", 9000) + " |" + strings.Repeat("-|", 9000) + strings.Repeat(" b", 500)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := New(c.source).Visible(); letters(got) != letters(c.want) {
				t.Errorf("%d letters of %d: %.80q … %.80q", len(letters(got)), len(letters(c.want)), got, got[max(0, len(got)-60):])
			}
		})
	}
}
