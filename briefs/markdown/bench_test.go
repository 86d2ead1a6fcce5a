package markdown

import (
	"fmt"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"obelus/briefs/markdown/hardtext"
	"obelus/model"
)

const megabyte = 1 << 20

// BenchmarkNew indexes mixed Markdown of several sizes, and beside it lets
// goldmark parse the same.
func BenchmarkNew(b *testing.B) {
	p := goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote)).Parser()
	for _, size := range []int{10_000, 100_000, megabyte, 10 * megabyte} {
		brief := hardtext.Mixed(size)
		for _, c := range []struct {
			name string
			read func()
		}{
			{"index", func() { New(brief) }},
			{"goldmark", func() { p.Parse(text.NewReader([]byte(brief))) }},
		} {
			b.Run(fmt.Sprintf("%s/%d kB", c.name, size/1000), func(b *testing.B) {
				b.SetBytes(int64(len(brief)))
				b.ReportAllocs()
				for b.Loop() {
					c.read()
				}
			})
		}
	}
}

func BenchmarkBlock(b *testing.B) {
	d := New(hardtext.Mixed(megabyte))
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

// BenchmarkHardBlocks parses what must be parsed to show a place in the middle
// of each large block, and beside it the whole block.
func BenchmarkHardBlocks(b *testing.B) {
	for _, t := range hardtext.Blocks() {
		d := New(t.Full())
		i := d.BlockAt(len(d.Text()) / 2)
		at := (d.Extent(i).Start + d.Extent(i).End) / 2
		b.Run(t.Name+"/near", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d.blocks = newCache(cacheBudget)
				d.BlockNear(i, model.Span{Start: at, End: at + 8<<10})
			}
		})
		b.Run(t.Name+"/whole", func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				d.Parse(i)
			}
		})
	}
}

func BenchmarkVisible(b *testing.B) {
	brief := hardtext.Mixed(megabyte)
	b.SetBytes(int64(len(brief)))
	b.ReportAllocs()
	for b.Loop() {
		New(brief).Visible()
	}
}
