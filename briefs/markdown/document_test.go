package markdown

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestVisible(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"paragraphs", "one\ntwo\n\nthree  \nfour\\\nfive\n", "one two\n\nthree\nfour\nfive"},
		{"emphasis", "a **b *c* d** `e  f` ~~g~~", "a b c d e  f g"},
		{"escapes and entities", `\*a\* &amp; &copy; &#65; &#x42; &nope; a\b`, `*a* & © A B &nope; a\b`},
		{"controls", "a\x1b[31m &#27; &#x202E; \u202e \u0085x", "a␛[31m ␛ ⟨U+202E⟩ ⟨U+202E⟩ ⟨U+0085⟩x"},
		{"headings", "# One #\n\nTwo\n===\n\ntext", "One\n\nTwo\n\ntext"},
		{"list", "- one\n- two\n  - three\n\n    more\n- four", "one\ntwo\nthree\n\nmore\nfour"},
		{"numbered, loose", "1. one\n\n2. two\n\n   > quote\n", "one\ntwo\n\nquote"},
		{"tasks", "- [ ] open\n- [x] done", "open\ndone"},
		{"quote", "> a\n> b\n>\n> > c\n> - d", "a b\n\nc\n\nd"},
		{"table", "| a | b |\n|---|---|\n| c | |\n| | `d\\|e` |\n", "a\tb\nc\n\td|e"},
		{"code", "```go\na\n\n  b\t&amp;\n```\n\n    x\n    \ty\n", "a\n\n  b\t&amp;\n\nx\n\ty"},
		{"code in a quote", "> ```\n> a\n> b\n> ```\n", "a\nb"},
		{"links", "[text](http://x.org \"title\") <http://y.org> www.z.org a@b.org [ref][r] [r]\n\n[r]: /u\n", "text http://y.org www.z.org a@b.org ref r"},
		{"images", "![alt *text*](i.png) and ![](j.png)", "alt text and"},
		{"html", "<div class=\"a>b\">\n  one &amp;\n  two<br>three <b>bold</b>\n<!-- no --></div>\n\na <i>b</i> <!-- c --> d<br>e", "one & two\nthree bold\n\na b  d\ne"},
		{"script", "<script>\nlet a = 1\n</script>\n\ntext", "text"},
		{"footnotes", "a[^1] b[^x] ![^1]\n\n[^1]: note\n    more\n\n    para\n\nlast", "a b[^x] !\n\nlast\n\nnote more\n\npara"},
		{"a footnote that is a link definition to GFM", "a[^1] [r]\n\n[^1]: http://x.org/a\n\n[r]: /u", "a r\n\nhttp://x.org/a"},
		{"front matter", "---\ntitle: T\n---\ntext", "text"},
		{"rule and comment", "a\n\n---\n\n<!-- c -->\n\nb", "a\n\nb"},
		{"tabs", "a\tb `c\td`", "a b c d"},
		{"hr only", "---\n", ""},
		{"empty", "", ""},
		{"byte order mark", "\uFEFF# T\n", "T"},
		{"definitions, paragraph and table", "[a]: /u\npara [a]\n| x | y |\n|--|--|\n| 1 | 2 |\nafter", "para a\n\nx\ty\n1\t2\nafter"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, New(c.text).Visible()); diff != "" {
				t.Errorf("%q (-want +got):\n%s", c.text, diff)
			}
		})
	}
}

// TestApart: a text apart reads as it does by itself, and knows nothing of the
// one whose parsers it shares.
func TestApart(t *testing.T) {
	d := New("[r] and[^1]\n\n[r]: https://example.org\n\n[^1]: note\n")
	for _, text := range []string{"[r] and[^1]", "---\ntitle: x\n---\n\n# H\n\n[q]\n\n[q]: /x\n", "", byteOrderMark + "x"} {
		want, got := New(text), d.Apart(text)
		if got.Visible() != want.Visible() || got.Title() != want.Title() || got.Blocks() != want.Blocks() || got.FrontMatter() != want.FrontMatter() {
			t.Errorf("%q apart reads %q, by itself %q", text, got.Visible(), want.Visible())
		}
	}
	if got := d.Apart("[r] and[^1]").Visible(); got != "[r] and[^1]" {
		t.Errorf("a definition of the other text is known: %q", got)
	}
}
