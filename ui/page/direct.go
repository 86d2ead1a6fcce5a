package page

import (
	gansi "charm.land/glamour/v2/ansi"
	uv "github.com/charmbracelet/ultraviolet"
	xansi "github.com/charmbracelet/x/ansi"

	"obelus/model"
)

// The cells of a table are many and short, a hundred thousand on a screen of a
// wide one. A press asks glamour once, with two letters, what it makes of words
// of their looks: what it puts before and behind them, and their style; and
// sets the cells in that from then on. What glamour does not leave as it was
// goes through it, as all other words do.

// A setting is the block that words are set in.
type setting struct {
	within gansi.StylePrimitive
	kind   leafKind
	level  int
}

func (l *leaf) setting() setting { return setting{l.within, l.kind, l.level} }

// A mould is what glamour makes of words in one setting: of the block itself,
// and of each of the looks that were asked for.
type mould struct {
	setting
	head, tail []unit // what stands before and behind all words
	ok         bool   // they can be told
	looks      map[inlineLook]*finish
}

// A finish is what glamour makes of words of one look.
type finish struct {
	before, behind []unit
	style          StyleID
	ok             bool // it leaves the letters as they are
}

// A unit is a cell to be set: a letter or a line end; a breakHint; or, without
// a text, an escape in what glamour returns.
type unit = Cell

func escapeUnit() unit { return Cell{from: -1, to: -1} }

// probe is the letters that glamour is asked with: no style that changes the
// case of letters leaves both as they are.
const probe = "xX"

// mould is the mould for words in s.
func (p *press) mould(s setting) *mould {
	if p.last != nil && p.last.setting == s {
		return p.last
	}
	m := p.moulds[s]
	if m == nil {
		m = p.newMould(s)
		if p.moulds == nil || len(p.moulds) >= maxMoulds {
			p.moulds = map[setting]*mould{}
		}
		p.moulds[s] = m
	}
	p.last = m
	return m
}

// maxMoulds bounds a press's memory.
const maxMoulds = 256

func (p *press) newMould(s setting) *mould {
	m := &mould{setting: s, looks: map[inlineLook]*finish{}}
	if s.kind == ruleLeaf {
		return m
	}
	var ok bool
	p.reset()
	if p.leaf(leaf{kind: s.kind, level: s.level, within: s.within, cutBehind: true}) != nil {
		return m
	}
	if m.head, ok = p.units(p.out.String()); !ok {
		return m
	}
	p.reset()
	if p.leaf(leaf{kind: s.kind, level: s.level, within: s.within, cutBefore: true}) != nil {
		return m
	}
	m.tail, m.ok = p.units(p.out.String())
	return m
}

// finish is what glamour makes of words of look in m.
func (p *press) finish(m *mould, look *inlineLook) *finish {
	key := *look
	key.link = "" // it stands in cells, not in what glamour is given
	f := m.looks[key]
	if f == nil {
		f = p.newFinish(m.setting, key)
		m.looks[key] = f
	}
	return f
}

func (p *press) newFinish(s setting, look inlineLook) *finish {
	f := &finish{}
	if look.image > 0 {
		return f
	}
	atoms := make([]atom, len(probe))
	for i := range atoms {
		atoms[i] = atom{probe[i : i+1], int32(i), true, model.Span{Start: i, End: i + 1}, &look}
	}
	p.reset()
	l := leaf{kind: s.kind, level: s.level, within: s.within, atoms: atoms, cutBefore: true, cutBehind: true}
	if p.leaf(l) != nil {
		return f
	}
	units, ok := p.units(p.out.String())
	at := 0
	for at < len(units) && !units[at].mapped() {
		at++
	}
	if !ok || at == 0 || at+len(probe) > len(units) {
		return f
	}
	for i := range atoms {
		if u := &units[at+i]; u.Text != atoms[i].text || u.Source() != atoms[i].source || u.style != units[at].style {
			return f
		}
	}
	return &finish{units[:at], units[at+len(probe):], units[at].style, true}
}

