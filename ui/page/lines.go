package page

import xansi "github.com/charmbracelet/x/ansi"

// A lineSetter puts letters into lines of cells, those without a width of their
// own on the letter before them.
type lineSetter struct {
	styles *styles
	method xansi.Method
	lines  [][]Cell
	line   []Cell
}

func (p *press) lineSetter() lineSetter { return lineSetter{styles: p.styles, method: p.method} }

// newline ends the line.
func (s *lineSetter) newline() {
	s.lines = append(s.lines, s.styles.trimEnd(s.line))
	s.line = nil
}

// add puts c behind what the line has.
func (s *lineSetter) add(c Cell) {
	if c.width == 0 {
		if cut := s.cut(&c); cut != nil {
			cut.join(c.Text, c.Source(), s.method) // wrapping by code points parted it from its letter
			return
		}
	}
	if joins(s.line, c.Width()) {
		s.line[len(s.line)-1].join(c.Text, c.Source(), s.method)
		return
	}
	s.line = append(s.line, c)
}

// cut is the last cell of the line before, where a line begins that goes on
// with the same letter as c; else nil.
func (s *lineSetter) cut(c *Cell) *Cell {
	if len(s.line) > 0 || len(s.lines) == 0 || !c.mapped() {
		return nil
	}
	last := s.lines[len(s.lines)-1]
	if len(last) == 0 || last[len(last)-1].Source() != c.Source() {
		return nil
	}
	return &last[len(last)-1]
}
