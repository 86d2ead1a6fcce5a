package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"
)

// lineStat says whether a line was blank as the block at a level saw it.
type lineStat struct {
	line, level int
	blank       bool
}

// forgetStats drops what blankAt will not ask for again.
func (s *scanner) forgetStats(before int) {
	keep := 0
	for keep < len(s.stats)-1 && s.stats[keep].line < before {
		keep++
	}
	if keep > 0 {
		s.stats = slices.Delete(s.stats, 0, keep)
	}
}

func (s *scanner) blankAt(line, level int) bool {
	if len(s.stats) == 0 {
		return true
	}
	for i := len(s.stats) - 1 - level; i >= 0; i-- {
		switch st := s.stats[i]; {
		case st.line == line && st.level <= level:
			return st.blank
		case st.line < line:
			return false
		}
	}
	return false
}

// skipBlank goes on to the last of several blank lines, or of several lines that
// are the same signs of quotes, where a list or a footnote is open and nothing in
// it: the first of them said all there is to say. Only the last one is looked
// back at.
func (s *scanner) skipBlank(open ast.Node) {
	switch open.Kind() {
	case ast.KindList, ast.KindListItem, KindFootnoteDef:
	default:
		return
	}
	source := s.reader.Source()
	_, pos := s.reader.Position()
	if pos.Start == 0 {
		return
	}
	before := lineBefore(source, pos.Start)
	for {
		_, pos := s.reader.Position()
		line, _, _ := bytes.Cut(source[pos.Start:], newline)
		next := source[min(pos.Start+len(line)+1, len(source)):]
		nextLine, _, more := bytes.Cut(next, newline)
		if !more || !saysNothing(line, before) || !saysNothing(nextLine, line) {
			return
		}
		s.reader.AdvanceLine()
	}
}

// saysNothing reports whether a line of an open list says no more than the one
// before it did: both are blank, or the same signs of quotes.
func saysNothing(line, before []byte) bool {
	if util.IsBlank(line) {
		return util.IsBlank(before)
	}
	return line[0] == '>' && bytes.Equal(line, before) && len(bytes.Trim(line, "> ")) == 0
}

// lineBefore is the line that ends at start.
func lineBefore(source []byte, start int) []byte {
	end := start - 1
	return source[bytes.LastIndexByte(source[:end], '\n')+1 : end]
}

var newline = []byte{'\n'}
