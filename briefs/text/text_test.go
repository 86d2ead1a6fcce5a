package text_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"pgregory.net/rapid"

	"obelus/briefs/markdown"
	"obelus/briefs/text"
	"obelus/model"
)

// seeds look like markup of every kind that a brief text knows.
var seeds = []string{
	"", " ", "\n\n\n", "plain words", "two\nlines", "two\n\nparagraphs",
	"# no heading", "#no heading", "###### six", "####### seven", "#", "C #", "Headline in C # #\n\nAnd a body that is a sentence.",
	"> quoted", ">quoted\n> twice", "- item", "-item", "-", "* item\n* item", "+ plus", "1. one", "2) two\n3) three", "1986. A year", "12345678901. long",
	"* * *", "***", "---", "- - -", "___", "_ _", "--", "=", "===", "a\n===", "a\n---", "a\n--", "a\n-", "--- \nfront: matter\n---\nbody", "+++\nfront = 1\n+++", ";;;\n{}\n;;;",
	"    indented\n\ttabbed\n  two", "a\n    b", "\t- tab", "term\n: definition", "term\n\n: definition", ":", ": x",
	"| a | b |\n|---|---|\n| 1 | 2 |", "a | b\n- | -\n1 | 2", "a\n:-", "a\n|-|", ":-:\n:-:",
	"<b>bold</b>", "<div>\nx\n</div>", "<!-- gone? -->", "<script>x</script>", "<?php ?>", "<!X>", "</p>", "a < b > c", "<http://a.example>", "<a@b.example>", "<1>", "<![CDATA[x]]>",
	"&amp; &lt; &#35; &#x1F; &#27; &nosuch; & &; &a", "AT&T; R&D", "\\", "\\\\", "\\*", "\\a", "a\\", "a\\\nb", "\\&amp;",
	"*a*", "**a**", "* a*", "a*b*c", "***a** b*", "5 * 3 * 2", "note* and note*", "_a_", "snake_case_name", "__init__", "~~a~~", "~a~", "~~~\nx\n~~~", "a ~ b ~ c",
	"`code`", "``a`b``", "`", "a `b", "``quoted''", "```\nx\n```", "```go", "`a``b`",
	"[a](b)", "![a](b)", "[a][b]\n\n[b]: /x", "[a]: /x \"t\"", "[a\nb]: /x", "[^1]", "[^1]: note", "text[^1]\n\n[^1]: note", "[ ] todo", "- [x] done", "[[wiki]]", "](", "[x](<a b>)",
	"http://a.example/_b_*c*", "www.example.com", "mail a_b_c@example.com", "see https://x.example/?a=1&amp;b=(2)).", "http://a.example/`x`y`",
	"\x00", "a\x00b", "\x1b[31mred\x1b[0m", "\ufeffbom", "a\ufeffb", "\u202etrick", "\u200bzero", "a\u00a0b", "\u00a0", "\u3000indent", "a\u2028b\u2029c", "a\vb\fc\rd\r\ne\u0085f", "\xff\xfe", "a\xc3",
	"one  \ntwo", "one\\\ntwo", "trailing   ", "🇺🇳 e\u0301 👩‍🚀", "　　日本語の段落。", "~", "~~", "a~~b~~", "<!--\nopen", "<pre>\n\n# x", "{#id}", "Head {#id}\n\nThen a sentence follows here.",
	":smile: (c) -- ...", "==marked==", "$x$", "^[inline]", "!!! note\n    x", "%%% x", "@@x", "\\[x\\](y)",
	"first line of a wrapped text that is long enough for\nit to count, and it goes on like this for a while as\nnobody would stop it; the next line begins with a\n# and then with\n- a dash, *stars*, and _lines_ and with `ticks` and\n1. a number, and\n2. another one, and > and\n> then | and --- and\n--- and so on, until it\n=== ends at last with\n``` a fence and some more words that fill this line.",
}

// same is text as both sides of the comparison see it: without white space,
// with what must not reach a terminal shown as the program shows it, and each
// byte that is not UTF-8 a U+FFFD of its own.
func same(s string) string {
	s = unmarked(s)
	return model.Clean(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s))
}

// unmarked is s in UTF-8 and without a byte order mark in front of all words.
func unmarked(s string) string {
	return strings.TrimLeftFunc(string([]rune(s)), func(r rune) bool { return r == '\ufeff' || unicode.IsSpace(r) })
}

// words are what white space parts.
func words(s string) []string {
	all := strings.FieldsFunc(unmarked(s), unicode.IsSpace)
	for i, w := range all {
		all[i] = model.Clean(w)
	}
	return all
}

// unspaced reports whether a wrap at r may stand for nothing.
func unspaced(r rune) bool { return r > 0x0e00 && r != '\ufffd' }

type failer interface {
	Helper()
	Errorf(format string, args ...any)
}

// checkVisible holds the one promise that the package makes of any text.
func checkVisible(t failer, plain string) {
	t.Helper()
	brief, title := text.ToMarkdown(plain)
	doc := markdown.New(brief)
	if got, want := same(doc.Visible()), same(plain); got != want {
		t.Errorf("visible text differs\nplain    %q\nmarkdown %q\ngot      %q\nwant     %q", plain, brief, got, want)
	}
	if got, want := words(doc.Visible()), words(plain); !strings.ContainsFunc(plain, unspaced) && !slices.Equal(got, want) {
		t.Errorf("words differ\nplain    %q\nmarkdown %q\ngot      %q\nwant     %q", plain, brief, got, want)
	}
	if title != "" && !strings.Contains(same(plain), same(title)) {
		t.Errorf("title %q is not in %q", title, plain)
	}
}

