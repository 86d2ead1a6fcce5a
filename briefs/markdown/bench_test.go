package markdown

import (
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
)

const megabyte = 1 << 20

// briefOf is a text of about size bytes as briefs are: headings, paragraphs
// with links and footnotes, lists, quotes, tables, code.
func briefOf(size int) string {
	const page = `## What was seen at the port

The *harbour master* said on Tuesday that **three vessels** had left the northern basin
without papers[^1], and that a fourth was "being prepared"; according to [a notice][n] of the
port authority the basin is closed until further notice. Officials in the capital would
likely call that an overstatement.

- the first left at 04:10, with its lights out
- the second followed within the hour
  - its name had been painted over
- the third was seen by a pilot at https://example.org/pilots

> Nobody asked us, and nobody told us. We saw them go & that is all.

| vessel | left  | cargo        |
|--------|-------|--------------|
| Amber  | 04:10 | grain        |
| Beryl  | 05:02 | not declared |

` + "```\nAIS 04:10 lost\n```\n\n"
	const end = "[^1]: The harbour's own log, seen by the author.\n\n[n]: https://example.org/notice \"Notice 14\"\n"
	return "# Port security, a round-up\n\n" + strings.Repeat(page, size/len(page)) + end
}

func BenchmarkNew(b *testing.B) {
	brief := briefOf(megabyte)
	b.Run("index", func(b *testing.B) {
		b.SetBytes(int64(len(brief)))
		b.ReportAllocs()
		for b.Loop() {
			New(brief)
		}
	})
	b.Run("goldmark", func(b *testing.B) {
		p := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser()
		b.SetBytes(int64(len(brief)))
		b.ReportAllocs()
		for b.Loop() {
			p.Parse(text.NewReader([]byte(brief)))
		}
	})
}

func BenchmarkBlock(b *testing.B) {
	d := New(briefOf(megabyte))
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			d.Parse(i % d.Blocks())
		}
	})
	b.Run("cached", func(b *testing.B) {
		for b.Loop() {
			d.Block(7)
		}
	})
}

func BenchmarkVisible(b *testing.B) {
	brief := briefOf(megabyte)
	b.SetBytes(int64(len(brief)))
	b.ReportAllocs()
	for b.Loop() {
		New(brief).Visible()
	}
}
