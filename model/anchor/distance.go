package anchor

// A pattern is letters that are looked for in a text with edits allowed: the
// bit-parallel algorithm of G. Myers, "A fast bit-vector algorithm for
// approximate string matching based on dynamic programming" (Journal of the ACM
// 46, 1999), with patterns of any length in blocks of 64 letters.
type pattern struct {
	size   int
	blocks int
	equal  map[rune][]uint64 // by letter: the places of the pattern where it stands
	none   []uint64
	up     []uint64 // the column's vertical differences of +1, reused
	down   []uint64 // and those of -1
}

func newPattern(letters []rune) *pattern {
	p := &pattern{size: len(letters), blocks: (len(letters) + 63) / 64, equal: make(map[rune][]uint64, 32)}
	for i, r := range letters {
		bits := p.equal[r]
		if bits == nil {
			bits = make([]uint64, p.blocks)
			p.equal[r] = bits
		}
		bits[i/64] |= 1 << (i % 64)
	}
	p.none, p.up, p.down = make([]uint64, p.blocks), make([]uint64, p.blocks), make([]uint64, p.blocks)
	return p
}

// search is where in text the pattern ends with the fewest edits, and how many
// those are. It begins anywhere or, if fixed is set, at the text's beginning.
// Of several ends the first is given, or the last of those next to it.
func (p *pattern) search(text []rune, fixed bool) (end, edits int) {
	for b := range p.blocks {
		p.up[b], p.down[b] = ^uint64(0), 0
	}
	first := 0
	if fixed {
		first = 1
	}
	score := p.size
	end, edits = 0, score
	for i, r := range text {
		score += p.step(r, first)
		if score < edits || score == edits && end == i {
			end, edits = i+1, score
		}
	}
	return end, edits
}

// step takes one letter in and gives by how much the edits up to it change; in
// is by how much they do for an empty pattern.
func (p *pattern) step(r rune, in int) int {
	equal := p.equal[r]
	if equal == nil {
		equal = p.none
	}
	for b := range p.blocks {
		top := uint64(1) << 63
		if b == p.blocks-1 {
			top = 1 << ((p.size - 1) % 64)
		}
		eq, up, down := equal[b], p.up[b], p.down[b]
		xv := eq | down
		if in < 0 {
			eq |= 1
		}
		xh := (((eq & up) + up) ^ up) | eq
		plus, minus := down|^(xh|up), up&xh
		out := 0
		if plus&top != 0 {
			out = 1
		} else if minus&top != 0 {
			out = -1
		}
		plus, minus = plus<<1, minus<<1
		if in > 0 {
			plus |= 1
		} else if in < 0 {
			minus |= 1
		}
		p.up[b], p.down[b] = minus|^(xv|plus), plus&xv
		in = out
	}
	return in
}

// likeness is how alike two texts are that begin together, from 0 to 1: a is
// held against as much of b as fits it best.
func likeness(a, b []rune) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	_, edits := newPattern(a).search(b, true)
	return 1 - float64(edits)/float64(len(a))
}

// reversed is letters from the last to the first.
func reversed(letters []rune) []rune {
	out := make([]rune, len(letters))
	for i, r := range letters {
		out[len(letters)-1-i] = r
	}
	return out
}