func TestVisibleIsPlain(t *testing.T) {
	for _, seed := range seeds {
		checkVisible(t, seed)
		checkVisible(t, "Before it.\n\n"+seed+"\n\nAfter it.")
		checkVisible(t, "Before it.\n"+seed+"\nAfter it.")
	}
}

func FuzzText(f *testing.F) {
	for _, seed := range seeds {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, plain string) { checkVisible(t, plain) })
}

// TestVisibleOfPieces puts pieces of markup together in lines of a width at
// which they count as wrapped, or not.
func TestVisibleOfPieces(t *testing.T) {
	pieces := []string{"a", "b1", "wörter", "日本", "*", "**", "_", "__", "~~", "`", "``", "```", "[", "]", "(", ")", "](", "[^", "]:", "!", "<", ">", "<b>", "</b>", "<!--", "-->",
		"&", "&amp;", "#", "##", "-", "--", "---", "+", "+++", "=", "==", "|", "|-", ":", ":-", "1.", "1)", "12.", "\\", "\\*", "\"", "'", ".", ",", "http://a.example/", "x_y", "\x00", "\x1b", "\u00a0", "\u200b", "\t", "  ", "    "}
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 60).Draw(t, "pieces")
		seps := rapid.SliceOfN(rapid.SampledFrom([]string{"", "", " ", " ", " ", "\n", "\n\n", "\r\n"}), len(words), len(words)).Draw(t, "seps")
		var b strings.Builder
		if rapid.Bool().Draw(t, "wrapped") {
			b.WriteString(strings.Repeat("the words of a text that is wrapped near one measure and\n", 30))
		}
		for i, w := range words {
			b.WriteString(w + seps[i])
		}
		checkVisible(t, b.String())
	})
}

func TestVisibleOfAnyText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) { checkVisible(t, rapid.String().Draw(t, "plain")) })
}

// TestEscapesLittle keeps brief texts readable.
func TestEscapesLittle(t *testing.T) {
	for _, tt := range []struct{ plain, want string }{
		{"It cost $5 (or 4.50 €) – \"a lot\", he said; she didn't agree!", ""},
		{"snake_case and 5 * 3, note* [sic] & R&D, a < b > c, #3, -5 °C, x|y", ""},
		{"1986 was a good year. See https://a.example/x_y?b=1&c=2 or mail a_b@c.example", ""},
		{"- an item", `\- an item`},
		{"1. the first", `1\. the first`},
		{"# heading", `\# heading`},
		{"> he wrote", `\> he wrote`},
		{"*** stars ***", "*** stars ***"},
		{"***", `\*\*\*`},
		{"a *word* and_another_", `a \*word\* and_another_`},
		{"[text](target)", `[text\](target)`},
		{"[1]: a note", `\[1]: a note`},
		{"&amp; and <b>", `\&amp; and \<b>`},
		{`C:\dir\*.txt`, `C:\dir\\*.txt`},
		{"`a` and `b`", "\\`a\\` and \\`b\\`"},
	} {
		if tt.want == "" {
			tt.want = tt.plain
		}
		if got, _ := text.ToMarkdown(tt.plain); got != tt.want+"\n" {
			t.Errorf("ToMarkdown(%q) = %q, want %q", tt.plain, got, tt.want+"\n")
		}
	}
}

// The list under the brief's text must not run together.
func TestDeskBrief(t *testing.T) {
	plain, err := os.ReadFile("../../../shared/corpus/briefs/desk/iran-russia-mali.txt")
	if err != nil {
		t.Skip("the corpus is not beside the repository: ", err)
	}
	checkVisible(t, string(plain))
	brief, title := text.ToMarkdown(string(plain))
	if title != "Iran and Russia gain strength in Mali" {
		t.Errorf("title = %q", title)
	}
	if text.Wrapped(string(plain)) {
		t.Error("the brief counts as wrapped")
	}
	lines := 0
	for l := range strings.Lines(string(plain)) {
		if strings.TrimSpace(l) != "" {
			lines++
		}
	}
	if got := strings.Count(brief, "\n\n") + 1; got != lines {
		t.Errorf("%d paragraphs, want one for each of %d lines", got, lines)
	}
}

// TestLinear converts what invites quadratic work, each in one line and in
// many. Quadratic work on half a megabyte takes minutes.
func TestLinear(t *testing.T) {
	var slowest time.Duration
	defer func() { t.Logf("the slowest took %v", slowest) }()
	for _, piece := range []string{"word ", "*", "*a ", "_a_ ", "`", "` ``", "[", "[^", "](", "&", "&amp;", "<a", "\\", "#", "- ", "| ", "~", "é日"} {
		for _, end := range []string{"", "\n"} {
			plain := strings.Repeat(piece+end, 500_000/len(piece+end))
			start := time.Now()
			if brief, _ := text.ToMarkdown(plain); len(brief) < len(strings.TrimSpace(plain))/2 {
				t.Errorf("500 KB of %q became %d bytes", piece+end, len(brief))
			}
			slowest = max(slowest, time.Since(start))
		}
	}
}

func BenchmarkToMarkdown(b *testing.B) {
	for name, plain := range map[string]string{
		"OneLine5MB": strings.Repeat("The pier is closed, and *nobody* knows why. ", 5_000_000/44),
		"Lines5MB":   strings.Repeat("The pier is closed, and *nobody* knows why,\n", 5_000_000/44),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(plain)))
			for b.Loop() {
				text.ToMarkdown(plain)
			}
		})
	}
}
