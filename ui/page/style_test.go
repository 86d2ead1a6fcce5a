package page

import (
	"encoding/json"
	"image/color"
	"slices"
	"strings"
	"testing"

	gansi "charm.land/glamour/v2/ansi"
	glamourstyles "charm.land/glamour/v2/styles"
	"github.com/google/go-cmp/cmp"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"obelus/briefs/markdown"
	"obelus/ui/theme"
)

// styledPage is a page of text in a glamour style written as JSON.
func styledPage(t *testing.T, style, text string) *Page {
	t.Helper()
	var config gansi.StyleConfig
	if err := json.Unmarshal([]byte(style), &config); err != nil {
		t.Fatal(err)
	}
	return newTestPage(markdown.New(text), theme.New(theme.Dark, false).Styled(config), 40)
}

// What a glamour style says is on the page, and what it adds stands for no
// letter of the brief.
func TestASomebodysStyleComesToBear(t *testing.T) {
	for _, tt := range []struct {
		name, style, text string
		want              []string
	}{
		{"headings have prefixes and suffixes", `{"heading":{"prefix":"[","suffix":"]"},"h2":{"prefix":"## "}}`,
			"# One\n\n## Two\n", []string{"[One]", "", "## Two]"}},
		{"blocks too", `{"heading":{"block_prefix":"> ","block_suffix":" <"},"paragraph":{"prefix":"¶ ","suffix":" ."}}`,
			"# One\n\nTwo\n", []string{"> One <", "", "¶ Two ."}},
		{"headings change case", `{"heading":{"upper":true},"h2":{"upper":false,"lower":true},"h3":{"upper":false,"title":true}}`,
			"# one straße\n\n## TWO\n\n### three four\n", []string{"ONE STRASSE", "", "two", "", "Three Four"}},
		{"blocks are indented", `{"heading":{"indent":2},"paragraph":{"indent":1,"margin":2,"indent_token":"~"}}`,
			"# One\n\nTwo\n", []string{"  One", "", "~~~Two"}},
		{"items", `{"item":{"block_prefix":"+ "},"enumeration":{"block_prefix":") "},"list":{"level_indent":4}}`,
			"- a\n  1. b\n- c\n", []string{"+ a", "    1) b", "+ c"}},
		{"tasks", `{"task":{"ticked":"(x) ","unticked":"( ) "}}`, "- [x] a\n- [ ] b\n", []string{"(x) a", "( ) b"}},
		{"quotes", `{"block_quote":{"indent":2,"indent_token":"|"}}`, "> a\n> > b\n", []string{"||a", "||", "||||b"}},
		{"rules", `{"hr":{"format":"\n* * *\n"}}`, "a\n\n---\n", []string{"a", "", "* * *"}},
		{"code", `{"code_block":{"indent":1,"margin":2},"code":{"prefix":"‹","suffix":"›"}}`,
			"```\na\n```\n\nb `c` d\n", []string{"   a", "", "b ‹c› d"}},
		{"tables", `{"table":{"column_separator":"|","row_separator":"-","center_separator":"+"}}`,
			"| a | b |\n|---|---|\n| c | d |\n", []string{"a | b", "--+--", "c | d"}},
		{"words", `{"emph":{"prefix":"_","suffix":"_"},"strong":{"prefix":"*","suffix":"*"},"strikethrough":{"prefix":"~","suffix":"~"}}`,
			"*a* **b** ~~c~~\n", []string{"_a_ *b* ~c~"}},
		{"links and images", `{"link_text":{"prefix":"→"},"image_text":{"format":"Image: {{.text}} →"}}`,
			"[a](http://e/) ![b *c* d](x) ![](y)\n", []string{"→a Image: b c d Image:"}},
		{"HTML", `{"html_block":{"prefix":"<","suffix":">"}}`, "<div>\na\n</div>\n", []string{"<a>"}},
		{"a format may not take letters", `{"text":{"format":"{{Left .text 1}}"},"emph":{"format":"gone"}}`, "abc *def*\n", []string{"abc gonedef"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			p := styledPage(t, tt.style, tt.text)
			if diff := cmp.Diff(tt.want, lines(p)); diff != "" {
				t.Errorf("page (-want +got):\n%s", diff)
			}
			wantAudit(t, p)
		})
	}
}

// A style that breaks lines where words run on costs its block its looks, not
// its letters.
func TestAStyleThatTearsCellsIsNotFollowed(t *testing.T) {
	p := styledPage(t, `{"emph":{"prefix":"\n"}}`, "| *a* | b |\n|---|---|\n| c | d |\n")
	if note := p.Lay(0).Note; note == "" {
		t.Error("nothing says why the block is shown plainly")
	}
	if a := auditPage(p); len(a.problems) > 0 {
		t.Error(a.problems)
	}
}

// ink is what a letter looks like.
type ink struct {
	letter string
	fg, bg color.Color
	attrs  uint8
}

// The letters have the colours and attributes that glamour alone gives them;
// but for code, whose colours it has chroma change to 256 and keeps of the first
// style that a process renders with.
func TestLettersLookAsGlamours(t *testing.T) {
	for name, style := range map[string]gansi.StyleConfig{
		"dark": glamourstyles.DarkStyleConfig, "dracula": glamourstyles.DraculaStyleConfig,
		"light": glamourstyles.LightStyleConfig, "pink": glamourstyles.PinkStyleConfig,
	} {
		for _, text := range []string{
			"# One\n", "## Two *and* **half**\n", "###### Six\n", "a *b* **c** ***d*** ~~e~~ `f`\n", "> quoted *w*\n",
			"- item **x**\n", "1. item\n", "- [x] task\n", "[link](http://e/)\n", "***a** b* **c *d***\n",
		} {
			own := theme.New(theme.Dark, false).Styled(style)
			p := newTestPage(markdown.New(text), own, 40)
			var got []ink
			for _, row := range p.Lay(0).Rows {
				for _, c := range row.Cells {
					if s := p.styles.style(c.style); c.mapped() && !c.blank() {
						got = append(got, ink{c.Text, s.Fg, s.Bg, s.Attrs})
					}
				}
			}
			want := glamourInks(t, style, strings.ReplaceAll(text, "(http://e/)", "(#)"), got)
			if diff := cmp.Diff(want, got, cmp.AllowUnexported(ink{}), cmp.Comparer(sameColour)); diff != "" {
				t.Errorf("%s, %q (-glamour +page):\n%s", name, text, diff)
			}
		}
	}
}

// glamourInks is the letters of got as glamour renders them in text.
func glamourInks(t *testing.T, style gansi.StyleConfig, text string, got []ink) []ink {
	t.Helper()
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	md.SetRenderer(renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(
		gansi.NewRenderer(gansi.Options{WordWrap: 40, Styles: style}), 1000))))
	var out strings.Builder
	if err := md.Convert([]byte(text), &out); err != nil {
		t.Fatal(err)
	}
	press := newPress(newStyles(theme.New(theme.Dark, false)), 0)
	var inks []ink
	for _, c := range slices.Concat(press.decode(out.String())...) {
		s := press.styles.style(c.style)
		if len(inks) < len(got) && c.Text == got[len(inks)].letter {
			inks = append(inks, ink{c.Text, s.Fg, s.Bg, s.Attrs})
		}
	}
	return inks
}

func sameColour(a, b color.Color) bool {
	if a == nil || b == nil {
		return a == nil && b == nil
	}
	r1, g1, b1, _ := a.RGBA()
	r2, g2, b2, _ := b.RGBA()
	return r1 == r2 && g1 == g2 && b1 == b2
}
