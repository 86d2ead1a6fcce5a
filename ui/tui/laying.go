package tui

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"obelus/ui/page"
)

// layBlocks lays blocks out side by side on all processors.
func layBlocks(ctx context.Context, p *page.Page, blocks []int) {
	var workers sync.WaitGroup
	var next atomic.Int64
	for range min(runtime.GOMAXPROCS(0), len(blocks)) {
		workers.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(blocks) && ctx.Err() == nil; n = int(next.Add(1)) - 1 {
				p.Lay(blocks[n])
			}
		})
	}
	workers.Wait()
}

// layAround lays out the row of offset and as many rows of p above and below
// it.
func layAround(ctx context.Context, p *page.Page, offset, above, below int) {
	first := max(p.BlockAt(offset), 0)
	p.Lay(first)
	pos, _, _ := p.Locate(offset)
	layRows(ctx, p, pos.Block, 1, below+pos.Row)
	layRows(ctx, p, pos.Block-1, -1, above-pos.Row)
}

// layRows lays out block b and those behind it, or before it for a step of -1,
// until they have that many rows. How many are laid out side by side follows
// from the rows that the last ones had.
func layRows(ctx context.Context, p *page.Page, b, step, rows int) {
	for n := 1; rows > 0 && b >= 0 && b < p.Blocks() && ctx.Err() == nil; {
		var blocks []int
		for ; len(blocks) < n && b >= 0 && b < p.Blocks(); b += step {
			blocks = append(blocks, b)
		}
		layBlocks(ctx, p, blocks)
		laid := 0
		for _, b := range blocks {
			laid += len(p.Lay(b).Rows)
		}
		rows -= laid
		n = min(max(1, rows*len(blocks)/max(laid, 1)), mostAtOnce)
	}
}

// mostAtOnce is how many blocks are laid out before their rows are counted.
const mostAtOnce = 8
