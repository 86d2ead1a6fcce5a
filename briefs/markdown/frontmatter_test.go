package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"obelus/model"
)

func TestFrontMatter(t *testing.T) {
	const none = "no header"
	for _, c := range []struct {
		name, text string
		want       FrontMatter
		rest       string // what stands behind the header
	}{
		{"yaml", "---\ntitle: \"Grain: a corridor\"\ndate: 2026-11-02\nauthor:\n  - A. Writer\n  - name: B. Other\npublisher: The Desk\nlink: https://example.org/a\ntlp: AMBER\nlayout: x\n---\ntext",
			FrontMatter{Title: "Grain: a corridor", Date: "2026-11-02", Author: "A. Writer, B. Other", Outlet: "The Desk", URL: "https://example.org/a", Handling: "TLP:AMBER"}, "\ntext"},
		{"dots and carriage blanks", "--- \nTitle: x\nby: y\nclassification: Internal use\n...\n", FrontMatter{Title: "x", Author: "y", Handling: "Internal use"}, "\n"},
		{"handling before tlp", "---\nhandling: TLP:RED, eyes only\ntlp: green\n---\n", FrontMatter{Handling: "TLP:RED, eyes only"}, "\n"},
		{"tlp spelled out", "---\nTLP: TLP:GREEN\n---\n", FrontMatter{Handling: "TLP:GREEN"}, "\n"},
		{"toml", "+++\ntitle = \"T\"\ndate = 2026-11-02T10:00:00Z # seen\nauthors = [\"A\", \"B\"]\nsource = \"S\"\nurl = \"u\"\nmarking = \"m\"\n+++\n# H",
			FrontMatter{Title: "T", Date: "2026-11-02T10:00:00Z", Author: "A, B", Outlet: "S", URL: "u", Handling: "m"}, "\n# H"},
		{"neutralised, on one line", "---\ntitle: \"a\\e[1m\\nb\\u202e\"\n---\n", FrontMatter{Title: "a␛[1m b⟨U+202E⟩"}, "\n"},
		{"unknown fields only", "---\nlayout: post\n---\n", FrontMatter{}, "\n"},
		{"behind a byte order mark", "\uFEFF---\ntitle: x\n---\n", FrontMatter{Title: "x"}, "\n"},
		{"not closed", "---\ntitle: x\n", FrontMatter{}, none},
		{"not readable", "---\ntitle: [x\n---\n", FrontMatter{}, none},
		{"no fields", "---\n---\n", FrontMatter{}, none},
		{"a list", "---\n- a\n---\n", FrontMatter{}, none},
		{"plain words", "---\nHow it went\n---\n", FrontMatter{}, none},
		{"not at the top", "\n---\ntitle: x\n---\n", FrontMatter{}, none},
		{"four dashes", "----\ntitle: x\n----\n", FrontMatter{}, none},
		{"unreadable toml", "+++\ntitle = x\n+++\n", FrontMatter{}, none},
		{"too long", "---\ntitle: " + strings.Repeat("x", maxFrontMatter) + "\n---\n", FrontMatter{}, none},
		{"nested without end", "---\na: " + strings.Repeat("[", 40000) + "\n---\n", FrontMatter{}, none},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := New(c.text)
			got := d.FrontMatter()
			if got.Span.Empty() != (c.rest == none) || c.rest != none && c.text[got.Span.End:] != c.rest {
				t.Errorf("it is at %v, and %q follows", got.Span, c.text[got.Span.End:])
			}
			got.Span = model.Span{}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if shown := strings.Contains(d.Visible(), "title"); shown != (c.rest == none) && strings.Contains(c.text, "title") {
				t.Errorf("the text reads %q", d.Visible())
			}
		})
	}
}

func TestTitle(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"front matter", "---\ntitle: T\n---\n# H", "T"},
		{"heading", "text\n\n# The *H* &amp; [l](u)\n", "The H & l"},
		{"empty heading", "#\n\n## Second\n", "Second"},
		{"first line", "<!-- c -->\n\n  one  \ntwo\n", "one"},
		{"setext", "One\ntwo\n===\n", "One two"},
		{"neutralised", "# a\x1b\u202e\n", "a␛⟨U+202E⟩"},
		{"nothing", "\n\n---\n", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := New(c.text).Title(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestHasFootnote(t *testing.T) {
	d := New("a[^Cited] b[^1]\n\n[^1]: one\n\n> [^in]: quote\n\n[^un used]: x\n")
	for name, want := range map[string]bool{"1": true, "cited": true, "CITED": true, "in": true, "2": false, "un used": false, "": false} {
		if got := d.HasFootnote(name); got != want {
			t.Errorf("HasFootnote(%q) = %v", name, got)
		}
	}
}
