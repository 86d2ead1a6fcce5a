package sentence

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"obelus/briefs/markdown"
	"obelus/model"
)

// InBlock lists block b's units in order, with N zero. Each part of the block
// is cut into its sentences: a heading, list item, cell or caption without any
// is one unit, and so is code, whatever it holds.
func InBlock(b *markdown.Block) []model.Unit {
	units := make([]model.Unit, 0, len(b.Parts))
	for _, part := range b.Parts {
		text := b.Visible[part.Start:part.End]
		for _, r := range rangesOf(part.Kind, text) {
			span := b.SourceSpan(part.Start+r.Start, part.Start+r.End)
			if span.Empty() {
				continue
			}
			if n := len(units); n > 0 && span.Start < units[n-1].Span.End {
				units[n-1].Span.End = max(units[n-1].Span.End, span.End) // they share a sign of several letters
				continue
			}
			units = append(units, model.Unit{Span: span, Kind: kindOf(part.Kind), Block: b.Index})
		}
	}
	return units
}

// blocksAtOnce is how many blocks one worker takes at a time.
const blocksAtOnce = 64

// All lists the units of the whole document in source order, numbered from 1.
// Blocks are parsed and cut side by side on all processors.
func All(d *markdown.Document) []model.Unit {
	units, _ := all(context.Background(), d, runtime.GOMAXPROCS(0), nil) // nothing ends it
	return units
}

// AllContext is All in the background of something else: it leaves a processor
// free where there are two, and gives up with ctx's error between two blocks
// once ctx is done. Every block, parsed, is shown to look, so that the brief is
// walked once; nil looks at none. It sees the blocks in order, one at a time.
func AllContext(ctx context.Context, d *markdown.Document, look func(*markdown.Block)) ([]model.Unit, error) {
	return all(ctx, d, max(1, runtime.GOMAXPROCS(0)-1), look)
}

func all(ctx context.Context, d *markdown.Document, atOnce int, look func(*markdown.Block)) ([]model.Unit, error) {
	blocks := d.Blocks()
	runs := make([][]model.Unit, (blocks+blocksAtOnce-1)/blocksAtOnce)
	seen := newTurnstile()
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(atOnce, len(runs)) {
		workers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(runs); n = int(next.Add(1)) - 1 {
				var parsed []*markdown.Block
				for i := n * blocksAtOnce; i < min(blocks, (n+1)*blocksAtOnce) && ctx.Err() == nil; i++ {
					b := d.Parse(i)
					runs[n] = append(runs[n], InBlock(b)...)
					if look != nil {
						parsed = append(parsed, b)
					}
				}
				seen.pass(n, func() {
					for _, b := range parsed {
						look(b)
					}
				})
			}
		})
	}
	workers.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	units := slices.Concat(runs...)
	for i := range units {
		units[i].N = i + 1
	}
	return units, nil
}

// A turnstile lets goroutines through in the order of their numbers, from 0 and
// without a gap.
type turnstile struct {
	mu   sync.Mutex
	done sync.Cond
	next int
}

func newTurnstile() *turnstile {
	t := &turnstile{}
	t.done.L = &t.mu
	return t
}

// pass does f when all with smaller numbers have passed.
func (t *turnstile) pass(n int, f func()) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for t.next != n {
		t.done.Wait()
	}
	f()
	t.next++
	t.done.Broadcast()
}

// rangesOf cuts the text of a part.
func rangesOf(kind markdown.PartKind, text string) []Range {
	if kind != markdown.CodePart {
		return Split(text)
	}
	start := skipSpace(text, 0)
	end := trimEnd(text, start, len(text))
	if start == end {
		return nil
	}
	return []Range{{start, end}}
}

// kindOf is the kind of the units in a part.
func kindOf(part markdown.PartKind) model.UnitKind {
	switch part {
	case markdown.HeadingPart:
		return model.Heading
	case markdown.ItemPart:
		return model.ListItem
	case markdown.CellPart:
		return model.Cell
	case markdown.CodePart:
		return model.Code
	case markdown.FootnotePart:
		return model.Footnote
	case markdown.CaptionPart:
		return model.Caption
	}
	return model.Sentence
}
