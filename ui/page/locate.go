package page

import "obelus/model"

// Last is the position of the page's last row.
func (p *Page) Last() Pos {
	for i := p.Blocks() - 1; i >= 0; i-- {
		if rows := len(p.Peek(i).Rows); rows > 0 {
			return Pos{i, rows - 1}
		}
	}
	return Pos{}
}

// Move is the position n rows after (before, for negative n) pos, kept within
// the page. It uses Peek.
func (p *Page) Move(pos Pos, n int) Pos {
	if p.Blocks() == 0 {
		return Pos{}
	}
	pos.Block = min(max(pos.Block, 0), p.Blocks()-1)
	rows := len(p.Peek(pos.Block).Rows)
	pos.Row = max(0, min(pos.Row, rows-1)) + n
	for pos.Row < 0 {
		if pos.Block == 0 {
			pos.Row = 0
			break
		}
		pos.Block--
		pos.Row += len(p.Peek(pos.Block).Rows)
	}
	for {
		rows := len(p.Peek(pos.Block).Rows)
		if pos.Row < rows {
			return pos
		}
		if pos.Block == p.Blocks()-1 {
			return p.Last()
		}
		pos.Block++
		pos.Row -= rows
	}
}

// Locate is the row and the column of the cell that shows the letter at or
// after offset. shown is false where that letter is not on the page (cut by a
// table); the position is then the nearest one. It uses Peek.
func (p *Page) Locate(offset int) (pos Pos, col int, shown bool) {
	block := p.BlockAt(offset)
	if block < 0 {
		return Pos{}, 0, false
	}
	best := p.search(block, offset)
	if !best.exact {
		if held := p.Peek(block).held; held >= 0 && held < offset {
			if row := p.BlockAt(held); row < block {
				if before := p.search(row, offset); before.exact || best.row < 0 {
					block, best = row, before
				}
			}
		}
	}
	for next := block + 1; !best.exact && best.start <= offset && next < p.Blocks() && p.continues(next); next++ {
		if after := p.search(next, offset); after.row >= 0 {
			block, best = next, after
		}
	}
	if best.row < 0 {
		return Pos{block, 0}, 0, false
	}
	return Pos{block, best.row}, best.col, best.exact || best.start > offset && p.nothingBetween(block, offset, best.start)
}

// continues reports whether page block i goes on with the one before it.
func (p *Page) continues(i int) bool {
	return p.pieces.get(p.doc, i).block == p.pieces.get(p.doc, i-1).block
}

// search looks for offset in page block i.
func (p *Page) search(i, offset int) found {
	best := found{row: -1, start: -1}
	for r, row := range p.Peek(i).Rows {
		if !row.Span.Empty() && !best.exact {
			best.search(r, row, offset)
		}
	}
	return best
}

// found is the best cell that Locate has come to.
type found struct {
	row, col, start int
	exact           bool
}

// search looks for offset on a row: the cell that holds it, else the first
// letter behind it, else the last one before it.
func (f *found) search(r int, row Row, offset int) {
	col := 0
	for _, c := range row.Cells {
		if c.mapped() {
			switch {
			case c.Source().Contains(offset):
				*f = found{r, col, c.Source().Start, true}
				return
			case f.row < 0, f.better(c.Source().Start, offset):
				*f = found{row: r, col: col, start: c.Source().Start}
			}
		}
		col += c.Width()
	}
}

// better reports whether a letter at start answers for offset better than what
// was found.
func (f *found) better(start, offset int) bool {
	behind, wasBehind := start > offset, f.start > offset
	if behind != wasBehind {
		return behind
	}
	if behind {
		return start < f.start
	}
	return start > f.start
}

// nothingBetween reports whether no visible letter stands in [offset, start):
// then the cell at start shows the letter that was asked for.
func (p *Page) nothingBetween(i, offset, start int) bool {
	if !p.Peek(i).Ready {
		return true // a stand-in shows all there is
	}
	b := p.block(p.pieces.get(p.doc, i), model.Span{Start: offset, End: start + 1})
	from, to := b.VisibleAt(offset), b.VisibleAt(start)
	for _, r := range b.Visible[from:to] {
		if r != ' ' && r != '\n' && r != '\t' {
			return false
		}
	}
	return true
}

// Offset is the brief text's offset of the letter at column col of the row at
// pos, or the nearest one on the row; ok is false for a row without any. On a
// row that is wider than the page columns count from the row's own beginning,
// here as in Locate: what it is shifted by has to be added to the screen's.
func (p *Page) Offset(pos Pos, col int) (offset int, ok bool) {
	if p.Blocks() == 0 || pos.Block < 0 || pos.Block >= p.Blocks() {
		return 0, false
	}
	rows := p.Peek(pos.Block).Rows
	if pos.Row < 0 || pos.Row >= len(rows) {
		return 0, false
	}
	at, nearest := 0, -1
	for _, c := range rows[pos.Row].Cells {
		if c.mapped() {
			distance := max(at-col, col-(at+c.Width()-1), 0)
			if nearest < 0 || distance < nearest {
				offset, nearest = c.Source().Start, distance
			}
		}
		at += c.Width()
	}
	return offset, nearest >= 0
}
