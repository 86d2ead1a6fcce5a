package page

import (
	"testing"
	"unsafe"

	"github.com/google/go-cmp/cmp"
)

// A pageTest is a brief text and the lines that it gives at a width.
type pageTest struct {
	name  string
	text  string
	width int
	want  []string
}

func testPages(t *testing.T, tests []pageTest) {
	t.Helper()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newPage(tt.text, tt.width)
			if diff := cmp.Diff(tt.want, lines(p)); diff != "" {
				t.Errorf("page (-want +got):\n%s", diff)
			}
			wantAudit(t, newPage(tt.text, tt.width))
		})
	}
}

func TestPagesOfWords(t *testing.T) {
	testPages(t, []pageTest{
		{"a paragraph wraps", "One two three four five six.\n", 12, []string{
			"One two",
			"three four",
			"five six.",
		}},
		{"soft and hard breaks", "one\ntwo  \nthree\\\nfour\n", 20, []string{
			"one two",
			"three",
			"four",
		}},
		{"images give their text", "See ![a map](map.png) and ![](x.png).\n", 40, []string{
			"See ▣ a map and ▣ .",
		}},
		{"links give their text only", "[Reuters](https://example.org/x) and <https://example.org>\n", 60, []string{
			"Reuters and https://example.org",
		}},
		{"East Asian lines break between letters", "前に 日本語の文章は、語と語の間に空白がない。\n", 16, []string{
			"前に 日本語の文",
			"章は、語と語の間",
			"に空白がない。",
		}},
	})
}

func TestPagesOfContainers(t *testing.T) {
	testPages(t, []pageTest{
		{"blocks have a gap", "# Head\n\nText *in* **it**.\n\n---\n\nEnd\n", 20, []string{
			"Head",
			"",
			"Text in it.",
			"",
			"────────",
			"",
			"End",
		}},
		{"a comment takes no row", "One\n\n<!-- a\n\ncomment -->\n\nTwo\n\n<!-- a --> b\n", 20, []string{
			"One",
			"",
			"Two",
			"",
			"b",
		}},
		{"quotes carry a bar on every line", "> one two three four\n>\n> five\n", 14, []string{
			"│ one two",
			"│ three four",
			"│",
			"│ five",
		}},
		{"items hang beside their sign", "- one two three\n- four\n  1. five\n  2. six seven eight\n", 14, []string{
			"• one two",
			"  three",
			"• four",
			"  1. five",
			"  2. six seven",
			"     eight",
		}},
		{"loose items stand apart, with their paragraphs", "9. one\n\n   more\n\n10. two\n", 20, []string{
			" 9. one",
			"",
			"    more",
			"",
			"10. two",
		}},
		{"tasks", "- [x] done\n- [ ] open\n", 20, []string{
			"[✓] done",
			"[ ] open",
		}},
		{"code keeps its lines", "```\nif a {\n\tb()\n}\n```\n", 20, []string{
			"  if a {",
			"      b()",
			"  }",
		}},
		{"footnotes stand where they are", "Said so[^1].\n\n[^1]: The note\n    goes on.\n\nNext.\n", 20, []string{
			"Said so[1].",
			"",
			"[1] The note goes",
			"    on.",
			"",
			"Next.",
		}},
		{"HTML gives its words, in the lines that its tags make", "> <div>\n> one\n> two<br>three\n> </div>\n", 20, []string{
			"│ one two",
			"│ three",
		}},
	})
}

func TestPagesOfTables(t *testing.T) {
	testPages(t, []pageTest{
		{"a table", "| Name | N |\n|:--|--:|\n| Bamako | 1 |\n| Gao | 22 |\n", 20, []string{
			"Name   │  N",
			"───────┼───",
			"Bamako │  1",
			"Gao    │ 22",
		}},
		{"a narrow table wraps its cells, its header too", "| Head of one | Two |\n|---|---|\n| some words here | more words there |\n", 20, []string{
			"Head of   │ Two",
			"one       │",
			"──────────┼─────────",
			"some      │ more",
			"words     │ words",
			"here      │ there",
		}},
		{"a table of many columns becomes records",
			"| A | Bee | C | D |\n|---|---|---|---|\n| alpha | beta | gamma | delta |\n| one | two | | four |\n", 16, []string{
				"A · Bee · C · D",
				"",
				"A    alpha",
				"Bee  beta",
				"C    gamma",
				"D    delta",
				"",
				"A    one",
				"Bee  two",
				"D    four",
			}},
	})
}

// A page keeps hundreds of thousands of cells.
func TestACellIsSmall(t *testing.T) {
	if size := unsafe.Sizeof(Cell{}); size > 32 {
		t.Errorf("a cell takes %d bytes", size)
	}
	for b := range 128 {
		if got := kept(string(rune(b))); got != string(rune(b)) {
			t.Errorf("%q is kept as %q", rune(b), got)
		}
	}
}
