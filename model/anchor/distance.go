package anchor

import "unicode/utf8"

// A pattern is letters that are looked for in a text with edits allowed: the
// bit-parallel algorithm of G. Myers, "A fast bit-vector algorithm for
// approximate string matching based on dynamic programming" (Journal of the ACM
// 46, 1999), with patterns of any length in blocks of 64 letters.
type pattern struct {
	size   int
	blocks int
	equal  map[rune][]uint64       // by letter: the places of the pattern where it stands; made when it is wanted
	ascii  [utf8.RuneSelf][]uint64 // the same, for the letters that most texts are of
	none   []uint64
	up     []uint64 // the column's vertical differences of +1, reused
	down   []uint64 // and those of -1
}

func newPattern(letters []rune) *pattern {
	p := &pattern{size: len(letters), blocks: (len(letters) + 63) / 64}
	var room []uint64 // for some letters' places at a time
	take := func() (bits []uint64) {
		if len(room) < p.blocks {
			room = make([]uint64, p.blocks*manyLetters)
		}
		bits, room = room[:p.blocks:p.blocks], room[p.blocks:]
		return bits
	}
	p.none, p.up, p.down = take(), take(), take()
	for i, r := range letters {
		bits := p.of(r)
		if bits == nil {
			bits = take()
			p.put(r, bits)
		}
		bits[i/64] |= 1 << (i % 64)
	}
	return p
}

// manyLetters is about as many different letters as a sentence has.
const manyLetters = 28

// put says where in the pattern a letter stands.
func (p *pattern) put(r rune, bits []uint64) {
	switch {
	case 0 <= r && r < utf8.RuneSelf:
		p.ascii[r] = bits
	case p.equal == nil:
		p.equal = map[rune][]uint64{r: bits}
	default:
		p.equal[r] = bits
	}
}

// of is the places of the pattern where a letter stands, nil for none.
func (p *pattern) of(r rune) []uint64 {
	if 0 <= r && r < utf8.RuneSelf {
		return p.ascii[r]
	}
	return p.equal[r]
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
	equal := p.of(r)
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
	if len(a) <= 64 {
		return 1 - float64(fewEdits(a, b))/float64(len(a))
	}
	_, edits := newPattern(a).search(b, true)
	return 1 - float64(edits)/float64(len(a))
}

// fewEdits is the fewest edits that make a, of 64 letters at most, the beginning
// of b: what search finds from the text's beginning, with the pattern in one
// block and nothing made for it. It is what nearly all surroundings are held
// against each other by.
func fewEdits(a, b []rune) int {
	var ascii [utf8.RuneSelf]uint64
	for i, r := range a {
		if 0 <= r && r < utf8.RuneSelf {
			ascii[r] |= 1 << i
		}
	}
	up, down, top := ^uint64(0), uint64(0), uint64(1)<<(len(a)-1)
	score := len(a)
	edits := score
	for _, r := range b {
		equal := uint64(0)
		if 0 <= r && r < utf8.RuneSelf {
			equal = ascii[r]
		} else {
			equal = placesOf(r, a)
		}
		xv, xh := equal|down, (((equal&up)+up)^up)|equal
		plus, minus := down|^(xh|up), up&xh
		if plus&top != 0 {
			score++
		} else if minus&top != 0 {
			score--
		}
		plus, minus = plus<<1|1, minus<<1
		up, down = minus|^(xv|plus), plus&xv
		edits = min(edits, score)
	}
	return edits
}

// placesOf is the places where a letter stands among others.
func placesOf(r rune, letters []rune) (bits uint64) {
	for i, other := range letters {
		if other == r {
			bits |= 1 << i
		}
	}
	return bits
}

// reversed is letters from the last to the first.
func reversed(letters []rune) []rune {
	out := make([]rune, len(letters))
	for i, r := range letters {
		out[len(letters)-1-i] = r
	}
	return out
}
