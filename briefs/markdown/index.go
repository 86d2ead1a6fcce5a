package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	gfm "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// An entry is what the index knows of one top-level block. Offsets count from
// the beginning of the brief text.
type entry struct {
	start, end           int32 // see Document.Extent
	groupStart, groupEnd int32 // the lines that give it when they are parsed alone
	nth                  int32 // which of the group's blocks it is
	kind                 entryKind
	blank                bool // a blank line, or nothing, stands before the group
}

type entryKind uint8

const (
	otherEntry entryKind = iota
	headingEntry
	footnoteEntry
	paragraphEntry // a paragraph, and the only block that its lines give
	plainEntry     // what a parser failed at
)

// An index lists a text's top-level blocks without keeping their trees. It is
// made group by group and can be stopped between any two lines.
type index struct {
	entries []entry
	scanner *scanner
	grammar *grammar
	text    string
	source  []byte // the same
	pc      *parseContext
	base    int // where in text the scanner's source begins
}

// newIndex prepares the index of text from the byte from on; what pc is told of
// definitions is pc's business.
func newIndex(g *grammar, text string, from int, pc *parseContext) *index {
	x := &index{grammar: g, text: text, source: []byte(text), pc: pc}
	x.begin(from)
	return x
}

// begin has the scanner go on from the byte from, where no block is open.
func (x *index) begin(from int) {
	x.base = from
	pc := newContext(x.pc.defs, x.pc.collect)
	pc.boundaries = true
	x.scanner = newScanner(x.grammar, x.source[from:], pc, func(start, end int, nodes []ast.Node) {
		x.add(start+from, end+from, from, nodes)
	})
	x.scanner.prune = true
}

// run takes every step that is left.
func (x *index) run() {
	for x.step() {
	}
}

// step takes one line and reports whether there may be more. Where a parser
// panics, the lines from the open group's first to the next blank one are a
// block of plain text, and what follows is indexed as if nothing had been before.
func (x *index) step() (more bool) {
	defer func() {
		if recover() != nil {
			more = x.skip()
		}
	}()
	return x.scanner.step()
}

// skip lists the open group as plain text and goes on behind it.
func (x *index) skip() bool {
	_, pos := x.scanner.reader.Position()
	start := x.base + x.scanner.start
	end := max(start, min(x.base+pos.Start, len(x.text)))
	for end < len(x.text) {
		line, _, _ := bytes.Cut(x.source[end:], newline)
		end = min(end+len(line)+1, len(x.text))
		if util.IsBlank(line) && end > x.base+pos.Start {
			break
		}
	}
	e := entry{start: int32(start), end: int32(end), groupStart: int32(start), groupEnd: int32(end), kind: plainEntry}
	if x.trim(&e, true); e.start < e.end {
		x.entries = append(x.entries, e)
	}
	x.begin(end)
	return end < len(x.text)
}

// add lists the blocks of one group.
func (x *index) add(start, end, base int, nodes []ast.Node) {
	at := func(i int) int {
		switch {
		case i == len(nodes):
			return end
		case i == 0:
			return start
		}
		return min(max(base+nodeStart(nodes[i]), start), end)
	}
	nth := int32(0)
	for i, n := range nodes {
		if n.Kind() == ast.KindLinkReferenceDefinition {
			continue
		}
		e := entry{
			start: int32(at(i)), end: int32(at(i + 1)),
			groupStart: int32(start), groupEnd: int32(end), nth: nth, kind: kindOfEntry(n, len(nodes)), blank: x.scanner.blank,
		}
		x.trim(&e, n.Kind() == ast.KindCodeBlock)
		x.entries = append(x.entries, e)
		nth++
	}
}

// trim takes blank lines off both ends of e and, but for code, where it is seen,
// the white space before it.
func (x *index) trim(e *entry, code bool) {
	line := e.start
	for e.start < e.end && isWhite(x.text[e.start]) {
		e.start++
		if x.text[e.start-1] == '\n' {
			line = e.start
		}
	}
	end := e.end
	for e.end > e.start && isWhite(x.text[e.end-1]) {
		e.end--
	}
	for e.end < end && x.text[e.end] != '\n' {
		e.end++
	}
	if code {
		e.start = line
	}
}

// nodeStart is where the source of one of several blocks of a group begins.
func nodeStart(n ast.Node) int {
	switch n.Kind() {
	case gfm.KindTable:
		return n.FirstChild().Pos()
	case ast.KindParagraph, ast.KindHeading, ast.KindLinkReferenceDefinition:
		if n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return n.Pos()
}

// kindOfEntry is the kind of one of a group's nodes.
func kindOfEntry(n ast.Node, nodes int) entryKind {
	switch {
	case n.Kind() == ast.KindHeading:
		return headingEntry
	case n.Kind() == KindFootnoteDef:
		return footnoteEntry
	case n.Kind() == ast.KindParagraph && nodes == 1:
		return paragraphEntry
	}
	return otherEntry
}

// parse gives the node of the entry's block, parsed whole, with the source that
// its segments index.
func (g *grammar) parse(text string, e entry, defs *definitions) (ast.Node, []byte) {
	source := []byte(text[e.groupStart:e.groupEnd])
	pc := g.context(defs)
	var node ast.Node
	nth := e.nth
	s := newScanner(g, source, pc, func(_, _ int, nodes []ast.Node) {
		for _, n := range nodes {
			if n.Kind() == ast.KindLinkReferenceDefinition {
				continue
			}
			if nth == 0 {
				node = n
			}
			nth--
		}
	})
	s.blank = e.blank
	s.run()
	g.parseInlines(node, source, pc)
	g.release(pc)
	return node, source
}
