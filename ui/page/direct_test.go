package page

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	gansi "charm.land/glamour/v2/ansi"
	glamourstyles "charm.land/glamour/v2/styles"
	xansi "github.com/charmbracelet/x/ansi"
	"github.com/google/go-cmp/cmp"

	"obelus/briefs/markdown"
	"obelus/briefs/markdown/hardtext"
	"obelus/ui/theme"
)

// ownStyle adds something to words of every kind.
const ownStyle = `{"document":{"color":"7"},
	"heading":{"bold":true,"block_suffix":"\n","prefix":"[ "},"h2":{"upper":true},"h3":{"suffix":" -- "},
	"paragraph":{"prefix":"* ","suffix":" *","block_suffix":"."},
	"text":{"color":"3"},"emph":{"prefix":"_","suffix":"_","italic":true},"strong":{"format":"-{{.text}}-"},
	"strikethrough":{"title":true},"code":{"prefix":" ","suffix":" ","background_color":"236"},
	"link_text":{"prefix":"«","suffix":"»"},"image_text":{"format":"Image: {{.text}}"}}`

// pressStyles are glamour's styles and somebody's own.
func pressStyles(t *testing.T) map[string]gansi.StyleConfig {
	t.Helper()
	var own gansi.StyleConfig
	if err := json.Unmarshal([]byte(ownStyle), &own); err != nil {
		t.Fatal(err)
	}
	return map[string]gansi.StyleConfig{
		"reader's dark": theme.New(theme.Dark, false).Glamour(), "reader's light": theme.New(theme.Light, false).Glamour(),
		"dark": glamourstyles.DarkStyleConfig, "light": glamourstyles.LightStyleConfig,
		"notty": glamourstyles.NoTTYStyleConfig, "own": own,
	}
}

// pressTexts are words of every look and script, and what wrapping stumbles on.
func pressTexts() string {
	var b strings.Builder
	b.WriteString(hardtext.Table(4, 4) + "\n" + hardtext.List(8) + "\n" + hardtext.Links(8) + "\n")
	b.WriteString("# One *two* `three`\n\n## Straße\n\n### Four\n\n- ~~five six~~ seven\n- ***eight* nine**\n\n")
	b.WriteString("***ten** eleven* back\\\\\\slash \\*[*t* h](http://e/) ![im *a* ge](x) ![](y) [^1] \\\nhard  \nbreaks\n\n")
	b.WriteString("日本語の「文章」は、空白がない。*強調*と`code`、**太字**ﾊﾟﾋﾟ한국어 글 🇫🇷🇩🇪 👩‍👩‍👧 e\u0301e\u0300 x\u200by ક્ષત્રિય ข้ำ\n\n")
	b.WriteString("a-b-c--d well-known-and-long-words - dash -- end- non\u00a0break wide\u2003space \u3000ideographic tab\there\n\n")
	b.WriteString("عربي *مائل* עברית\u0301 \u0301alone &nbsp;&#x301;&#7; <b>tag</b>\u2028sep ﷽ \u0600\u0007x\n\n[^1]: Note *one*\n\n")
	b.WriteString(strings.Repeat("x", 90) + " " + strings.Repeat("南", 50) + "-" + strings.Repeat("ab-", 40) + "\n")
	return b.String()
}

// Words that are set without glamour are cell for cell what it makes of them.
func TestWordsSetDirectlyAreGlamours(t *testing.T) {
	text := pressTexts()
	for name, style := range pressStyles(t) {
		for _, method := range []xansi.Method{xansi.GraphemeWidth, xansi.WcWidth} {
			p := newTestPage(markdown.New(text), theme.New(theme.Dark, false).Styled(style), 80, MeasuredBy(method))
			c := &pressCheck{t: t, name: name, press: newPress(p.styles, method), other: newPress(p.styles, method)}
			for i := range p.doc.Blocks() {
				c.block(p.doc.Block(i))
			}
			if c.direct < c.leaves/4 {
				t.Errorf("%s: only %d of %d leaves are set directly", name, c.direct, c.leaves)
			}
			if len(c.looks) < 5 {
				t.Errorf("%s: only %d looks are set directly", name, len(c.looks))
			}
		}
	}
}

// A pressCheck compares the two ways that a press has of setting words.
type pressCheck struct {
	t              *testing.T
	name           string
	press, other   *press
	leaves, direct int
	looks          map[inlineLook]bool
}

// block compares the words of b, of every kind of leaf.
func (c *pressCheck) block(b *markdown.Block) {
	atoms := newAtomizer(b)
	within := looks(c.press.styles.config.Document.StylePrimitive)
	quoted := cascade(within, looks(c.press.styles.config.BlockQuote.StylePrimitive))
	for _, part := range b.Parts {
		words := atoms.atoms(nil, part.Start, part.End, collect(b, b.Node, part.Span))
		for _, l := range []leaf{
			{within: within, atoms: words}, {within: quoted, atoms: words}, {kind: paragraphLeaf, within: within, atoms: words},
			{kind: paragraphLeaf, within: quoted, atoms: words, cutBefore: true}, {kind: htmlLeaf, atoms: words, cutBehind: true},
			{kind: headingLeaf, level: 1, atoms: words}, {kind: headingLeaf, level: 3, within: within, atoms: words, cutBefore: true},
		} {
			c.leaf(l)
		}
	}
}

func (c *pressCheck) leaf(l leaf) {
	c.t.Helper()
	c.press.links.list, c.other.links.list = nil, nil
	units, ok := c.press.direct(&l)
	c.leaves++
	if !ok {
		return
	}
	c.direct++
	for i := range l.atoms {
		look := *l.atoms[i].look
		look.link = ""
		if c.looks == nil {
			c.looks = map[inlineLook]bool{}
		}
		c.looks[look] = true
	}
	if line, ok := c.press.line(units); ok {
		want, err := c.other.renderEach([]leaf{l})
		if err != nil {
			c.t.Fatal(err)
		}
		c.compare(l, want, [][]Cell{line})
	}
}

func (c *pressCheck) compare(l leaf, want, got [][]Cell) {
	c.t.Helper()
	same := len(want) == len(got)
	for y := range want {
		same = same && slices.EqualFunc(want[y], got[y], func(a, b Cell) bool {
			linkA, linkB := (&Row{links: c.other.links.list}).Link(&a), (&Row{links: c.press.links.list}).Link(&b)
			a.link, b.link = 0, 0
			return a == b && linkA == linkB
		})
	}
	if !same {
		c.t.Fatalf("%s, %v %q (-glamour +direct):\n%s", c.name, l.kind, wordsOf(l.atoms), cmp.Diff(want, got, cmp.AllowUnexported(Cell{})))
	}
}

func wordsOf(atoms []atom) string {
	var b strings.Builder
	for _, a := range atoms {
		b.WriteString(a.text)
	}
	return b.String()
}