// units reads what glamour returned without wrapping it. ok is false where it
// holds more than escapes, line ends and plain ASCII letters.
func (p *press) units(out string) (units []unit, ok bool) {
	d := &decoder{lineSetter: p.lineSetter(), press: p, parser: xansi.GetParser(), marker: -1, last: -1}
	defer xansi.PutParser(d.parser)
	var state byte
	for len(out) > 0 {
		seq, width, n, next := xansi.DecodeSequence(out, state, d.parser)
		state, out = next, out[n:]
		if len(seq) > 0 && seq[0] == '\x1b' {
			d.read(seq, width)
			units = append(units, escapeUnit())
			continue
		}
		if !isPlain(seq) {
			return nil, false
		}
		u := Cell{Text: kept(seq), width: 1, style: d.style, from: -1, to: -1}
		if d.marker >= 0 {
			a, _ := d.take(seq)
			u.from, u.to = int32(a.source.Start), int32(a.source.End)
		}
		units = append(units, u)
	}
	return units, d.pen == uv.Style{}
}

// isPlain reports whether text is one printable ASCII letter or a line end.
func isPlain(text string) bool {
	return len(text) == 1 && (text[0] >= ' ' && text[0] < 0x7f || text[0] == '\n')
}

// direct is l as units, set without glamour. ok is false where its words have
// to go through it.
func (p *press) direct(l *leaf) (units []unit, ok bool) {
	m := p.mould(l.setting())
	if !m.ok {
		return nil, false
	}
	units = p.stream[:0]
	defer func() { p.stream = units[:0] }()
	if !l.cutBefore {
		units = append(units, m.head...)
	}
	known := len(p.links.list)
	before := ""
	for atoms := l.atoms; len(atoms) > 0; {
		n := 1
		for n < len(atoms) && sameLook(atoms[n].look, atoms[0].look) {
			n++
		}
		f := p.finish(m, atoms[0].look)
		if !f.ok || !p.isDirect(atoms[:n]) {
			p.links.list = p.links.list[:known]
			return units, false
		}
		units = p.castWords(units, f, atoms[:n], before)
		before, atoms = atoms[n-1].text, atoms[n:]
	}
	if !l.cutBehind {
		units = append(units, m.tail...)
	}
	return units, true
}

// isDirect reports whether atoms, which are of one look, come out of glamour as
// they are: they are letters of the visible text side by side, which so fall
// into the same graphemes there, or ASCII letters, which join with nothing.
func (p *press) isDirect(atoms []atom) bool {
	own, plain := true, true
	for i := range atoms {
		text := atoms[i].text
		own = own && atoms[i].own
		switch {
		case len(text) == 1 && isPlain(text):
		case text == "", text[0] < 0x80 && atoms[i].own:
			return false
		case atoms[i].own:
			plain = false
		default:
			for j := range len(text) {
				if !isPlain(text[j : j+1]) {
					return false
				}
			}
		}
	}
	return own || plain
}

// castWords appends atoms, which are of one look and stand behind the letter before,
// in their finish.
func (p *press) castWords(units []unit, f *finish, atoms []atom, before string) []unit {
	marker := len(f.before) - 1 // what begins the words themselves
	units = append(units, f.before[:marker]...)
	open, link := false, p.links.id(atoms[0].look.link)
	for i := range atoms {
		a := &atoms[i]
		if before != "" && (len(before) > 1 || len(a.text) > 1) && breaksEastAsian(before, a.text) {
			units = append(units, Cell{Text: breakHint, from: -1, to: -1})
		}
		before = a.text
		if !open {
			units = append(units, f.before[marker])
		}
		open = a.text != `\`
		if len(a.text) == 1 || a.own {
			c := newCell(kept(a.text), p.width(a.text), f.style, a.source)
			c.link = link
			units = append(units, c)
			continue
		}
		for j := range len(a.text) {
			c := newCell(a.text[j:j+1], 1, f.style, a.source)
			c.link = link
			units = append(units, c)
		}
	}
	return append(units, f.behind...)
}

// width is how wide the decoder takes a grapheme to be.
func (p *press) width(text string) int {
	switch {
	case len(text) == 1:
		return 1
	case p.method != xansi.GraphemeWidth:
		return p.method.StringWidth(text)
	}
	_, width := xansi.FirstGraphemeCluster(text, xansi.GraphemeWidth)
	return width
}
